// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of a live plot costs the GUI thread (CPU), against QCustomPlot's own graph of the same samples; and how
// steadily frames come while 2 MS/s arrive. Offscreen, 1600x500 unless said; a frame is a pan by some pixels, a replot
// and the repaint of the widget.
#include "bench_figure.h"
#include "one_plot.h"

#include "widgets/kit/frame_clock.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/time_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <cmath>
#include <random>
#include <thread>

using namespace device_link;
using namespace plot_figures;

namespace {

constexpr std::uint64_t kMany = 1'000'000'000;
constexpr std::size_t kManyBytes = std::size_t(7) << 30;
constexpr qint64 kLiveMs = 20'000;
constexpr double kLiveSpan = 10; ///< s

void tell(const char *name, const Duel &d, const char *against, double ratio, double goal)
{
    std::fprintf(stderr, "%s: %.3f ms against %.3f ms; goal %g\n", name, d.ours * 1e3, d.theirs * 1e3, goal);
    printFigure(name, d.ours * 1e3, "ms a frame (CPU)", against, ratio);
}

std::vector<std::uint8_t> noise()
{
    std::mt19937 random(8);
    std::vector<std::uint8_t> bytes(kTrace * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
        const auto code = static_cast<unsigned>(random()) % 16384;
        bytes[i] = static_cast<std::uint8_t>(code);
        bytes[i + 1] = static_cast<std::uint8_t>(code >> 8 | 2U << 6); // range 2: full scale
    }
    return bytes;
}

void benchFrames(const std::vector<std::uint8_t> &trace)
{
    const auto store = filledStore(trace, kMany, kManyBytes);
    OnePlot ours, empty, stock, wild;
    ours.showSamples(store);
    wild.showSamples(filledStore(noise(), 8'000'000, std::size_t(256) << 20));
    wild.yAxis->setRange(0, 1.7);
    const double all = double(kMany);

    const Duel wide = frames(ours, 1e9, ours, 1e4, 60, all);
    tell("frame_1e9_vs_1e4", wide, "our frame of 1e4", wide.ours / wide.theirs, 1.3);
    const Duel floor = frames(ours, 1e8, empty, 1e8, 200, all);
    tell("frame_vs_empty_replot", floor, "an empty plot with one paint buffer", floor.ours / floor.theirs, 2);
    const Duel rough = frames(wild, 1e6, ours, 1e6, 200, 8e6);
    tell("frame_noise_vs_trace", rough, "our frame of the trace", rough.ours / rough.theirs, 1.3);
    stock.showGraph(*store, 1'000'000);
    const Duel some = frames(ours, 1e6, stock, 1e6, 60, 1e6);
    tell("frame_1e6_vs_stock", some, "QCPGraph (Qt 6 build), pen 1", some.theirs / some.ours, 6);
    stock.clearGraphs();
    stock.showGraph(*store, 100'000'000);
    const Duel many = frames(ours, 1e8, stock, 1e8, 7, 1e8);
    tell("frame_1e8_vs_stock", many, "QCPGraph (Qt 6 build), pen 1", many.theirs / many.ours, 350);
}

/// Appends in real time until it is told to stop, and counts from what is there already.
void produce(SampleStore &store, const std::vector<std::uint8_t> &trace, const std::atomic<bool> &stop)
{
    const std::uint64_t from = store.endIndex();
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint64_t sent = 0; !stop; sent += kBlock) {
        const std::uint64_t first = from + sent;
        std::this_thread::sleep_until(begin + std::chrono::nanoseconds(sent * 500));
        store.append(first, std::int64_t(first) * 500,
            std::span(trace).subspan(first / kBlock % (kTrace / kBlock) * kBlock * 4, kBlock * 4));
    }
}

void benchLive(const std::vector<std::uint8_t> &trace)
{
    const auto store = filledStore(trace, std::uint64_t(kLiveSpan * kRate) + 4'000'000, std::size_t(256) << 20);
    widgets::FrameClock clock;
    widgets::TimeWindow window;
    window.setSpan(std::int64_t(kLiveSpan * 1e9));
    std::vector<std::unique_ptr<widgets::LanePlot>> plots;
    std::vector<qint64> drawn;
    QElapsedTimer timer;
    for (const widgets::Lane lane : {widgets::Lane::Current, widgets::Lane::Voltage, widgets::Lane::Power}) {
        auto plot = std::make_unique<widgets::LanePlot>(QList<widgets::Lane>{lane}, &clock);
        plot->setWindow(&window);
        plot->setStore(store);
        plot->resize(1600, 300);
        plot->show();
        plots.push_back(std::move(plot));
    }
    QObject::connect(
        plots.back().get(), &widgets::LanePlot::drawn, &clock, [&] { drawn.push_back(timer.nsecsElapsed()); });
    std::atomic<bool> stop = false;
    std::thread producer([&] { produce(*store, trace, stop); });
    QEventLoop loop;
    QTimer::singleShot(2000, &loop, &QEventLoop::quit);
    loop.exec();
    drawn.clear();
    timer.start();
    const double before = threadCpu();
    QTimer::singleShot(int(kLiveMs), &loop, &QEventLoop::quit);
    loop.exec();
    const double cpu = threadCpu() - before;
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    stop = true;
    producer.join();

    constexpr double periodNs = 1e9 / 60;
    int late = 0;
    for (std::size_t i = 1; i < drawn.size(); ++i)
        late += std::max(0, int(std::lround(double(drawn[i] - drawn[i - 1]) / periodNs)) - 1);
    const double fps = double(drawn.size()) / seconds;
    const double dropped = 100 * double(late) / (seconds * 60);
    printFigure("live_fps", fps, "frames a second of three plots, 2 channels of 2 MS/s (wall)", "goal of 59", fps / 59);
    printFigure("live_dropped_pct", dropped, "% of frames (wall)", "goal of 0.5 %", dropped > 0 ? 0.5 / dropped : 1);
    printFigure("live_gui_core_pct", 100 * cpu / seconds, "% of a core (CPU of the GUI thread)", "goal of 12 %",
        12 / (100 * cpu / seconds));
    std::fprintf(stderr, "live: %.2f ms of CPU a frame\n", 1e3 * cpu / double(drawn.size()));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const std::vector<std::uint8_t> trace = realistic_trace::frames(kTrace);
    benchLive(trace);
    benchFrames(trace);
    return 0;
}
