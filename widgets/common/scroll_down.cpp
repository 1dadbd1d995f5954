// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/scroll_down.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QTableView>
#include <QTimer>

#include <cmath>
#include <utility>

namespace widgets {

namespace {

constexpr int kHighestLine = 64; ///< what is higher is a picture or a paragraph, and may be cut

/// Where the line that lies across y begins, within a widget; y itself when none does.
int lineStart(const QWidget *widget, int y)
{
    const double pitch = widget->property(kLinePitch).toDouble();
    if (pitch > 0)
        return static_cast<int>(std::floor(std::floor(y / pitch) * pitch));
    if (const auto *table = qobject_cast<const QTableView *>(widget)) {
        const int head = table->horizontalHeader()->height();
        const int row = table->verticalHeader()->defaultSectionSize();
        return y <= head + row ? 0 : head + (y - head) / row * row; // a header alone tells nothing
    }
    const auto *label = qobject_cast<const QLabel *>(widget);
    if (label && label->wordWrap() && label->height() > kHighestLine && !label->text().isEmpty())
        return y - y % qMax(1, label->fontMetrics().lineSpacing());
    const bool line = widget->property(kWholeLine).toBool() || (label && !label->text().isEmpty())
        || qobject_cast<const QAbstractButton *>(widget);
    return line && widget->height() <= kHighestLine ? 0 : y;
}

} // namespace

int LowContent::heightForWidth(int width) const { return layout() ? layout()->minimumHeightForWidth(width) : -1; }

ScrollLines::ScrollLines(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // setWidget() switched it on
    content->installEventFilter(this);
}

/// The content's y up to which only whole lines are shown, at most bottom.
int ScrollLines::wholeLinesTo(int bottom) const
{
    int whole = bottom;
    for (const QWidget *each : widget()->findChildren<QWidget *>()) {
        if (!each->isVisibleTo(widget()))
            continue;
        const int top = each->mapTo(widget(), QPoint()).y();
        if (top < bottom && top + each->height() > bottom)
            whole = qMin(whole, top + lineStart(each, bottom - top));
    }
    const bool tooMuch = whole < bottom - kHighestLine;
    return whole == bottom || tooMuch ? bottom : wholeLinesTo(whole); // which may cut another one
}

void ScrollLines::fit()
{
    m_asked = false;
    const QMargins before = viewportMargins();
    int missing = 0;
    const int shown = height(); // no frame, no bar below
    const int from = -widget()->y();
    if (widget()->height() > shown && from + shown < widget()->height())
        missing = from + shown - wholeLinesTo(from + shown);
    if (before.bottom() != missing)
        setViewportMargins(0, 0, 0, missing);
}

/// Once the layout has settled: it may ask for another.
void ScrollLines::fitSoon()
{
    if (!std::exchange(m_asked, true))
        QTimer::singleShot(0, this, &ScrollLines::fit);
}

void ScrollLines::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fitSoon();
}

void ScrollLines::scrollContentsBy(int dx, int dy)
{
    QScrollArea::scrollContentsBy(dx, dy);
    fitSoon();
}

bool ScrollLines::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        fitSoon();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace widgets
