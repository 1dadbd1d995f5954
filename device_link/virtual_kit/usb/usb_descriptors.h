// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace virtual_kit {

struct UsbIdentity {
    QString manufacturer;
    QString product;
    QString serial;
};

/// The descriptors of the composite device of PROTOCOL.md §1.1 (USB 2.0 §9.6, CDC PSTN 1.20, Microsoft OS 2.0).
class UsbDescriptors
{
public:
    explicit UsbDescriptors(UsbIdentity identity);

    /// What GET_DESCRIPTOR asks for by the high and low byte of wValue. Empty: there is none, the request stalls.
    [[nodiscard]] std::optional<framing::Bytes> find(std::uint8_t type, std::uint8_t index) const;

    [[nodiscard]] static framing::Bytes device();
    [[nodiscard]] static framing::Bytes deviceQualifier();
    /// type 2: at the speed the device runs at, high; 7: at the other one, full.
    [[nodiscard]] static framing::Bytes configuration(std::uint8_t type);
    [[nodiscard]] static framing::Bytes bos();
    [[nodiscard]] std::optional<framing::Bytes> string(std::uint8_t index) const;

private:
    UsbIdentity m_identity;
};

/// The Microsoft OS 2.0 descriptor set that the BOS points to: WinUSB for the `kit` interface.
[[nodiscard]] framing::Bytes microsoftDescriptorSet();

} // namespace virtual_kit
