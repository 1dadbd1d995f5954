// SPDX-License-Identifier: GPL-3.0-or-later
// Triggers: the scan over samples against a plain one over all values, and regions that they make of a kit's stream.
#include "power_bench.h"

#include "profiles/energy/trigger_scan.h"
#include "widgets/common/theme.h"
#include "widgets/power/trigger_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

#include <cmath>
#include <random>

using namespace test_power;
using profiles::TriggerHit;
using profiles::TriggerKind;
using profiles::TriggerRule;
using profiles::TriggerScan;
using widgets::TriggerSetup;
using widgets::TriggerWatch;

namespace {

constexpr double kRate = 1000;

/// 1 ms per sample, mA; a negative value is a lost sample.
std::shared_ptr<SampleStore> storeOf(const std::vector<double> &milliamps)
{
    auto store = emptyStore(kRate);
    for (std::size_t i = 0; i < milliamps.size(); ++i) {
        if (milliamps[i] >= 0)
            store->append(
                i, std::int64_t(i) * 1'000'000, std::vector<float>{static_cast<float>(milliamps[i] / 1e3), 3.8F});
    }
    return store;
}

QList<std::uint64_t> fired(const std::vector<double> &milliamps, const TriggerRule &rule)
{
    const auto store = storeOf(milliamps);
    TriggerScan scan(rule, 0);
    QList<std::uint64_t> indices;
    for (const TriggerHit &hit : scan.scan(*store, store->endIndex(), 1000))
        indices.append(hit.index);
    return indices;
}

TriggerRule ruleOf(TriggerKind kind, std::int64_t ms = 0) { return {kind, 0.1, 0.01, ms * 1'000'000}; }

} // namespace

class TestPowerTrigger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void levelsFireWhereTheyAlreadyAre();
    void edgesNeedTheirHysteresis();
    void durationsAreOfWholeStays();
    void gapsEndWhatIsKnown();
    void stepsDoNotMatter_data();
    void stepsDoNotMatter();
    void quietStretchesAreSkipped();
    void singleFiresOnceAndShowsIt();
    void everyEventBecomesARegion();
    void limitAndRestartDisarm();
    void barSaysWhatItDoes();
};

void TestPowerTrigger::levelsFireWhereTheyAlreadyAre()
{
    QCOMPARE(fired({150, 150, 95, 150, 80, 120}, ruleOf(TriggerKind::Above)), (QList<std::uint64_t>{0, 5}));
    QCOMPARE(fired({50, 50, 105, 50, 120, 60}, ruleOf(TriggerKind::Below)), (QList<std::uint64_t>{0, 5}));
}

void TestPowerTrigger::edgesNeedTheirHysteresis()
{
    // 95 is within the hysteresis: coming back from there is no edge.
    QCOMPARE(fired({150, 95, 150, 80, 99, 100.1, 150, 95, 101, 20, 200}, ruleOf(TriggerKind::Rising)),
        (QList<std::uint64_t>{5, 10}));
    QCOMPARE(fired({50, 120, 105, 99.9, 105, 99, 120, 50}, ruleOf(TriggerKind::Falling)), (QList<std::uint64_t>{3, 7}));
    QCOMPARE(fired({95, 120}, ruleOf(TriggerKind::Rising)), QList<std::uint64_t>{}); // where it came from is not known
}

void TestPowerTrigger::durationsAreOfWholeStays()
{
    const std::vector<double> samples{10, 150, 150, 10, 150, 95, 150, 150, 150, 150, 10, 150, 10};
    QCOMPARE(fired(samples, ruleOf(TriggerKind::AboveLonger, 4)), QList<std::uint64_t>{7}); // 95 is still above
    QCOMPARE(fired(samples, ruleOf(TriggerKind::AboveShorter, 4)), (QList<std::uint64_t>{3, 12}));
    QCOMPARE(fired(samples, ruleOf(TriggerKind::AboveLonger, 7)), QList<std::uint64_t>{});
    // How long it was above before the first sample is not known: it may have been long.
    QCOMPARE(fired({150, 10, 150, 10}, ruleOf(TriggerKind::AboveShorter, 4)), QList<std::uint64_t>{3});
}

