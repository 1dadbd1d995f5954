// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/radio_share_view.h"

#include "widgets/common/fonts.h"
#include "widgets/common/shaped_text.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/kit/radio_look.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {

constexpr int kBar = 16;
constexpr int kRow = 18;
constexpr qsizetype kRowsFor = 6; ///< a view hardly holds more states
constexpr int kSwatch = 12;
constexpr int kPercentWidth = 64;

QString nameOf(device_link::RadioState state)
{
    return state == device_link::RadioState::Unknown ? RadioShareView::tr("not known") : radioWord(state);
}

/// Long stretches in whole seconds: the digits behind say nothing.
QString timeOf(std::int64_t ns)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    return duration(ns >= 10 * kSecond ? ns / kSecond * kSecond : ns);
}

} // namespace

RadioShareView::RadioShareView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RadioShareView::sizeHint() const
{
    return {260, kBar + 8 + static_cast<int>(std::max(kRowsFor, m_shares.size())) * kRow};
}

void RadioShareView::setShares(QList<RadioShare> shares)
{
    const QSize before = sizeHint();
    m_shares = std::move(shares);
    if (sizeHint() != before)
        updateGeometry();
    describe();
    update();
}

QList<double> RadioShareView::percents() const
{
    double total = 0;
    for (const RadioShare &share : m_shares)
        total += static_cast<double>(share.ns);
    QList<double> parts;
    for (const RadioShare &share : m_shares)
        parts.append(total > 0 ? 100.0 * static_cast<double>(share.ns) / total : 0);
    return roundedToSum(parts, 1);
}

void RadioShareView::describe()
{
    QStringList words;
    const QList<double> parts = percents();
    for (qsizetype i = 0; i < m_shares.size(); ++i)
        words.append(nameOf(m_shares.at(i).state) + u' ' + text(percent(parts.at(i), 1)));
    setAccessibleName(words.isEmpty() ? tr("Radio states: not known") : words.join(comma()));
}

void RadioShareView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

void RadioShareView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Table);
    const QRectF bar(0, 0, width(), kBar);
    painter.fillRect(bar, t.sunken);
    if (m_shares.isEmpty()) {
        painter.setFont(font);
        painter.setPen(t.text3);
        painter.drawText(QRect(0, kBar + 8, width(), 2 * kRow), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
            tr("No radio state was told in this stretch of time."));
        return;
    }
    const QList<double> parts = percents();
    double x = 0;
    for (qsizetype i = 0; i < m_shares.size(); ++i) {
        const double wide = parts.at(i) / 100 * bar.width();
        if (m_shares.at(i).state != device_link::RadioState::Unknown)
            fillRadioBlock(painter, QRectF(x, 0, std::max(0.0, wide - 1), kBar), m_shares.at(i).state);
        x += wide;
        paintRow(painter, kBar + 8 + static_cast<double>(i) * kRow, m_shares.at(i), parts.at(i));
    }
}

void RadioShareView::paintRow(QPainter &painter, double top, const RadioShare &share, double part) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Table);
    const QFontMetricsF metrics(font);
    const double baseline = top + (kRow + metrics.ascent() - metrics.descent()) / 2;
    const QRectF swatch(0, top + (kRow - kSwatch) / 2.0, kSwatch, kSwatch);
    painter.fillRect(swatch, t.sunken);
    if (share.state != device_link::RadioState::Unknown)
        fillRadioBlock(painter, swatch, share.state);
    painter.setPen(t.text2);
    drawShaped(painter, QPointF(kSwatch + 8, baseline), font, nameOf(share.state));
    const QString time = timeOf(share.ns);
    const QString partText = text(percent(part, 1));
    painter.setPen(t.text3);
    drawTabular(painter, QPointF(width() - kPercentWidth - tabularWidth(font, time), baseline), font, time);
    painter.setPen(isEnabled() ? t.text : t.text3);
    drawTabular(painter, QPointF(width() - tabularWidth(font, partText), baseline), font, partText);
}

} // namespace widgets
