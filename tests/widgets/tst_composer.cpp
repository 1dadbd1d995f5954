// SPDX-License-Identifier: GPL-3.0-or-later
// What was asked comes back into the composer: by keys, and after a loss by the banner's button.
#include "panel_bench.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/fact_list.h"
#include "widgets/prompts/composer.h"
#include "widgets/prompts/explain_card.h"
#include "widgets/prompts/prompts_panel.h"
#include "widgets/prompts/transcript.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTextBlock>

using test_kit::kSlow;
using widgets::ErrorBanner;
using widgets::PromptsPanel;

namespace {

struct Bench : test_kit::PanelBench {
    explicit Bench(const char *speed = "8")
        : PanelBench({QStringLiteral("--speed"), QString::fromLatin1(speed)})
    {
    }
    ~Bench() { panel.setKit(nullptr); }
    [[nodiscard]] bool start()
    {
        if (!open())
            return false;
        panel.setKit(kit);
        panel.resize(1200, 800);
        panel.show();
        return QTest::qWaitFor([this] { return connected() && kit->session()->promptRunner(); }, kSlow);
    }
    /// Types it, sends it, and waits until it is answered and counted.
    [[nodiscard]] bool ask(const QString &text)
    {
        if (!QTest::qWaitFor([this] { return registered(); }, kSlow))
            return false;
        composer()->setText(text);
        composer()->send();
        return QTest::qWaitFor([this] { return kit->prompts()->last() && !kit->prompts()->running(); }, kSlow);
    }
    /// Asks it and waits until its answer has ended and its tail is still counted.
    [[nodiscard]] bool askAndCount(const QString &text)
    {
        if (!QTest::qWaitFor([this] { return registered(); }, kSlow))
            return false;
        composer()->setText(text);
        composer()->send();
        const auto counts = [this] {
            const widgets::PromptEntry *running = kit->prompts()->running();
            return running && running->run.finished();
        };
        return QTest::qWaitFor(counts, kSlow);
    }
    [[nodiscard]] QPushButton *button() const { return composer()->findChild<QPushButton *>(); }
    [[nodiscard]] widgets::Composer *composer() const { return panel.composer(); }
    [[nodiscard]] QPlainTextEdit *text() const { return panel.findChild<QPlainTextEdit *>(QStringLiteral("composer")); }
    [[nodiscard]] QString typed() const { return text()->toPlainText(); }
    [[nodiscard]] ErrorBanner *banner() const { return panel.findChild<ErrorBanner *>(); }
    PromptsPanel panel;
};

} // namespace

class TestComposer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysBringBackWhatWasAsked();
    void whatWasLostIsAskedAgain();
    void stopThatBecameSendDoesNotSend();
    void sendEndsTheCounting();
    void whatCannotBeAskedAfterTheCountingIsKept();
    void anyAnswerIsExplained();
};

void TestComposer::keysBringBackWhatWasAsked()
{
    Bench bench;
    QVERIFY(bench.start());
    QTest::keyClick(bench.text(), Qt::Key_Up); // nothing was asked
    QCOMPARE(bench.typed(), QString());
    for (const auto *each : {"One", "Two", "Two"})
        QVERIFY(bench.ask(QString::fromLatin1(each)));
    QCOMPARE(bench.typed(), QString());
    QTest::keyClick(bench.text(), Qt::Key_Up);
    QCOMPARE(bench.typed(), QStringLiteral("Two"));
    QTest::keyClick(bench.text(), Qt::Key_Up); // asked twice, shown once
    QCOMPARE(bench.typed(), QStringLiteral("One"));
    QTest::keyClick(bench.text(), Qt::Key_Up);
    QCOMPARE(bench.typed(), QStringLiteral("One"));
    QTest::keyClick(bench.text(), Qt::Key_Down);
    QCOMPARE(bench.typed(), QStringLiteral("Two"));
    QTest::keyClick(bench.text(), Qt::Key_Down);
    QCOMPARE(bench.typed(), QString());
    // What is typed is not written over.
    QTest::keyClick(bench.text(), Qt::Key_Up);
    QTest::keyClicks(bench.text(), QStringLiteral(", three"));
    QTest::keyClick(bench.text(), Qt::Key_Up);
    QCOMPARE(bench.typed(), QStringLiteral("Two, three"));
}

void TestComposer::whatWasLostIsAskedAgain()
{
    Bench bench;
    QVERIFY(bench.start());
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    bench.composer()->setText(QStringLiteral("Why is the sky blue?"));
    bench.composer()->send();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->last()->run.tokens.isEmpty(), kSlow);
    bench.process.killHard();
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    QVERIFY(bench.kit->prompts()->last()->error);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.banner()->what().isEmpty(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected() && bench.kit->session()->promptRunner(), kSlow);

    bench.composer()->setText(QStringLiteral("a draft"));
    Q_EMIT bench.banner()->actionTriggered();
    QCOMPARE(bench.kit->prompts()->rowCount(), 2);
    QCOMPARE(bench.kit->prompts()->last()->run.text, QStringLiteral("Why is the sky blue?"));
    QCOMPARE(bench.typed(), QStringLiteral("a draft"));
    QVERIFY(bench.banner()->what().isEmpty());
    // While one runs another cannot be asked: it waits in the composer, if that is empty.
    bench.composer()->askAgain(QStringLiteral("Another"));
    QCOMPARE(bench.typed(), QStringLiteral("a draft"));
    bench.composer()->setText({});
    bench.composer()->askAgain(QStringLiteral("Another"));
    QCOMPARE(bench.typed(), QStringLiteral("Another"));
    QCOMPARE(bench.kit->prompts()->rowCount(), 2);
}

