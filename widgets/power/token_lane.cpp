// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/token_lane.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <algorithm>

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
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    for (const EventTimeline::Prompt &prompt : m_timeline->prompts()) {
        const std::int64_t until = prompt.firstTokenNs > 0 ? prompt.firstTokenNs : latestNs();
        const double left = mKeyAxis->coordToPixel(static_cast<double>(prompt.acceptedNs) / 1e9);
        const double right = mKeyAxis->coordToPixel(static_cast<double>(until) / 1e9);
        if (right < area.left() || left > area.right() || right <= left)
            continue;
        painter->fillRect(QRectF(left, area.bottom() - 1, right - left, 2), t.time.mark);
        painter->fillRect(QRectF(left, area.top() + 4, 1, area.height() - 4), t.time.mark);
        if (prompt.firstTokenNs == 0)
            continue;
        const QString label = text(costTime(until - prompt.acceptedNs));
        if (QFontMetricsF(font).horizontalAdvance(label) + 6 > right - left)
            continue;
        painter->setFont(font);
        painter->setPen(t.time.ink);
        painter->drawText(QRectF(left + 4, area.top(), right - left, area.height() - 3), Qt::AlignVCenter, label);
    }
}

void TokenLane::drawTokens(QCPPainter *painter, const QRect &area) const
{
    const Theme &t = theme();
    const auto &tokens = m_timeline->tokens();
    const auto fromNs = static_cast<std::int64_t>(mKeyAxis->range().lower * 1e9);
    auto it = std::lower_bound(tokens.begin(), tokens.end(), fromNs,
        [](const EventTimeline::Token &token, std::int64_t time) { return token.kitTimeNs < time; });
    const double usual = area.height() * 0.55;
    double taken = area.left() - 1.0; // one tick per pixel is enough
    for (; it != tokens.end(); ++it) {
        const double x = std::round(mKeyAxis->coordToPixel(static_cast<double>(it->kitTimeNs) / 1e9));
        if (x > area.right())
            break;
        const bool stall = it->gapNs > EventTimeline::kStallNs;
        if (!stall && x <= taken)
            continue;
        taken = x;
        const double height = stall ? area.height() : usual;
        painter->fillRect(QRectF(x, area.bottom() - height, kTickWidth, height), stall ? t.error : t.tokens.mark);
        if (!stall)
            continue;
        const double before = mKeyAxis->coordToPixel(static_cast<double>(it->kitTimeNs - it->gapNs) / 1e9);
        painter->fillRect(QRectF(before + kTickWidth, area.bottom() - 1, x - before - kTickWidth, 2), t.error);
        const QFont font = roleFont(TextRole::Caption);
        const QString label = text(costTime(it->gapNs));
        if (QFontMetricsF(font).horizontalAdvance(label) + 8 < x - before) {
            painter->setFont(font);
            painter->setPen(t.error);
            painter->drawText(QRectF(before, area.top(), x - before - 3, area.height() - 3),
                Qt::AlignRight | Qt::AlignVCenter, label);
        }
    }
}

} // namespace widgets
