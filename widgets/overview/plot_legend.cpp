// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/plot_legend.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QEvent>
#include <QPainter>

namespace widgets {
namespace {

struct Entry {
    QSize mark;
    QColor colour;
    QString name;
};

QList<Entry> entries()
{
    const Theme &t = theme();
    const QString limit = text({QStringLiteral("100"), QStringLiteral("ms")});
    return {{QSize(12, 2), t.energy.mark, PlotLegend::tr("current")},
        {QSize(12, 9), t.radioConnected, PlotLegend::tr("radio")},
        {QSize(2, 10), t.tokens.mark, PlotLegend::tr("token")},
        {QSize(2, 12), t.error, PlotLegend::tr("gap over %1").arg(limit)}};
}

constexpr int kBetween = 16;
constexpr int kGap = 6;

} // namespace

PlotLegend::PlotLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize PlotLegend::sizeHint() const
{
    const QFontMetrics metrics(roleFont(TextRole::Caption));
    int width = 0;
    for (const Entry &entry : entries())
        width += entry.mark.width() + kGap + metrics.horizontalAdvance(entry.name) + kBetween;
    return {width, 18};
}

void PlotLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
}

void PlotLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = kBetween;
    for (const Entry &entry : entries()) {
        painter.fillRect(QRect(QPoint(x, (height() - entry.mark.height()) / 2), entry.mark), entry.colour);
        x += entry.mark.width() + kGap;
        painter.setPen(theme().text2);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        x += metrics.horizontalAdvance(entry.name) + kBetween;
    }
}

} // namespace widgets
