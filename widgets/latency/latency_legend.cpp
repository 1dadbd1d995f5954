// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/latency_legend.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QPainter>

#include <array>

namespace widgets {
namespace {

constexpr int kMark = 12;
constexpr int kGap = 6;
constexpr int kBetween = 16;

std::array<QString, 4> names()
{
    return {LatencyLegend::tr("one probe"), LatencyLegend::tr("median of 2 s"), LatencyLegend::tr("core leg"),
        LatencyLegend::tr("promised for the core leg alone")};
}

void paintMark(QPainter &painter, int which, const QRect &mark)
{
    const Theme &t = theme();
    const QPoint middle = mark.center();
    switch (which) {
    case 0:
        painter.fillRect(QRect(middle.x(), mark.top() + 2, 1, mark.height() - 2), t.time.span);
        painter.fillRect(QRect(middle.x() - 1, mark.top(), 3, 3), t.time.mark);
        return;
    case 1: painter.fillRect(QRect(mark.left(), middle.y(), mark.width(), 1), t.text); return;
    case 2:
        for (const int x : {1, 5, 9})
            painter.fillRect(QRect(mark.left() + x, middle.y() - (x == 5 ? 2 : 0), 2, 2), t.text2);
        return;
    default:
        painter.fillRect(mark.adjusted(0, 1, 0, -1), t.okBg);
        painter.fillRect(QRect(mark.left(), mark.top() + 1, mark.width(), 1), t.ok);
    }
}

} // namespace

LatencyLegend::LatencyLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LatencyLegend::sizeHint() const
{
    const QFontMetrics metrics(roleFont(TextRole::Caption));
    int width = 0;
    for (const QString &name : names())
        width += kBetween + kMark + kGap + metrics.horizontalAdvance(name);
    return {width, 18};
}

void LatencyLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
}

void LatencyLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = kBetween;
    const std::array<QString, 4> words = names();
    for (int i = 0; i < static_cast<int>(words.size()); ++i) {
        const QString &name = words.at(static_cast<std::size_t>(i));
        paintMark(painter, i, QRect(x, (height() - kMark) / 2, kMark, kMark));
        x += kMark + kGap;
        painter.setPen(theme().text2);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += metrics.horizontalAdvance(name) + kBetween;
    }
}

} // namespace widgets
