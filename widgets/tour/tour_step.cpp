// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_step.h"

#include "widgets/kit/kit_context.h"

#include <utility>

namespace widgets {

using device_link::Error;
using device_link::Fault;
using device_link::SessionState;

namespace {
constexpr int kPollMs = 200;
constexpr int kReturnMs = 10'000; ///< a kit that fell silent for a moment is back by then
} // namespace

const char *tourStateName(TourState state)
{
    constexpr const char *kNames[] = {"waiting", "asking", "running", "done", "skipped", "failed"};
    return kNames[static_cast<std::size_t>(state)];
}

TourStep::TourStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent)
    : QObject(parent)
    , m_kit(std::move(kit))
    , m_memory(memory)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &TourStep::look);
    connect(m_kit.get(), &KitContext::stateChanged, this, &TourStep::changed);
}

bool TourStep::connected() const { return m_kit->session()->state() == SessionState::Connected; }

bool TourStep::simulated() const { return m_kit->origin() == Origin::Simulated; }

FaultText TourStep::failure() const { return m_error ? faultText(*m_error) : FaultText(); }

void TourStep::enter()
{
    if (!caution().isEmpty())
        settle(TourState::Asking);
    else
        begin();
}

void TourStep::begin()
{
    if (m_state == TourState::Running)
        return;
    m_state = TourState::Running;
    m_stopping = false;
    m_error.reset();
    m_why = nullptr;
    m_clock.start();
    Q_EMIT changed();
    if (!needsKit())
        return start();
    await([this] { return connected(); }, kReturnMs, [this] { start(); },
        [this] {
            fail(m_kit->session()->lastError().value_or(Error(Fault::LinkLost, QStringLiteral("before the step"))));
        });
}

void TourStep::skip()
{
    if (m_state == TourState::Asking)
        return pass();
    if (m_state != TourState::Running || m_stopping)
        return;
    m_stopping = true;
    m_poll.stop();
    m_wait.reset();
    Q_EMIT changed();
    if (!stop())
        succeed(); // which is told as what it is: skipped
}

void TourStep::pass()
{
    if (m_state != TourState::Asking)
        return;
    m_why = [this] { return QString(caution() + u' ' + tr("So it was left out.")); };
    settle(TourState::Skipped);
}

void TourStep::succeed()
{
    if (m_stopping && !m_why)
        m_why = [] { return tr("You skipped this step."); };
    settle(m_stopping ? TourState::Skipped : TourState::Done);
}

void TourStep::fail(const Error &error)
{
    if (m_stopping)
        return succeed();
    m_error = error;
    settle(TourState::Failed);
}

void TourStep::passOver(std::function<QString()> why)
{
    m_why = std::move(why);
    settle(TourState::Skipped);
}

void TourStep::settle(TourState state)
{
    m_poll.stop();
    m_wait.reset();
    m_state = state;
    m_stopping = false;
    m_tookMs = m_clock.isValid() ? m_clock.elapsed() : 0;
    Q_EMIT changed();
    QTimer::singleShot(0, this, [this] {
        if (settled())
            Q_EMIT hasSettled();
    });
}

void TourStep::await(std::function<bool()> ready, int ms, Act then, Act late)
{
    m_wait.emplace(Wait{std::move(ready), std::move(then), std::move(late), QDeadlineTimer(ms)});
    m_poll.start();
    look();
}

void TourStep::look()
{
    if (!m_wait)
        return m_poll.stop();
    Q_EMIT changed(); // what is being waited for may be worth telling
    if (!m_wait)
        return; // skipped by one who heard it
    const bool ready = m_wait->ready();
    if (!ready && !m_wait->deadline.hasExpired())
        return;
    const Wait wait = *std::exchange(m_wait, std::nullopt);
    m_poll.stop();
    if (ready)
        wait.then();
    else
        wait.late();
}

} // namespace widgets
