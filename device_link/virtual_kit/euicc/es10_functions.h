// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "es10_outcome.h"
#include "euicc_state.h"
#include "tlv_reader.h"

namespace virtual_kit {

// The functions of SGP.22 §5.7, each on the fields of its request. All take hostile fields.

// ES10a
Es10Outcome getConfiguredAddresses(EuiccState &state, const TlvFields &request); ///< BF3C §5.7.3
Es10Outcome setDefaultDpAddress(EuiccState &state, const TlvFields &request);    ///< BF3F §5.7.4

// ES10b
Es10Outcome getEuiccInfo1(EuiccState &state, const TlvFields &request);         ///< BF20 §5.7.8
Es10Outcome getEuiccInfo2(EuiccState &state, const TlvFields &request);         ///< BF22 §5.7.8
Es10Outcome getEuiccChallenge(EuiccState &state, const TlvFields &request);     ///< BF2E §5.7.7
Es10Outcome cancelSession(EuiccState &state, const TlvFields &request);         ///< BF41 §5.7.14
Es10Outcome getRulesTable(EuiccState &state, const TlvFields &request);         ///< BF43 §5.7.22
Es10Outcome listNotifications(EuiccState &state, const TlvFields &request);     ///< BF28 §5.7.9
Es10Outcome retrieveNotifications(EuiccState &state, const TlvFields &request); ///< BF2B §5.7.10
Es10Outcome removeNotification(EuiccState &state, const TlvFields &request);    ///< BF30 §5.7.11

// ES10c
Es10Outcome getProfilesInfo(EuiccState &state, const TlvFields &request); ///< BF2D §5.7.15
Es10Outcome enableProfile(EuiccState &state, const TlvFields &request);   ///< BF31 §5.7.16
Es10Outcome disableProfile(EuiccState &state, const TlvFields &request);  ///< BF32 §5.7.17
Es10Outcome deleteProfile(EuiccState &state, const TlvFields &request);   ///< BF33 §5.7.18
Es10Outcome resetMemory(EuiccState &state, const TlvFields &request);     ///< BF34 §5.7.19
Es10Outcome getEid(EuiccState &state, const TlvFields &request);          ///< BF3E §5.7.20
Es10Outcome setNickname(EuiccState &state, const TlvFields &request);     ///< BF29 §5.7.21

/// Queues the notifications that the profile's own configuration asks for at this event (SGP.22 §3.5).
void notify(EuiccState &state, const Profile &profile, NotificationEvent event);

} // namespace virtual_kit
