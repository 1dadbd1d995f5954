// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/balance_lane.h"

#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <algorithm>

namespace widgets {
namespace {

using Step = KitFacts::BalanceStep;

qint64 availableOf(const Step &step) { return step.balanceMicro - step.reservedMicro; }

double secondsOf(std::int64_t kitNs) { return static_cast<double>(kitNs) / 1e9; }

} // namespace

const Step *balanceAt(const QList<Step> &steps, std::int64_t kitNs)
{
    const auto after = std::ranges::upper_bound(steps, kitNs, {}, &Step::kitTimeNs);
    return after == steps.begin() ? nullptr : &*std::prev(after);
}

BalanceLane::BalanceLane(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : LaneMark(keyAxis, valueAxis)
    , m_ticks(new QCPAxisTickerText)
{
    valueAxis->setTicker(m_ticks);
}

void BalanceLane::fit(const QCPRange &seconds)
{
    m_ticks->clear();
    if (!m_facts)
        return;
    const QList<Step> &steps = m_facts->balanceSteps();
    std::optional<qint64> low, high;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const bool over = i + 1 < steps.size() && secondsOf(steps.at(i + 1).kitTimeNs) < seconds.lower;
        if (over || secondsOf(steps.at(i).kitTimeNs) > seconds.upper)
            continue;
        low = std::min(low.value_or(availableOf(steps.at(i))), availableOf(steps.at(i)));
        high = std::max(high.value_or(steps.at(i).balanceMicro), steps.at(i).balanceMicro);
    }
    if (!low)
        return;
    constexpr double kRoom = 0.18; // above and below, so that the line and its labels stay within the lane
    const double span = std::max(1e6, static_cast<double>(*high - *low)); // at least a token
    mValueAxis->setRange(static_cast<double>(*low) - kRoom * span, static_cast<double>(*low) + (1 + kRoom) * span);
    m_ticks->addTick(static_cast<double>(*high), integer(*high / 1'000'000));
    if (*low != *high)
        m_ticks->addTick(static_cast<double>(*low), integer(*low / 1'000'000));
}

void BalanceLane::draw(QCPPainter *painter)
{
    if (!m_facts)
        return;
    const QList<Step> &steps = m_facts->balanceSteps();
    const QRect area = mKeyAxis->axisRect()->rect();
    const QColor ink = theme().money.mark;
    QPen dashed(ink, 1, Qt::DashLine);
    const auto xOf = [&](std::int64_t ns) {
        return std::clamp<double>(mKeyAxis->coordToPixel(secondsOf(ns)), area.left() - 2, area.right() + 2);
    };
    const auto yOf = [&](qint64 micro) { return mValueAxis->coordToPixel(static_cast<double>(micro)); };
    painter->setAntialiasing(false);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Step &step = steps.at(i);
        const bool last = i + 1 == steps.size();
        const double left = xOf(step.kitTimeNs);
        const double right = xOf(last ? std::max(latestNs(), step.kitTimeNs) : steps.at(i + 1).kitTimeNs);
        if (right < area.left() || left > area.right())
            continue;
        const double y = yOf(step.balanceMicro);
        painter->setPen(QPen(ink, 2));
        painter->drawLine(QPointF(left, y), QPointF(right, y));
        if (!last && steps.at(i + 1).balanceMicro != step.balanceMicro)
            painter->drawLine(QPointF(right, y), QPointF(right, yOf(steps.at(i + 1).balanceMicro)));
        if (step.reservedMicro <= 0)
            continue;
        const double below = yOf(availableOf(step));
        painter->setPen(dashed);
        painter->drawLine(QPointF(left, below), QPointF(right, below));
        painter->drawLine(QPointF(left, y), QPointF(left, below));
    }
}

} // namespace widgets
