// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/card_turns.h"

#include "device_link/protocols/stop_watch.h"

#include <algorithm>

namespace device_link {

class CardTurns::Turn : public CardTurn
{
public:
    explicit Turn(std::weak_ptr<CardTurns> turns)
        : m_turns(std::move(turns))
    {
    }
    ~Turn() override
    {
        if (const std::shared_ptr<CardTurns> turns = m_turns.lock())
            turns->pass();
    }

private:
    std::weak_ptr<CardTurns> m_turns;
};

struct CardTurns::Waiting {
    Answer<std::shared_ptr<CardTurn>> answer;
    std::unique_ptr<StopWatch> watch;
};

CardTurns::CardTurns() = default;

CardTurns::~CardTurns() = default;

QFuture<Result<std::shared_ptr<CardTurn>>> CardTurns::take(const std::stop_token &stop)
{
    using Turned = Result<std::shared_ptr<CardTurn>>;
    if (stop.stop_requested())
        return answered<std::shared_ptr<CardTurn>>(fail(Fault::Cancelled, QStringLiteral("waiting for the card")));
    if (!m_taken) {
        m_taken = true;
        return answered<std::shared_ptr<CardTurn>>(Turned(std::make_shared<Turn>(weak_from_this())));
    }
    auto waiting = std::make_unique<Waiting>();
    const Waiting *key = waiting.get();
    waiting->watch = std::make_unique<StopWatch>(this, stop, [this, key] { stopped(key); });
    const QFuture<Turned> future = waiting->answer.future();
    m_waiting.push_back(std::move(waiting));
    return future;
}

void CardTurns::pass()
{
    m_taken = false;
    if (m_waiting.empty())
        return;
    const std::unique_ptr<Waiting> next = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_taken = true;
    next->answer.finish(std::make_shared<Turn>(weak_from_this()));
}

void CardTurns::stopped(const Waiting *key)
{
    const auto found = std::ranges::find_if(m_waiting, [key](const auto &entry) { return entry.get() == key; });
    if (found == m_waiting.end())
        return;
    const std::unique_ptr<Waiting> ended = std::move(*found);
    m_waiting.erase(found);
    ended->answer.finish(fail(Fault::Cancelled, QStringLiteral("waiting for the card")));
}

} // namespace device_link
