// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit_fixture.h"

#include "device_link/session/host_clock.h"
#include "widgets/common/number_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/link_banner.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/kit/status_bar.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/overview/overview_card.h"
#include "widgets/overview/overview_panel.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/sample_trace.h"
#include "widgets/prompts/composer.h"
#include "widgets/prompts/prompts_panel.h"
#include "widgets/prompts/transcript.h"
#include "widgets/text/translations.h"
#include "widgets/text/units.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace widgets;
using device_link::PortRole;
using device_link::RadioState;
using device_link::SessionState;

namespace {

constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time

/// A kit process, and the models of a session on one of its ports.
struct Bench {
    explicit Bench(QStringList options = {})
        : process(std::move(options))
    {
    }
    ~Bench()
    {
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open(PortRole role)
    {
        if (!process.start())
            return false;
        kit = std::make_shared<KitContext>(device_link::KitSession::create({process.serialUrl(role)}));
        kit->open();
        return true;
    }
    [[nodiscard]] SessionState state() const { return kit->session()->state(); }
    [[nodiscard]] bool registered() const
    {
        const int stat = kit->facts()->modem() ? kit->facts()->modem()->registration.value_or(0) : 0;
        return stat == 1 || stat == 5;
    }

    /// Connected, registered, and some tokens of a long answer have come.
    [[nodiscard]] bool openInMidAnswer()
    {
        if (!open(PortRole::Kit) || !QTest::qWaitFor([this] { return registered(); }, kSlow))
            return false;
        device_link::PromptRequest request;
        request.text = QStringLiteral("Tell me a long story about the sea");
        kit->prompts()->ask(request);
        return QTest::qWaitFor([this] { return kit->prompts()->at(0).run.tokens.size() > 3; }, kSlow);
    }

    test_kit::VirtualKit process;
    std::shared_ptr<KitContext> kit;
};

} // namespace

class TestPanelsKit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void connectsAndShowsLiveNumbers();
    void radioIsKnownBeforeAnEvent();
    void promptStreamsAndIsPriced();
    void transcriptStaysWhenItOverflows();
    void countingTheTailMovesNothing_data();
    void countingTheTailMovesNothing();
    void energyCountedInPartIsToldSo();
    void anAnswerOutlivesTheRestartOfItsKit();
    void stoppedWhileTheKitWasSilent();
    void cutByARestart();
    void endInAnotherBootIsMarked();
    void refusalIsASentence();
    void unpluggedIsShownAndHeals();
    void atPortAloneSaysWhatIsMissing();
    void grantedRateIsShown();
    void nobodyThereIsSaid();
};

void TestPanelsKit::connectsAndShowsLiveNumbers()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::Kit));
    FrameClock clock;
    KitListModel rail;
    QAbstractItemModelTester tester(&rail, QAbstractItemModelTester::FailureReportingMode::QtTest);
    rail.add(bench.kit);
    PowerPanel power(&clock);
    OverviewPanel overview(&clock);
    StatusBar status(&clock);
    power.setKit(bench.kit);
    overview.setKit(bench.kit);
    status.setKit(bench.kit);
    power.resize(1200, 800);
    power.show();

    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Connected, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(power.stack()->offered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->currentNow().has_value(), kSlow);
    double min = 0;
    double max = 0;
    QTRY_VERIFY_WITH_TIMEOUT(power.plot()->trace(Lane::Current)->extremes(&min, &max), kSlow);
    QVERIFY(max > 0);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->facts()->profiles().has_value(), kSlow);
    QVERIFY(bench.kit->facts()->profiles()->has_value());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->facts()->account().has_value(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(status.dropped().startsWith(u'0'), kSlow);
    QCOMPARE(rail.index(0).data(KitListModel::SerialRole).toString(), bench.process.serial());
    QCOMPARE(rail.index(0).data(KitListModel::OriginRole).toInt(), static_cast<int>(Origin::Simulated));
    const OverviewCard *account = overview.cards().at(2);
    QTRY_VERIFY_WITH_TIMEOUT(account->number()->quantity().number != kEmDash, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->wallClock().known(), kSlow);
    power.setKit(nullptr);
    overview.setKit(nullptr);
    status.setKit(nullptr);
}

/// A kit that was registered and idle when it was connected sends nothing for a while.
void TestPanelsKit::radioIsKnownBeforeAnEvent()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::Kit));
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    const auto radio
        = [&] { return bench.kit->facts()->modem() ? bench.kit->facts()->modem()->radio : RadioState::Unknown; };
    QTRY_COMPARE_WITH_TIMEOUT(radio(), RadioState::Idle, kSlow);
    bench.kit->close();
    bench.kit = std::make_shared<KitContext>(
        device_link::KitSession::create({bench.process.serialUrl(device_link::PortRole::Kit)}));
    bench.kit->open();
    QTRY_VERIFY_WITH_TIMEOUT(radio() != RadioState::Unknown, kSlow);
    QVERIFY(!bench.kit->timeline()->radio().empty());
    QCOMPARE(bench.kit->timeline()->radio().back().state, radio());
}

