// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_label.h"

#include "widgets/common/theme.h"

#include <QEvent>
#include <QPainter>

namespace widgets {

QColor toneColour(Tone tone)
{
    const Theme &t = theme();
    switch (tone) {
    case Tone::Text: return t.text;
    case Tone::Text2: return t.text2;
    case Tone::Text3: return t.text3;
    case Tone::Accent: return t.accent;
    case Tone::Ok: return t.ok;
    case Tone::Warn: return t.warn;
    case Tone::Error: return t.error;
    case Tone::Time: return t.time.ink;
    case Tone::Energy: return t.energy.ink;
    case Tone::Tokens: return t.tokens.ink;
    case Tone::Money: return t.money.ink;
    }
    return t.text;
}

TextLabel::TextLabel(TextRole role, Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void TextLabel::setTone(Tone tone)
{
    if (m_tone == tone)
        return;
    m_tone = tone;
    restyle();
}

void TextLabel::setRole(TextRole role)
{
    m_role = role;
    restyle();
}

QSize TextLabel::minimumSizeHint() const
{
    QSize size = QLabel::minimumSizeHint();
    if (m_elided)
        size.setWidth(qMin(size.width(), 24));
    return size;
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::ApplicationPaletteChange)
        restyle();
    else if (event->type() == QEvent::FontChange && font().pixelSize() != roleFont(m_role).pixelSize())
        restyle(); // the first polish of a style sheet puts back an earlier role's font
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!m_elided || wordWrap() || fontMetrics().horizontalAdvance(text()) <= contentsRect().width()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(isEnabled() ? toneColour(m_tone) : theme().text3);
    painter.drawText(contentsRect(), static_cast<int>(alignment()), shortened());
}

QString TextLabel::shortened() const
{
    const int room = contentsRect().width();
    if (!m_short)
        return fontMetrics().elidedText(text(), Qt::ElideRight, room);
    QString ends;
    for (qsizetype each = text().size() / 2; each > 0; --each) {
        ends = text().left(each) + QStringLiteral(" … ") + text().right(each);
        if (fontMetrics().horizontalAdvance(ends) <= room)
            break;
    }
    return ends;
}

void TextLabel::restyle()
{
    if (m_restyling)
        return; // setPalette sends another PaletteChange
    m_restyling = true;
    setFont(roleFont(m_role));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColour(m_tone));
    colours.setColor(QPalette::Disabled, QPalette::WindowText, theme().text3); // stale
    setPalette(colours);
    m_restyling = false;
}

} // namespace widgets