void TestPowerTrigger::gapsEndWhatIsKnown()
{
    QCOMPARE(fired({10, -1, 150, 10, 150}, ruleOf(TriggerKind::Rising)), QList<std::uint64_t>{4});
    QCOMPARE(fired({10, 150, 150, -1, 150, 150, 10}, ruleOf(TriggerKind::AboveLonger, 3)), QList<std::uint64_t>{});
    QCOMPARE(fired({10, 150, -1, 10, 150, 10}, ruleOf(TriggerKind::AboveShorter, 3)), QList<std::uint64_t>{5});
}

void TestPowerTrigger::stepsDoNotMatter_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= int(TriggerKind::AboveShorter); ++kind)
        QTest::addRow("kind %d", kind) << kind;
}

/// A random signal with gaps, looked at in random steps, and at once.
void TestPowerTrigger::stepsDoNotMatter()
{
    QFETCH(int, kind);
    std::mt19937 random(7);
    const auto store = emptyStore(kRate);
    double current = 0.1;
    std::vector<float> block;
    for (std::uint64_t i = 0; i < 60'000;) {
        if (random() % 50 == 0)
            i += random() % 20; // lost
        block.clear();
        const std::uint64_t count = 1 + random() % 300;
        for (std::uint64_t k = 0; k < count; ++k) {
            current = std::clamp(current + (double(random() % 2001) - 1000) * 2e-6, 0.06, 0.14);
            block.insert(block.end(), {float(current), 3.8F});
        }
        QVERIFY(store->append(i, std::int64_t(i) * 1'000'000, block));
        i += count;
    }
    const TriggerRule rule{TriggerKind(kind), 0.1, 0.002, 40'000'000};
    TriggerScan whole(rule, 0);
    const QList<TriggerHit> all = whole.scan(*store, store->endIndex(), 1'000'000);
    QVERIFY(!all.isEmpty());
    TriggerScan steps(rule, 0);
    QList<TriggerHit> found;
    while (steps.nextIndex() < store->endIndex())
        found += steps.scan(*store, steps.nextIndex() + 1 + random() % 9000, 1 + qsizetype(random() % 5));
    QCOMPARE(found, all);
}

