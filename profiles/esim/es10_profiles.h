// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_result.h"
#include "profiles/esim/profile_id.h"

#include <QList>
#include <QString>

#include <optional>

namespace profiles {

enum class ProfileState : std::uint8_t { Disabled = 0, Enabled = 1 };
enum class ProfileClass : std::uint8_t { Test = 0, Provisioning = 1, Operational = 2 };
enum class IconType : std::uint8_t { Jpeg = 0, Png = 1 };

/// Policy rules of a profile (SGP.22 §2.9.1): bits as decodeBits() numbers them.
inline constexpr quint32 kPolicyNoDisable = 1U << 1; ///< PPR1
inline constexpr quint32 kPolicyNoDelete = 1U << 2;  ///< PPR2

/// Who gets which notifications of a profile (B6).
struct NotificationTarget {
    quint32 events = 0; ///< bits: 0 install, 1 enable, 2 disable, 3 delete
    QString address;
};

/// ProfileInfo (SGP.22 §5.7.15, tag E3). Empty optionals and strings: the card did not tell.
struct ProfileInfo {
    std::optional<Iccid> iccid;
    std::optional<Aid> aid; ///< of the ISD-P
    std::optional<ProfileState> state;
    std::optional<ProfileClass> profileClass;
    QString nickname, serviceProvider, name;
    std::optional<IconType> iconType;
    QByteArray icon;
    QList<NotificationTarget> notificationTargets;
    QString ownerPlmn; ///< "46000", from B7
    std::optional<quint32> policyRules;
    std::optional<bool> fallback, fallbackAllowed; ///< SGP.32 9F26, 9F67

    [[nodiscard]] bool enabled() const { return state == ProfileState::Enabled; }
    [[nodiscard]] bool is(const ProfileId &id) const;
};

/// What GetProfilesInfo asks for. Without tags the card answers its default set, which lacks B6, B7 and 99.
struct ProfilesInfoRequest {
    std::optional<ProfileId> profile;
    std::optional<ProfileClass> profileClass; ///< only when no profile is named
    QList<quint32> tags;
};

/// Everything ProfileInfo above holds, except the icon.
[[nodiscard]] QList<quint32> profileListTags();

[[nodiscard]] QByteArray encodeGetProfilesInfo(const ProfilesInfoRequest &request);
[[nodiscard]] Result<QList<ProfileInfo>> decodeProfilesInfo(const QByteArray &response);

/// refresh: ask the modem to restart the card afterwards (SGP.22 §3.2.1); without it the modem may keep the old
/// profile.
[[nodiscard]] QByteArray encodeEnableProfile(const ProfileId &profile, bool refresh);
[[nodiscard]] QByteArray encodeDisableProfile(const ProfileId &profile, bool refresh);
[[nodiscard]] QByteArray encodeDeleteProfile(const ProfileId &profile);
/// An empty nickname removes it. BadArgument above 64 bytes of UTF-8.
[[nodiscard]] Result<QByteArray> encodeSetNickname(const Iccid &iccid, const QString &nickname);

} // namespace profiles
