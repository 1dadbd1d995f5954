// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/burn_down_scene.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/region_look.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"
#include "widgets/tokens/ledger_words.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr double kLine = 2;
constexpr double kPast = 4; ///< a label of the time axis may stand out so far

/// 1, 2 or 5 times a power of ten, at least one token and at least this.
double roundStep(double micro)
{
    const double decade = std::pow(10.0, std::floor(std::log10(std::max(micro, 1.0))));
    const double factor = micro / decade * (1 - 1e-9);
    return std::max(1e6, (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * decade);
}

/// A word on a filled ground, kept inside the area.
void drawFlag(QPainter &painter, const QRectF &area, QPointF corner, const QString &words, const QColor &ground)
{
    const QFont font = roleFont(TextRole::Caption);
    const double width = tabularWidth(font, words) + 12;
    const double left = std::clamp(corner.x(), area.left(), std::max(area.left(), area.right() - width));
    const QRectF box(left, corner.y(), width, 17);
    painter.fillRect(box, ground);
    const QFontMetricsF metrics(font);
    painter.setPen(theme().surface);
    drawTabular(
        painter, {left + 6, box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2}, font, words);
}

double seconds(std::int64_t ns) { return static_cast<double>(ns) / 1e9; }

} // namespace

void BurnDownScene::draw(QPainter &painter)
{
    fitValues();
    drawTimeAxis(painter);
    drawValueAxis(painter);
    painter.save();
    painter.setClipRect(area);
    drawSteps(painter);
    drawProjection(painter);
    painter.restore();
    drawMark(painter);
    drawNow(painter);
    drawCursor(painter);
}

std::optional<KitFacts::BalanceStep> BurnDownScene::at(std::int64_t kitNs) const
{
    const auto after = std::ranges::upper_bound(steps, kitNs, {}, &KitFacts::BalanceStep::kitTimeNs);
    return after == steps.cbegin() ? std::nullopt : std::optional(*(after - 1));
}

std::int64_t BurnDownScene::endOf(qsizetype step) const
{
    return step + 1 < steps.size() ? steps.at(step + 1).kitTimeNs : std::max(nowNs, steps.last().kitTimeNs);
}

double BurnDownScene::xOf(std::int64_t ns) const
{
    const auto span = static_cast<double>(std::max<std::int64_t>(1, endNs - beginNs));
    return area.left() + static_cast<double>(ns - beginNs) / span * area.width();
}

double BurnDownScene::yOf(double micro) const
{
    return area.bottom() - (micro - m_low) / std::max(1.0, m_high - m_low) * area.height();
}

std::int64_t BurnDownScene::nsAt(double x) const
{
    const double share = (x - area.left()) / area.width();
    return beginNs + static_cast<std::int64_t>(share * static_cast<double>(endNs - beginNs));
}

double BurnDownScene::projectedAt(std::int64_t ns) const
{
    const KitFacts::BalanceStep &last = steps.last();
    const auto available = static_cast<double>(last.balanceMicro - last.reservedMicro);
    return std::max(0.0, available - ahead->microPerSecond * seconds(ns - nowNs));
}

/// From 0 while the view holds a large part of the balance; else only the part that moves, so that steps are seen.
void BurnDownScene::fitValues()
{
    double low = 0;
    double high = 0;
    bool found = false;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const KitFacts::BalanceStep &step = steps.at(i);
        if (step.kitTimeNs > endNs || endOf(i) < beginNs)
            continue;
        const auto balance = static_cast<double>(step.balanceMicro);
        const double available = balance - static_cast<double>(step.reservedMicro);
        low = found ? std::min(low, available) : available;
        high = found ? std::max(high, balance) : balance;
        found = true;
    }
    if (!found)
        return;
    if (ahead)
        low = std::min(low, projectedAt(endNs));
    if (low < high * 0.5 || high <= 0) {
        const double step = roundStep(std::max(high, 1e6) / 4);
        m_low = 0;
        m_high = std::ceil(std::max(high, 1e6) * 1.02 / step) * step;
        return;
    }
    const double least = std::max(high * 1e-4, 10e6); // a flat line lies in the middle of at least some tokens
    if (high - low < least) {
        low -= least / 2;
        high += least / 2;
    }
    m_framed.fit(low, high + (high - low) * 0.06); // the line does not lie on the frame
    m_low = m_framed.low();
    m_high = m_framed.high();
}

