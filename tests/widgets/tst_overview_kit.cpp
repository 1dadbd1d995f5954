// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview says of a kit process: nothing is called what it is not.
#include "virtual_kit_fixture.h"

#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/overview/last_answer_card.h"
#include "widgets/overview/overview_card.h"
#include "widgets/overview/overview_panel.h"
#include "widgets/text/words.h"

#include <QTest>

using namespace widgets;
using device_link::PortRole;
using device_link::SessionState;

namespace {

constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time

struct Bench {
    Bench() { overview.resize(1200, 800); }
    ~Bench()
    {
        overview.setKit(nullptr);
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open()
    {
        if (!process.start())
            return false;
        kit = std::make_shared<KitContext>(device_link::KitSession::create({process.serialUrl(PortRole::Kit)}));
        overview.setKit(kit);
        kit->open();
        return QTest::qWaitFor([this] { return registered(); }, kSlow);
    }
    [[nodiscard]] bool registered() const
    {
        const int stat = kit->facts()->modem() ? kit->facts()->modem()->registration.value_or(0) : 0;
        return stat == 1 || stat == 5;
    }
    void ask(const QString &text)
    {
        device_link::PromptRequest request;
        request.text = text;
        kit->prompts()->ask(request);
    }
    /// Some label of the last answer says this.
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = overview.findChild<LastAnswerCard *>()->findChildren<TextLabel *>();
        return std::ranges::any_of(labels, [&](const TextLabel *label) { return label->text() == words; });
    }

    test_kit::VirtualKit process;
    FrameClock clock;
    OverviewPanel overview{&clock};
    std::shared_ptr<KitContext> kit;
};

} // namespace

class TestOverviewKit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stoppedAnswerIsNotComplete();
    void energyThatIsNotMeasuredIsToldSo();
    void probesOfAnybodyAreShown();
};

void TestOverviewKit::stoppedAnswerIsNotComplete()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.ask(QStringLiteral("Tell me a long story about the sea"));
    const PromptHistory *history = bench.kit->prompts();
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.tokens.size() > 3, kSlow);
    bench.kit->prompts()->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(history->at(0).run.finished(), kSlow);
    bench.kit->prompts()->cancel(); // nor is its tail waited for
    QTRY_VERIFY_WITH_TIMEOUT(!history->running(), kSlow);
    QVERIFY(history->at(0).metrics.ttftDev); // its first token came
    const OverviewCard *brain = bench.overview.cards().at(0);
    QTRY_COMPARE_WITH_TIMEOUT(brain->facts()->value(2), QStringLiteral("0 complete, 1 stopped, 0 failed"), kSlow);
    QCOMPARE(brain->number()->quantity().number, QString(kEmDash));
    const auto labels = bench.overview.findChild<LastAnswerCard *>()->findChildren<TextLabel *>();
    QVERIFY(std::ranges::any_of(labels,
        [](const TextLabel *label) { return label->text().endsWith(finishWord(QStringLiteral("cancelled"))); }));
}

void TestOverviewKit::energyThatIsNotMeasuredIsToldSo()
{
    Bench bench;
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->measuring(), kSlow);
    bench.ask(QStringLiteral("Tell me a long story about the sea"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("counting")), kSlow);
    bench.kit->stopPower();
    QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("not measured")), kSlow);
    QVERIFY(!bench.says(QStringLiteral("counting")));
    bench.kit->startPower();
    QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("counting")), kSlow);
    bench.process.freeze(); // a kit that is away counts nothing
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    QVERIFY(!bench.says(QStringLiteral("counting")));
    bench.process.thaw();
}

void TestOverviewKit::probesOfAnybodyAreShown()
{
    Bench bench;
    QVERIFY(bench.open());
    const KitFacts *facts = bench.kit->facts();
    QVERIFY(facts->latencies().isEmpty());
    const std::stop_token never;
    auto probing = bench.kit->session()->latencyProbe()->run(device_link::ComputeTier::Province, 3, 100, never);
    QTRY_COMPARE_WITH_TIMEOUT(facts->latencies().size(), 1, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(facts->latencies().first().sent, 3, kSlow);
    QCOMPARE(facts->latencies().first().tier, device_link::ComputeTier::Province);
    QVERIFY(facts->latencies().first().rttMs);
}

QTEST_MAIN(TestOverviewKit)
#include "tst_overview_kit.moc"
