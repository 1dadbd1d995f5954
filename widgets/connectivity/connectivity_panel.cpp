// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/connectivity_panel.h"

#include "widgets/common/focus_handover.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/segmented.h"
#include "widgets/connectivity/changes_card.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/connectivity/connectivity_view.h"
#include "widgets/connectivity/signal_plot.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>
#include <utility>

namespace widgets {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::array<std::int64_t, 4> kSpans{20 * kSecond, 60 * kSecond, 600 * kSecond, 3600 * kSecond};
/// An axis that moves gives the beat, by its whole seconds or, where these are narrow, by every other one, and then one
/// paint is enough; without it kHeldTickMs does.
constexpr std::int64_t kLongStep = 2 * kSecond;
constexpr int kHeldTickMs = 2300;
constexpr int kAll = static_cast<int>(kSpans.size());
constexpr int kTopHeight = 200; ///< all three cards alike

} // namespace

ConnectivityPanel::ConnectivityPanel(FrameClock *clock, QWidget *parent)
    : QWidget(parent)
    , m_registration(new RegistrationCard(this))
    , m_uptime(new UptimeCard(this))
    , m_radio(new RadioCard(this))
    , m_views{m_registration, m_uptime, m_radio}
    , m_plotCard(new Card(this))
    , m_follow(new FollowSwitch(this))
    , m_span(new Segmented(kAll + 1, this))
    , m_plot(new SignalPlot(clock, this))
    , m_changes(new ChangesCard(this))
{
    layOut();
    handFocusTo(this, m_plot);
    connectParts();
    retranslate();
    refreshWindow();
}

void ConnectivityPanel::layOut()
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    for (ConnectivityView *view : m_views) {
        view->setMinimumHeight(kTopHeight);
        view->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        top->addWidget(view, view == m_registration ? 5 : 3);
    }
    inner->addLayout(top);
    m_plotCard->titleRow()->addWidget(m_follow);
    m_plotCard->titleRow()->addWidget(m_span);
    m_plotCard->body()->addWidget(m_plot, 1);
    inner->addWidget(m_plotCard, 5);
    inner->addWidget(m_changes, 2);
    m_stack = new OfferedStack(device_link::Capability::ModemStatus, new ScrollLines(content, this), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void ConnectivityPanel::connectParts()
{
    m_seconds.setInterval(kHeldTickMs);
    connect(&m_seconds, &QTimer::timeout, this, [this] {
        if (isVisible())
            keepTime();
    });
    m_seconds.start();
    connect(m_span, &Segmented::chosen, this, &ConnectivityPanel::chooseSpan);
}

void ConnectivityPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->window()->disconnect(this);
        m_log->disconnect(this);
    }
    m_kit = std::move(kit);
    m_log = m_kit ? m_kit->model<ConnectivityLog>() : nullptr;
    for (ConnectivityView *view : m_views)
        view->setKit(m_kit);
    m_plot->setKit(m_kit);
    m_follow->setKit(m_kit.get());
    m_plot->setLog(m_log);
    m_changes->setKit(m_kit);
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    if (m_kit) {
        connect(m_log, &ConnectivityLog::changed, this, &ConnectivityPanel::refresh);
        connect(m_kit.get(), &KitContext::wallClockChanged, this, &ConnectivityPanel::refresh);
        connect(m_kit->window(), &TimeWindow::followingChanged, this, &ConnectivityPanel::refreshWindow);
        connect(m_kit->window(), &TimeWindow::changed, this, &ConnectivityPanel::followWindow);
    }
    refresh();
    refreshWindow();
}

/// Out of sight it is not kept.
void ConnectivityPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    keepTime();
}

void ConnectivityPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void ConnectivityPanel::retranslate()
{
    const QStringList spans{
        QStringLiteral("20 s"), QStringLiteral("1 min"), QStringLiteral("10 min"), QStringLiteral("1 h")};
    for (int i = 0; i < kAll; ++i)
        m_span->setLabel(i, spans.at(i));
    m_span->setLabel(kAll, tr("All"));
    m_plotCard->setTitle(tr("Signal over time"));
    m_plot->setAccessibleName(tr("Signal, registration and radio states over time"));
    m_plot->setAccessibleDescription(tr("Arrows pan, plus and minus zoom, Space follows or holds, F shows all."));
    for (ConnectivityView *view : m_views)
        view->retranslate();
    m_changes->retranslate();
}

void ConnectivityPanel::refresh()
{
    m_plot->touch();
    keepTime();
}

/// What changes by the clock alone. A plot that follows is drawn when its axis moves.
void ConnectivityPanel::keepTime()
{
    for (ConnectivityView *view : m_views)
        view->refresh();
    if (m_kit && !m_kit->window()->following())
        m_plot->touch();
    m_changes->tick();
    m_seconds.start();
}

void ConnectivityPanel::followWindow()
{
    refreshWindow();
    const std::int64_t step = m_kit->window()->spanNs() > kSpans.front() ? kLongStep : kSecond;
    const std::int64_t second = m_kit->window()->endNs() / step;
    if (std::exchange(m_shownSecond, second) != second && isVisible() && m_kit->window()->following())
        keepTime();
}

void ConnectivityPanel::refreshWindow()
{
    const std::int64_t span = m_kit ? m_kit->window()->spanNs() : TimeWindow::kDefaultSpanNs;
    const auto found = std::ranges::find(kSpans, span);
    const int index = found == kSpans.end() ? -1 : static_cast<int>(found - kSpans.begin());
    if (index == m_span->current())
        return;
    m_span->setCurrent(index);
    m_radio->refresh();
}

void ConnectivityPanel::chooseSpan(int index)
{
    if (!m_kit)
        return;
    if (index < kAll) {
        m_kit->window()->setSpan(kSpans.at(static_cast<std::size_t>(index)));
    } else if (const ConnectivityLog::Registration *now = m_log->registration()) {
        const std::int64_t first = m_log->registrations().front().atNs;
        m_kit->window()->setRange(first, std::max(m_log->knownUntilNs(), now->atNs) + kSecond);
    }
    refreshWindow();
    m_radio->refresh();
}

void ConnectivityPanel::copy() { m_changes->copy(); }

bool ConnectivityPanel::canCopy() const { return m_log && m_log->rowCount() > 0; }

} // namespace widgets
