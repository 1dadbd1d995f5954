// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour.h"

#include "widgets/kit/kit_context.h"
#include "widgets/tour/steps/balance_step.h"
#include "widgets/tour/steps/connect_step.h"
#include "widgets/tour/steps/cost_step.h"
#include "widgets/tour/steps/firmware_step.h"
#include "widgets/tour/steps/profile_step.h"
#include "widgets/tour/steps/prompt_step.h"
#include "widgets/tour/steps/put_back_step.h"

#include <algorithm>

namespace widgets {

namespace {
constexpr int kTickMs = 250;
} // namespace

int readingMs(const TourStep &step)
{
    constexpr int kLetterMs = 45, kHanMs = 160, kFactMs = 900, kLeastMs = 5'000, kMostMs = 15'000;
    QString words = step.title() + step.text();
    switch (step.state()) {
    case TourState::Done: words += step.outcome(); break;
    case TourState::Asking: words += step.caution(); break;
    case TourState::Failed: words += step.failure().what + step.failure().next; break;
    default: words += step.why(); break;
    }
    const auto han = std::ranges::count_if(words, [](QChar each) { return each.unicode() >= 0x2E80; });
    const auto ms = han * kHanMs + (words.size() - han) * kLetterMs + step.facts().size() * kFactMs;
    return std::clamp(static_cast<int>(ms), kLeastMs, kMostMs);
}

template <typename Step>
Step *Tour::add()
{
    auto made = std::make_unique<Step>(m_kit, &m_memory);
    Step *added = made.get();
    connect(added, &TourStep::changed, this, &Tour::changed);
    connect(added, &TourStep::hasSettled, this, [this, added] {
        if (m_index >= 0 && step() == added)
            onSettled();
    });
    m_steps.push_back(std::move(made));
    return added;
}

Tour::Tour(std::shared_ptr<KitContext> kit, Route route, const QString &image, QObject *parent)
    : QObject(parent)
    , m_kit(std::move(kit))
{
    m_memory.imageGiven = image;
    const bool whole = route == Route::Whole;
    add<ConnectStep>();
    if (whole)
        add<ProfileStep>();
    add<PromptStep>();
    add<CostStep>();
    if (whole) {
        add<BalanceStep>();
        add<FirmwareStep>();
        m_putBack = add<PutBackStep>();
    }
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &Tour::tick);
}

Tour::~Tour() = default;

const TourStep *Tour::current() const { return m_index < 0 ? nullptr : at(m_index); }

bool Tour::mustPutBack() const
{
    return m_putBack && (running("profile") || running("firmware") || m_putBack->needed());
}

bool Tour::running(const char *id) const
{
    return !m_over && m_index >= 0 && current()->state() == TourState::Running && current()->id() == QLatin1String(id);
}

TourChange Tour::change() const { return {m_kit, m_memory, m_memory.profileMoved || running("profile")}; }

void Tour::takeOver(const TourMemory &left)
{
    const QString image = m_memory.imageGiven;
    m_memory = left;
    m_memory.imageGiven = image;
    m_memory.promptId.clear();
    m_memory.balanceBefore.reset();
}

void Tour::start(Pace pace)
{
    m_pace = pace;
    go(0);
}

void Tour::go(int index)
{
    stopReading();
    m_goOn = false;
    m_index = index;
    Q_EMIT entered(index);
    step()->enter();
    Q_EMIT changed();
}

void Tour::next()
{
    if (m_over || m_index < 0 || step()->state() == TourState::Running)
        return;
    step()->pass(); // when it was asking
    if (isLast())
        finish();
    else
        go(m_index + 1);
}

void Tour::skip()
{
    if (m_over || m_index < 0)
        return;
    if (step()->state() != TourState::Running)
        return next();
    m_goOn = !isLast();
    step()->skip();
}

void Tour::act()
{
    if (m_over || m_index < 0)
        return;
    if (step()->state() != TourState::Asking && step()->state() != TourState::Failed)
        return;
    stopReading();
    step()->begin();
}

void Tour::end()
{
    if (m_over)
        return;
    if (std::exchange(m_ending, true) || (m_index < 0 && !mustPutBack()))
        return finish();
    stopReading();
    Q_EMIT changed();
    if (m_index < 0) {
        go(count() - 1);
    } else if (step()->state() == TourState::Running) {
        if (!isLast())
            step()->skip(); // and then to the last one
    } else if (isLast() || !mustPutBack()) {
        finish();
    } else {
        go(count() - 1);
    }
}

void Tour::onSettled()
{
    if (m_over)
        return;
    Q_EMIT settled(m_index);
    if (m_over || !step()->settled())
        return; // who heard it went on
    if (m_ending) {
        const bool failed = isLast() && step()->state() == TourState::Failed;
        if (!isLast() && mustPutBack())
            go(count() - 1);
        else if (!failed)
            finish();
        return;
    }
    if (std::exchange(m_goOn, false))
        return next();
    if (m_pace == Pace::ByItself && !isLast()) {
        m_leftMs = readingMs(*step());
        m_tick.start();
    }
    Q_EMIT changed();
}

void Tour::setPace(Pace pace)
{
    if (pace == m_pace)
        return;
    m_pace = pace;
    stopReading();
    if (m_pace == Pace::ByItself && !m_over && m_index >= 0 && step()->settled() && !isLast()) {
        m_leftMs = readingMs(*step());
        m_tick.start();
    }
    Q_EMIT changed();
}

std::optional<int> Tour::secondsLeft() const
{
    return m_leftMs > 0 ? std::optional((m_leftMs + 999) / 1000) : std::nullopt;
}

void Tour::tick()
{
    m_leftMs -= kTickMs;
    if (m_leftMs <= 0)
        return next();
    Q_EMIT changed();
}

void Tour::stopReading()
{
    m_tick.stop();
    m_leftMs = 0;
}

void Tour::finish()
{
    if (std::exchange(m_over, true))
        return;
    stopReading();
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace widgets
