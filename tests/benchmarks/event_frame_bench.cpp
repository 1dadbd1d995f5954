// SPDX-License-Identifier: GPL-3.0-or-later
// What events on the axis add to a frame of the Power panel's plot: 1600x500, all its lanes, everything in view. CPU of
// the GUI thread; a frame is a pan by some pixels and the repaint of the widget.
#include "bench_figure.h"
#include "one_plot.h"

#include "widgets/kit/frame_clock.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/time_window.h"

#include <QApplication>

using namespace device_link;
using namespace plot_figures;

namespace {

constexpr std::int64_t kSpanNs = 100'000'000'000; ///< in view
constexpr int kPrompts = 1'000;
constexpr int kTokens = 95; ///< of each
constexpr int kRadioChanges = 4'000;
constexpr int kRounds = 60;

/// 1e5 events, evenly over the span.
void fill(widgets::EventTimeline &timeline)
{
    const char *states[] = {"idle", "promotion", "connected", "tail", "drx"};
    for (int i = 0; i < kRadioChanges; ++i) {
        KitEvent event;
        event.name = QStringLiteral("radio");
        event.kitTimeNs = kSpanNs / kRadioChanges * i;
        event.fields = {{QStringLiteral("state"), QLatin1String(states[std::size_t(i) % std::size(states)])}};
        timeline.add(event);
    }
    constexpr std::int64_t each = kSpanNs / kPrompts;
    for (int i = 0; i < kPrompts; ++i) {
        PromptEvent event;
        event.id = QString::number(i);
        event.kitTimeNs = each * i;
        timeline.add(event, i + 1);
        event.kind = PromptEvent::Kind::Token;
        for (int token = 0; token < kTokens; ++token) {
            event.kitTimeNs = each * i + each / 5 + each * 4 / 5 / kTokens * token;
            timeline.add(event, i + 1);
        }
    }
}

struct EventPlot {
    EventPlot(widgets::FrameClock *clock, std::shared_ptr<const SampleStore> store)
        : plot({widgets::Lane::Current, widgets::Lane::Power, widgets::Lane::Voltage, widgets::Lane::Radio,
                   widgets::Lane::Tokens, widgets::Lane::Balance},
            clock)
    {
        plot.setWindow(&window);
        plot.setStore(std::move(store));
        plot.setTimeline(&timeline);
        plot.resize(kSize);
        plot.show();
        QApplication::processEvents();
    }
    double frame(int step)
    {
        const std::int64_t first = kSpanNs / kSize.width() * 2 * (step % 8);
        return cpuOf([&] {
            window.setRange(first, first + kSpanNs);
            plot.drawFrame();
            plot.repaint();
        });
    }
    widgets::TimeWindow window;
    widgets::EventTimeline timeline;
    widgets::LanePlot plot;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto samples = std::uint64_t(kRate * double(kSpanNs) / 1e9 * 1.1);
    const auto store = filledStore(realistic_trace::frames(kTrace), samples, std::size_t(2) << 30);
    widgets::FrameClock clock;
    EventPlot busy(&clock, store);
    EventPlot bare(&clock, store);
    fill(busy.timeline);
    const auto events = busy.timeline.tokens().size() + busy.timeline.prompts().size() + busy.timeline.radio().size();
    busy.frame(1);
    bare.frame(1);
    int step = 0;
    const Duel d = duel(
        kRounds, [&] { busy.frame(++step); }, [&] { bare.frame(step); });
    const double extra = (d.ours - d.theirs) * 1e3;
    std::fprintf(
        stderr, "a frame with %zu events: %.2f ms, with none: %.2f ms\n", events, d.ours * 1e3, d.theirs * 1e3);
    printFigure(
        "frame_1e5_events_extra_ms", extra, "ms more a frame than without events (CPU)", "goal of 1.5 ms", 1.5 / extra);
    return 0;
}
