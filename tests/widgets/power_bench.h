// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panel_bench.h"

#include "device_link/capture/sample_store.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/power/cursor_model.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/region_details.h"

#include <QTest>

namespace test_power {

using device_link::SampleStore;
using test_kit::kSlow;
using widgets::CursorModel;
using widgets::FrameClock;
using widgets::Lane;
using widgets::LanePlot;
using widgets::MarkHistory;
using widgets::PowerPanel;
using widgets::RegionModel;
using widgets::RegionReport;
using widgets::TimeWindow;

constexpr std::int64_t kSecond = 1'000'000'000;

inline std::shared_ptr<SampleStore> emptyStore(double rate, std::size_t budget = SampleStore::kDefaultBudget)
{
    device_link::SampleStreamInfo info;
    info.channels = {{"current", "A"}, {"voltage", "V"}};
    info.rateHz = rate;
    info.rateNum = static_cast<std::int64_t>(rate);
    info.bootId = 1;
    return std::make_shared<SampleStore>(info, budget);
}

/// Sample i is a sawtooth of current at 3.8 V less a drop, so that no two neighbours are alike.
inline void fill(SampleStore &store, std::uint64_t from, std::uint64_t to)
{
    constexpr std::uint64_t kBlock = 500;
    for (std::uint64_t first = from; first < to; first += kBlock) {
        std::vector<float> values;
        for (std::uint64_t i = first; i < std::min(to, first + kBlock); ++i) {
            const float ampere = 0.01F + 0.001F * static_cast<float>(i % 97);
            values.insert(values.end(), {ampere, 3.8F - ampere});
        }
        const double ns = static_cast<double>(first) * 1e9 / store.info().rateHz;
        QVERIFY(store.append(first, static_cast<std::int64_t>(ns), values));
    }
}

/// A plot of 20 s of samples with regions, and no kit.
struct PlotBench {
    PlotBench()
        : plot({Lane::Current, Lane::Power, Lane::Voltage, Lane::Radio}, &clock)
    {
        store = emptyStore(1000);
        fill(*store, 0, 20'000);
        plot.resize(900, 400);
        plot.setWindow(&window);
        plot.setRegions(&regions);
        plot.setCursors(&cursors);
        plot.setStore(store);
        plot.show();
        plot.drawFrame();
        window.setRange(0, 20 * kSecond);
        plot.drawFrame();
    }
    ~PlotBench()
    {
        plot.setRegions(nullptr);
        plot.setCursors(nullptr);
    }
    [[nodiscard]] QPoint at(double seconds, int y = 200) const
    {
        return {qRound(plot.pixelAtNs(std::int64_t(seconds * 1e9))), y};
    }
    void move(QPoint to)
    {
        QMouseEvent event(QEvent::MouseMove, QPointF(to), plot.mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton,
            Qt::NoModifier);
        QCoreApplication::sendEvent(&plot, &event);
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(&plot, Qt::LeftButton, Qt::NoModifier, from);
        move((from + to) / 2);
        move(to);
        QTest::mouseRelease(&plot, Qt::LeftButton, Qt::NoModifier, to);
        plot.drawFrame();
    }
    /// Pixels are as exact as a mouse is.
    [[nodiscard]] bool isNear(std::int64_t ns, double seconds) const
    {
        return std::abs(double(ns) / 1e9 - seconds) < 2.0 * double(window.spanNs()) / 1e9 / plot.lanesRect().width();
    }
    FrameClock clock;
    TimeWindow window;
    MarkHistory history;
    RegionModel regions{nullptr, &history};
    CursorModel cursors{nullptr, &history};
    std::shared_ptr<SampleStore> store;
    LanePlot plot;
};

/// The panel on a kit process that streams.
struct KitBench : test_kit::PanelBench {
    explicit KitBench(QStringList options = {})
        : PanelBench(std::move(options))
        , panel(&clock)
    {
    }
    ~KitBench() { panel.setKit(nullptr); }
    [[nodiscard]] bool start()
    {
        if (!open())
            return false;
        panel.setKit(kit);
        panel.resize(1200, 800);
        panel.show();
        regions = kit->model<RegionModel>();
        return QTest::qWaitFor([this] { return kit->store() && kit->store()->received() > 5000; }, kSlow);
    }
    /// The region is the last seconds of what has come; not up to the newest, which is still being written.
    void selectLast(double seconds)
    {
        const auto store = kit->store();
        const std::int64_t end = store->kitTimeOf(store->endIndex() - 1);
        const std::int64_t begin = std::max(store->kitTimeOf(store->beginIndex()), end - std::int64_t(seconds * 1e9));
        kit->window()->setFollowing(false);
        regions->select(begin, end);
        panel.region()->refresh();
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return panel.findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] const RegionReport *report() const { return panel.region()->report(); }

    FrameClock clock;
    PowerPanel panel;
    RegionModel *regions = nullptr;
};

} // namespace test_power
