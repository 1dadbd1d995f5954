// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/eid.h"
#include "profiles/esim/es10_result.h"

#include <QList>
#include <QString>

#include <optional>

namespace profiles {

[[nodiscard]] QByteArray encodeGetEid();
[[nodiscard]] Result<Eid> decodeGetEid(const QByteArray &response);

/// EuiccConfiguredAddresses (SGP.22 §5.7.3).
struct ConfiguredAddresses {
    QString defaultDp; ///< SM-DP+ asked when there is no activation code; empty: none
    QString rootDs;    ///< root SM-DS
};
[[nodiscard]] QByteArray encodeGetConfiguredAddresses();
[[nodiscard]] Result<ConfiguredAddresses> decodeConfiguredAddresses(const QByteArray &response);

/// EUICCInfo2 (SGP.22 §5.7.8). Versions as "2.3.1"; empty: not told.
struct EuiccInfo2 {
    QString profileVersion, svn, firmwareVersion, ts102241Version, globalPlatformVersion, protectionProfileVersion;
    std::optional<quint64> installedApplications;
    std::optional<quint64> freeNonVolatileMemory, freeVolatileMemory; ///< bytes
    QByteArray uiccCapability, rspCapability;                         ///< BIT STRING as sent: unused bits, then bits
    QList<QByteArray> verificationKeyIds, signingKeyIds;              ///< CI public key ids, most trusted first
    std::optional<qint64> category;                                   ///< 0 other, 1 basic, 2 medium, 3 contactless
    std::optional<quint32> forbiddenPolicyRules;
    QString sasAccreditation, treProductReference, platformLabel, discoveryBaseUrl;
    QStringList iotVersions;       ///< SGP.32 versions; not empty: the card is an IoT eUICC
    std::optional<qint64> ipaMode; ///< SGP.32: 0 IPAd, 1 IPAe
};
[[nodiscard]] QByteArray encodeGetEuiccInfo2();
[[nodiscard]] Result<EuiccInfo2> decodeEuiccInfo2(const QByteArray &response);

} // namespace profiles
