// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole window costs its GUI thread and the machine, on a kit process of its own.
#include "bench_figure.h"
#include "workbench_bench.h"

#include "widgets/kit/link_banner.h"
#include "widgets/latency/latency_feed.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

using device_link::SessionState;
using test_window::WorkbenchBench;

namespace {

constexpr double kGoalEventMs = 16;
constexpr double kGoalIdlePercent = 1;
constexpr double kGoalUnplugMs = 200;
constexpr int kSlowMs = 60'000;
constexpr qint64 kPanelMs = 4000; ///< each panel shows some seconds of samples, probes and an answer
constexpr qint64 kIdleMs = 12'000;
constexpr QSize kSize(1600, 1000);

/// Times every event that is not handled inside another one.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_inside || !m_on) // the ports have threads of their own
            return QApplication::notify(receiver, event);
        QByteArray who = QByteArray(receiver->metaObject()->className()) + ' ' + QByteArray::number(event->type());
        if (const auto *timer = qobject_cast<QTimer *>(receiver))
            who += " each " + QByteArray::number(timer->interval()) + " ms";
        m_inside = true;
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        m_inside = false;
        m_ms.push_back(ms);
        Cost &cost = m_costs[who];
        cost.total += ms;
        cost.worst = std::max(cost.worst, ms);
        ++cost.count;
        return handled;
    }
    /// From now on, with nothing yet; or no longer.
    void measure(bool on)
    {
        if (on) {
            m_ms.clear();
            m_costs.clear();
        }
        m_on = on;
    }
    [[nodiscard]] std::vector<double> &times() { return m_ms; }
    /// Where the time went, the dearest first; for people.
    void tellCosts(std::size_t most = 12) const
    {
        std::vector<std::pair<QByteArray, Cost>> all(m_costs.begin(), m_costs.end());
        std::ranges::sort(all, [](const auto &a, const auto &b) { return a.second.total > b.second.total; });
        all.resize(std::min(all.size(), most));
        for (const auto &[who, cost] : all)
            std::fprintf(stderr, "%-40s %6d events %9.1f ms, worst %6.1f ms\n", who.constData(), cost.count, cost.total,
                cost.worst);
    }

private:
    struct Cost {
        double total = 0, worst = 0;
        int count = 0;
    };
    bool m_inside = false, m_on = false;
    std::vector<double> m_ms;
    std::map<QByteArray, Cost> m_costs;
};

/// Lets the window live for a while, as an application does: QTest's waits look every 10 ms, which would be measured
/// too.
void live(qint64 ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void ask(WorkbenchBench &bench)
{
    if (bench.kit()->prompts()->running())
        return;
    device_link::PromptRequest request;
    request.text = QStringLiteral("Tell me a bedtime story about a brave little bear.");
    bench.kit()->prompts()->ask(request);
}

void benchEvents(WorkbenchBench &bench, TimedApplication &application)
{
    auto *feed = bench.kit()->model<widgets::LatencyFeed>();
    feed->startAll();
    application.measure(true);
    for (int i = 0; i < app::panelEntries().size(); ++i) {
        bench.window->showPanel(i);
        ask(bench);
        live(kPanelMs);
    }
    application.measure(false);
    feed->stopAll();
    std::vector<double> &times = application.times();
    std::ranges::sort(times);
    const double p99 = times.at(static_cast<std::size_t>(std::floor(0.99 * static_cast<double>(times.size() - 1))));
    const auto store = bench.kit()->store();
    std::fprintf(stderr, "%zu events at %.0f samples/s; p50 %.3f, p99.9 %.1f, worst %.1f ms\n", times.size(),
        store ? store->info().rateHz : 0, times.at(times.size() / 2), times.at(times.size() * 999 / 1000),
        times.back());
    application.tellCosts();
    printFigure("gui_event_p99_ms", p99, "ms (wall)", "goal of 16 ms", kGoalEventMs / p99);
}

double processCpu()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void benchIdle(WorkbenchBench &bench, TimedApplication &application)
{
    bench.kit()->stopPower();
    const auto quiet = [&bench] {
        const auto power = bench.kit()->session()->powerSource();
        return power && !power->running() && !bench.kit()->prompts()->running();
    };
    if (!QTest::qWaitFor(quiet, kSlowMs))
        std::fputs("gui_bench: the kit did not become quiet\n", stderr);
    bench.window->showPanel(0);
    live(3000); // what the change of panel and the end of the stream cost
    double worst = 0;
    for (int panel = 0; panel < app::panelEntries().size(); ++panel) {
        bench.window->showPanel(panel);
        live(1000);
        application.measure(true);
        QElapsedTimer timer;
        timer.start();
        const double before = processCpu();
        live(panel == 0 ? kIdleMs : kIdleMs / 4);
        const double percent = 100 * (processCpu() - before) / (static_cast<double>(timer.nsecsElapsed()) * 1e-9);
        std::fprintf(stderr, "idle on panel %s: %.2f %%\n", app::panelEntries().at(panel).id, percent);
        application.measure(false);
        application.tellCosts(4);
        worst = std::max(worst, percent);
    }
    printFigure("gui_idle_cpu_pct", worst, "% of a core (CPU)", "goal of 1 %", kGoalIdlePercent / worst);
}

/// Notes when a widget is painted for the first time from now on.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_paintedMs < 0)
            m_paintedMs = static_cast<double>(m_timer.nsecsElapsed()) / 1e6;
        return false;
    }
    void start() { m_timer.start(); }
    [[nodiscard]] double paintedMs() const { return m_paintedMs; }

private:
    QElapsedTimer m_timer;
    double m_paintedMs = -1;
};

void benchUnplug(WorkbenchBench &bench)
{
    PaintWatch watch(bench.window->findChild<widgets::LinkBanner *>());
    watch.start();
    bench.process().killHard();
    if (!QTest::qWaitFor([&watch] { return watch.paintedMs() >= 0; }, kSlowMs))
        std::fputs("gui_bench: the window never said that the kit is gone\n", stderr);
    printFigure("unplug_shown_ms", watch.paintedMs(), "ms (wall)", "goal of 200 ms", kGoalUnplugMs / watch.paintedMs());
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    TimedApplication application(argc, argv);
    WorkbenchBench bench;
    bench.window->resize(kSize);
    bench.window->show();
    if (!bench.open()) {
        std::fputs("gui_bench: no kit\n", stderr);
        return 1;
    }
    benchEvents(bench, application);
    benchIdle(bench, application);
    benchUnplug(bench);
    return 0;
}
