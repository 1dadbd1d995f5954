// SPDX-License-Identifier: GPL-3.0-or-later
// One frame of three linked plots while 2 channels x 2 MS/s come in, against stock QCustomPlot with the same span in
// its own graphs. CPU of the GUI thread; 1600x300 each, 10 s in view, 60 frames a second: 33333 new samples each.
#include "bench_figure.h"
#include "one_plot.h"

#include "widgets/kit/frame_clock.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/time_window.h"

#include <QApplication>

#include <array>

using namespace device_link;
using namespace plot_figures;

namespace {

constexpr double kSpan = 10;                                    ///< s
constexpr std::uint64_t kInView = std::uint64_t(kSpan * kRate); ///< samples of a channel
constexpr std::uint64_t kNew = 33'000;                          ///< samples of a frame, in whole blocks
constexpr QSize kLive(1600, 300);
constexpr int kStockFrames = 9;
constexpr int kOursEach = 8; ///< frames of ours between two of stock

/// Three LanePlots on one window, as the Power panel's.
class OurPlots
{
public:
    explicit OurPlots(std::shared_ptr<const SampleStore> store)
        : m_store(std::move(store))
    {
        m_window.setSpan(std::int64_t(kSpan * 1e9));
        for (const widgets::Lane lane : {widgets::Lane::Current, widgets::Lane::Voltage, widgets::Lane::Power}) {
            auto plot = std::make_unique<widgets::LanePlot>(QList<widgets::Lane>{lane}, &m_clock);
            plot->setWindow(&m_window);
            plot->setStore(m_store);
            plot->resize(kLive);
            plot->show();
            m_plots.push_back(std::move(plot));
        }
        QApplication::processEvents(); // before they are exposed, repaint() paints nothing
    }
    /// The samples came in the link thread: here is what they cost the window.
    double frame()
    {
        return cpuOf([&] {
            for (const auto &plot : m_plots) {
                plot->drawFrame();
                plot->repaint();
            }
        });
    }

private:
    std::shared_ptr<const SampleStore> m_store;
    widgets::FrameClock m_clock;
    widgets::TimeWindow m_window;
    std::vector<std::unique_ptr<widgets::LanePlot>> m_plots;
};

/// The way of QCustomPlot's own example of live data: append, drop what has left the view, replot. The values are given
/// as doubles, ready made.
class StockPlots
{
public:
    explicit StockPlots(const SampleStore &store)
    {
        constexpr std::array<double, 3> tops{0.5, 5, 2};
        for (std::size_t channel = 0; channel < m_plots.size(); ++channel) {
            QCustomPlot &plot = m_plots[channel];
            plot.resize(kLive);
            plot.yAxis->setRange(0, tops[channel]);
            plot.addGraph()->setPen(QPen(Qt::darkGreen, 1));
            take(store, channel, 0, store.endIndex());
            plot.show();
        }
        QApplication::processEvents();
    }
    /// With the samples from first on added.
    double frame(const SampleStore &store, std::uint64_t first)
    {
        const std::uint64_t last = store.endIndex();
        std::array<std::pair<QVector<double>, QVector<double>>, 3> fresh;
        for (std::size_t channel = 0; channel < fresh.size(); ++channel)
            fresh[channel] = points(store, channel, first, last);
        const double end = double(last) / kRate;
        return cpuOf([&] {
            for (std::size_t channel = 0; channel < m_plots.size(); ++channel) {
                QCustomPlot &plot = m_plots[channel];
                plot.graph()->addData(fresh[channel].first, fresh[channel].second, true);
                plot.graph()->data()->removeBefore(end - kSpan);
                plot.xAxis->setRange(end - kSpan, end);
                plot.replot(QCustomPlot::rpImmediateRefresh);
                plot.repaint();
            }
        });
    }

private:
    static std::pair<QVector<double>, QVector<double>> points(
        const SampleStore &store, std::size_t channel, std::uint64_t first, std::uint64_t last)
    {
        const std::vector<float> values = store.values(channel, first, last, last - first);
        QVector<double> keys;
        for (std::uint64_t i = first; i < last; ++i)
            keys.append(double(i) / kRate);
        return {keys, QVector<double>(values.begin(), values.end())};
    }
    void take(const SampleStore &store, std::size_t channel, std::uint64_t first, std::uint64_t last)
    {
        constexpr std::uint64_t piece = 1'000'000;
        for (; first < last; first += piece) {
            const auto [keys, values] = points(store, channel, first, std::min(last, first + piece));
            m_plots[channel].graph()->addData(keys, values, true);
        }
    }

    std::array<QCustomPlot, 3> m_plots;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const std::vector<std::uint8_t> trace = realistic_trace::frames(kTrace);
    const auto store = filledStore(trace, kInView, std::size_t(512) << 20);
    OurPlots ours(store);
    StockPlots stock(*store);
    const auto append = [&](std::uint64_t samples) {
        const std::uint64_t first = store->endIndex();
        for (std::uint64_t at = first; at < first + samples; at += kBlock)
            store->append(at, std::int64_t(at) * 500,
                std::span(trace).subspan(at / kBlock % (kTrace / kBlock) * kBlock * 4, kBlock * 4));
    };
    std::uint64_t drawn = store->endIndex(); ///< by stock
    std::uint64_t waiting = kNew;            ///< samples that come while stock draws
    std::vector<double> mine, theirs;
    for (int round = -2; round < kStockFrames; ++round) {
        for (int i = 0; i < kOursEach; ++i) {
            append(kNew);
            const double cpu = ours.frame();
            if (round >= 0)
                mine.push_back(cpu);
        }
        stock.frame(*store, drawn); // takes what came for ours
        drawn = store->endIndex();
        append(waiting);
        const double cpu = stock.frame(*store, drawn);
        drawn = store->endIndex();
        waiting = std::max(kNew, std::uint64_t(cpu * kRate));
        if (round >= 0)
            theirs.push_back(cpu);
    }
    const double a = median(mine);
    const double b = median(theirs);
    std::fprintf(stderr, "live: a frame of three plots %.2f ms, stock %.1f ms; goal 180\n", a * 1e3, b * 1e3);
    printFigure("live_frame_vs_stock", a * 1e3, "ms a frame of three plots, 2 channels of 2 MS/s, 10 s in view (CPU)",
        "QCPGraph (Qt 6 build), pen 1: addData, removeBefore, replot", b / a);
    return 0;
}
