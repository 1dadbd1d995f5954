// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/waterfall_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/kit/prompt_phases.h"
#include "widgets/latency/latency_scale.h"
#include "widgets/latency/waterfall_model.h"
#include "widgets/text/words.h"

#include <QPainter>

#include <cmath>

namespace widgets {
namespace {

constexpr int kPad = 8;
constexpr int kBarHeight = 12;
constexpr int kNameRoom = 96; ///< right of the longest bar, for its tier

QRectF barArea(const QRect &cell)
{
    return {double(cell.left() + kPad), double(cell.top()), double(cell.width() - 2 * kPad - kNameRoom),
        double(cell.height())};
}

double stepOf(double span) { return niceStep(span); }

} // namespace

void WaterfallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect &cell = option.rect;
    const auto *entry = index.data(WaterfallModel::EntryRole).value<const PromptEntry *>();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, t.selected);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), t.line);
    const QString words = index.data().toString();
    const int column = index.column();
    QFont font = roleFont(TextRole::Table);
    if (column == WaterfallModel::Number)
        font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const double baseline = cell.top() + (cell.height() + metrics.ascent() - metrics.descent()) / 2;
    if (column == WaterfallModel::Bars) {
        paintBars(*painter, cell, index);
    } else if (column >= WaterfallModel::FirstToken) {
        painter->setPen(words == kEmDash           ? t.text3
                : column == WaterfallModel::Energy ? t.energy.ink
                : column == WaterfallModel::Rate   ? t.text2
                                                   : t.text);
        drawTabular(*painter, QPointF(cell.right() - 14 - tabularWidth(font, words), baseline), font, words);
    } else {
        painter->setFont(font);
        painter->setPen(entry && entry->error ? t.error : column == WaterfallModel::Number ? t.text : t.text2);
        const QRect inside = cell.adjusted(column == WaterfallModel::Number ? 15 : kPad, 0, -kPad, 0);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(words, Qt::ElideRight, inside.width()));
    }
    painter->restore();
}

void WaterfallDelegate::paintBars(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    const Theme &t = theme();
    const auto *entry = index.data(WaterfallModel::EntryRole).value<const PromptEntry *>();
    const QRectF area = barArea(cell);
    const double step = stepOf(m_spanSeconds);
    for (double tick = 0; tick <= m_spanSeconds * 1.001; tick += step)
        painter.fillRect(
            QRectF(std::round(area.left() + tick / m_spanSeconds * area.width()), area.top(), 1, area.height() - 1),
            t.grid);
    if (!entry)
        return;
    double right = area.left();
    const double top = cell.top() + (cell.height() - kBarHeight) / 2;
    for (const WaterfallPart &part : waterfallOf(entry->run)) {
        const double from = area.left() + part.from / m_spanSeconds * area.width();
        const double to = area.left() + part.to / m_spanSeconds * area.width();
        painter.fillRect(QRectF(from, top, std::max(1.0, to - from - 1), kBarHeight), phaseColour(part.id));
        right = to;
    }
    QString words = index.data().toString();
    if (entry->error || entry->run.finish == QLatin1String("error"))
        words = finishWord(QStringLiteral("error"));
    else if (entry->run.finish == QLatin1String("cancelled"))
        words = finishWord(entry->run.finish);
    const bool bad = entry->error || entry->run.finish == QLatin1String("error");
    painter.setFont(roleFont(TextRole::Caption));
    painter.setPen(bad ? t.error : t.text3);
    painter.drawText(QRectF(right + 8, cell.top(), cell.right() - right - 8, cell.height()),
        Qt::AlignLeft | Qt::AlignVCenter, words);
}

WaterfallHeader::WaterfallHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsClickable(false);
}

void WaterfallHeader::setSpanSeconds(double seconds)
{
    m_spanSeconds = seconds;
    viewport()->update();
}

void WaterfallHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    painter->save();
    painter->fillRect(rect, t.surface);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    painter->setFont(font);
    painter->setPen(t.text3);
    if (logicalIndex == WaterfallModel::Bars) {
        const QRectF area = barArea(rect);
        const double step = stepOf(m_spanSeconds);
        const double baseline = rect.center().y() + QFontMetricsF(font).ascent() / 2 - 1;
        for (double tick = 0; tick <= m_spanSeconds * 1.001; tick += step) {
            const QString label = tick == 0 ? QStringLiteral("0") : text({axisLabel(tick, step), QStringLiteral("s")});
            const double wide = tabularWidth(font, label);
            const double x = area.left() + tick / m_spanSeconds * area.width() - (tick == 0 ? 0 : wide / 2);
            drawTabular(*painter, QPointF(x, baseline), font, label);
        }
    } else {
        const bool figures = logicalIndex >= WaterfallModel::FirstToken;
        const int left = logicalIndex == WaterfallModel::Number ? 15 : kPad;
        painter->drawText(rect.adjusted(left, 0, figures ? -14 : -kPad, 0),
            (figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
            model()->headerData(logicalIndex, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    painter->restore();
}

} // namespace widgets
