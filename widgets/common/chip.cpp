// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/chip.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace widgets {
namespace {
constexpr int kHeight = 20;
constexpr int kPadding = 7;
} // namespace

Chip::Chip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void Chip::setState(const QString &text, ChipTone tone)
{
    if (text == m_text && tone == m_tone)
        return;
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return {QFontMetrics(roleFont(TextRole::Caption)).horizontalAdvance(m_text) + 2 * kPadding, kHeight};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QColor ground = t.pressed;
    QColor ink = t.text2;
    if (!isEnabled()) {
        ink = t.text3; // the link is lost: it was so, nobody knows whether it is
    } else if (m_tone == ChipTone::Ok) {
        ground = t.okBg;
        ink = t.ok;
    } else if (m_tone == ChipTone::Warn) {
        ground = t.warnBg;
        ink = t.warn;
    } else if (m_tone == ChipTone::Error) {
        ground = t.errorBg;
        ink = t.error;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), 3, 3);
    painter.setPen(ink);
    painter.setFont(roleFont(TextRole::Caption));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace widgets
