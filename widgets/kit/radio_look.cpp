// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/radio_look.h"

#include "widgets/common/fonts.h"
#include "widgets/common/shaped_text.h"
#include "widgets/common/theme.h"
#include "widgets/text/words.h"

#include <QPainter>

namespace widgets {

using device_link::RadioState;

RadioLook radioLook(RadioState state)
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

void fillRadioBlock(QPainter &painter, const QRectF &block, RadioState state)
{
    const RadioLook look = radioLook(state);
    if (!look.fill.isValid()) {
        painter.fillRect(QRectF(block.left(), block.bottom() - 1, block.width(), 1), theme().line2);
        return;
    }
    painter.fillRect(block, look.fill);
    if (look.hatched) {
        painter.setBrushOrigin(0, 0);
        painter.fillRect(block, QBrush(theme().radioTail, Qt::BDiagPattern));
    }
}

void paintRadioBlock(QPainter &painter, const QRectF &block, RadioState state)
{
    fillRadioBlock(painter, block, state);
    const RadioLook look = radioLook(state);
    const QFont font = roleFont(TextRole::Caption);
    const QString name = radioWord(state);
    constexpr double kPadding = 6;
    const double needed = shapedWidth(font, name) + 2 * kPadding;
    if (needed > block.width())
        return;
    if (look.hatched) // a clean ground under the letters
        painter.fillRect(QRectF(block.left(), block.top(), needed, block.height()), look.fill);
    painter.setPen(look.ink);
    drawShaped(painter, block.adjusted(kPadding, 0, 0, 0), font, name);
}

} // namespace widgets