void TestPanelsKit::promptStreamsAndIsPriced()
{
    Bench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open(PortRole::Kit));
    PromptsPanel panel;
    panel.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store(), kSlow);
    panel.composer()->setText(QStringLiteral("Tell me something"));
    panel.composer()->send();
    PromptHistory *history = bench.kit->prompts();
    QCOMPARE(history->rowCount(), 1);
    QVERIFY(history->running());
    panel.composer()->setText(QStringLiteral("And then?"));
    panel.composer()->send(); // one at a time: it says so
    QCOMPARE(history->rowCount(), 1);
    const auto labels = panel.composer()->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text() == u"Stop it, then send"; }));
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.tokens.size() >= 3, kSlow);
    QVERIFY(panel.transcript()->toPlainText().contains(QStringLiteral("Tell me something")));
    QTRY_VERIFY_WITH_TIMEOUT(panel.transcript()->toPlainText().contains(history->at(0).run.tokens.first().text), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), kSlow);
    const PromptEntry &entry = history->at(0);
    QVERIFY2(!entry.error, entry.error ? qPrintable(entry.error->detail()) : "");
    const Costs costs = costsOf(entry);
    for (const Quantity &cost : {costs.time, costs.energy, costs.tokens, costs.money})
        QVERIFY2(cost.number != kEmDash, qPrintable(cost.unit));
    QVERIFY(entry.energy->complete); // also the samples that came behind the last event
    QVERIFY(!bench.kit->timeline()->tokens().empty());
    QCOMPARE(bench.kit->timeline()->prompts().size(), 1U);
    panel.setKit(nullptr);
}

void TestPanelsKit::transcriptStaysWhenItOverflows()
{
    Bench bench({QStringLiteral("--speed"), QStringLiteral("8")});
    QVERIFY(bench.open(PortRole::Kit));
    PromptsPanel panel;
    panel.setKit(bench.kit);
    panel.resize(900, 300);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    const QScrollBar *bar = panel.transcript()->verticalScrollBar();
    const auto ask = [&] {
        device_link::PromptRequest request;
        request.text = QStringLiteral("Tell me something");
        const QFuture<QString> ended = bench.kit->prompts()->ask(request);
        return QTest::qWaitFor([&] { return ended.isFinished(); }, kSlow);
    };
    for (int i = 0; i < 12 && bar->maximum() == 0; ++i)
        QVERIFY(ask());
    QVERIFY(bar->maximum() > 0);
    QVERIFY(ask());
    // The scroll bar makes the text narrower; that must not set off another writing of it all, for ever.
    QTest::qWait(300); // what the answer itself still had to write
    int changes = 0;
    connect(panel.transcript()->document(), &QTextDocument::contentsChanged, &panel, [&changes] { ++changes; });
    QTest::qWait(300);
    QCOMPARE(changes, 0);
    QVERIFY(panel.transcript()->toPlainText().contains(QStringLiteral("#1")));
    QCOMPARE(bar->value(), bar->maximum());
    panel.resize(700, 300);
    QTRY_VERIFY_WITH_TIMEOUT(changes > 0, kSlow); // written for the new width, in one stroke
    QVERIFY(panel.transcript()->toPlainText().contains(QStringLiteral("#1")));
    panel.setKit(nullptr);
}

void TestPanelsKit::countingTheTailMovesNothing_data()
{
    QTest::addColumn<QString>("language");
    QTest::addRow("en") << QStringLiteral("en");
    QTest::addRow("zh_CN") << QStringLiteral("zh_CN");
}

/// What the composer says while the radio's tail is counted takes no height, at any width: the costs that stand at the
/// end of the transcript stay in sight.
void TestPanelsKit::countingTheTailMovesNothing()
{
    QFETCH(QString, language);
    Translations translations;
    translations.setLanguage(language);
    Bench bench;
    QVERIFY(bench.open(PortRole::Kit));
    QWidget window; // without a layout, as the workbench's: the panel gets its room whatever it asks for
    PromptsPanel panel(&window);
    panel.setKit(bench.kit);
    panel.resize(1080, 300);
    window.resize(1300, 300);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    PromptHistory *history = bench.kit->prompts();
    panel.composer()->setText(QStringLiteral("Tell me a bedtime story about a brave little bear."));
    panel.composer()->send();
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.finished(), kSlow);
    const auto heights = [&panel] {
        QList<int> found;
        for (int width = 900; width <= 1300; width += 20) {
            panel.resize(width, 300);
            QTest::qWait(1); // each layout asks the one around it
            QTest::qWait(1);
            QCoreApplication::sendPostedEvents();
            found.append(panel.composer()->height());
        }
        panel.resize(1080, 300);
        return found;
    };
    QVERIFY(history->running()); // the radio's tail
    const QList<int> counting = heights();
    QVERIFY(history->running());
    history->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), kSlow);
    const QList<int> idle = heights();
    QCOMPARE(idle, counting);

    const QScrollBar *bar = panel.transcript()->verticalScrollBar();
    panel.resize(1080, 240);
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0, kSlow);
    panel.transcript()->verticalScrollBar()->setValue(bar->maximum());
    panel.resize(1080, 220); // the same width: nothing is written again
    QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), kSlow);
    translations.setLanguage(QStringLiteral("en"));
}

