// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_card.h"

#include "widgets/common/badge.h"
#include "widgets/common/icons.h"
#include "widgets/common/keep_clear.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/tour/card_place.h"
#include "widgets/tour/tour.h"
#include "widgets/tour/tour_facts.h"
#include "widgets/tour/tour_pips.h"
#include "widgets/tour/tour_step.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

namespace {
constexpr int kWidth = 428, kMargin = 16, kLeast = 240;
constexpr int kSoonMs = 150;
} // namespace

TourCard::TourCard(QWidget *window, QWidget *corner)
    : QFrame(window)
    , m_corner(corner)
    , m_pips(new TourPips(this))
    , m_count(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_countdown(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_badge(new Badge(this))
    , m_title(new TextLabel(TextRole::Prompt, Tone::Text, this))
    , m_text(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_facts(new TourFacts(this))
    , m_notice(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_next(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_end(new QPushButton(this))
    , m_play(new QPushButton(this))
    , m_second(new QPushButton(this))
    , m_go(new QPushButton(this))
{
    setObjectName(QStringLiteral("tourCard"));
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::ClickFocus); // holds the focus while a step runs and its buttons come and go
    layOut();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &TourCard::refresh);
    for (QWidget *watched : QList<QWidget *>{m_corner, m_end, m_play, m_second, m_go})
        watched->installEventFilter(this);
    setProperty(kOverlay, true);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { clearFocused(now); });
    hide();
}

void TourCard::layOut()
{
    for (TextLabel *label : {m_title, m_text, m_notice, m_next})
        label->setWordWrap(true);
    m_end->setObjectName(QStringLiteral("tourEnd"));
    m_play->setObjectName(QStringLiteral("tourPlay"));
    m_second->setObjectName(QStringLiteral("tourSecond"));
    m_go->setObjectName(QStringLiteral("tourNext"));
    m_notice->setObjectName(QStringLiteral("tourNotice"));
    m_go->setProperty("kind", QStringLiteral("primary"));
    m_end->setProperty("kind", QStringLiteral("quiet"));
    m_play->setProperty("kind", QStringLiteral("quiet"));
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_pips);
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(m_countdown);
    head->addWidget(m_badge);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(6);
    foot->setContentsMargins(-8, 0, 0, 0); // quiet buttons: their words stand at the card's margin
    foot->addWidget(m_end);
    foot->addWidget(m_play);
    foot->addStretch();
    foot->addWidget(m_second);
    foot->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 14, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_facts);
    layout->addWidget(m_notice);
    layout->addWidget(m_next);
    layout->addSpacing(2);
    layout->addLayout(foot);
    connect(m_end, &QPushButton::clicked, this, [this] { m_tour->end(); });
    connect(m_go, &QPushButton::clicked, this, [this] { m_tour->next(); });
    connect(m_second, &QPushButton::clicked, this, &TourCard::onSecond);
    connect(m_play, &QPushButton::clicked, this,
        [this] { m_tour->setPace(m_tour->pace() == Tour::Pace::ByHand ? Tour::Pace::ByItself : Tour::Pace::ByHand); });
}

void TourCard::setTour(Tour *tour)
{
    if (m_tour)
        m_tour->disconnect(this);
    m_tour = tour;
    m_shownIndex = -1;
    if (!m_tour) {
        m_soon.stop();
        return hide();
    }
    connect(m_tour, &Tour::changed, this, &TourCard::schedule);
    if (m_tour->current())
        refresh();
}

void TourCard::schedule()
{
    if (!m_tour || !m_tour->current() || m_tour->over())
        return;
    if (m_tour->index() != m_shownIndex || m_tour->current()->state() != m_shownState || isHidden())
        refresh();
    else if (!m_soon.isActive())
        m_soon.start();
}

