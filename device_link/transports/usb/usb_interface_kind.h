// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <optional>

namespace device_link {

/// Class, subclass and protocol of a USB interface.
struct UsbInterfaceKind {
    int interfaceClass = 0, subclass = 0, protocol = 0;

    /// The vendor interface of a kit (PROTOCOL.md §1.1).
    [[nodiscard]] bool isKit() const { return interfaceClass == 0xff && subclass == 0xa1 && protocol == 0x01; }
    /// Communication interface of a CDC abstract control model (CDC 1.2 §4.2, PSTN 1.20 §4).
    [[nodiscard]] bool isAcm() const { return interfaceClass == 0x02 && subclass == 0x02; }
};

/// What a kit's interface speaks, by its kind and, for CDC-ACM, by its string; empty when it is no kit's.
[[nodiscard]] std::optional<PortRole> roleOfInterface(const UsbInterfaceKind &kind, const QString &interfaceString);

} // namespace device_link