void BurnDownScene::drawRegion(QPainter &painter) const
{
    if (!region || region->endNs <= beginNs || region->beginNs >= endNs)
        return;
    const double left = xOf(region->beginNs);
    paintRegionHint(painter, QRectF(left, area.top(), xOf(region->endNs) - left, area.height()), area);
}

void BurnDownScene::drawTimeAxis(QPainter &painter) const
{
    const Theme &t = theme();
    painter.fillRect(area, t.sunken);
    drawRegion(painter);
    const QFont font = roleFont(TextRole::Caption);
    const double offset = seconds(wallClock.offsetNs());
    const double step = roundTimeStep(seconds(endNs - beginNs) / std::max(2.0, area.width() / 110));
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    const double first = std::ceil((seconds(beginNs) + offset) / step);
    for (double i = first; i <= first + 40; ++i) {
        const auto ns = static_cast<std::int64_t>(std::llround((i * step - offset) * 1e9));
        if (ns > endNs)
            break;
        const double x = std::floor(xOf(ns));
        painter.fillRect(QRectF(x, area.top(), 1, area.height()), t.grid);
        // The half step keeps a tick at 12:46:08 from reading 12:46:07 after the rounding of doubles.
        const std::int64_t halfNs = static_cast<std::int64_t>(std::pow(10.0, 9 - decimals) / 2);
        const QString label = clockTime(wallClock.timeOfDay(ns) + halfNs, decimals);
        const double width = tabularWidth(font, label);
        if (x - width / 2 < area.left() - 20 || x + width / 2 > area.right() + kPast)
            continue;
        painter.setPen(t.text3);
        drawTabular(painter, {x - width / 2, area.bottom() + 15}, font, label);
    }
}

void BurnDownScene::drawValueAxis(QPainter &painter) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const int lines = area.height() > 170 ? 5 : 4;
    const double step = roundStep((m_high - m_low) / lines);
    // One prefix for the axis, and as many digits as tell two lines apart.
    const int exponent = std::max(0, prefixExponent(m_high / 1e6));
    const double unit = std::pow(10.0, exponent) * 1e6;
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step / unit) - 1e-9)), 0, 6);
    for (double value = std::ceil(m_low / step) * step; value <= m_high + step / 1000; value += step) {
        const double y = std::floor(yOf(value));
        painter.fillRect(QRectF(area.left(), y, area.width(), 1), value == 0 ? t.line2 : t.grid);
        QString label = value == 0 ? QStringLiteral("0") : fixed(value / unit, decimals);
        if (exponent > 0 && value != 0)
            label += kThinSpace + prefixed(QString(), exponent);
        painter.setPen(t.text3);
        drawTabular(painter, {area.left() - 8 - tabularWidth(font, label), y + 4}, font, label);
    }
}

void BurnDownScene::drawSteps(QPainter &painter) const
{
    const Theme &t = theme();
    if (steps.isEmpty()) {
        painter.setFont(roleFont(TextRole::Table));
        painter.setPen(t.text3);
        painter.drawText(area, Qt::AlignCenter, tr("The ledger has not been read yet."));
        return;
    }
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const KitFacts::BalanceStep &step = steps.at(i);
        if (endOf(i) < beginNs || step.kitTimeNs > endNs)
            continue;
        const double left = std::max(xOf(step.kitTimeNs), area.left() - kLine);
        const double right = std::min(xOf(endOf(i)), area.right() + kLine);
        const double y = yOf(static_cast<double>(step.balanceMicro));
        if (step.reservedMicro > 0)
            drawReserved(painter, left, right, step);
        painter.fillRect(QRectF(left, y - kLine / 2, std::max(right - left, kLine), kLine), t.money.mark);
        if (i == 0)
            continue;
        const double before = yOf(static_cast<double>(steps.at(i - 1).balanceMicro));
        painter.fillRect(
            QRectF(left, std::min(before, y) - kLine / 2, kLine, std::abs(before - y) + kLine), t.money.mark);
    }
}