void TestPanelsKit::energyCountedInPartIsToldSo()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::Kit));
    PromptsPanel panel;
    panel.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store(), kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("Why is the sky blue?");
    PromptHistory *history = bench.kit->prompts();
    history->ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.finished(), kSlow);
    QVERIFY(!history->at(0).run.quiet); // the radio's tail takes ten seconds
    history->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), kSlow);
    QVERIFY(history->at(0).energy && !history->at(0).energy->complete);
    QVERIFY(!history->at(0).energy->mjPerOutputToken);
    QVERIFY2(costsOf(history->at(0)).energy.number.startsWith(u'≥'), qPrintable(costsOf(history->at(0)).energy.number));
    QTRY_VERIFY_WITH_TIMEOUT(
        panel.transcript()->toPlainText().contains(QStringLiteral("without the radio tail")), kSlow);
    panel.setKit(nullptr);
}

void TestPanelsKit::anAnswerOutlivesTheRestartOfItsKit()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::Kit));
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store(), kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("Why is the sky blue?");
    PromptHistory *history = bench.kit->prompts();
    history->ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.finished() && history->at(0).energy, kSlow);
    const std::int64_t asked = history->at(0).askedOfDayNs;
    const std::uint32_t boot = history->at(0).run.bootId;
    bench.process.killHard(); // in the radio's tail
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Lost, kSlow);
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store() && bench.kit->store()->info().bootId != boot, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), 2 * kSlow);
    QVERIFY(history->at(0).energy); // its samples are gone, what was measured is not
    QVERIFY(energyIsPart(history->at(0)));
    QCOMPARE(history->at(0).askedOfDayNs, asked);
}

/// A stop that the kit could not be told: what it went on to deliver and to charge is fetched when it is back.
void TestPanelsKit::stoppedWhileTheKitWasSilent()
{
    Bench bench;
    QVERIFY(bench.openInMidAnswer());
    PromptHistory *history = bench.kit->prompts();
    bench.process.freeze();
    history->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), kSlow);
    QVERIFY(history->at(0).error);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Lost, kSlow);
    bench.process.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.finished(), kSlow);
    QVERIFY(!history->at(0).error);
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.charge.has_value(), kSlow);
    QCOMPARE(history->at(0).run.missingTokens(), 0);
    QCOMPARE(history->at(0).run.charge->micro, history->at(0).run.usage->completionTokens * 1'000'000);
}

/// A kit that restarts in the middle of an answer has forgotten it: that is said, and what arrived is kept.
void TestPanelsKit::cutByARestart()
{
    Bench bench;
    QVERIFY(bench.openInMidAnswer());
    PromptHistory *history = bench.kit->prompts();
    bench.process.killHard();
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), 2 * kSlow);
    QVERIFY(history->at(0).error);
    QCOMPARE(history->at(0).error->fault(), device_link::Fault::Restarted);
    QVERIFY(history->at(0).run.tokens.size() > 3);
}

/// The supply collapses in the middle of an answer. The kit keeps what it charged and tells the end in the clock of its
/// next boot: those times must not be mixed with the first ones.
void TestPanelsKit::endInAnotherBootIsMarked()
{
    Bench bench({QStringLiteral("--fault"), QStringLiteral("brownout@15s")});
    QVERIFY(bench.open(PortRole::Kit));
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    const auto kitSeconds = [&] {
        const auto now = bench.kit->session()->clock().toKitNs(device_link::hostNowNs());
        return now ? static_cast<double>(*now) / 1e9 : 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(kitSeconds() > 13.5, kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("Tell me a long story about the sea");
    request.maxTokens = 400;
    PromptHistory *history = bench.kit->prompts();
    history->ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), 2 * kSlow);
    const PromptEntry &entry = history->at(0);
    QVERIFY(entry.run.accepted);
    QVERIFY2(entry.run.finished(), entry.error ? qPrintable(entry.error->detail()) : "");
    QCOMPARE(entry.run.finish, QStringLiteral("error"));
    QCOMPARE(entry.run.endBootId, std::optional(bench.kit->session()->identity().bootId));
    QVERIFY(!entry.energy && !entry.metrics.e2eVllm);
    QVERIFY(entry.run.charge.has_value());
}

