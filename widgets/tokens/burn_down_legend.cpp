// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/burn_down_legend.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/words.h"

#include <QPainter>

#include <array>

namespace widgets {
namespace {

constexpr int kMark = 22;
constexpr int kGap = 6;
constexpr int kBetween = 18;

/// Solid, dashed, dotted: the three differ without their colour.
const std::array<QList<qreal>, 3> &patterns()
{
    static const std::array<QList<qreal>, 3> all{QList<qreal>{}, {3, 2}, {1, 2}};
    return all;
}

} // namespace

BurnDownLegend::BurnDownLegend(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(18);
}

void BurnDownLegend::setWords(const QString &balance, const QString &available, const QString &pace)
{
    const QStringList words{balance, available, pace};
    if (words == m_words)
        return;
    m_words = words;
    setAccessibleName(words.join(comma()));
    update();
}

void BurnDownLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    const double baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    double x = 64; // level with the plot
    for (int i = 0; i < m_words.size(); ++i) {
        if (m_words.at(i).isEmpty())
            continue;
        QPen pen(theme().money.mark, 2);
        pen.setCapStyle(Qt::FlatCap);
        if (!patterns().at(static_cast<std::size_t>(i)).isEmpty())
            pen.setDashPattern(patterns().at(static_cast<std::size_t>(i)));
        painter.setPen(pen);
        painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + kMark, height() / 2.0));
        x += kMark + kGap;
        painter.setPen(theme().text2);
        drawTabular(painter, {x, baseline}, font, m_words.at(i));
        x += tabularWidth(font, m_words.at(i)) + kBetween;
    }
}

} // namespace widgets
