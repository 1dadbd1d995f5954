// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_figure.h"
#include "realistic_trace.h"

#include "widgets/common/theme.h"
#include "widgets/power/sample_trace.h"

#include <QCoreApplication>

#include <memory>
#include <random>
#include <vector>

/// What benchmarks of frames share: a plot of 1600x500 that shows a store's samples, or QCustomPlot's own graph of
/// them.
namespace plot_figures {

constexpr std::size_t kBlock = 1000; ///< samples, as kits send them
constexpr std::size_t kTrace = 4'000'000;
constexpr double kRate = 2e6;
constexpr QSize kSize(1600, 500);

/// The trace over and over; count in samples.
inline std::shared_ptr<device_link::SampleStore> filledStore(
    const std::vector<std::uint8_t> &frames, std::uint64_t count, std::size_t bytes)
{
    auto store = std::make_shared<device_link::SampleStore>(realistic_trace::stream(), bytes);
    for (std::uint64_t i = 0; i < count / kBlock; ++i)
        store->append(i * kBlock, std::int64_t(i) * 500'000,
            std::span(frames).subspan(i % (kTrace / kBlock) * kBlock * 4, kBlock * 4));
    return store;
}

/// A plot of one axis rect. With our trace it paints straight into the window, as LanePlot does; without, it is
/// QCustomPlot's own with one paint buffer.
class OnePlot : public QCustomPlot
{
public:
    OnePlot()
    {
        layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
        resize(kSize);
        yAxis->setRange(0, 0.5);
        show();
        QCoreApplication::processEvents(); // before it is exposed, repaint() paints nothing
    }
    /// CPU seconds of a frame that shows span samples from first on.
    double frame(double first, double span)
    {
        return cpuOf([&] {
            xAxis->setRange(first / kRate, (first + span) / kRate);
            if (trace)
                trace->query();
            else
                replot(rpImmediateRefresh);
            repaint();
        });
    }
    void showSamples(std::shared_ptr<const device_link::SampleStore> store)
    {
        trace = new widgets::SampleTrace(xAxis, yAxis, &widgets::Theme::energy);
        trace->setSource(std::move(store), 0);
    }
    /// QCustomPlot's own graph, with its adaptive sampling.
    void showGraph(const device_link::SampleStore &store, std::uint64_t count)
    {
        const std::vector<float> values = store.values(0, 0, count, count);
        auto graphData = QSharedPointer<QCPGraphDataContainer>::create();
        QVector<QCPGraphData> points;
        points.reserve(static_cast<qsizetype>(values.size()));
        for (std::size_t i = 0; i < values.size(); ++i)
            points.append(QCPGraphData(double(i) / kRate, double(values[i])));
        graphData->set(points, true);
        addGraph()->setData(graphData);
        graph()->setPen(QPen(Qt::darkGreen, 1));
    }
    widgets::SampleTrace *trace = nullptr;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        if (!trace)
            return QCustomPlot::paintEvent(event);
        QCPPainter painter(this);
        painter.fillRect(rect(), Qt::white);
        draw(&painter);
    }
};

/// Medians of frames of both plots in turns, at random places of the first `within` samples.
inline Duel frames(OnePlot &ours, double span, OnePlot &theirs, double theirSpan, int rounds, double within)
{
    std::mt19937 random(4);
    const auto place = [&](double wide) {
        const double room = std::max(0.0, within - wide);
        return room * double(random() % 1000) / 1000;
    };
    ours.frame(0, span);
    theirs.frame(0, theirSpan);
    std::vector<double> a, b;
    for (int i = 0; i < rounds; ++i) {
        const double first = place(span);
        const double other = place(theirSpan);
        for (int step = 0; step < 4; ++step) // a pan of some pixels
            a.push_back(ours.frame(first + step * 2.3 * span / kSize.width(), span));
        b.push_back(theirs.frame(other, theirSpan));
    }
    return {median(a), median(b)};
}

} // namespace plot_figures
