// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_control.h"
#include "usb_in_endpoint.h"
#include "usb_out_endpoint.h"

#include <QObject>

#include <array>
#include <memory>
#include <optional>

namespace virtual_kit {

/// What the port of a role does when its function of the device is used.
class UsbFunctionOwner
{
public:
    virtual ~UsbFunctionOwner() = default;
    /// Also when it was open: then it counts as left before.
    virtual void hostCame() = 0;
    virtual void hostWent() = 0;
    /// False: not now.
    [[nodiscard]] virtual bool takeBytes(framing::ByteView bytes) = 0;
    /// Bytes left the bulk IN endpoint. Not to write from.
    virtual void roomMade() = 0;
};

/// The kit's USB device, without a transport: requests go in, each ends once. Present while the ports of all three
/// roles are. One host at a time. Everything on one thread; completions may come from inside of any call.
class UsbDevice final : public QObject, private UsbControlTarget
{
    Q_OBJECT
public:
    /// bufferBytes: what an IN endpoint takes for a host that is slow to ask.
    explicit UsbDevice(UsbIdentity identity, std::size_t bufferBytes = 64 * 1024, QObject *parent = nullptr);
    ~UsbDevice() override;

    // The host's side.
    [[nodiscard]] bool isPresent() const;
    [[nodiscard]] bool hasHost() const { return static_cast<bool>(m_complete); }
    /// From now on requests may be submitted, to a device that was just reset. False: absent, or another host has it.
    [[nodiscard]] bool attachHost(UsbComplete complete);
    /// The cable is cut at the host's end: nothing completes any more, all ports close.
    void detachHost();
    void submit(UsbRequest request);
    /// True: it was waiting, and will not be completed. False: it has been completed.
    [[nodiscard]] bool cancel(std::uint32_t id);
    /// IN requests of the bulk and interrupt endpoints wait: the way to the host is full.
    void setHeld(bool held);
    /// Requests that wait, and the bytes to the device in them.
    struct Backlog {
        std::size_t requests = 0;
        std::size_t bytes = 0;
    };
    [[nodiscard]] Backlog backlog() const;

    // The kit's side.
    void setOwner(usb::Role role, UsbFunctionOwner *owner);
    void setPortPresent(usb::Role role, bool present);
    /// A port is being destroyed, and its owner with it: unplugged, without a word to the other ports.
    void dissolve();
    [[nodiscard]] UsbInEndpoint &bulkIn(usb::Role role) { return m_functions[role]->bulkIn; }
    /// SERIAL_STATE: carrier and data set ready (CDC PSTN 1.20 §6.5.4). Nothing on a role without it.
    void notifyOpen(usb::Role role);
    /// The endpoint with this address stalls until the host clears it (a fault).
    void halt(std::uint8_t address);

    /// Where a host finds it, once somebody offers it: "usbip:127.0.0.1:3240/1-1".
    void setAddress(QString address) { m_address = std::move(address); }
    [[nodiscard]] const QString &address() const { return m_address; }

Q_SIGNALS:
    void plugged();
    /// All requests have ended with Gone, all ports have closed; the host is no longer attached.
    void unplugged();

private:
    struct Endpoints {
        explicit Endpoints(std::size_t bufferBytes);
        UsbInEndpoint notify;
        UsbInEndpoint bulkIn;
        UsbOutEndpoint bulkOut;
        UsbFunctionOwner *owner = nullptr;
        bool present = false;
    };
    void complete(const UsbCompletion &completion);
    void control(const UsbRequest &request);
    [[nodiscard]] UsbInEndpoint *findIn(std::uint8_t address) const;
    [[nodiscard]] UsbOutEndpoint *findOut(std::uint8_t address) const;
    void connectEndpoints(Endpoints &endpoints);
    void closePorts();
    void unplug();

    void startAnew() override;
    [[nodiscard]] std::optional<bool> isHalted(std::uint8_t address) const override;
    void setHalted(std::uint8_t address, bool halted) override;
    void hostCame(usb::Role role) override;
    void hostWent(usb::Role role) override;

    UsbControl m_control;
    std::array<std::unique_ptr<Endpoints>, usb::RoleCount> m_functions;
    UsbComplete m_complete;
    QString m_address;
};

} // namespace virtual_kit