void TestPanelsKit::refusalIsASentence()
{
    Bench bench({QStringLiteral("--fault"), QStringLiteral("no-network")});
    QVERIFY(bench.open(PortRole::Kit));
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Connected, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->session()->promptRunner(), kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("hello");
    const QFuture<QString> ended = bench.kit->prompts()->ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished(), kSlow);
    const PromptEntry *entry = bench.kit->prompts()->find(ended.result());
    QVERIFY(entry && entry->error);
    QCOMPARE(entry->error->fault(), device_link::Fault::Refused);
    QVERIFY(!bench.kit->prompts()->running());
}

void TestPanelsKit::unpluggedIsShownAndHeals()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::Kit));
    KitListModel rail;
    rail.add(bench.kit);
    LinkBanner banner;
    banner.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->currentNow().has_value(), kSlow);
    QVERIFY(banner.what().isEmpty());
    const QString connected = rail.index(0).data(KitListModel::StateTextRole).toString();
    bench.process.freeze();
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Lost, kSlow);
    QCOMPARE(rail.index(0).data(KitListModel::StateTextRole).toString(), QStringLiteral("silent"));
    QCOMPARE(banner.what(), QStringLiteral("Virtual kit does not answer."));
    QVERIFY(bench.kit->store());       // what was measured is kept
    QVERIFY(!bench.kit->currentNow()); // but nothing of it is of now
    QVERIFY(bench.kit->origin().has_value());
    const std::uint64_t before = bench.kit->store()->received();
    bench.process.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Connected, kSlow);
    QCOMPARE(rail.index(0).data(KitListModel::StateTextRole).toString(), connected);
    QVERIFY(banner.what().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store() && bench.kit->store()->received() > before, kSlow);
    bench.process.killHard();
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Lost, kSlow);
    QCOMPARE(rail.index(0).data(KitListModel::StateTextRole).toString(), QStringLiteral("unplugged"));
    QCOMPARE(banner.what(), QStringLiteral("Virtual kit is unplugged."));
}

void TestPanelsKit::atPortAloneSaysWhatIsMissing()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::At));
    FrameClock clock;
    PowerPanel power(&clock);
    PromptsPanel prompts;
    OverviewPanel overview(&clock);
    power.setKit(bench.kit);
    prompts.setKit(bench.kit);
    overview.setKit(bench.kit);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(), SessionState::Connected, kSlow);
    QCOMPARE(power.stack()->sentence(), QStringLiteral("This kit does not offer a power source."));
    QCOMPARE(prompts.stack()->sentence(), QStringLiteral("This kit does not offer prompts."));
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->facts()->profiles().has_value(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->facts()->modem().has_value(), kSlow);
    QVERIFY(!bench.kit->facts()->account());
    power.setKit(nullptr);
    prompts.setKit(nullptr);
    overview.setKit(nullptr);
}

void TestPanelsKit::grantedRateIsShown()
{
    Bench bench({QStringLiteral("--pace"), QStringLiteral("3000000")});
    QVERIFY(bench.open(PortRole::Kit));
    FrameClock clock;
    PowerPanel power(&clock);
    power.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->currentNow().has_value(), kSlow);
    const device_link::StreamGrant grant = bench.kit->session()->powerSource()->grant();
    QVERIFY(grant.reduced());
    const QString shown = text(rate(grant.rateHz));
    QTRY_VERIFY_WITH_TIMEOUT(power.rateText().contains(shown), kSlow);
    QVERIFY2(power.rateText().startsWith(QStringLiteral("asked ")), qPrintable(power.rateText()));
    QVERIFY(power.rateText().contains(QStringLiteral("line")));
    power.setKit(nullptr);
}

void TestPanelsKit::nobodyThereIsSaid()
{
    device_link::DeviceUrl url;
    url.scheme = device_link::DeviceUrl::Scheme::Serial;
    url.address = QStringLiteral("/nonexistent/kit");
    const auto kit = std::make_shared<KitContext>(device_link::KitSession::create({url}));
    PromptsPanel panel;
    panel.setKit(kit);
    kit->open();
    QTRY_VERIFY_WITH_TIMEOUT(kit->openError().has_value(), kSlow);
    QVERIFY(!panel.stack()->offered());
    QVERIFY(!kit->origin()); // no badge for a kit that never answered
    panel.setKit(nullptr);
}

QTEST_MAIN(TestPanelsKit)
#include "tst_panels_kit.moc"
