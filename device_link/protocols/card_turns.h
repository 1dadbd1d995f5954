// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/answer.h"
#include "device_link/session/card_channel.h"

#include <QFuture>

#include <deque>
#include <memory>
#include <stop_token>

namespace device_link {

class StopWatch;

/// One claim on the card at a time, in the order asked for. GUI thread. Held by shared_ptr: a turn may outlive the
/// port.
class CardTurns : public QObject, public std::enable_shared_from_this<CardTurns>
{
    Q_OBJECT
public:
    CardTurns();
    ~CardTurns() override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<CardTurn>>> take(const std::stop_token &stop);

private:
    class Turn;
    struct Waiting;
    void pass();
    void stopped(const Waiting *key);
    std::deque<std::unique_ptr<Waiting>> m_waiting;
    bool m_taken = false;
};

} // namespace device_link
