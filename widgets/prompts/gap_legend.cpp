// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/gap_legend.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/prompts/token_gap.h"
#include "widgets/text/units.h"

#include <QFontMetrics>
#include <QEvent>
#include <QPainter>

namespace widgets {
namespace {

constexpr int kSwatch = 12;
constexpr int kGap = 5;
constexpr int kBetween = 12;

QString limitText(double ms) { return text({fixed(ms, 0), QStringLiteral("ms")}); }

} // namespace

GapLegend::GapLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize GapLegend::sizeHint() const
{
    const QFontMetrics metrics(roleFont(TextRole::Caption));
    int width = metrics.horizontalAdvance(tr("gap before a token"));
    for (const double limit : kGapLimitsMs)
        width += kBetween + kSwatch + kGap + metrics.horizontalAdvance(limitText(limit));
    return {width, 18};
}

void GapLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
}

void GapLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    painter.setPen(t.text3);
    int x = 0;
    const auto write = [&](const QString &words) {
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, words);
        x += metrics.horizontalAdvance(words);
    };
    write(tr("gap before a token"));
    const QColor grounds[] = {t.selected, t.warnBg, t.errorBg};
    const QColor lines[] = {t.selected, t.warn, t.error};
    for (int i = 0; i < 3; ++i) {
        x += kBetween;
        const QRect swatch(x, (height() - kSwatch) / 2, kSwatch, kSwatch);
        painter.fillRect(swatch, grounds[i]);
        painter.fillRect(QRect(swatch.left(), swatch.bottom(), kSwatch, 1), lines[i]);
        x += kSwatch + kGap;
        write(limitText(kGapLimitsMs[i]));
    }
}

} // namespace widgets
