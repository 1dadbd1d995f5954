// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/logic_lane.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"

#include <array>
#include <cmath>

namespace widgets {
namespace {

constexpr int kInset = 2; ///< pixels between a strip's edge and its line

} // namespace

LogicLane::LogicLane(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : LaneMark(keyAxis, valueAxis)
{
}

void LogicLane::setSource(std::shared_ptr<const device_link::SampleView> source, std::size_t channel)
{
    m_columns.setSource(std::move(source), channel);
}

bool LogicLane::query()
{
    const double width = mKeyAxis->axisRect()->width() * mParentPlot->bufferDevicePixelRatio();
    const QCPRange range = mKeyAxis->range();
    m_columns.show(range.lower, range.upper, static_cast<std::size_t>(std::max(0.0, std::round(width))));
    return m_columns.isComplete();
}

LogicLane::Look LogicLane::lookOf(const LogicColumns::Levels &levels, int input) const
{
    const bool low = (levels.low >> input & 1) != 0;
    const bool high = (levels.high >> input & 1) != 0;
    if (low || high)
        return low && high ? Look::Both : high ? Look::High : Look::Low;
    return levels == LogicColumns::Levels{} ? Look::Nothing : Look::Unknown;
}

void LogicLane::draw(QCPPainter *painter)
{
    const QRect area = mKeyAxis->axisRect()->rect();
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const std::vector<LogicColumns::Levels> &columns = m_columns.levels();
    std::array<QList<QRectF>, 5> rects; // by look: what each of thousands costs alone is many times what its pixels do
    for (int input = 0; input < kInputs; ++input) {
        const double top = area.top() + input * kStripHeight + kInset;
        const double height = kStripHeight - 2 * kInset;
        std::size_t from = 0;
        for (std::size_t column = 1; column <= columns.size(); ++column) {
            const Look look = lookOf(columns[from], input);
            if (column < columns.size() && lookOf(columns[column], input) == look)
                continue;
            const double left = area.left() + static_cast<double>(from) / ratio;
            const double width = static_cast<double>(column - from) / ratio;
            from = column;
            if (look == Look::Low)
                rects[std::size_t(look)].append(QRectF(left, top + height - 1, width, 1));
            else if (look != Look::Nothing)
                rects[std::size_t(look)].append(QRectF(left, top, width, height));
        }
    }
    const Theme &t = theme();
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    const auto fill = [&](Look look, const QColor &colour) {
        painter->setBrush(colour);
        painter->drawRects(rects[std::size_t(look)]);
    };
    fill(Look::Low, t.text3);
    fill(Look::High, t.text2);
    fill(Look::Both, t.text);
    fill(Look::Unknown, t.line2);
    painter->setBrush(Qt::NoBrush);
    drawNames(painter, area);
}

/// Beside the lane, where a lane with a trace has the figures of its axis.
void LogicLane::drawNames(QCPPainter *painter, const QRect &area) const
{
    painter->save();
    painter->setClipping(false);
    QFont font = roleFont(TextRole::Caption);
    font.setPixelSize(kStripHeight - 1);
    painter->setFont(font);
    painter->setPen(theme().text3);
    for (int input = 0; input < kInputs; ++input)
        painter->drawText(QRect(area.left() - 48, area.top() + input * kStripHeight, 40, kStripHeight),
            Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("D%1").arg(input));
    painter->restore();
}

} // namespace widgets
