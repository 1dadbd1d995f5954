// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/toast.h"

#include "widgets/common/text_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPushButton>

namespace widgets {

namespace {
constexpr int kShownMs = 5000;
constexpr int kMargin = 16;
constexpr int kMaxWidth = 480;
} // namespace

Toast::Toast(QWidget *over)
    : QFrame(over)
    , m_text(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_action(new QPushButton(this))
    , m_over(over)
{
    setObjectName(QStringLiteral("toast"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setWordWrap(true);
    m_action->setProperty("compact", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 10, 10, 10);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    m_timer.setInterval(kShownMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!underMouse() && !m_action->hasFocus())
            hide();
    });
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (m_act)
            m_act();
    });
    over->installEventFilter(this);
    hide();
}

void Toast::lieOn(QWidget *place)
{
    m_place = place;
    place->installEventFilter(this);
    setParent(place->parentWidget());
}

void Toast::tell(const QString &text, const QString &action, std::function<void()> act)
{
    m_text->setText(text);
    setAccessibleName(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_act = std::move(act);
    show();
    place();
    raise();
    m_timer.start();
}

void Toast::place()
{
    // No wider than its text needs: it lies over what somebody may want to see or press.
    const QMargins around = layout()->contentsMargins();
    const int action = m_action->isHidden() ? 0 : layout()->spacing() + m_action->sizeHint().width();
    const int wanted = QFontMetrics(m_text->font()).horizontalAdvance(m_text->text()) + 2 + action + around.left()
        + around.right() + 2 * frameWidth();
    const bool onPlace = m_place && m_place->isVisible();
    const QWidget *on = onPlace ? m_place.data() : m_over;
    const QRect area(parentWidget()->mapFromGlobal(on->mapToGlobal(QPoint())), on->size());
    const int width = qMin(qMin(kMaxWidth, wanted), area.width() - 2 * kMargin);
    setFixedWidth(width);
    const int height = qMax(44, layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height());
    const int bottom = area.y() + (onPlace ? (area.height() + height) / 2 : area.height() - kMargin);
    setGeometry(area.x() + area.width() - width - kMargin, bottom - height, width, height);
}

/// What it lies over can be had at once.
void Toast::mouseReleaseEvent(QMouseEvent *event)
{
    if (rect().contains(event->position().toPoint()))
        hide();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Move;
    if (moved && (watched == m_over || watched == m_place) && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace widgets
