// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/card_channel.h"
#include "profiles/esim/eid.h"
#include "profiles/esim/es10_profiles.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace profiles {

/// The profiles on the card, with state, class, names, policy rules and notification targets.
[[nodiscard]] QCoro::Task<Result<QList<ProfileInfo>>> listProfiles(
    std::shared_ptr<device_link::CardChannel> channel, std::stop_token stop);

/// The card's EID, read from the card itself.
[[nodiscard]] QCoro::Task<Result<Eid>> readEid(std::shared_ptr<device_link::CardChannel> channel, std::stop_token stop);

enum class SwitchStep : std::uint8_t { TakeTurn, ReadList, SendCommand, WaitForCard, ReadBack };
using SwitchProgressHandler = std::function<void(SwitchStep)>;

struct SwitchOptions {
    bool refresh = true;       ///< have the modem restart the card, so that it uses the new profile at once
    int cardTimeoutMs = 30000; ///< how long the card may be away afterwards
};

/// What a profile change did, as read back from the card.
struct ProfileSwitch {
    QList<ProfileInfo> before, after;
    /// From the answer to the command until the card answered with the new list, host clock. Empty: no reset was told
    /// and no answer missed.
    std::optional<qint64> interruptionMs;
    bool cardReset = false;          ///< the port told of a card reset meanwhile
    bool stoppedTooLate = false;     ///< a stop was requested, but the change had been sent and took effect
    std::optional<Error> answerLost; ///< the command's own answer never came; the list shows that it took effect
};

/// Enables a profile (SGP.22 §5.7.16); another enabled one is disabled by the same command. Holds the card's turn all
/// along, closes every channel it opens, and reads the list back. Errors: Refused with the ES10 result code or status
/// word; Timeout when the card accepted but does not show the new state in time. A stop, a lost link or a lost answer
/// after the command was sent is followed by reading the list (at most cardTimeoutMs; 10 s after a stop): the change is
/// then reported as done, or the error says that it did not happen or that its outcome is unknown.
[[nodiscard]] QCoro::Task<Result<ProfileSwitch>> enableProfile(std::shared_ptr<device_link::CardChannel> channel,
    ProfileId profile, SwitchOptions options, SwitchProgressHandler progress, std::stop_token stop);
[[nodiscard]] QCoro::Task<Result<ProfileSwitch>> enableProfile(std::shared_ptr<device_link::CardChannel> channel,
    ProfileId profile, SwitchProgressHandler progress, std::stop_token stop);

/// Disables a profile (SGP.22 §5.7.17); the rest as enableProfile.
[[nodiscard]] QCoro::Task<Result<ProfileSwitch>> disableProfile(std::shared_ptr<device_link::CardChannel> channel,
    ProfileId profile, SwitchOptions options, SwitchProgressHandler progress, std::stop_token stop);
[[nodiscard]] QCoro::Task<Result<ProfileSwitch>> disableProfile(std::shared_ptr<device_link::CardChannel> channel,
    ProfileId profile, SwitchProgressHandler progress, std::stop_token stop);

} // namespace profiles
