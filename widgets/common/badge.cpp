// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/badge.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace widgets {
namespace {

constexpr int kHeight = 16;
constexpr int kPadding = 6;

QFont badgeFont()
{
    QFont font = roleFont(TextRole::Caption);
    font.setPixelSize(font.pixelSize() - 1);
    font.setWeight(QFont::Bold);
    // No letter spacing between Chinese characters.
    if (font.pixelSize() == 10)
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    return font;
}

QString shownWord(Origin origin, bool shrunk) { return shrunk ? originWord(origin).left(1) : originWord(origin); }

} // namespace

Origin originOf(std::optional<bool> simulated) { return simulated.value_or(false) ? Origin::Simulated : Origin::Live; }

QString originWord(Origin origin)
{
    switch (origin) {
    case Origin::Live: return QCoreApplication::translate("Badge", "LIVE");
    case Origin::Simulated: return QCoreApplication::translate("Badge", "SIMULATED");
    case Origin::Replay: return QCoreApplication::translate("Badge", "REPLAY");
    }
    return {};
}

QSize badgeSize(Origin origin, bool shrunk)
{
    return {QFontMetrics(badgeFont()).horizontalAdvance(shownWord(origin, shrunk)) + 2 * kPadding, kHeight};
}

void drawBadge(QPainter &painter, const QRect &rect, Origin origin, bool shrunk)
{
    const Theme &t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor ink = t.onLive;
    switch (origin) {
    case Origin::Live:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.live);
        painter.drawRoundedRect(QRectF(rect), 3, 3);
        break;
    case Origin::Simulated:
        ink = t.warn;
        painter.setPen(t.warn);
        painter.setBrush(t.warnBg);
        painter.drawRoundedRect(frame, 3, 3);
        break;
    case Origin::Replay:
        ink = t.accent;
        painter.setPen(t.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 3, 3);
        break;
    }
    painter.setPen(ink);
    painter.setFont(badgeFont());
    painter.drawText(rect, Qt::AlignCenter, shownWord(origin, shrunk));
    painter.restore();
}

Badge::Badge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setOrigin(std::optional<Origin> origin)
{
    if (m_origin == origin)
        return;
    m_origin = origin;
    setAccessibleName(origin ? originWord(*origin) : QString());
    setVisible(origin.has_value());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const { return m_origin ? badgeSize(*m_origin, false) : QSize(0, kHeight); }

void Badge::paintEvent(QPaintEvent *)
{
    if (!m_origin)
        return;
    QPainter painter(this);
    drawBadge(painter, rect(), *m_origin, false);
}

void Badge::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(m_origin ? originWord(*m_origin) : QString());
        updateGeometry();
    }
}

} // namespace widgets
