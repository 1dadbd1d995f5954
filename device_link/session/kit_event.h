// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCborMap>
#include <QMetaType>
#include <QString>

#include <cstdint>

namespace device_link {

/// One event of a kit (PROTOCOL.md, "Events"), stamped by the kit's own clock.
struct KitEvent {
    std::uint32_t bootId = 0;
    std::uint32_t sequence = 0;
    std::int64_t kitTimeNs = 0;
    std::int64_t hostTimeNs = 0; ///< host monotonic clock at arrival, for the log only; never places it on the axis
    bool replayed = false;       ///< fetched by events.get after a gap
    QString name;                ///< "radio", "prompt.token", ...
    QCborMap fields;             ///< the remaining keys as sent
};

} // namespace device_link

Q_DECLARE_METATYPE(device_link::KitEvent)
