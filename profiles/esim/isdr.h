// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/card_channel.h"
#include "profiles/common/result.h"

#include <QCoroTask>
#include <QList>

#include <memory>
#include <stop_token>

namespace profiles {

/// AIDs an ISD-R is found at: the standard one (SGP.22 §2.2.3) first, then those of known removable eUICCs.
[[nodiscard]] QList<QByteArray> isdrAids();

/// Opens a channel to the ISD-R, trying the AIDs in order while the card refuses; the first refusal is the error.
[[nodiscard]] QCoro::Task<Result<device_link::CardSession>> openIsdr(
    std::shared_ptr<device_link::CardChannel> channel, std::stop_token stop);

/// One ES10 command on a channel of its own, which is always closed again. The caller holds the card's turn.
[[nodiscard]] QCoro::Task<Result<QByteArray>> askIsdr(
    std::shared_ptr<device_link::CardChannel> channel, QByteArray command, std::stop_token stop);

} // namespace profiles
