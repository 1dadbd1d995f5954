// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/card_channel.h"
#include "profiles/common/result.h"

#include <QCoroTask>
#include <QList>

#include <memory>
#include <stop_token>

namespace profiles {

/// Largest ES10 response that is collected, bytes.
inline constexpr int kMaxEs10Response = 64 * 1024;

/// An ES10 command as STORE DATA APDUs: 80 E2 91|11 block Lc data (SGP.22 §5.7.2). segmentSize 1 to 255 data bytes.
/// BadArgument when the command is empty or needs more than 256 blocks.
[[nodiscard]] Result<QList<QByteArray>> storeDataApdus(const QByteArray &command, int segmentSize);

/// Sends one ES10 command on an open ISD-R channel and collects its whole response: GET RESPONSE after 61 xx, again
/// with the right length after 6C xx, everything again in halved segments after 67 00 (ports with short lines do that).
/// Success is 90 00 or 91 xx (a REFRESH waits). Refused carries the status word; BadReply for answers that are none.
[[nodiscard]] QCoro::Task<Result<QByteArray>> exchangeEs10(std::shared_ptr<device_link::CardChannel> channel,
    device_link::CardSession session, QByteArray command, std::stop_token stop);

} // namespace profiles
