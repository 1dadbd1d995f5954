// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/token_lane.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {
namespace {
constexpr int kTickWidth = 2;
}

TokenLane::TokenLane(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : LaneMark(keyAxis, valueAxis)
{
}

void TokenLane::draw(QCPPainter *painter)
{
    const QRect area = mKeyAxis->axisRect()->rect();
    painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme().line2);
    if (!m_timeline)
        return;
    drawWaits(painter, area);
    drawTokens(painter, area);
}

void TokenLane::drawWaits(QCPPainter *painter, const QRect &area) const
{
    constexpr double kRoom = 6; // around a label
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    QList<QRectF> rules;
    double taken = area.left() - 1.0; // a rule of its own for each pixel is enough
    for (const EventTimeline::Prompt &prompt : m_timeline->prompts()) {
        const std::int64_t until = prompt.firstTokenNs > 0 ? prompt.firstTokenNs : latestNs();
        const double left = mKeyAxis->coordToPixel(static_cast<double>(prompt.acceptedNs) / 1e9);
        const double right = mKeyAxis->coordToPixel(static_cast<double>(until) / 1e9);
        if (left > area.right())
            break;
        if (right < area.left() || right <= left || (std::round(left) <= taken && right <= taken + 1))
            continue;
        taken = std::round(left);
        rules.append(QRectF(left, area.bottom() - 1, right - left, 2));
        rules.append(QRectF(left, area.top() + 4, 1, area.height() - 4));
        if (prompt.firstTokenNs == 0 || right - left <= kRoom)
            continue;
        const QString label = text(costTime(until - prompt.acceptedNs));
        if (metrics.horizontalAdvance(label) + kRoom > right - left)
            continue;
        painter->setFont(font);
        painter->setPen(t.time.ink);
        painter->drawText(QRectF(left + 4, area.top(), right - left, area.height() - 3), Qt::AlignVCenter, label);
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.time.mark);
    painter->drawRects(rules);
    painter->setBrush(Qt::NoBrush);
}

void TokenLane::drawTokens(QCPPainter *painter, const QRect &area) const
{
    const Theme &t = theme();
    const auto &tokens = m_timeline->tokens();
    const auto fromNs = static_cast<std::int64_t>(mKeyAxis->range().lower * 1e9);
    const auto nsAt = [this](double pixel) { return static_cast<std::int64_t>(mKeyAxis->pixelToCoord(pixel) * 1e9); };
    const std::int64_t toNs = nsAt(area.right() + 1.0);
    auto it = std::lower_bound(tokens.begin(), tokens.end(), fromNs,
        [](const EventTimeline::Token &token, std::int64_t time) { return token.kitTimeNs < time; });
    const double usual = area.height() * 0.55;
    double taken = area.left() - 1.0; // one tick per pixel is enough
    std::int64_t takenNs = fromNs;    // earlier tokens lie on it: sooner known than their pixel
    QRectF run;                       // of ticks that touch
    const auto flush = [&] { painter->fillRect(std::exchange(run, {}), t.tokens.mark); };
    for (; it != tokens.end() && it->kitTimeNs <= toNs; ++it) {
        const bool stall = it->gapNs > EventTimeline::kStallNs;
        if (!stall && it->kitTimeNs < takenNs)
            continue;
        const double x = std::round(mKeyAxis->coordToPixel(static_cast<double>(it->kitTimeNs) / 1e9));
        if (x > area.right())
            break;
        if (!stall && x <= taken)
            continue;
        taken = x;
        takenNs = nsAt(x + 0.49);
        if (!stall) {
            const QRectF tick(x, area.bottom() - usual, kTickWidth, usual);
            if (!run.isEmpty() && x > run.right()) // a gap
                flush();
            run = run.united(tick);
            continue;
        }
        flush();
        drawStall(painter, area, *it, x);
    }
    if (!run.isEmpty())
        flush();
}

void TokenLane::drawStall(QCPPainter *painter, const QRect &area, const EventTimeline::Token &token, double x) const
{
    const Theme &t = theme();
    painter->fillRect(QRectF(x, area.top(), kTickWidth, area.height()), t.error);
    const double before = mKeyAxis->coordToPixel(static_cast<double>(token.kitTimeNs - token.gapNs) / 1e9);
    painter->fillRect(QRectF(before + kTickWidth, area.bottom() - 1, x - before - kTickWidth, 2), t.error);
    const QFont font = roleFont(TextRole::Caption);
    const QString label = text(costTime(token.gapNs));
    if (QFontMetricsF(font).horizontalAdvance(label) + 8 >= x - before)
        return;
    painter->setFont(font);
    painter->setPen(t.error);
    painter->drawText(
        QRectF(before, area.top(), x - before - 3, area.height() - 3), Qt::AlignRight | Qt::AlignVCenter, label);
}

} // namespace widgets
