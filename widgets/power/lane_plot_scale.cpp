// SPDX-License-Identifier: GPL-3.0-or-later
// Value axes of a LanePlot: automatic or fixed, linear or logarithmic; and the menu of a place.
#include "widgets/power/charge_lane.h"
#include "widgets/power/cursor_tool.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/region_tool.h"
#include "widgets/power/sample_trace.h"
#include "widgets/text/units.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace widgets {

bool LanePlot::isLogarithmic(const Row &row) const
{
    return m_logarithmic && (row.lane == Lane::Current || row.lane == Lane::Power);
}

bool LanePlot::fitValues()
{
    bool changed = false;
    for (Row &row : m_rows)
        changed = (row.ticker && row.area->visible() && fitRow(row)) || changed;
    return changed;
}

bool LanePlot::fitRow(Row &row)
{
    row.ticker->setRoom(row.area->height());
    if (row.decades)
        row.decades->setRoom(row.area->height());
    double min = 0;
    double max = 0;
    const bool decades = isLogarithmic(row);
    if (row.fixed)
        return false;
    if (!extremesOf(row, &min, &max) || !(decades ? row.range.fitDecades(min, max) : row.range.fit(min, max)))
        return false;
    // Head room keeps the topmost label inside its own lane.
    const double share = row.lane == Lane::Current ? 0.03 : 0.1;
    const double low = row.range.low();
    const double high = row.range.high();
    const double top = decades ? high * std::pow(high / low, share) : high + (high - low) * share;
    row.area->axis(QCPAxis::atLeft)->setRange(low, top);
    const int exponent = prefixExponent(std::max(std::abs(low), std::abs(high)));
    row.ticker->setExponent(exponent);
    if (row.decades)
        row.decades->setExponent(exponent);
    return true;
}

bool LanePlot::extremesOf(const Row &row, double *min, double *max) const
{
    if (row.lane == Lane::Charge)
        return m_charge->extremes(min, max);
    return isLogarithmic(row) ? row.trace->positiveExtremes(min, max) : row.trace->extremes(min, max);
}

void LanePlot::setLogarithmic(bool logarithmic)
{
    if (logarithmic == m_logarithmic)
        return;
    m_logarithmic = logarithmic;
    for (Row &row : m_rows) {
        if (row.lane != Lane::Current && row.lane != Lane::Power)
            continue;
        QCPAxis *axis = row.area->axis(QCPAxis::atLeft);
        row.fixed.reset(); // its lower end may be 0
        row.range.forget();
        row.trace->setLogarithmic(logarithmic);
        axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        if (logarithmic) {
            axis->setRange(1e-6, 1); // until there are samples
            axis->setTicker(row.decades);
        } else {
            axis->setTicker(row.ticker);
        }
    }
    retranslate();
}

void LanePlot::setFixedRange(Lane lane, std::optional<QCPRange> range)
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    if (row == m_rows.end() || !row->trace)
        return;
    row->fixed = range;
    if (!range)
        row->range.forget();
    else
        row->area->axis(QCPAxis::atLeft)->setRange(*range);
    retranslate();
}

std::optional<QCPRange> LanePlot::fixedRange(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row == m_rows.end() ? std::nullopt : row->fixed;
}

QCPRange LanePlot::valueRange(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row == m_rows.end() ? QCPRange() : row->area->axis(QCPAxis::atLeft)->range();
}

LanePlot::Row *LanePlot::axisAt(const QPoint &pos)
{
    const auto row = std::ranges::find_if(m_rows, [&](const Row &each) {
        const QRect area = each.area->rect();
        return each.trace && each.area->visible() && pos.x() < area.left() && pos.y() >= area.top()
            && pos.y() <= area.bottom();
    });
    return row == m_rows.end() ? nullptr : &*row;
}

void LanePlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Row *row = axisAt(event->position().toPoint());
    if (!row)
        return QCustomPlot::mouseDoubleClickEvent(event);
    setFixedRange(row->lane, row->fixed ? std::nullopt : std::optional(valueRange(row->lane)));
}

QString LanePlot::frameText() const
{
    const QString work = text({fixed(m_meter.lastMs(), 1), QStringLiteral("ms")});
    const QString speed = m_meter.perSecond() > 0 ? fixed(m_meter.perSecond(), 0) : QString(kEmDash);
    return tr("Last frame %1, %2 per second, %3 dropped").arg(work, speed, integer(m_meter.dropped()));
}

void LanePlot::fillMenu(QMenu *menu, const QPoint &at)
{
    const auto lane = std::ranges::find_if(m_rows, [&](const Row &row) {
        return row.trace && row.area->visible() && at.y() >= row.area->rect().top()
            && at.y() <= row.area->rect().bottom();
    });
    if (m_cursors && lanesRect().contains(at)) {
        const std::int64_t here
            = std::clamp<std::int64_t>(nsAtPixel(at.x()), 0, std::max<std::int64_t>(0, m_window->latestNs()));
        menu->addAction(tr("Set a cursor here"), this, [this, here] {
            m_window->setFollowing(false);
            m_cursors->add(here);
        });
    }
    if (m_regions)
        menu->addAction(tr("Add a region of the view"), this, &LanePlot::addRegion);
    menu->addAction(tr("Show all"), this, &LanePlot::fitAll);
    menu->addSeparator();
    QAction *decades = menu->addAction(tr("Logarithmic axes"), this, &LanePlot::setLogarithmic);
    decades->setCheckable(true);
    decades->setChecked(m_logarithmic);
    if (lane != m_rows.end()) {
        QAction *follows
            = menu->addAction(tr("Range follows what is shown"), this, [this, which = lane->lane](bool on) {
                  setFixedRange(which, on ? std::nullopt : std::optional(valueRange(which)));
              });
        follows->setCheckable(true);
        follows->setChecked(!lane->fixed);
    }
    menu->addSeparator();
    menu->addAction(frameText())->setEnabled(false);
}

void LanePlot::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_window || m_rows.empty())
        return;
    QMenu menu(this);
    fillMenu(&menu, event->pos());
    menu.exec(event->globalPos());
}

/// The labels of an axis say what can be done with it.
bool LanePlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QCustomPlot::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Row *row = axisAt(help->pos());
    if (!row) {
        QToolTip::hideText();
        return true;
    }
    QString words = tr("The wheel scales this axis, a double click fixes it or lets it follow what is shown.");
    if (isLogarithmic(*row))
        words += u' ' + tr("Values at or below 0 are drawn at its lower end.");
    QToolTip::showText(help->globalPos(), words, this);
    return true;
}

} // namespace widgets