void TourCard::refresh()
{
    if (!m_tour || !m_tour->current())
        return;
    const TourStep &step = *m_tour->current();
    const bool other = m_tour->index() != m_shownIndex || step.state() != m_shownState;
    const bool moved = m_tour->index() != m_shownIndex;
    m_shownIndex = m_tour->index();
    m_shownState = step.state();
    refreshHead();
    m_title->setText(step.title());
    m_text->setText(step.text());
    m_facts->setFacts(step.facts());
    refreshNotice();
    refreshButtons();
    describe();
    const bool appears = isHidden();
    show();
    if (appears || moved)
        placeSoon();
    else
        fit();
    raise();
    if (step.state() == TourState::Running)
        m_soon.start(); // times of what runs go on without a signal
    if (other) {
        QAccessibleEvent told(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
    }
}

void TourCard::refreshHead()
{
    QList<TourState> states;
    for (int i = 0; i < m_tour->count(); ++i)
        states.append(m_tour->at(i)->state());
    m_pips->setSteps(states, m_tour->index());
    m_count->setText(tr("Tour, step %1 of %2").arg(integer(m_tour->index() + 1), integer(m_tour->count())));
    const std::optional<int> left = m_tour->secondsLeft();
    m_countdown->setText(left ? tr("goes on in %1 s").arg(integer(*left)) : QString());
    m_badge->setOrigin(m_tour->kit()->origin());
    m_badge->setVisible(m_tour->kit()->origin().has_value());
}

QString TourCard::kitAwayText() const
{
    const bool connected = m_tour->kit()->session()->state() == device_link::SessionState::Connected;
    if (connected || m_tour->current()->expectsSilence())
        return {};
    return tr("The kit does not answer now. Check its cable and its power: the step goes on when it is back.");
}

void TourCard::refreshNotice()
{
    const TourStep &step = *m_tour->current();
    QString notice, next;
    Tone tone = Tone::Text;
    switch (step.state()) {
    case TourState::Waiting: break;
    case TourState::Running:
        notice = step.stopping() && step.now().isEmpty() ? tr("Stopping.") : step.now();
        next = kitAwayText();
        break;
    case TourState::Asking:
        notice = step.caution();
        next = tr("It is left out unless you press “%1”.").arg(step.action());
        tone = Tone::Warn;
        break;
    case TourState::Done:
        notice = step.outcome();
        tone = Tone::Ok;
        break;
    case TourState::Skipped: notice = step.why(); break;
    case TourState::Failed:
        notice = step.failure().what;
        next = step.failure().next;
        tone = Tone::Error;
        break;
    }
    m_notice->setText(notice);
    m_notice->setTone(tone);
    m_notice->setVisible(!notice.isEmpty());
    m_next->setText(next);
    m_next->setTone(step.state() == TourState::Running ? Tone::Warn : Tone::Text);
    m_next->setVisible(!next.isEmpty());
}

void TourCard::refreshButtons()
{
    const TourStep &step = *m_tour->current();
    const bool running = step.state() == TourState::Running;
    const bool last = m_tour->isLast();
    m_end->setText(tr("End tour"));
    offer(m_end, !last || running || step.state() == TourState::Failed);
    m_end->setToolTip(tr("Puts back what was changed, then closes this card."));
    const bool plays = m_tour->pace() == Tour::Pace::ByItself;
    m_play->setText(plays ? tr("Pause") : tr("Auto-play"));
    m_play->setIcon(icon(plays ? QStringLiteral("pause") : QStringLiteral("play"), theme().text2));
    m_play->setToolTip(plays ? tr("Wait for Next after each step.") : tr("Go on by itself after a time to read."));
    offer(m_play, !last && !m_tour->ending());
    QString second;
    switch (step.state()) {
    case TourState::Running: second = tr("Skip step"); break;
    case TourState::Asking: second = step.action(); break;
    case TourState::Failed: second = tr("Try again"); break;
    default: second = last ? tr("Start again") : QString(); break;
    }
    m_second->setText(second);
    offer(m_second, !second.isEmpty() && !(m_tour->ending() && !last));
    if (step.stopping() && focused() == m_second)
        setFocus(Qt::OtherFocusReason);
    m_second->setEnabled(!step.stopping());
    m_go->setText(last ? tr("Close") : tr("Next"));
    // The main button goes off while a step runs; the focus waits on the card for its return.
    const bool canGoOn = !running && !(m_tour->ending() && !last);
    if (!canGoOn && focused() == m_go)
        setFocus(Qt::OtherFocusReason);
    m_go->setEnabled(canGoOn);
    if (canGoOn && focused() == this)
        m_go->setFocus(m_byKey ? Qt::TabFocusReason : Qt::OtherFocusReason);
}

QWidget *TourCard::focused() const { return window()->focusWidget(); }

/// A button that goes leaves its focus on the card, not on the next control of the window.
void TourCard::offer(QPushButton *button, bool offered)
{
    if (!offered && focused() == button)
        setFocus(Qt::OtherFocusReason);
    button->setVisible(offered);
}

void TourCard::describe()
{
    setAccessibleName(m_count->text() + QStringLiteral(": ") + m_title->text());
    setAccessibleDescription(
        QStringList{m_text->text(), m_facts->words(), m_notice->text(), m_next->text()}.join(u' '));
    m_play->setAccessibleName(m_play->text());
}

QString TourCard::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void TourCard::onSecond()
{
    const TourState state = m_tour->current()->state();
    if (state == TourState::Running)
        m_tour->skip();
    else if (state == TourState::Asking || state == TourState::Failed)
        m_tour->act();
    else
        Q_EMIT againRequested();
}

QSize TourCard::wantedSize() const
{
    const int width = qBound(kLeast, m_corner->width() - 2 * kMargin, kWidth);
    layout()->activate();
    return {width, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height()};
}

/// Looks for a place anew: when the step is another, or what is below has changed.
void TourCard::place()
{
    const QString step = m_tour && m_tour->current() ? m_tour->current()->id() : QString();
    QWidget *focus = focused();
    setGeometry(placeForCard(parentWidget(), m_corner, wantedSize(), kMargin, step,
        focus && m_corner->isAncestorOf(focus) ? focus : nullptr));
    const QPoint corner = m_corner->mapTo(parentWidget(), QPoint());
    m_growsUp = geometry().center().y() > corner.y() + m_corner->height() / 2;
}

/// As its words change it grows from the edge that it stands at, and stays where it is looked for.
void TourCard::fit()
{
    const QSize size = wantedSize();
    const QPoint topLeft(x(), m_growsUp ? geometry().bottom() + 1 - size.height() : y());
    setGeometry(QRect(topLeft, size));
}

/// Tab goes on through the panel: what it reaches is not left under the card.
void TourCard::clearFocused(QWidget *now)
{
    if (!now || isHidden() || !m_corner->isAncestorOf(now))
        return;
    if (geometry().intersects(QRect(now->mapTo(parentWidget(), QPoint()), now->size())))
        place();
}

/// At once, and again when the panel that the step has called up is laid out.
void TourCard::placeSoon()
{
    place();
    QTimer::singleShot(0, this, [this] {
        if (isVisible())
            place();
    });
}

bool TourCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_corner && (event->type() == QEvent::Resize || event->type() == QEvent::Move) && isVisible())
        place();
    else if (event->type() == QEvent::KeyPress)
        m_byKey = true;
    else if (event->type() == QEvent::MouseButtonPress)
        m_byKey = false;
    return QFrame::eventFilter(watched, event);
}

void TourCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    const bool look = event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange;
    if (look && m_tour && m_tour->current())
        QTimer::singleShot(0, this, &TourCard::refresh); // once the labels have their new fonts
}

void TourCard::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QPushButton *>(focused());
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else if (enter)
        (button && isAncestorOf(button) ? button : m_go)->click(); // nothing when it is off
    else
        QFrame::keyPressEvent(event);
}

void TourCard::takeFocus()
{
    QWidget *main = m_go->isEnabled() ? static_cast<QWidget *>(m_go) : this;
    main->setFocus(Qt::TabFocusReason);
}

} // namespace widgets
