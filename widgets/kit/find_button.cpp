// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/find_button.h"

#include "widgets/common/fonts.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QKeySequence>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr int kPadding = 10;
constexpr int kIcon = 16;
constexpr int kGap = 8;
constexpr int kKeysPadding = 5;
constexpr int kKeysHeight = 18;
constexpr int kWidth = 190; ///< of a field one would type in
constexpr int kHeight = 30;

} // namespace

FindButton::FindButton(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("find"));
    retranslate();
}

void FindButton::retranslate()
{
    m_words = tr("Find or run");
    m_keys = QKeySequence(QStringLiteral("Ctrl+K")).toString(QKeySequence::NativeText).replace(u'+', u' ');
    setToolTip(tr("Find or run anything (Ctrl+K)"));
    setAccessibleName(tr("Find or run anything"));
    updateGeometry();
    update();
}

double FindButton::keysWidth() const
{
    return QFontMetricsF(roleFont(TextRole::Caption)).horizontalAdvance(m_keys) + 2 * kKeysPadding;
}

QSize FindButton::sizeHint() const
{
    const double words = QFontMetricsF(roleFont(TextRole::Body)).horizontalAdvance(m_words);
    const int needed = static_cast<int>(std::ceil(kPadding + kIcon + kGap + words + 2 * kGap + keysWidth() + kGap));
    return {std::max(kWidth, needed), kHeight};
}

void FindButton::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event); // frame and states; the words are ours
    const Theme &t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(
        kPadding, (height() - kIcon) / 2, iconPixmap(QStringLiteral("search"), t.text2, kIcon, devicePixelRatioF()));
    painter.setFont(roleFont(TextRole::Body));
    painter.setPen(t.text2);
    painter.drawText(rect().adjusted(kPadding + kIcon + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_words);
    const double wide = std::round(keysWidth());
    const QRectF keys(width() - kGap - wide, (height() - kKeysHeight) / 2.0, wide, kKeysHeight);
    painter.setPen(t.line2);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(keys.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(roleFont(TextRole::Caption));
    painter.setPen(t.text3);
    painter.drawText(keys, Qt::AlignCenter, m_keys);
}

void FindButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace widgets
