// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_account_kit.h"
#include "lagging_kit.h"
#include "tokens_bench.h"

#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/power/balance_lane.h"
#include "widgets/text/translations.h"
#include "widgets/tokens/burn_down_card.h"
#include "widgets/tokens/burn_down_legend.h"
#include "widgets/tokens/burn_down_plot.h"
#include "widgets/tokens/ledger_card.h"
#include "widgets/tokens/ledger_words.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

using namespace test_tokens;
using namespace widgets;
using device_link::LedgerEntry;
using device_link::PortRole;
using device_link::SessionState;
using profiles::LedgerFindingKind;

class TestTokensPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void balanceLaneFitsWhatIsInView();
    void answerIsInTheBooks();
    void outOfTokensIsSaid();
    void unplugKeepsFiguresAndReadsAgain();
    void restartedKitBringsItsOwnLedger();
    void atPortHasNoAccount();
    void longLedgerComesInPages();
    void brokenChainIsNamed();
    void refusedReadingIsSaidAndTriedAgain();
    void keyboardFindsAndChooses();
    void exportsAndCopies();
    void failedExportStaysInPlace();
    void paceNeedsThreeAnswers();
    void axisHasOneNow();
    void quietAxisGoesOnAtNews();
    void timeOfDayFollowsAnotherBoot();
    void languageAndThemeAreLive();
};

/// The balance beside the power: its axis fits the steps in view, the reserved part included; another boot begins anew.
void TestTokensPanel::balanceLaneFitsWhatIsInView()
{
    constexpr qint64 kToken = 1'000'000;
    const auto kit = std::make_shared<test_kit::FakeAccountKit>();
    KitFacts facts(kit);
    QCustomPlot plot;
    auto *lane = new BalanceLane(plot.xAxis, plot.yAxis);
    lane->setFacts(&facts);
    lane->fit({0, 10}); // nothing is known yet
    const auto tell = [&](std::int64_t second, qint64 balance, qint64 reserved) {
        device_link::AccountState state;
        state.kitTimeNs = second * 1'000'000'000;
        state.balanceMicro = balance * kToken;
        state.reservedMicro = reserved * kToken;
        Q_EMIT kit->account->changed(state);
    };
    tell(100, 1000, 0);
    tell(102, 1000, 160);
    tell(104, 942, 0);
    lane->fit({101, 110}); // what the account was read as first ended before
    QVERIFY(plot.yAxis->range().lower < 840 * kToken && plot.yAxis->range().lower > 700 * kToken);
    QVERIFY(plot.yAxis->range().upper > 1000 * kToken && plot.yAxis->range().upper < 1100 * kToken);
    lane->fit({105, 110}); // only the last step reaches it
    QVERIFY(plot.yAxis->range().lower > 900 * kToken && plot.yAxis->range().upper < 1000 * kToken);
    plot.replot();
    tell(3, 500, 0); // the clock began anew
    QCOMPARE(facts.balanceSteps().size(), 1);
    lane->fit({0, 10});
    QVERIFY(plot.yAxis->range().upper < 600 * kToken);
}

