// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a LanePlot: what a lane is made of, how high it is, and which are there.
#include "widgets/common/theme.h"
#include "widgets/power/balance_lane.h"
#include "widgets/power/charge_lane.h"
#include "widgets/power/cursor_values.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/logic_lane.h"
#include "widgets/power/radio_lane.h"
#include "widgets/power/sample_trace.h"
#include "widgets/power/token_lane.h"
#include "widgets/power/value_axis.h"

#include <algorithm>

namespace widgets {
namespace {

constexpr int kLabelWidth = 100; ///< fixed, so that no lane moves when digits change
constexpr int kTimeAxisHeight = 24;
constexpr int kTopMargin = 6;
constexpr int kLaneGap = 8;
constexpr int kRightMargin = 10;    ///< room for half of the last time label
constexpr int kRoomForCharge = 500; ///< of the plot: then the traces keep 300 between them

/// Lanes with a trace, whose height is what is left.
bool hasSamples(Lane lane) { return lane == Lane::Current || lane == Lane::Power || lane == Lane::Voltage; }

/// Lanes with figures at their left.
bool hasValues(Lane lane) { return hasSamples(lane) || lane == Lane::Charge || lane == Lane::Balance; }

DataColour Theme::*hueOf(Lane lane)
{
    return lane == Lane::Current ? &Theme::energy : lane == Lane::Power ? &Theme::power : &Theme::voltage;
}

double shareOf(Lane lane) { return lane == Lane::Current ? 5 : lane == Lane::Power ? 2 : 1.2; }

} // namespace

void LanePlot::addRow(Lane lane)
{
    auto *area = new QCPAxisRect(this, false);
    area->addAxis(QCPAxis::atLeft, new ValueAxis(area, QCPAxis::atLeft));
    area->addAxis(QCPAxis::atBottom);
    area->setAutoMargins(QCP::msNone);
    area->setLayer(QStringLiteral("background")); // below the shade of the region
    QCPAxis *time = area->axis(QCPAxis::atBottom);
    time->setTicker(m_timeTicker);
    time->setTickLength(0);
    time->setSubTicks(false);
    QCPAxis *value = area->axis(QCPAxis::atLeft);
    value->setTicks(hasValues(lane));
    value->setTickLabels(hasValues(lane));
    value->setTickLength(0);
    value->setSubTicks(false);
    value->grid()->setVisible(false);
    time->grid()->setVisible(!hasSamples(lane)); // LaneGround draws that of a trace
    plotLayout()->addElement(plotLayout()->rowCount(), 0, area);

    Row row{lane, area, nullptr, {}, {}, ValueRange(lane != Lane::Voltage)};
    if (hasSamples(lane))
        addSamples(row);
    else
        addMark(row);
    m_rows.push_back(std::move(row));
}

void LanePlot::addSamples(Row &row)
{
    row.ticker.reset(new SiTicker(row.lane == Lane::Current ? 5 : 3));
    row.decades.reset(new DecadeTicker);
    row.area->axis(QCPAxis::atLeft)->setTicker(row.ticker);
    row.trace = new SampleTrace(row.area->axis(QCPAxis::atBottom), row.area->axis(QCPAxis::atLeft), hueOf(row.lane));
}

void LanePlot::addMark(Row &row)
{
    QCPAxis *time = row.area->axis(QCPAxis::atBottom);
    QCPAxis *value = row.area->axis(QCPAxis::atLeft);
    switch (row.lane) {
    case Lane::Charge:
        Q_ASSERT(trace(Lane::Current)); // whose columns it sums
        row.ticker.reset(new SiTicker(3));
        value->setTicker(row.ticker);
        m_charge = new ChargeLane(time, value, trace(Lane::Current));
        break;
    case Lane::Logic: m_logic = new LogicLane(time, value); break;
    case Lane::Radio: m_radio = new RadioLane(time, value); break;
    case Lane::Tokens: m_tokens = new TokenLane(time, value); break;
    case Lane::Balance: m_balance = new BalanceLane(time, value); break;
    case Lane::Current:
    case Lane::Power:
    case Lane::Voltage: break;
    }
}

int LanePlot::heightOf(Lane lane)
{
    switch (lane) {
    case Lane::Charge: return 40;
    case Lane::Logic: return LogicLane::kHeight;
    case Lane::Radio: return 20;
    case Lane::Tokens: return 24;
    case Lane::Balance: return 36;
    case Lane::Current:
    case Lane::Power:
    case Lane::Voltage: break;
    }
    return 0;
}

QString LanePlot::nameOf(Lane lane)
{
    switch (lane) {
    case Lane::Current: return tr("Current");
    case Lane::Power: return tr("Power");
    case Lane::Voltage: return tr("Voltage");
    case Lane::Charge: return tr("Charge");
    case Lane::Logic: return tr("Logic");
    case Lane::Radio: return tr("Radio");
    case Lane::Tokens: return tr("Tokens");
    case Lane::Balance: return tr("Balance");
    }
    return {};
}

bool LanePlot::hasLogic() const { return m_store && logicChannel(*m_store); }

/// A lane for logic inputs only where the stream has some: few have.
bool LanePlot::isThere(const Row &row) const
{
    if (row.lane == Lane::Logic && !hasLogic())
        return false;
    const int room = height() - (hasLogic() ? LogicLane::kHeight + kLaneGap : 0);
    return row.wanted.value_or(row.lane != Lane::Charge || room >= kRoomForCharge);
}

QList<Lane> LanePlot::lanes() const
{
    QList<Lane> lanes;
    for (const Row &row : m_rows)
        lanes.append(row.lane);
    return lanes;
}

bool LanePlot::isLaneShown(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row != m_rows.end() && isThere(*row);
}

std::optional<bool> LanePlot::laneChoice(Lane lane) const
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    return row == m_rows.end() ? std::nullopt : row->wanted;
}

