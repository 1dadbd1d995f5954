// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/workbench_style.h"

#include "widgets/common/theme.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QFocusFrame>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>
#include <QStyleOption>

namespace widgets {
namespace {
constexpr int kRingWidth = 2;
constexpr int kRingGap = 1;
constexpr int kTextGap = 3; ///< around words that have no frame of their own

/// Its words reach its edge.
bool isBare(const QWidget *widget)
{
    return qobject_cast<const QCheckBox *>(widget) || qobject_cast<const QRadioButton *>(widget)
        || qobject_cast<const QLabel *>(widget);
}
} // namespace

WorkbenchStyle::WorkbenchStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

/// A list that is a window of its own (a completer's) has nothing behind it to shine through.
void WorkbenchStyle::polish(QWidget *widget)
{
    if (widget->isWindow() && qobject_cast<QAbstractItemView *>(widget))
        widget->setProperty("popup", true);
    QProxyStyle::polish(widget);
}

void WorkbenchStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == PE_FrameFocusRect)
        return;
    if (element == PE_IndicatorCheckBox) {
        const Theme &t = theme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool on = option->state & State_On;
        painter->setPen(on ? t.accent : t.control);
        painter->setBrush(on ? t.accent : t.surface);
        painter->drawRoundedRect(box, 3, 3);
        if (on) {
            painter->setPen(QPen(t.surface, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QPointF o = box.topLeft();
            const qreal s = box.width();
            const QPointF tick[]
                = {o + QPointF(s * .24, s * .52), o + QPointF(s * .43, s * .70), o + QPointF(s * .76, s * .32)};
            painter->drawPolyline(tick, 3);
        }
        painter->restore();
        return;
    }
    if (element == PE_IndicatorRadioButton) {
        const Theme &t = theme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF ring = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool on = option->state & State_On;
        painter->setPen(on ? t.accent : t.control);
        painter->setBrush(t.surface);
        painter->drawEllipse(ring);
        if (on) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.accent);
            painter->drawEllipse(ring.adjusted(4, 4, -4, -4));
        }
        painter->restore();
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WorkbenchStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_FocusFrame) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(theme().accent, kRingWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 7, 7);
        painter->restore();
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

int WorkbenchStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: {
        const auto *frame = qobject_cast<const QFocusFrame *>(widget);
        return kRingWidth + (frame && isBare(frame->widget()) ? kTextGap : kRingGap);
    }
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WorkbenchStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText)
        return 0;
    if (hint == SH_FocusFrame_AboveWidget)
        return 1;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

} // namespace widgets