/// Printed, not asserted: most of a stream is looked at by its extremes.
void TestPowerTrigger::quietStretchesAreSkipped()
{
    const auto store = emptyStore(100'000);
    fill(*store, 0, 2'000'000);
    QElapsedTimer timer;
    timer.start();
    TriggerScan quiet({TriggerKind::Rising, 5, 0.01, 0}, 0);
    QVERIFY(quiet.scan(*store, store->endIndex(), 1000).isEmpty());
    const double quietMs = double(timer.nsecsElapsed()) / 1e6;
    timer.start();
    TriggerScan busy({TriggerKind::Rising, 0.05, 0.001, 0}, 0);
    QVERIFY(busy.scan(*store, store->endIndex(), 1'000'000).size() > 20'000);
    qInfo("2 M samples: %.1f ms where nothing happens, %.1f ms where it fires each 97th", quietMs,
        double(timer.nsecsElapsed()) / 1e6);
    QCOMPARE(quiet.nextIndex(), store->endIndex());
}

void TestPowerTrigger::singleFiresOnceAndShowsIt()
{
    KitBench bench;
    QVERIFY(bench.start());
    auto *watch = bench.kit->model<TriggerWatch>();
    TriggerSetup setup;
    setup.rule = {TriggerKind::Above, 0, 0, 0}; // it is
    setup.beforeNs = 10'000'000;
    setup.afterNs = 40'000'000;
    watch->arm(setup);
    QCOMPARE(watch->state(), TriggerWatch::State::Armed);
    QTRY_COMPARE_WITH_TIMEOUT(bench.regions->rowCount(), 1, kSlow);
    QCOMPARE(watch->state(), TriggerWatch::State::Off);
    QCOMPARE(watch->fired(), 1);
    QCOMPARE(bench.regions->region(0).lengthNs(), std::int64_t(50'000'000));
    QVERIFY2(bench.regions->note(0).contains(u'A'), qPrintable(bench.regions->note(0)));
    QCOMPARE(bench.regions->selectedRow(), 0);
    QVERIFY(!bench.kit->window()->following());
    QVERIFY(bench.kit->window()->beginNs() < bench.regions->region(0).beginNs);
    watch->disarm();
}

void TestPowerTrigger::everyEventBecomesARegion()
{
    KitBench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.start());
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    auto *watch = bench.kit->model<TriggerWatch>();
    TriggerSetup setup;
    setup.onEvent = true;
    setup.event = QStringLiteral("prompt.sent");
    setup.every = true;
    watch->arm(setup);
    for (int i = 0; i < 2; ++i) {
        device_link::PromptRequest request;
        request.text = QStringLiteral("Tell me something");
        request.maxTokens = 10;
        static_cast<void>(bench.kit->prompts()->ask(request));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    }
    QTRY_COMPARE_WITH_TIMEOUT(bench.regions->rowCount(), 2, kSlow);
    QCOMPARE(watch->state(), TriggerWatch::State::Armed);
    for (int row = 0; row < 2; ++row) {
        const auto &run = bench.kit->prompts()->at(row).run;
        QVERIFY(run.sent);
        QCOMPARE(bench.regions->region(row).beginNs, *run.sent - setup.beforeNs);
        QCOMPARE(bench.regions->note(row), QStringLiteral("prompt sent"));
    }
}

void TestPowerTrigger::limitAndRestartDisarm()
{
    KitBench bench;
    QVERIFY(bench.start());
    auto *watch = bench.kit->model<TriggerWatch>();
    TriggerSetup setup;
    setup.onEvent = true;
    setup.event = QStringLiteral("radio");
    setup.every = true;
    setup.beforeNs = 0;
    setup.afterNs = 1000;
    watch->arm(setup);
    device_link::KitEvent event;
    event.bootId = bench.kit->store()->info().bootId;
    event.name = setup.event;
    for (int i = 0; i < TriggerWatch::kMostRegions + 20; ++i) {
        event.kitTimeNs = kSecond / 10 + i * 1'000'000;
        Q_EMIT bench.kit->session()->event(event);
    }
    QCOMPARE(watch->state(), TriggerWatch::State::Full);
    QTRY_COMPARE_WITH_TIMEOUT(bench.regions->rowCount(), TriggerWatch::kMostRegions, kSlow);
    QVERIFY(bench.panel.trigger()->stateText().contains(QString::number(TriggerWatch::kMostRegions)));
    watch->arm(setup);
    Q_EMIT bench.kit->session()->rebooted(99);
    QCOMPARE(watch->state(), TriggerWatch::State::Off);
    QCOMPARE(bench.regions->rowCount(), 0);
}

void TestPowerTrigger::barSaysWhatItDoes()
{
    KitBench bench;
    QVERIFY(bench.start());
    auto *show = bench.find<QPushButton>("showTrigger");
    auto *arm = bench.find<QPushButton>("triggerArm");
    QVERIFY(!arm->isVisible());
    show->click();
    QVERIFY(arm->isVisible() && arm->isEnabled());
    auto *condition = bench.find<QComboBox>("triggerCondition");
    auto *level = bench.find<QLineEdit>("triggerNumber0");
    QVERIFY(!bench.find<QComboBox>("triggerEvent")->isVisible());
    condition->setCurrentIndex(condition->count() - 1);
    QVERIFY(bench.find<QComboBox>("triggerEvent")->isVisible() && !level->isVisible());
    condition->setCurrentIndex(2);
    level->setText(QString());
    QVERIFY(!arm->isEnabled());
    level->setText(QStringLiteral("99999"));
    QVERIFY(arm->isEnabled());
    const QString before = show->text();
    arm->click();
    const auto *watch = bench.kit->model<TriggerWatch>();
    QCOMPARE(watch->state(), TriggerWatch::State::Armed);
    QCOMPARE(watch->setup().rule.levelA, 99.999);
    QVERIFY(!level->isEnabled() && show->text() != before);
    arm->click();
    QCOMPARE(watch->state(), TriggerWatch::State::Off);
    QCOMPARE(show->text(), before);
}

QTEST_MAIN(TestPowerTrigger)
#include "tst_power_trigger.moc"
