// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_plot.h"

#include "profiles/energy/region_stats.h"
#include "widgets/common/fonts.h"
#include "widgets/power/plot_overlay.h"
#include "widgets/power/value_axis.h"
#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {
namespace {

constexpr int kLabelWidth = 100;
constexpr int kTimeAxisHeight = 22;
constexpr int kRightMargin = 12;
constexpr double kLabelPitch = 90; ///< pixels from one label of the time axis to the next

/// Each label with its unit: nothing else says what the axis counts.
class SecondsTicker : public SiTicker
{
public:
    using SiTicker::SiTicker;

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override
    {
        const QString number = SiTicker::getTickLabel(tick, locale, formatChar, precision);
        return text({number, prefixed(QStringLiteral("s"), exponent())});
    }
};

} // namespace

ComparePlot::ComparePlot(QWidget *parent)
    : QCustomPlot(parent)
    , m_time(new SecondsTicker(12))
    , m_value(new SiTicker(5))
    , m_delta(new SiTicker(3))
{
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical); // one paint buffer, as LanePlot
    plotLayout()->clear();
    plotLayout()->setRowSpacing(14);
    m_upper = addLane(false);
    m_lower = addLane(true);
    plotLayout()->setRowStretchFactor(0, 5);
    plotLayout()->setRowStretchFactor(1, 2.5);
    m_upper->axis(QCPAxis::atLeft)->setTicker(m_value);
    m_lower->axis(QCPAxis::atLeft)->setTicker(m_delta);
    m_lower->axis(QCPAxis::atBottom)->setTicker(m_time);
    m_upper->axis(QCPAxis::atBottom)->setTicker(m_time);
    m_both = new CompareCurves(m_upper->axis(QCPAxis::atBottom), m_upper->axis(QCPAxis::atLeft),
        {{&Theme::time, false, {}}, {&Theme::energy, true, {}}});
    m_difference = new CompareCurves(
        m_lower->axis(QCPAxis::atBottom), m_lower->axis(QCPAxis::atLeft), {{&Theme::power, false, {}}});
    m_overlay = new PlotOverlay(this);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(220);
    retranslate();
    restyle();
}

QCPAxisRect *ComparePlot::addLane(bool last)
{
    auto *area = new QCPAxisRect(this, false);
    area->addAxis(QCPAxis::atLeft, new ValueAxis(area, QCPAxis::atLeft));
    area->addAxis(QCPAxis::atBottom);
    area->setAutoMargins(QCP::msNone);
    area->setLayer(QStringLiteral("background"));
    area->setMargins(QMargins(kLabelWidth, last ? 0 : 6, kRightMargin, last ? kTimeAxisHeight : 0));
    QCPAxis *time = area->axis(QCPAxis::atBottom);
    time->setTickLabels(last);
    for (QCPAxis *axis : area->axes()) {
        axis->setTickLength(0);
        axis->setSubTicks(false);
    }
    area->axis(QCPAxis::atLeft)->grid()->setVisible(true);
    plotLayout()->addElement(plotLayout()->rowCount(), 0, area);
    return area;
}

void ComparePlot::restyle()
{
    const Theme &t = theme();
    setBackground(t.surface);
    for (QCPAxisRect *area : {m_upper, m_lower}) {
        area->setBackground(t.sunken);
        for (QCPAxis *axis : area->axes()) {
            axis->setBasePen(Qt::NoPen);
            axis->setTickPen(Qt::NoPen);
            axis->setTickLabelFont(roleFont(TextRole::Caption));
            axis->setTickLabelColor(t.text3);
            axis->grid()->setPen(QPen(t.grid, 1));
            axis->grid()->setZeroLinePen(QPen(t.line2, 1));
        }
    }
    m_dirty = true;
}

void ComparePlot::retranslate()
{
    m_overlay->setLanes({{m_upper, tr("Current"), prefixed(QStringLiteral("A"), m_value->exponent()), {}, {}},
        {m_lower, m_minus, m_note.isEmpty() ? prefixed(QStringLiteral("A"), m_delta->exponent()) : QString(), m_note,
            {}}});
    setAccessibleName(tr("Two regions over each other and their difference"));
    setAccessibleDescription(
        tr("Arrows pan, plus and minus zoom, F shows all, Shift with arrows moves the dashed one by a pixel."));
    m_dirty = true;
}

void ComparePlot::setTraces(const std::array<Trace, SideCount> &traces)
{
    m_dirty = m_dirty || m_traces != traces;
    m_traces = traces;
    refresh();
}

void ComparePlot::setNote(const QString &note)
{
    if (std::exchange(m_note, note) == note)
        return;
    retranslate(); // it stands where the difference would be, without figures beside it
}

void ComparePlot::setLabels(const QString &a, const QString &b)
{
    const QString minus = a + QStringLiteral(" − ") + b;
    m_dirty = m_dirty || minus != m_minus;
    m_minus = minus;
}

