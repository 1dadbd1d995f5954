// SPDX-License-Identifier: GPL-3.0-or-later
// The card that explains one answer: the gaps before its tokens, and what it says while the answer runs.
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/prompts/explain_card.h"
#include "widgets/prompts/gap_graph.h"
#include "widgets/prompts/transcript_writer.h"

#include <QHelpEvent>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

using namespace widgets;

namespace {

constexpr std::int64_t kMs = 1'000'000;

/// Tokens at these times, ms; the third was not received.
QList<profiles::PromptToken> tokens()
{
    return {{0, 1000 * kMs, QStringLiteral("One")}, {1, 1030 * kMs, QStringLiteral(" two")},
        {3, 1200 * kMs, QStringLiteral(" four")}, {4, 1500 * kMs, QStringLiteral(" five")},
        {5, 1620 * kMs, QStringLiteral(" six")}};
}

int pixelsOf(const QImage &image, const QColor &ink)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == ink;
    return count;
}

bool says(const ExplainCard &card, const QString &words)
{
    const auto labels = card.findChildren<TextLabel *>();
    return std::ranges::any_of(labels, [&](const TextLabel *label) { return label->text().contains(words); });
}

} // namespace

class TestExplainCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void gapsStandBeforeTheirTokens();
    void levelsAreThoseOfTheLegend();
    void graphShowsThem();
    void graphTellsTheTokenUnderThePointer();
    void graphGoesWhereThereIsNoRoom();
    void manyTokensShareAPixel();
    void runningAnswerSaysWhetherEnergyIsCounted();
    void transcriptSaysThatTheKitIsAway();
};

void TestExplainCard::gapsStandBeforeTheirTokens()
{
    QVERIFY(tokenGaps({}).isEmpty());
    QVERIFY(tokenGaps(tokens().first(1)).isEmpty());
    const QList<TokenGap> gaps = tokenGaps(tokens());
    QCOMPARE(gaps.size(), 3); // none beside the one that is missing
    QCOMPARE(gaps.at(0).index, 1u);
    QCOMPARE(gaps.at(0).ms, 30.0);
    QCOMPARE(gaps.at(1).index, 4u);
    QCOMPARE(gaps.at(1).ms, 300.0);
    QCOMPARE(gaps.at(2).ms, 120.0);
}

void TestExplainCard::levelsAreThoseOfTheLegend()
{
    QCOMPARE(gapLevel(-1), 0);
    QCOMPARE(gapLevel(44.9), 0);
    QCOMPARE(gapLevel(45), 1);
    QCOMPARE(gapLevel(100), 2);
    QCOMPARE(gapLevel(250), 3);
}

void TestExplainCard::graphShowsThem()
{
    GapGraph graph;
    graph.resize(320, 84);
    const QImage empty = graph.grab().toImage();
    QCOMPARE(pixelsOf(empty, theme().tokens.mark), 0);
    QVERIFY(graph.accessibleDescription().isEmpty());
    graph.setTokens(tokens());
    const QImage drawn = graph.grab().toImage();
    const int usual = pixelsOf(drawn, theme().tokens.mark), slow = pixelsOf(drawn, theme().warn);
    const int stalled = pixelsOf(drawn, theme().error);
    QVERIFY(usual > 0 && slow > 2 * usual && stalled > 2 * slow); // 30, 120 and 300 ms on one scale
    QCOMPARE(graph.accessibleDescription(),
        QStringLiteral(u"3 gaps, the longest 300\u202Fms before token 5; 2 of 100\u202Fms or more"));
}

void TestExplainCard::graphTellsTheTokenUnderThePointer()
{
    GapGraph graph;
    graph.resize(320, 84);
    graph.show();
    QCOMPARE(graph.toldAt(3), QString());
    graph.setTokens(tokens());
    QCOMPARE(graph.toldAt(3), QString()); // the first has none before it
    QCOMPARE(graph.toldAt(4 * 6 + 3), QStringLiteral(u"Token 5, \"five\": 300\u202Fms after the one before"));
    QCOMPARE(graph.toldAt(2 * 6 + 3), QString());
    QCOMPARE(graph.toldAt(-5), QString());
    QCOMPARE(graph.toldAt(5000), QString());
    QHelpEvent help(QEvent::ToolTip, {27, 60}, graph.mapToGlobal(QPoint(27, 60)));
    QApplication::sendEvent(&graph, &help);
    QCOMPARE(QToolTip::text(), graph.toldAt(27));
}

void TestExplainCard::graphGoesWhereThereIsNoRoom()
{
    ExplainCard card;
    card.resize(320, card.minimumSizeHint().height());
    card.show();
    QVERIFY(!card.gaps()->hasRoom());
    card.resize(320, card.minimumSizeHint().height() + 120);
    QTRY_VERIFY(card.gaps()->hasRoom());
    QVERIFY(card.gaps()->height() <= 84);
}

void TestExplainCard::manyTokensShareAPixel()
{
    QList<profiles::PromptToken> many;
    for (quint32 i = 0; i < 5000; ++i)
        many.append({i, (i + (i > 2500 ? 400 : 0)) * 10 * kMs, QStringLiteral("x")});
    GapGraph graph;
    graph.resize(320, 84);
    graph.setTokens(many);
    QVERIFY(pixelsOf(graph.grab().toImage(), theme().error) > 0); // the stall is not covered by its neighbours
}

void TestExplainCard::runningAnswerSaysWhetherEnergyIsCounted()
{
    PromptEntry entry;
    entry.number = 1;
    entry.run.accepted = 0;
    ExplainCard card;
    card.setMeasuring(true);
    card.setEntry(&entry);
    QVERIFY(says(card, QStringLiteral("Energy is counted when the answer has ended.")));
    card.setMeasuring(false);
    card.setEntry(&entry);
    QVERIFY(says(card, QStringLiteral("Nothing is measured now")));
}

void TestExplainCard::transcriptSaysThatTheKitIsAway()
{
    PromptEntry entry;
    entry.run.accepted = 0;
    entry.run.tokens = tokens();
    const auto written = [&](bool heard) {
        QTextDocument document;
        TranscriptWriter writer{QTextCursor(&document), 600};
        writer.setHeard(heard);
        writer.write(entry, true);
        return document.toPlainText();
    };
    QVERIFY(written(true).contains(QStringLiteral("streaming, 5 tok out so far")));
    QVERIFY(written(true).contains(u'▏'));
    QVERIFY(written(false).contains(QStringLiteral("the kit is away, 5 tok came so far")));
    QVERIFY(!written(false).contains(u'▏')); // nothing is being written
}

QTEST_MAIN(TestExplainCard)
#include "tst_explain_card.moc"
