// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_descriptors.h"
#include "usb_numbers.h"
#include "usb_request.h"

#include <array>
#include <optional>

namespace virtual_kit {

/// What control requests do to the rest of the device.
class UsbControlTarget
{
public:
    virtual ~UsbControlTarget() = default;
    /// Reset, or SET_CONFIGURATION: all ports close, no endpoint is halted.
    virtual void startAnew() = 0;
    /// Empty: there is no such endpoint (address with the direction bit).
    [[nodiscard]] virtual std::optional<bool> isHalted(std::uint8_t address) const = 0;
    virtual void setHalted(std::uint8_t address, bool halted) = 0;
    /// The host told that it comes to a role's port, or goes.
    virtual void hostCame(usb::Role role) = 0;
    virtual void hostWent(usb::Role role) = 0;
};

/// Requests on endpoint 0: USB 2.0 §9.4, CDC PSTN 1.20 §6.3, Microsoft OS 2.0, and HOST of PROTOCOL.md §1.1.
class UsbControl
{
public:
    UsbControl(UsbIdentity identity, UsbControlTarget &target);

    /// What goes to the host (empty without data stage, and when data came from it); no value: the request stalls.
    [[nodiscard]] std::optional<framing::Bytes> handle(const UsbRequest &request);
    /// As after power-on, but configured, as a USB/IP server has its devices when it hands them over.
    void reset();

private:
    struct Setup;
    using Answer = std::optional<framing::Bytes>;
    [[nodiscard]] Answer standard(const Setup &setup);
    [[nodiscard]] Answer standardOfDevice(const Setup &setup);
    [[nodiscard]] Answer standardOfInterface(const Setup &setup) const;
    [[nodiscard]] Answer standardOfEndpoint(const Setup &setup);
    [[nodiscard]] Answer ofAcm(const Setup &setup, framing::ByteView data);
    [[nodiscard]] Answer ofVendor(const Setup &setup);

    /// 9600 Bd, 1 stop bit, no parity, 8 data bits (CDC PSTN 1.20 table 17); kept for the host alone, there is no line.
    using LineCoding = std::array<std::uint8_t, 7>;
    static constexpr LineCoding kLineCoding{0x80, 0x25, 0, 0, 0, 0, 8};

    UsbDescriptors m_descriptors;
    UsbControlTarget &m_target;
    std::uint8_t m_configuration = usb::kConfiguration;
    std::array<LineCoding, usb::RoleCount> m_lineCodings;
    std::array<bool, usb::RoleCount> m_terminalReady{}; ///< DTR
};

} // namespace virtual_kit