std::pair<std::int64_t, std::int64_t> ComparePlot::whole() const
{
    std::optional<std::pair<std::int64_t, std::int64_t>> all;
    for (const Trace &trace : m_traces) {
        if (!trace.store)
            continue;
        const std::int64_t from = trace.stretch.fromNs();
        const std::int64_t to = trace.stretch.toNs();
        all = all ? std::pair(std::min(all->first, from), std::max(all->second, to)) : std::pair(from, to);
    }
    return all.value_or(std::pair<std::int64_t, std::int64_t>(0, 1'000'000'000));
}

void ComparePlot::showAll()
{
    m_all = true;
    m_dirty = true;
    refresh();
}

void ComparePlot::setRange(std::int64_t fromNs, std::int64_t toNs)
{
    constexpr std::int64_t kShortest = 10'000; // 10 µs: nothing is known between samples
    const auto [begin, end] = whole();
    const std::int64_t span = std::clamp<std::int64_t>(toNs - fromNs, kShortest, std::max(kShortest, end - begin));
    m_fromNs = std::clamp<std::int64_t>(fromNs, begin, std::max(begin, end - span));
    m_toNs = m_fromNs + span;
    m_all = m_fromNs == begin && m_toNs == end;
    m_dirty = true;
    refresh();
}

/// Samples of the stretches that are there: a live region may still fill, and old samples may go.
ComparePlot::Seen ComparePlot::seen() const
{
    Seen now{};
    for (std::size_t i = 0; i < SideCount; ++i) {
        const Trace &trace = m_traces.at(i);
        if (!trace.store)
            continue;
        const auto [first, last] = profiles::regionIndices(*trace.store, trace.stretch.beginNs, trace.stretch.endNs);
        now.at(2 * i) = first;
        now.at(2 * i + 1) = last;
    }
    return now;
}

void ComparePlot::refresh()
{
    if (!isVisible())
        return;
    const Seen now = seen();
    if (!m_dirty && now == m_seen)
        return;
    m_seen = now;
    if (m_all)
        std::tie(m_fromNs, m_toNs) = whole();
    fitAxis();
    query();
    fitValues();
    retranslate(); // the prefixes of the axes
    moveCursor(m_hoverX);
    m_dirty = false;
    replot(rpQueuedRefresh);
    Q_EMIT drawn();
}

void ComparePlot::fitAxis()
{
    constexpr double kLine = 15; // what SiTicker takes for the room of a label
    const double from = static_cast<double>(m_fromNs) / 1e9;
    const double to = static_cast<double>(m_toNs) / 1e9;
    for (QCPAxisRect *area : {m_upper, m_lower})
        area->axis(QCPAxis::atBottom)->setRange(from, to);
    m_time->setExponent(prefixExponent(std::max(std::abs(from), std::abs(to))));
    m_time->setRoom(m_lower->width() * kLine / kLabelPitch);
}

void ComparePlot::query()
{
    const std::size_t width = m_both->width();
    for (qsizetype i = 0; i < SideCount; ++i) {
        const Trace &trace = m_traces.at(static_cast<std::size_t>(i));
        m_both->setColumns(i,
            trace.store ? profiles::alignedColumns(*trace.store, trace.channel, trace.stretch, m_fromNs, m_toNs, width)
                        : std::vector<device_link::SampleColumn>(width));
    }
    m_difference->setColumns(0, profiles::columnDifference(m_both->columns(A), m_both->columns(B)));
}

void ComparePlot::fitValues()
{
    constexpr double kHead = 0.03; // keeps the topmost label inside
    constexpr double kRoom = 1.15; // the same of a low lane, at both ends
    double min = 0;
    double max = 0;
    m_value->setRoom(m_upper->height());
    m_delta->setRoom(m_lower->height());
    if (m_both->extremes(&min, &max) && m_values.fit(min, max)) {
        const double low = m_values.low();
        const double high = m_values.high();
        m_upper->axis(QCPAxis::atLeft)->setRange(low, high + (high - low) * kHead);
        m_value->setExponent(prefixExponent(std::max(std::abs(low), high)));
    }
    if (m_difference->extremes(&min, &max)) {
        // Even to both sides, so that nothing looks larger than it is; never below a hundredth of the currents.
        const double floor = m_values.high() / 100;
        const double bound = roundUp(std::max({std::abs(min), std::abs(max), floor}) * 1.06);
        m_lower->axis(QCPAxis::atLeft)->setRange(-bound * kRoom, bound * kRoom);
        m_delta->setExponent(prefixExponent(bound));
    }
}

double ComparePlot::nsPerPixel() const
{
    return static_cast<double>(m_toNs - m_fromNs) / std::max(1, m_upper->width());
}

std::int64_t ComparePlot::nsAt(double x) const
{
    return m_fromNs + static_cast<std::int64_t>(std::llround((x - m_upper->left()) * nsPerPixel()));
}

std::optional<ComparePlot::Values> ComparePlot::valuesUnderMouse() const
{
    if (!m_hoverX)
        return std::nullopt;
    Values values;
    values.axisNs = nsAt(*m_hoverX);
    const double ratio = bufferDevicePixelRatio();
    const auto column = static_cast<std::size_t>(std::max(0.0, (*m_hoverX - m_upper->left()) * ratio));
    const auto mean = [column](const std::vector<device_link::SampleColumn> &columns) {
        return column < columns.size() && columns[column].count > 0 ? std::optional(columns[column].mean)
                                                                    : std::nullopt;
    };
    values.a = mean(m_both->columns(A));
    values.b = mean(m_both->columns(B));
    values.difference = mean(m_difference->columns(0));
    return values;
}

void ComparePlot::moveCursor(std::optional<double> x)
{
    const QRect area = m_upper->rect();
    m_hoverX = x && *x >= area.left() && *x <= area.right() ? x : std::nullopt;
    if (m_hoverX) {
        const double seconds = static_cast<double>(nsAt(*m_hoverX)) / 1e9;
        m_overlay->setCursor(seconds, text(si(seconds, QStringLiteral("s"), 4)));
    } else {
        m_overlay->setCursor(std::nullopt, {});
    }
    Q_EMIT mouseOver();
}

} // namespace widgets