/// The counting ends by itself, and Send takes the place of Stop under the pointer.
void TestComposer::stopThatBecameSendDoesNotSend()
{
    Bench bench;
    QVERIFY(bench.start());
    QVERIFY(bench.ask(QStringLiteral("One")));
    bench.composer()->setText(QStringLiteral("a draft"));
    auto *send = bench.panel.composer()->findChild<QPushButton *>();
    Q_EMIT bench.kit->prompts()->runningChanged(); // as it just did
    send->click();
    QCOMPARE(bench.kit->prompts()->rowCount(), 1);
    QCOMPARE(bench.typed(), QStringLiteral("a draft"));
    const auto sent = [&] {
        send->click();
        return bench.kit->prompts()->rowCount() == 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(sent(), kSlow);
}

/// A tail lasts seconds: who has the next question does not have to stop anything first.
void TestComposer::sendEndsTheCounting()
{
    Bench bench("2");
    QVERIFY(bench.start());
    QVERIFY(bench.askAndCount(QStringLiteral("One")));
    QVERIFY(bench.button()->text().startsWith(QStringLiteral("Stop counting")));
    bench.composer()->setText(QStringLiteral("Two"));
    QVERIFY(bench.button()->text().startsWith(QStringLiteral("Send")));
    QVERIFY(bench.composer()->canSend());
    bench.panel.activateWindow();
    bench.button()->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(bench.button()->hasFocus(), kSlow);
    bench.composer()->send();
    QVERIFY(bench.text()->hasFocus()); // a button that cannot be used has no focus to give on
    QCOMPARE(bench.typed(), QString());
    QVERIFY(!bench.composer()->canSend()); // once
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->prompts()->rowCount(), 2, kSlow);
    QCOMPARE(bench.kit->prompts()->at(1).run.text, QStringLiteral("Two"));
    const widgets::PromptEntry &first = bench.kit->prompts()->at(0);
    QVERIFY2(!first.error, first.error ? qPrintable(first.error->detail()) : "");
    QVERIFY(first.run.finished());
    QVERIFY(first.energy && !first.energy->complete); // and says that its tail is not in it
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    QVERIFY(!bench.kit->prompts()->at(1).error);
}

void TestComposer::whatCannotBeAskedAfterTheCountingIsKept()
{
    Bench bench("2");
    QVERIFY(bench.start());
    QVERIFY(bench.askAndCount(QStringLiteral("One")));
    bench.composer()->setText(QStringLiteral("Two"));
    bench.composer()->send();
    QCOMPARE(bench.typed(), QString());
    bench.composer()->setText(QStringLiteral("and a draft"));
    bench.panel.setKit(nullptr);
    QCOMPARE(bench.typed(), QStringLiteral("Two\nand a draft"));
    QCOMPARE(bench.kit->prompts()->rowCount(), 1);
}

void TestComposer::anyAnswerIsExplained()
{
    Bench bench;
    QVERIFY(bench.start());
    for (const auto *each : {"One", "Two"})
        QVERIFY(bench.ask(QString::fromLatin1(each)));
    const auto *card = bench.panel.findChild<widgets::ExplainCard *>();
    auto *older = bench.panel.findChild<QPushButton *>(QStringLiteral("olderAnswer"));
    auto *newer = bench.panel.findChild<QPushButton *>(QStringLiteral("newerAnswer"));
    bench.panel.activateWindow();
    older->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(older->hasFocus(), kSlow);
    older->click();
    QVERIFY(!older->isEnabled() && newer->hasFocus()); // with two answers one of them is always out of use
    QVERIFY(bench.ask(QStringLiteral("Three")));
    const auto titled = [&](const char *title) { return card->accessibleName() == QLatin1String(title); };
    const auto last = [&](int row) { return bench.kit->prompts()->at(row).metrics.e2eDev; };
    QVERIFY(last(0) && last(0) != last(2));
    const QString newest = card->facts()->value(5);
    QVERIFY(titled("Explain #3"));
    QVERIFY(older->isEnabled() && !newer->isEnabled());
    older->click();
    older->click();
    QVERIFY(titled("Explain #1"));
    QVERIFY(card->facts()->value(5) != newest); // last token
    QVERIFY(!older->isEnabled() && newer->isEnabled());
    QVERIFY(!bench.panel.canExplainNext(-1));
    // A click in the transcript, on what the prompt said.
    widgets::Transcript *transcript = bench.panel.transcript();
    QTextCursor word = transcript->document()->find(QStringLiteral("Two"), 0, QTextDocument::FindCaseSensitively);
    QVERIFY(!word.isNull());
    word.setPosition(word.selectionStart() + 1);
    transcript->setTextCursor(word); // scrolls there
    QTest::mouseClick(transcript->viewport(), Qt::LeftButton, {}, transcript->cursorRect(word).center());
    QVERIFY(titled("Explain #2"));
    QCOMPARE(transcript->extraSelections().size(), 1);
    QVERIFY(transcript->extraSelections().constFirst().cursor.block().text().startsWith(QStringLiteral("#2")));
    bench.kit->window()->setFollowing(true);
    bench.panel.findChild<QPushButton *>(QStringLiteral("measurePrompt"))->click();
    const std::int64_t asked = *bench.kit->prompts()->at(1).run.accepted;
    QVERIFY(bench.kit->window()->beginNs() <= asked && bench.kit->window()->endNs() > asked);
    QVERIFY(bench.kit->window()->beginNs() < *bench.kit->prompts()->at(1).run.done);
    // Who asks again sees what that takes.
    QVERIFY(bench.ask(QStringLiteral("Four")));
    QVERIFY(titled("Explain #4"));
    QVERIFY(transcript->extraSelections().isEmpty());
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
