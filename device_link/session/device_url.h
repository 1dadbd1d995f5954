// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace device_link {

/// What a port speaks (PROTOCOL.md, "Ports and roles").
enum class PortRole : std::uint8_t { Kit, At, Console, Meter };

/// One port an engineer names: `virtual:`, `serial:/dev/ttyACM0,role=kit[,baud=N]`, `tcp:host:port,role=at`,
/// `usb:SERIAL[,role=at][,place=1-2]`, `bench:NAME`; or a recording in its place,
/// `file:/path/to/recording.aer[#stream=1]`.
struct DeviceUrl {
    enum class Scheme : std::uint8_t { Virtual, Serial, Tcp, Usb, Bench, File };
    Scheme scheme = Scheme::Virtual;
    QString address;     ///< device path, host, serial number, bench name or file; arguments for virtual:
    quint16 tcpPort = 0; ///< tcp only
    PortRole role = PortRole::Kit;
    qint32 baud = 0;                 ///< serial only; 0: the role's default (kit 3 000 000, others 115 200)
    bool wholeKit = false;           ///< usb without a role: every port the kit has
    QString place{};                 ///< usb only: where it is plugged in ("1-1.4"); empty: wherever the kit is
    std::optional<quint32> stream{}; ///< file only: which one of the recording; none: the longest
    friend bool operator==(const DeviceUrl &, const DeviceUrl &) = default;
};

/// BadArgument with a sentence that names the part at fault.
[[nodiscard]] Result<DeviceUrl> parseDeviceUrl(const QString &text);
/// The ports of one kit; none named is a simulated kit. BadArgument also for a role that two of them have, and for a
/// simulated kit, a recording or a whole USB kit beside others: their ports come with them (a meter may stand beside a
/// USB kit).
[[nodiscard]] Result<QList<DeviceUrl>> parseDeviceUrls(const QStringList &texts);
[[nodiscard]] QString toString(const DeviceUrl &url);
[[nodiscard]] QString roleName(PortRole role); ///< "kit", "at", "console", "meter"

} // namespace device_link