void BurnDownScene::drawReserved(QPainter &painter, double left, double right, const KitFacts::BalanceStep &step) const
{
    const Theme &t = theme();
    const double top = yOf(static_cast<double>(step.balanceMicro));
    const double bottom = yOf(static_cast<double>(step.balanceMicro - step.reservedMicro));
    QColor held = t.money.span;
    held.setAlphaF(0.45F);
    painter.fillRect(QRectF(left, top, right - left, bottom - top), held);
    QPen pen(t.money.mark, kLine);
    pen.setDashPattern({3, 2});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    const bool narrow = right - left < 4 * kLine; // dashes at both sides would fill it
    if (narrow)
        painter.drawLine(QPointF(left, bottom), QPointF(right, bottom));
    else
        painter.drawPolyline(QPolygonF({{left, top}, {left, bottom}, {right, bottom}, {right, top}}));
}

void BurnDownScene::drawProjection(QPainter &painter) const
{
    if (!ahead || steps.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme().money.mark, 1.5);
    pen.setDashPattern({2, 4});
    painter.setPen(pen);
    painter.drawLine(QPointF(xOf(nowNs), yOf(projectedAt(nowNs))), QPointF(xOf(endNs), yOf(projectedAt(endNs))));
}

void BurnDownScene::drawNow(QPainter &painter) const
{
    if (steps.isEmpty() || nowNs < beginNs || nowNs > endNs)
        return;
    const Theme &t = theme();
    const double x = std::clamp(std::floor(xOf(nowNs)), area.left(), area.right() - 1);
    painter.fillRect(QRectF(x, area.top(), 1, area.height()), t.text);
    const KitFacts::BalanceStep &last = steps.last();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.money.mark, 2));
    painter.setBrush(t.surface);
    painter.drawEllipse(QPointF(x + 0.5, yOf(static_cast<double>(last.balanceMicro - last.reservedMicro))), 4, 4);
    painter.restore();
    // At the right end the flag stands left of its line.
    const QString words = (heard ? tr("now %1") : tr("last heard %1")).arg(clockTime(wallClock.timeOfDay(nowNs), 0));
    const double width = tabularWidth(roleFont(TextRole::Caption), words) + 12;
    drawFlag(painter, area, {x + width > area.right() ? x - width + 1 : x, area.top()}, words, t.text);
}

void BurnDownScene::drawMark(QPainter &painter) const
{
    if (!markNs || *markNs < beginNs || *markNs > endNs)
        return;
    painter.fillRect(QRectF(std::floor(xOf(*markNs)), area.top(), 2, area.height()), theme().accent);
}

void BurnDownScene::drawCursor(QPainter &painter) const
{
    if (!cursorX)
        return;
    const Theme &t = theme();
    const std::int64_t ns = nsAt(*cursorX);
    painter.fillRect(QRectF(std::floor(*cursorX), area.top(), 1, area.height()), t.text2);
    QString words = clockTime(wallClock.timeOfDay(ns), endNs - beginNs > 600'000'000'000 ? 0 : 3);
    const QString unit = kThinSpace + QStringLiteral("tok");
    const auto step = at(ns);
    if (step && ns <= std::max(nowNs, steps.last().kitTimeNs)) {
        words += QStringLiteral("   ") + tokenFigure(step->balanceMicro) + unit;
        if (step->reservedMicro > 0)
            words += comma() + tr("%1 reserved").arg(tokenFigure(step->reservedMicro) + unit);
    } else if (ahead && !steps.isEmpty() && ns > nowNs) {
        words += QStringLiteral("   ") + tr("about %1").arg(integer(static_cast<qint64>(projectedAt(ns) / 1e6)) + unit);
    }
    drawFlag(painter, area, {*cursorX + 6, area.bottom() - 22}, words, t.text2);
}

} // namespace widgets