void TestTokensPanel::answerIsInTheBooks()
{
    Bench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open());
    QAbstractItemModelTester models(bench.feed->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester filter(bench.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_VERIFY_WITH_TIMEOUT(bench.feed->known(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 1, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.canAsk(), kSlow);
    QCOMPARE(TokensPanel::shortBalance(bench.kit.get()), QString(QStringLiteral("400.0") + kThinSpace + u'k'));
    bench.ask(QStringLiteral("What is a token?"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 4, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.truth().size(), 4, kSlow);
    QCOMPARE(bench.shown(), bench.truth());
    const PromptEntry &answer = bench.kit->prompts()->at(0);
    QVERIFY(answer.run.charge);
    const LedgerEntry &commit = bench.feed->model()->entry(2);
    QCOMPARE(commit.amountMicro, -answer.run.charge->micro);
    QCOMPARE(commit.number, answer.run.charge->ledgerEntry);

    const QAbstractItemModel *rows = bench.table()->model();
    QCOMPARE(rows->index(1, LedgerModel::KindColumn).data().toString(), QStringLiteral("commit"));
    QCOMPARE(rows->index(1, LedgerModel::PromptColumn).data().toString(), QStringLiteral("#1"));
    QCOMPARE(rows->index(1, LedgerModel::TokensColumn).data().toString(), signedTokenFigure(commit.amountMicro));
    QCOMPARE(bench.find<NumberLabel>("available")->quantity().number, tokenFigure(commit.balanceMicro));
    QCOMPARE(bench.chain(), QStringLiteral("chain of sums intact"));
    const qint64 left = commit.balanceMicro / -commit.amountMicro;
    QCOMPARE(
        bench.find<QLabel>("answersLeft")->text(), QStringLiteral("about %1 answers like these").arg(integer(left)));
    QVERIFY(bench.find<QLabel>("money")->text().contains(QStringLiteral("simulated-1")));
    QCOMPARE(bench.panel.burnDown()->plot()->scene().steps.size(), 4);

    bench.table()->selectRow(1);
    const TimeWindow *window = bench.kit->window();
    QVERIFY(!window->following());
    QVERIFY(std::abs(window->beginNs() + window->spanNs() / 2 - commit.kitTimeNs) <= 1);
    QCOMPARE(bench.panel.burnDown()->plot()->scene().markNs, std::optional(commit.kitTimeNs));
}

void TestTokensPanel::outOfTokensIsSaid()
{
    Bench bench({QStringLiteral("--fault"), QStringLiteral("account=exhausted")});
    QVERIFY(bench.open());
    QTRY_COMPARE_WITH_TIMEOUT(bench.banner(), QStringLiteral("The account is out of tokens."), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.feed->known(), kSlow);
    QCOMPARE(bench.find<NumberLabel>("available")->quantity().number, QStringLiteral("0"));
    QCOMPARE(bench.feed->model()->rowCount(), 0); // never granted anything
    QVERIFY(bench.table()->isHidden());
    QVERIFY(!bench.panel.burnDown()->plot()->scene().steps.isEmpty()); // the account itself says 0
    QCOMPARE(TokensPanel::shortBalance(bench.kit.get()), QStringLiteral("0"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.canAsk(), kSlow);
    bench.ask(QStringLiteral("Anything left?"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    QVERIFY(bench.kit->prompts()->at(0).error); // as the banner says
    QCOMPARE(bench.feed->model()->rowCount(), 0);
}

void TestTokensPanel::unplugKeepsFiguresAndReadsAgain()
{
    Bench bench;
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(bench.canAsk() && bench.feed->known(), kSlow);
    bench.ask(QStringLiteral("A long story, please"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 2, kSlow); // reserved, and it is running
    QCOMPARE(bench.chain(), QStringLiteral("chain of sums intact"));
    bench.process.freeze();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    QCOMPARE(bench.feed->model()->rowCount(), 2);
    QVERIFY(bench.feed->lostForNs());
    QTRY_VERIFY(!bench.find<BurnDownPlot>("burnDown")->scene().heard); // nor does it look ahead
    QVERIFY(!bench.find<BurnDownPlot>("burnDown")->scene().ahead);
    QVERIFY(!bench.find<NumberLabel>("available")->isEnabled()); // greyed, with its last figure
    QVERIFY(bench.find<NumberLabel>("available")->quantity().number != kEmDash);
    bench.process.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Connected, kSlow);
    QVERIFY(!bench.feed->lostForNs());
    QTRY_VERIFY(bench.find<BurnDownPlot>("burnDown")->scene().heard);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 4, kSlow);
    QCOMPARE(bench.shown(), bench.truth());
    QTRY_COMPARE_WITH_TIMEOUT(bench.chain(), QStringLiteral("chain of sums intact"), kSlow);
    QVERIFY(bench.find<NumberLabel>("available")->isEnabled());
}

void TestTokensPanel::restartedKitBringsItsOwnLedger()
{
    Bench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(bench.canAsk() && bench.feed->known(), kSlow);
    bench.ask(QStringLiteral("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 4, kSlow);
    bench.process.killHard();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    QCOMPARE(bench.feed->model()->rowCount(), 4);
    QVERIFY(bench.process.start());
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Connected, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 1, kSlow); // nothing of the old one is mixed in
    QCOMPARE(bench.shown(), bench.truth());
}

void TestTokensPanel::atPortHasNoAccount()
{
    Bench bench;
    QVERIFY(bench.open(PortRole::At));
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(bench.panel.stack()->sentence(), QStringLiteral("This kit does not offer a token account."));
    QVERIFY(!bench.feed->known());
    QCOMPARE(TokensPanel::shortBalance(bench.kit.get()), QString());
}

void TestTokensPanel::longLedgerComesInPages()
{
    Books books;
    for (int i = 0; i < 400; ++i)
        books.account->addAnswer(QStringLiteral("p-%1").arg(i), 1 + i % 3);
    QVERIFY(books.show());
    QCOMPARE(books.account->pages, QList<quint64>({1, 501, 1001}));
    QCOMPARE(books.feed->model()->rowCount(), 1201);
    QCOMPARE(books.find<QLabel>("ledgerCount")->text(), integer(1201) + QStringLiteral(" entries"));
    QVERIFY(books.feed->report().sound());
    const int before = books.table()->verticalScrollBar()->value();
    books.table()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
    QVERIFY(!books.find<QPushButton>("ledgerFollow")->isChecked()); // who looks around is left alone
    const int held = books.table()->verticalScrollBar()->value();
    QVERIFY(held > before);
    Q_EMIT books.account->entryAdded(books.account->add(QStringLiteral("grant"), 5));
    QCOMPARE(books.table()->verticalScrollBar()->value(), held + 1);
    QCOMPARE(books.feed->model()->rowCount(), 1202);
    QTest::mouseClick(books.find<QPushButton>("ledgerFollow"), Qt::LeftButton);
    QCOMPARE(books.table()->verticalScrollBar()->value(), 0);
    // One event was missed: the ledger is read again, and nothing is lost.
    books.account->add(QStringLiteral("grant"), 5);
    Q_EMIT books.account->entryAdded(books.account->add(QStringLiteral("grant"), 5));
    QTRY_COMPARE_WITH_TIMEOUT(books.feed->model()->rowCount(), 1204, kSlow);
}

void TestTokensPanel::brokenChainIsNamed()
{
    Books books;
    books.account->addAnswer(QStringLiteral("p-1"), 40);
    books.account->addAnswer(QStringLiteral("p-2"), 40);
    books.account->entries[2].balanceMicro += 1; // entry 3, the first commit
    QVERIFY(books.show());
    QCOMPARE(books.feed->firstBad()->entry, 3U);
    QCOMPARE(books.feed->firstBad()->kind, LedgerFindingKind::BalanceMismatch);
    QCOMPARE(books.chain(), QStringLiteral("chain broken at entry 3"));
    QVERIFY(books.find<Chip>("chain")->toolTip().startsWith(
        QString(QStringLiteral("Entry 3 states a balance of 960.000") + kThinSpace + QStringLiteral("001"))));
    const auto mark = [&](int row) {
        return static_cast<LedgerModel::Chain>(books.feed->model()->index(row, 0).data(LedgerModel::ChainRole).toInt());
    };
    QCOMPARE(mark(1), LedgerModel::Chain::Sound);
    QCOMPARE(mark(2), LedgerModel::Chain::Broken);
    QCOMPARE(mark(6), LedgerModel::Chain::After);
    const QImage picture = books.table()->viewport()->grab().toImage();
    const int middle = picture.width() / 2;
    QCOMPARE(picture.pixelColor(middle, 3), theme().errorBg);           // the newest, a later row
    QVERIFY(picture.pixelColor(middle, 6 * 28 + 3) != theme().errorBg); // entry 1
    QCOMPARE(picture.pixelColor(1, 4 * 28 + 10), theme().error);        // entry 3 itself
}

void TestTokensPanel::refusedReadingIsSaidAndTriedAgain()
{
    Books books;
    books.account->refuses = true;
    books.take(books.session);
    QTRY_VERIFY_WITH_TIMEOUT(books.feed->error().has_value(), kSlow);
    QVERIFY(!books.feed->known());
    ErrorBanner *banner = books.panel.faultBanner();
    QVERIFY(!banner->what().isEmpty());
    books.account->refuses = false;
    QPushButton *again = nullptr;
    for (QPushButton *button : banner->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Read again"))
            again = button;
    }
    QVERIFY(again && again->isVisible());
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(books.feed->known(), kSlow);
    QVERIFY(banner->what().isEmpty());
    QCOMPARE(books.feed->model()->rowCount(), 1);
}

void TestTokensPanel::keyboardFindsAndChooses()
{
    Books books;
    books.account->addAnswer(QStringLiteral("first-prompt"), 40);
    books.account->addAnswer(QStringLiteral("second-prompt"), 60);
    QVERIFY(books.show());
    QVERIFY(QTest::qWaitForWindowExposed(&books.panel));
    books.panel.activateWindow();
    books.panel.ledger()->focusSearch();
    auto *search = books.find<QLineEdit>("ledgerSearch");
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), search, kSlow);
    QTest::keyClicks(search, QStringLiteral("SECOND"));
    QCOMPARE(books.table()->model()->rowCount(), 3);
    QCOMPARE(books.find<QLabel>("ledgerCount")->text(), QStringLiteral("3 of 7 entries"));
    QTest::keyClick(search, Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), books.table());
    QTest::keyClick(books.table(), Qt::Key_Down); // the commit
    QCOMPARE(books.panel.burnDown()->plot()->scene().markNs, std::optional<std::int64_t>(6'000'000'000));
    QTest::keyClick(books.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\tcommit\t")));
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(books.table()->model()->rowCount(), 7);
    auto *kinds = books.find<QComboBox>("ledgerKinds");
    kinds->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(kinds, Qt::Key_Down);
    QCOMPARE(kinds->currentData().toString(), QStringLiteral("commit"));
    QCOMPARE(books.table()->model()->rowCount(), 2);
    QTest::keyClicks(search, QStringLiteral("nowhere"));
    QVERIFY(books.table()->isHidden());
    QVERIFY(!books.find<QPushButton>("ledgerExport")->isEnabled());
    auto *plot = books.find<BurnDownPlot>("burnDown");
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_F);
    QCOMPARE(books.kit->window()->beginNs(), 1'000'000'000);
    QTest::keyClick(plot, Qt::Key_Space);
    QVERIFY(books.kit->window()->following());
}

void TestTokensPanel::exportsAndCopies()
{
    Books books;
    books.account->addAnswer(QStringLiteral("p-1"), 40);
    books.account->entries[0].note = QStringLiteral("plan \"基本\", November");
    QVERIFY(books.show());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("账本.csv"));
    QTest::keyClick(books.find<QPushButton>("ledgerExport"), Qt::Key_Space);
    auto *dialog = books.panel.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(!dialog->testOption(QFileDialog::DontConfirmOverwrite));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 6); // header, four entries, and what follows the last line end
    for (int i = 0; i < 5; ++i)
        QVERIFY2(lines.at(i).endsWith('\r'), "RFC 4180");
    QCOMPARE(lines.at(1).trimmed(),
        QByteArray("1,,7,1000000000,grant,,,\"plan \"\"基本\"\", November\",1000,1000,0,1000,0.0025,CNY,test-1,"
                   "simulated"));
    QCOMPARE(
        lines.at(3).trimmed(), QByteArray("3,,7,3000000000,commit,,p-1,,-40,960,60,900,-0.0001,CNY,test-1,simulated"));
    QVERIFY(books.find<QLabel>("ledgerDone")->text().contains(QStringLiteral("账本.csv")));

    books.table()->selectRow(0);
    books.table()->selectionModel()->select(
        books.table()->model()->index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::mouseClick(books.find<QPushButton>("ledgerCopy"), Qt::LeftButton);
    const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(copied.size(), 3);
    QVERIFY(copied.at(1).startsWith(QStringLiteral("3\t")));
}

void TestTokensPanel::failedExportStaysInPlace()
{
    Books books;
    QVERIFY(books.show());
    books.panel.ledger()->exportCsv();
    auto *dialog = books.panel.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(QStringLiteral("/nonexistent/folder/ledger.csv"));
    dialog->close();
    QCOMPARE(books.panel.faultBanner()->what(), QStringLiteral("The ledger was not saved."));
    QVERIFY(books.find<QLabel>("ledgerDone")->text().isEmpty());
}

void TestTokensPanel::paceNeedsThreeAnswers()
{
    Books books;
    books.account->addAnswer(QStringLiteral("p-1"), 10);
    books.account->addAnswer(QStringLiteral("p-2"), 20);
    QVERIFY(books.show());
    QVERIFY(!books.feed->pace());
    QVERIFY(books.find<BurnDownLegend>("burnDownLegend")->pace().isEmpty());
    books.account->addAnswer(QStringLiteral("p-3"), 30);
    books.feed->read();
    QTRY_COMPARE_WITH_TIMEOUT(books.feed->model()->rowCount(), 10, kSlow);
    const auto pace = books.feed->pace();
    QVERIFY(pace);
    QVERIFY(pace->overNs >= 6'000'000'000); // from the first charge on
    QCOMPARE(pace->microPerSecond, 50e6 / (static_cast<double>(pace->overNs) / 1e9));
    QCOMPARE(books.feed->answerCost()->meanMicro, 20'000'000);
    QCOMPARE(books.find<QLabel>("answersLeft")->text(), QStringLiteral("about 47 answers like these"));
    QVERIFY(books.find<QLabel>("basis")->text().contains(QStringLiteral("the average of the last 3 answers")));
    QVERIFY(books.find<QLabel>("basis")->text().contains(QStringLiteral("20") + kThinSpace + QStringLiteral("tok")));
    books.account->addAnswer(QStringLiteral("p-4"), 31); // a mean of 22.75, but tokens are whole
    books.feed->read();
    QTRY_COMPARE_WITH_TIMEOUT(books.feed->model()->rowCount(), 13, kSlow);
    QVERIFY2(books.find<QLabel>("basis")->text().contains(QStringLiteral("23") + kThinSpace + QStringLiteral("tok")),
        qPrintable(books.find<QLabel>("basis")->text()));
    books.kit->window()->setFollowing(true);
    QVERIFY(books.find<BurnDownLegend>("burnDownLegend")->pace().startsWith(QStringLiteral("about, at the pace of")));
    books.kit->window()->setFollowing(false);
    QVERIFY(books.find<BurnDownLegend>("burnDownLegend")->pace().isEmpty()); // no room ahead, no line, no words
}

void TestTokensPanel::axisHasOneNow()
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    Bench bench;
    const auto session = std::make_shared<test_kit::LaggingKit>();
    session->account->add(QStringLiteral("grant"), 1000);
    session->power->addUntil(97 * kSecond);
    bench.take(session);
    QVERIFY(QTest::qWaitFor([&] { return bench.feed->known() && !bench.feed->reading(); }, kSlow));
    const TimeWindow *window = bench.kit->window();
    QTRY_COMPARE_WITH_TIMEOUT(window->latestNs(), 97 * kSecond, kSlow);

    // An event overtakes the samples: every panel still shows the same moment, whatever else looks at the time.
    std::int64_t latest = 0;
    bool back = false;
    connect(window, &TimeWindow::changed, window, [&] {
        back = back || window->endNs() < latest;
        latest = window->endNs();
    });
    session->account->add(QStringLiteral("reserve"), 100, QStringLiteral("p-1")).kitTimeNs = 99 * kSecond;
    bench.feed->read();
    QTRY_COMPARE_WITH_TIMEOUT(bench.feed->model()->rowCount(), 2, kSlow);
    QCOMPARE(bench.feed->nowNs(), 99 * kSecond);
    AxisClock *axis = bench.kit->model<AxisClock>();
    for (int i = 0; i < 3; ++i) {
        axis->follow();
        bench.panel.grab();
        QCoreApplication::processEvents();
    }
    QCOMPARE(window->endNs(), 97 * kSecond);
    session->power->addUntil(98 * kSecond);
    QTRY_COMPARE_WITH_TIMEOUT(window->endNs(), 98 * kSecond, kSlow);

    // The stream stops: the kit's clock goes on from there. It begins again, late: the axis waits.
    session->power->comes = false;
    QTRY_VERIFY_WITH_TIMEOUT(window->endNs() > 100 * kSecond, kSlow);
    session->power->comes = true;
    for (int i = 0; i < 3; ++i)
        axis->follow();
    QVERIFY(!back);
}

/// Without samples the axis goes on by long steps, but what happens is in view at once.
void TestTokensPanel::quietAxisGoesOnAtNews()
{
    constexpr std::int64_t kStep = 2'000'000'000;
    Bench bench;
    const auto session = std::make_shared<test_kit::LaggingKit>();
    bench.take(session);
    session->power->comes = false; // the kit began to measure
    const TimeWindow *window = bench.kit->window();
    AxisClock *axis = bench.kit->model<AxisClock>();
    QTRY_VERIFY_WITH_TIMEOUT((axis->follow(), axis->isQuiet()), kSlow); // the boot was news
    bool offStep = false;
    connect(window, &TimeWindow::changed, window, [&] { offStep = offStep || window->latestNs() % kStep != 0; });
    QTRY_VERIFY_WITH_TIMEOUT((axis->follow(), window->latestNs() % kStep == 0), kSlow);
    QVERIFY(!offStep);

    const std::int64_t happenedNs = axis->nowNs();
    bench.kit->timeline()->addRadio(happenedNs, device_link::RadioState::Connected);
    QTRY_VERIFY_WITH_TIMEOUT((axis->follow(), window->latestNs() >= happenedNs), kSlow);
    QVERIFY(offStep);
    const std::int64_t shownNs = window->latestNs();
    axis->follow();
    QVERIFY(axis->isQuiet());
    QVERIFY(window->latestNs() == shownNs || window->latestNs() % kStep == 0);
}

/// An event told of it; the kit has not introduced itself again, and its clock is read later.
void TestTokensPanel::timeOfDayFollowsAnotherBoot()
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    Bench bench;
    const auto session = std::make_shared<test_kit::LaggingKit>();
    bench.take(session);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->wallClock().isOf(session->identity().bootId), kSlow);
    QCOMPARE(session->identity().bootId, 7U);
    Q_EMIT session->rebooted(8);
    QVERIFY(bench.kit->wallClock().isOf(7));
    session->tellClock(8, 5 * kSecond);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->wallClock().isOf(8), kSlow);
}

void TestTokensPanel::languageAndThemeAreLive()
{
    Books books;
    books.account->addAnswer(QStringLiteral("p-1"), 40);
    QVERIFY(books.show());
    Translations translations;
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    applyTheme(*qApp, darkTheme());
    QCoreApplication::processEvents();
    QVERIFY(books.find<QPushButton>("ledgerCopy")->text() == QStringLiteral("复制"));
    QVERIFY(books.feed->model()->headerData(LedgerModel::TimeColumn, Qt::Horizontal, Qt::DisplayRole).toString()
        != QStringLiteral("Time"));
    const QImage picture = books.panel.grab().toImage();
    QCOMPARE(picture.pixelColor(200, 8), darkTheme().surface);
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    applyTheme(*qApp, lightTheme());
}

QTEST_MAIN(TestTokensPanel)
#include "tst_tokens_panel.moc"