void LanePlot::setLaneShown(Lane lane, std::optional<bool> shown)
{
    const auto row = std::ranges::find(m_rows, lane, &Row::lane);
    const auto isOther = [&](const Row &other) { return other.lane != lane && isThere(other); };
    if (row == m_rows.end() || row->wanted == shown || (shown == false && std::ranges::none_of(m_rows, isOther)))
        return;
    row->wanted = shown;
    layOutRows();
    retranslate(); // the names at the left
}

/// Lanes that are there get their height and margins, the last of them the time axis; the others get nothing.
void LanePlot::layOutRows()
{
    const auto last
        = std::ranges::find_if(m_rows.rbegin(), m_rows.rend(), [this](const Row &row) { return isThere(row); });
    bool first = true;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        const bool there = isThere(row);
        const bool isLast = last != m_rows.rend() && &row == &*last;
        const int height = there ? heightOf(row.lane) : 0;
        const bool stretches = there && hasSamples(row.lane);
        row.area->setMinimumSize(0, height); // of the inner rectangle
        row.area->setMaximumSize(QWIDGETSIZE_MAX, stretches ? QWIDGETSIZE_MAX : height);
        plotLayout()->setRowStretchFactor(static_cast<int>(i), stretches ? shareOf(row.lane) : 1);
        // Labels stick out of their lanes a little, the first not out of the widget.
        const int above = !there ? 0 : first ? kTopMargin : kLaneGap;
        row.area->setMargins(QMargins(kLabelWidth, above, kRightMargin, isLast ? kTimeAxisHeight : 0));
        row.area->axis(QCPAxis::atBottom)->setTickLabels(isLast);
        row.area->axis(QCPAxis::atBottom)->setTicks(isLast);
        row.area->setVisible(there);
        if (row.trace)
            row.trace->setVisible(there);
        first = first && !there;
    }
    const std::optional<std::size_t> inputs = m_store ? logicChannel(*m_store) : std::nullopt;
    if (m_logic)
        m_logic->setSource(inputs && isLaneShown(Lane::Logic) ? m_store : nullptr, inputs.value_or(0));
    for (LaneMark *mark : std::initializer_list<LaneMark *>{m_charge, m_logic, m_radio, m_tokens, m_balance}) {
        if (mark)
            mark->setVisible(mark->keyAxis()->axisRect()->visible());
    }
    updateLayout(); // now: labels are chosen by the heights
    m_dirty = true;
}

} // namespace widgets
