// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/radio_lane.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/words.h"

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
    const auto &spans = m_timeline->radio();
    const QRect area = mKeyAxis->axisRect()->rect();
    const QCPRange range = mKeyAxis->range();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const double from = static_cast<double>(spans[i].startNs) / 1e9;
        const double to = static_cast<double>(i + 1 < spans.size() ? spans[i + 1].startNs : latestNs()) / 1e9;
        if (to <= range.lower || from >= range.upper || to <= from)
            continue;
        const double left = std::max<double>(std::round(mKeyAxis->coordToPixel(from)), area.left());
        const double right = std::min<double>(std::round(mKeyAxis->coordToPixel(to)), area.right() + 1);
        if (right > left)
            drawSpan(painter, QRectF(left, area.top(), right - left, area.height()), spans[i].state);
    }
}

void RadioLane::drawSpan(QCPPainter *painter, const QRectF &block, RadioState state) const
{
    const Look look = lookOf(state);
    if (look.fill.isValid()) {
        painter->fillRect(block, look.fill);
        if (look.hatched) {
            painter->setBrushOrigin(0, 0);
            painter->fillRect(block, QBrush(theme().radioTail, Qt::BDiagPattern));
        }
    } else {
        painter->fillRect(QRectF(block.left(), block.bottom() - 1, block.width(), 1), theme().line2);
    }
    const QFont font = roleFont(TextRole::Caption);
    const QString name = radioWord(state);
    constexpr double kPadding = 6;
    const double needed = QFontMetricsF(font).horizontalAdvance(name) + 2 * kPadding;
    if (needed > block.width())
        return;
    if (look.hatched) // a clean ground under the letters
        painter->fillRect(QRectF(block.left(), block.top(), needed, block.height()), look.fill);
    painter->setFont(font);
    painter->setPen(look.ink);
    painter->drawText(block.adjusted(kPadding, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
}

} // namespace widgets
