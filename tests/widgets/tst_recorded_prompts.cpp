// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts that a recording does not hold to their end.
#include "recording_bench.h"

#include "widgets/common/text_label.h"
#include "widgets/prompts/explain_card.h"

#include <QTest>

using namespace widgets;
using recording_example::event;
using recording_example::Traffic;
using test_kit::RecordingBench;

namespace {

device_link::KitEvent prompt(const char *name, const char *id, int tenths, QCborMap more = {})
{
    static std::uint32_t sequence = 0;
    more.insert(QLatin1String("id"), QLatin1String(id));
    return event(++sequence, tenths * 100'000'000LL, QLatin1String("prompt.") + QLatin1String(name), more);
}

/// Samples are there from 1 s to 6 s. Of the first prompt the radio's tail is not in it, of the second nor its end.
Traffic traffic()
{
    const QCborMap token{{QStringLiteral("i"), 0}, {QStringLiteral("s"), QStringLiteral("Hi")}};
    const QCborMap accepted{
        {QStringLiteral("model"), QStringLiteral("m")}, {QStringLiteral("tier"), QStringLiteral("metro")}};
    Traffic made;
    made.events = {prompt("accepted", "a", 35, accepted), prompt("radio", "a", 36), prompt("sent", "a", 37),
        prompt("byte", "a", 40), prompt("token", "a", 41, token),
        prompt("done", "a", 50, {{QStringLiteral("finish"), QStringLiteral("stop")}}),
        prompt("accepted", "b", 52, accepted), prompt("sent", "b", 53), prompt("byte", "b", 54),
        prompt("token", "b", 55, token)};
    return made;
}

bool says(const ExplainCard &card, const QString &words)
{
    const auto labels = card.findChildren<TextLabel *>();
    return std::ranges::any_of(labels, [&](const TextLabel *label) { return label->text().contains(words); });
}

} // namespace

class TestRecordedPrompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsThereIsCounted();
};

void TestRecordedPrompts::whatIsThereIsCounted()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    const PromptHistory *prompts = bench.kit->prompts();
    QTRY_COMPARE(prompts->rowCount(), 2);
    const PromptEntry &cut = prompts->at(0);
    QTRY_VERIFY(cut.energy);
    QCOMPARE(cut.energy->seconds, 1.5);
    QVERIFY(cut.energy->totalJoules > 0 && !cut.energy->complete);
    QVERIFY(costsOf(cut).energy.number.startsWith(QStringLiteral("≥")));
    ExplainCard card;
    card.setEntry(&cut);
    QVERIFY(says(card, QStringLiteral("the radio tail is not in it")));

    const PromptEntry &open = prompts->at(1);
    QVERIFY(!open.energy && !open.running);
    card.setEntry(&open);
    QVERIFY(says(card, QStringLiteral("What is shown of the recording ends before this answer does")));
    QVERIFY(!says(card, QStringLiteral("in memory")));
}

QTEST_MAIN(TestRecordedPrompts)
#include "tst_recorded_prompts.moc"
