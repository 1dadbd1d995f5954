// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_result.h"
#include "profiles/esim/iccid.h"

#include <QList>
#include <QString>

#include <optional>

namespace profiles {

/// What happened to a profile; the numbers are the bits of NotificationEvent (SGP.22 annex H).
enum class ProfileEvent : std::uint8_t { Install = 0, Enable = 1, Disable = 2, Delete = 3 };

/// NotificationMetadata (SGP.22 §5.7.9, tag BF2F).
struct NotificationMetadata {
    qint64 sequence = 0; ///< grows for the card's life
    ProfileEvent event = ProfileEvent::Install;
    QString address; ///< FQDN it must be sent to
    std::optional<Iccid> iccid;
};

/// events: which to list; empty means all.
[[nodiscard]] QByteArray encodeListNotification(const QList<ProfileEvent> &events);
[[nodiscard]] Result<QList<NotificationMetadata>> decodeListNotification(const QByteArray &response);
/// One BF2F object on its own.
[[nodiscard]] Result<NotificationMetadata> decodeNotificationMetadata(const QByteArray &object);

} // namespace profiles
