// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/euicc/euicc_card.h"
#include "virtual_kit/euicc/euicc_state.h"
#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/physics/constants.h"
#include "virtual_kit/physics/modem_model.h"
#include "virtual_kit/physics/network_path.h"
#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/physics/radio_model.h"
#include "virtual_kit/physics/signal_model.h"

#include <QTest>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace virtual_kit;

namespace {

SimTime ms(std::string_view group, std::string_view key)
{
    return std::llround(constant(group, key) * static_cast<double>(kMillisecond));
}

/// A radio alone, and when it changed its state.
struct RadioBench {
    explicit RadioBench(NetworkKind kind)
        : power(1, Battery(1000, 0.9, 0.1))
        , radio(simulation, power, networkProfile(kind))
    {
        radio.onState([this](RadioState state) { log.emplace_back(simulation.now(), state); });
    }
    void advance(SimTime t) { simulation.advanceTo(simulation.now() + t); }
    double milliamps() const { return power.ampsAt(simulation.now()) * 1000; }
    /// Mean current over the next stretch, mA.
    double meanOver(SimTime t)
    {
        power.settle(simulation.now());
        const double before = power.totalsAt(simulation.now()).coulombs;
        advance(t);
        const double after = power.totalsAt(simulation.now()).coulombs;
        return (after - before) * 1e12 / static_cast<double>(t);
    }

    Simulation simulation;
    PowerModel power;
    RadioModel radio;
    std::vector<std::pair<SimTime, RadioState>> log;
};

using StateTimes = std::vector<std::pair<SimTime, RadioState>>;

} // namespace

class TstRadioModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void walksThroughItsTimers_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("cat1") << static_cast<int>(NetworkKind::Cat1);
        QTest::newRow("redcap") << static_cast<int>(NetworkKind::RedCap);
        QTest::newRow("ltem") << static_cast<int>(NetworkKind::LteM);
    }
    void walksThroughItsTimers()
    {
        QFETCH(int, kind);
        const auto network = static_cast<NetworkKind>(kind);
        const std::string_view group = name(network);
        RadioBench bench(network);
        bench.radio.camp();
        bench.advance(3 * kSecond);
        bench.log.clear();
        const SimTime start = bench.simulation.now();
        bool ready = false;
        bench.radio.connect([&](bool ok) {
            ready = ok;
            bench.radio.burst(RadioBurst::Transmit, 20 * kMillisecond);
        });
        QCOMPARE(bench.radio.state(), RadioState::Promotion);
        QCOMPARE(bench.milliamps(), constant(group, "promotion_ma"));
        bench.advance(ms(group, "promotion_ms") - 1);
        QVERIFY(!ready);
        bench.advance(1);
        QVERIFY(ready);
        QCOMPARE(bench.milliamps(), constant(group, "tx_ma"));
        bench.advance(20 * kMillisecond);
        QCOMPARE(bench.milliamps(), constant(group, "connected_ma"));
        bench.radio.burst(RadioBurst::Receive, 10 * kMillisecond);
        QCOMPARE(bench.milliamps(), constant(group, "rx_ma"));
        bench.advance(60 * kSecond);

        const SimTime up = start + ms(group, "promotion_ms");
        const SimTime last = up + 30 * kMillisecond;
        StateTimes expected{{start, RadioState::Promotion}, {up, RadioState::Connected},
            {last + ms(group, "hold_ms"), RadioState::Tail}};
        const SimTime tailEnd = last + ms(group, "tail_ms");
        if (ms(group, "drx_ms") > 0)
            expected.emplace_back(tailEnd, RadioState::Drx);
        expected.emplace_back(tailEnd + ms(group, "drx_ms"), RadioState::Idle);
        QCOMPARE(bench.log, expected);
    }

    void bleHasNoPromotionAndNoTail()
    {
        RadioBench bench(NetworkKind::BleTether);
        bench.radio.camp();
        bench.log.clear();
        int answers = 0;
        bench.radio.connect([&](bool ok) { answers += ok ? 1 : 100; });
        bench.radio.connect([&](bool ok) { answers += ok ? 1 : 100; });
        bench.advance(0);
        QCOMPARE(answers, 2);
        bench.advance(10 * kSecond);
        const StateTimes expected{{0, RadioState::Connected}, {ms("ble-tether", "hold_ms"), RadioState::Idle}};
        QCOMPARE(bench.log, expected);
    }

    void meansAreTheTables()
    {
        RadioBench bench(NetworkKind::Cat1);
        bench.radio.camp();
        QVERIFY(std::abs(bench.meanOver(100 * ms("cat1", "paging_period_ms")) - constant("cat1", "idle_ma")) < 1e-6);
        bench.radio.connect([](bool) {});
        bench.advance(ms("cat1", "promotion_ms") + ms("cat1", "tail_ms"));
        QCOMPARE(bench.radio.state(), RadioState::Drx);
        QVERIFY(std::abs(bench.meanOver(50 * ms("cat1", "drx_cycle_ms")) - constant("cat1", "drx_ma")) < 1e-6);
    }

    void pagingShowsInIdle()
    {
        RadioBench bench(NetworkKind::Cat1);
        bench.radio.camp();
        QCOMPARE(bench.milliamps(), constant("cat1", "paging_ma"));
        bench.advance(ms("cat1", "paging_awake_ms"));
        QVERIFY(bench.milliamps() < constant("cat1", "idle_ma"));
        bench.advance(ms("cat1", "paging_period_ms") - ms("cat1", "paging_awake_ms"));
        QCOMPARE(bench.milliamps(), constant("cat1", "paging_ma"));
    }

    void drxWakesForItsNextOnDuration()
    {
        RadioBench bench(NetworkKind::Cat1);
        bench.radio.camp();
        bench.radio.connect([](bool) {});
        bench.advance(ms("cat1", "promotion_ms") + ms("cat1", "tail_ms") + ms("cat1", "drx_on_ms") + kMillisecond);
        QCOMPARE(bench.radio.state(), RadioState::Drx);
        bool ready = false;
        bench.radio.connect([&](bool ok) { ready = ok; });
        const SimTime wait = ms("cat1", "drx_cycle_ms") - ms("cat1", "drx_on_ms") - kMillisecond;
        bench.advance(wait - 1);
        QVERIFY(!ready);
        bench.advance(1);
        QVERIFY(ready);
        QCOMPARE(bench.radio.state(), RadioState::Connected);
    }

    void connectAsDrxEndsIsNotLost()
    {
        RadioBench bench(NetworkKind::Cat1);
        bench.radio.camp();
        bench.radio.connect([](bool) {});
        bench.advance(ms("cat1", "promotion_ms") + ms("cat1", "tail_ms") + ms("cat1", "drx_ms") - kMillisecond);
        QCOMPARE(bench.radio.state(), RadioState::Drx);
        int answer = -1;
        bench.radio.connect([&](bool ok) { answer = ok ? 1 : 0; });
        bench.advance(2 * kSecond);
        QCOMPARE(answer, 1);
    }

    void refusesWithoutCell()
    {
        RadioBench bench(NetworkKind::Cat1);
        int answer = -1;
        bench.radio.connect([&](bool ok) { answer = ok ? 1 : 0; });
        QCOMPARE(answer, -1); // never from inside connect()
        bench.advance(0);
        QCOMPARE(answer, 0);
        bench.radio.burst(RadioBurst::Transmit, kSecond);
        QCOMPARE(bench.milliamps(), 0.0);

        bench.radio.camp();
        answer = -1;
        bench.radio.connect([&](bool ok) { answer = ok ? 1 : 0; });
        bench.advance(10 * kMillisecond);
        bench.radio.search(); // the cell goes during promotion
        bench.advance(0);
        QCOMPARE(answer, 0);
        QCOMPARE(bench.milliamps(), constant("cat1", "search_ma"));
        bench.radio.switchOff();
        QCOMPARE(bench.milliamps(), 0.0);
    }

    void modemRegistersAndFollowsTheCard()
    {
        RadioBench bench(NetworkKind::Cat1);
        EuiccCard card(factoryEuicc(3));
        ModemModel modem(bench.simulation, bench.radio, card, 3);
        std::vector<int> stats;
        modem.onRegistration = [&] {
            if (stats.empty() || stats.back() != modem.modemView().registration)
                stats.push_back(modem.modemView().registration);
        };
        modem.powerOn();
        QVERIFY(!modem.modemView().simReady);
        bench.advance(30 * kSecond);
        QCOMPARE(stats, (std::vector<int>{2, 1}));
        QVERIFY(modem.modemView().simReady);
        QVERIFY(modem.modemView().rsrpDbm.has_value());

        stats.clear();
        bench.log.clear();
        modem.cardRefreshed();
        QCOMPARE(bench.radio.state(), RadioState::Off);
        QVERIFY(!modem.modemView().simReady);
        bench.advance(30 * kSecond);
        QCOMPARE(stats, (std::vector<int>{0, 2, 1}));
        QCOMPARE(bench.log[1].second, RadioState::Searching);
        QCOMPARE(bench.log[2].second, RadioState::Idle);

        modem.setFunctionality(4);
        QCOMPARE(bench.radio.state(), RadioState::Off);
        QVERIFY(modem.modemView().simReady);
        modem.setFunctionality(7); // no such value: nothing happens
        QCOMPARE(modem.functionality(), 4);
        modem.setFunctionality(1);
        bench.advance(30 * kSecond);
        QVERIFY(modem.isRegistered());
        bool simOff = false;
        modem.onSimOff = [&] { simOff = true; };
        modem.setFunctionality(0);
        QVERIFY(simOff && !modem.modemView().simReady);
        modem.powerOff();
        QCOMPARE(bench.radio.state(), RadioState::Off);
    }

    void modemLosesAndFindsTheNetwork()
    {
        RadioBench bench(NetworkKind::LteM);
        EuiccCard card(factoryEuicc(3));
        ModemModel modem(bench.simulation, bench.radio, card, 3);
        modem.powerOn();
        bench.advance(60 * kSecond);
        QVERIFY(modem.isRegistered());
        modem.setNetworkAvailable(false);
        QCOMPARE(modem.modemView().registration, 2);
        QCOMPARE(bench.radio.state(), RadioState::Searching);
        bench.advance(120 * kSecond);
        QVERIFY(!modem.isRegistered());
        modem.setNetworkAvailable(true);
        bench.advance(60 * kSecond);
        QVERIFY(modem.isRegistered());
    }

    void legsHaveTheirMeans_data()
    {
        QTest::addColumn<int>("tier");
        QTest::addColumn<double>("nominal");
        QTest::newRow("metro") << static_cast<int>(ComputeTier::Metro) << 1.0;
        QTest::newRow("province") << static_cast<int>(ComputeTier::Province) << 5.0;
        QTest::newRow("nation") << static_cast<int>(ComputeTier::Nation) << 20.0;
    }
    void legsHaveTheirMeans()
    {
        QFETCH(int, tier);
        QFETCH(double, nominal);
        NetworkPath path(9, "test", networkProfile(NetworkKind::Cat1));
        constexpr int kTrips = 4000;
        double radio = 0, core = 0, least = 1e9;
        int within = 0;
        int lost = 0;
        for (int i = 0; i < kTrips; ++i) {
            const RoundTrip trip = path.roundTrip(static_cast<ComputeTier>(tier));
            radio += static_cast<double>(trip.radio) / 1e6;
            core += static_cast<double>(trip.core) / 1e6;
            least = std::min(least, static_cast<double>(trip.core) / 1e6);
            within += static_cast<double>(trip.core) / 1e6 <= nominal ? 1 : 0;
            lost += trip.lost ? 1 : 0;
        }
        QVERIFY(std::abs(radio / kTrips - constant("cat1", "rtt_ms")) < 2.0);
        // The promise is a circle that the leg usually stays within, not always.
        QVERIFY(least >= nominal * (1 - constant("core", "margin")));
        QVERIFY(core / kTrips < nominal);
        QVERIFY(within > kTrips * 8 / 10 && within <= kTrips);
        QVERIFY(lost < kTrips / 50);
    }

    void signalWanders()
    {
        SignalModel model(4);
        const Cell first = model.cell();
        double sum = 0, least = 0, most = -200;
        int cells = 0;
        constexpr int kSteps = 5000;
        for (int i = 0; i < kSteps; ++i) {
            cells += model.advance(5 * kSecond) ? 1 : 0;
            const Signal s = model.signal();
            sum += s.rsrpDbm;
            least = std::min(least, s.rsrpDbm);
            most = std::max(most, s.rsrpDbm);
            QVERIFY(s.rsrpDbm >= -140 && s.rsrpDbm <= -44 && s.rsrqDb >= -19.5 && s.rsrqDb <= -3);
            QVERIFY(s.rssiDbm > s.rsrpDbm);
        }
        QVERIFY(std::abs(sum / kSteps - constant("signal", "rsrp_dbm")) < 3);
        QVERIFY(most - least > 10);
        QVERIFY(cells > 20 && cells < 400);
        QCOMPARE(model.cell().trackingArea, first.trackingArea);
        QVERIFY(model.cell().id != first.id);
    }
};

QTEST_GUILESS_MAIN(TstRadioModel)
#include "tst_radio_model.moc"
