// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include <QString>

namespace widgets {

/// Words for the values of a kit, in the language that is installed. Product terms stay Latin in every language.
[[nodiscard]] QString radioWord(device_link::RadioState state);            ///< "connected", "C-DRX"
[[nodiscard]] QString registrationWord(int stat);                          ///< 3GPP TS 27.007 +CEREG <stat>
[[nodiscard]] QString tierWord(device_link::ComputeTier tier);             ///< "metro", "province", "nation"
[[nodiscard]] QString sessionWord(const device_link::KitSession &session); ///< "connected", "unplugged", "restarting"
[[nodiscard]] QString tokenSourceWord(const QString &wireName);            ///< "server usage"
[[nodiscard]] QString finishWord(const QString &wireName);                 ///< "complete", "cut at the token limit"
[[nodiscard]] QString kitKindWord(const QString &wireName);                ///< "toy"
[[nodiscard]] QString comma();                                             ///< between the parts of a list
[[nodiscard]] QString networkWord(const QString &wireName);                ///< "LTE Cat 1 bis"
[[nodiscard]] QString grantReasonWord(const QString &wireName);            ///< "line", "kit"

/// "This kit does not offer a power source. …": two sentences, the second says what would give it.
struct NotOffered {
    QString what;
    QString next;
};
[[nodiscard]] NotOffered notOffered(device_link::Capability capability);
/// Why a session lacks it: the kit does not offer it, or "The recording holds no samples.", without a second sentence.
[[nodiscard]] NotOffered whatLacks(const device_link::KitSession &session, device_link::Capability capability);

} // namespace widgets
