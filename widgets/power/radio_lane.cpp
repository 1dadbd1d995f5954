// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/radio_lane.h"

#include "widgets/common/fonts.h"
#include "widgets/common/shaped_text.h"
#include "widgets/common/theme.h"
#include "widgets/text/words.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

using device_link::RadioState;

struct Look {
    QColor fill; ///< invalid: background with a base line
    QColor ink;
    bool hatched = false;
};

Look lookOf(RadioState state)
{
    const Theme &t = theme();
    switch (state) {
    case RadioState::Connected: return {t.radioConnected, t.onRadioConnected};
    case RadioState::Promotion: return {t.radioSetup, t.dark ? t.text : t.surface};
    case RadioState::Tail: return {t.radioTail, t.onRadioTail};
    case RadioState::Drx: return {t.radioDrx, t.text2, true};
    case RadioState::Unknown:
    case RadioState::Off:
    case RadioState::Searching:
    case RadioState::Idle: break;
    }
    return {{}, t.text3};
}

} // namespace

RadioLane::RadioLane(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : LaneMark(keyAxis, valueAxis)
{
}

void RadioLane::draw(QCPPainter *painter)
{
    if (!m_timeline)
        return;
    const std::vector<Block> all = blocks();
    drawGround(painter, all);
    drawNames(painter, all);
}

/// The spans in view that are at least a pixel wide.
std::vector<RadioLane::Block> RadioLane::blocks() const
{
    std::vector<Block> found;
    const auto &spans = m_timeline->radio();
    const QRect area = mKeyAxis->axisRect()->rect();
    const QCPRange range = mKeyAxis->range();
    const auto beginNs = static_cast<std::int64_t>(range.lower * 1e9);
    auto span = std::upper_bound(spans.begin(), spans.end(), beginNs,
        [](std::int64_t time, const EventTimeline::RadioSpan &other) { return time < other.startNs; });
    span -= span != spans.begin() ? 1 : 0; // it reaches into view
    for (; span != spans.end(); ++span) {
        const double from = static_cast<double>(span->startNs) / 1e9;
        const double to = static_cast<double>(span + 1 != spans.end() ? (span + 1)->startNs : latestNs()) / 1e9;
        if (from >= range.upper)
            break;
        if (to <= range.lower || to <= from)
            continue;
        const double left = std::max<double>(std::round(mKeyAxis->coordToPixel(from)), area.left());
        const double right = std::min<double>(std::round(mKeyAxis->coordToPixel(to)), area.right() + 1);
        if (right > left)
            found.push_back({QRectF(left, area.top(), right - left, area.height()), span->state});
    }
    return found;
}

/// All blocks of a look at once: what each of thousands costs alone is many times what its pixels do.
void RadioLane::drawGround(QCPPainter *painter, const std::vector<Block> &blocks)
{
    constexpr double kHatchLeast = 4; // pixels: in less no line of the pattern can be told
    QList<QRectF> lines;
    painter->setPen(Qt::NoPen);
    painter->setBrushOrigin(0, 0);
    for (const RadioState state : {RadioState::Connected, RadioState::Promotion, RadioState::Tail, RadioState::Drx,
             RadioState::Unknown, RadioState::Off, RadioState::Searching, RadioState::Idle}) {
        const Look look = lookOf(state);
        QList<QRectF> filled, hatched;
        for (const Block &block : blocks) {
            if (block.state != state)
                continue;
            if (look.fill.isValid()) {
                filled.append(block.area);
                if (look.hatched && block.area.width() >= kHatchLeast)
                    hatched.append(block.area);
            } else {
                lines.append(QRectF(block.area.left(), block.area.bottom() - 1, block.area.width(), 1));
            }
        }
        painter->setBrush(look.fill);
        painter->drawRects(filled);
        if (!hatched.isEmpty()) {
            painter->setBrush(QBrush(theme().radioTail, Qt::BDiagPattern));
            painter->drawRects(hatched);
        }
    }
    painter->setBrush(theme().line2);
    painter->drawRects(lines);
    painter->setBrush(Qt::NoBrush);
}

void RadioLane::drawNames(QCPPainter *painter, const std::vector<Block> &blocks)
{
    constexpr double kPadding = 6;
    const QFont font = roleFont(TextRole::Caption);
    for (const Block &block : blocks) {
        if (block.area.width() <= 2 * kPadding) // too narrow for any name
            continue;
        const QString name = radioWord(block.state);
        const double needed = shapedWidth(font, name) + 2 * kPadding;
        if (needed > block.area.width())
            continue;
        const Look look = lookOf(block.state);
        if (look.hatched) // a clean ground under the letters
            painter->fillRect(QRectF(block.area.left(), block.area.top(), needed, block.area.height()), look.fill);
        painter->setPen(look.ink);
        drawShaped(*painter, block.area.adjusted(kPadding, 0, 0, 0), font, name);
    }
}

} // namespace widgets
