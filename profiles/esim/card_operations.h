// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/card_channel.h"
#include "profiles/esim/es10_codec.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace profiles {

// Each waits for the card's turn, opens a channel of its own to the ISD-R and closes it again.

/// Versions, free memory and abilities of the card (SGP.22 §5.7.8).
[[nodiscard]] QCoro::Task<Result<EuiccInfo2>> readEuiccInfo2(
    std::shared_ptr<device_link::CardChannel> channel, std::stop_token stop);

/// The notifications the card keeps until an LPA has delivered them (SGP.22 §5.7.9); only looks, removes none.
[[nodiscard]] QCoro::Task<Result<QList<NotificationMetadata>>> listNotifications(
    std::shared_ptr<device_link::CardChannel> channel, std::stop_token stop);

/// Names a profile (SGP.22 §5.7.21); an empty nickname removes it. BadArgument above 64 bytes of UTF-8.
[[nodiscard]] QCoro::Task<Result<void>> setNickname(
    std::shared_ptr<device_link::CardChannel> channel, Iccid iccid, QString nickname, std::stop_token stop);

} // namespace profiles
