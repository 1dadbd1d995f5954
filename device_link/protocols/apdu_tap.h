// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/card_channel.h"

#include <QPointer>

namespace device_link {

/// An exchange that begins now.
[[nodiscard]] ApduExchange beginExchange(ApduExchange::Kind kind, const QByteArray &handle, const QByteArray &command);

// Each waits for the running task, has the channel emit exchanged() unless it is gone, and gives the task's result on.
[[nodiscard]] QCoro::Task<Result<CardSession>> tapOpen(
    QPointer<CardChannel> channel, ApduExchange begun, QCoro::Task<Result<CardSession>> running);
[[nodiscard]] QCoro::Task<Result<QByteArray>> tapTransmit(
    QPointer<CardChannel> channel, ApduExchange begun, QCoro::Task<Result<QByteArray>> running);
[[nodiscard]] QCoro::Task<Result<void>> tapClose(
    QPointer<CardChannel> channel, ApduExchange begun, QCoro::Task<Result<void>> running);

} // namespace device_link
