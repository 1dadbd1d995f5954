// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_account_kit.h"
#include "panel_bench.h"

#include "device_link/session/host_clock.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/log/frame_detail.h"
#include "widgets/log/frame_feed.h"
#include "widgets/log/frame_field_model.h"
#include "widgets/log/log_filter.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace widgets;

namespace {

/// A kit whose clock began 100 s ago.
class ClockedKit : public test_kit::FakeAccountKit
{
public:
    device_link::ClockMap clock() const override { return m_clock; }
    ClockedKit()
    {
        const std::int64_t now = device_link::hostNowNs();
        m_clock.add(7, {now, now, 100'000'000'000});
    }

private:
    device_link::ClockMap m_clock;
};

struct Bench {
    Bench()
        : panel(&model)
    {
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        for (int i = 0; i < 20; ++i)
            model.append({{now - 40'000 + i * 1000, i == 5 ? LogLevel::Error : LogLevel::Info,
                i % 2 == 0 ? QStringLiteral("link") : QStringLiteral("board"), QStringLiteral("line %1").arg(i)}});
        panel.resize(1000, 300);
        panel.show();
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return panel.findChild<Widget *>(QLatin1String(name));
    }
    LogModel model;
    LogPanel panel;
};

} // namespace

class TestLogPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void keyboardFindsCopiesAndHolds();
    void selectedLineMovesTheAxis();
    void savesAndSaysWhyNot();
    void rawFramesAreDecodedOnDemand();
    void oldFramesKeepTheirWords();
};

void TestLogPanel::keyboardFindsCopiesAndHolds()
{
    Bench bench;
    QAbstractItemModelTester filter(bench.panel.filter(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(QTest::qWaitForWindowExposed(&bench.panel));
    bench.panel.activateWindow();
    bench.panel.focusSearch();
    auto *search = bench.find<QLineEdit>("logSearch");
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), search, 60'000);
    QTest::keyClicks(search, QStringLiteral("LINE 1"));
    QCOMPARE(bench.find<QLabel>("logCount")->text(), QStringLiteral("11 of 20 lines"));
    QTest::keyClick(search, Qt::Key_Return);
    auto *table = bench.find<QTableView>("logLines");
    QCOMPARE(QApplication::focusWidget(), table);
    QVERIFY(!bench.find<QPushButton>("logFollow")->isChecked());
    QTest::keyClick(table, Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.last().endsWith(QStringLiteral("info board line 19")));
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(bench.panel.filter()->rowCount(), 20);
    QPushButton *follow = bench.find<QPushButton>("logFollow");
    follow->setFocus();
    QTest::keyClick(follow, Qt::Key_Space);
    QVERIFY(follow->isChecked());
    QCOMPARE(table->rowAt(table->viewport()->height() - 12), 19);
    // A lower window still ends with the newest line.
    const int high = table->viewport()->height();
    bench.panel.resize(bench.panel.width(), bench.panel.height() - high / 2);
    QTRY_VERIFY_WITH_TIMEOUT(table->viewport()->height() < high, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowAt(table->viewport()->height() - 12), 19, 60'000);
}

void TestLogPanel::selectedLineMovesTheAxis()
{
    Bench bench;
    const auto kit = std::make_shared<KitContext>(std::make_shared<ClockedKit>());
    bench.panel.setKit(kit);
    bench.find<QTableView>("logLines")->selectRow(0); // 40 s ago
    QVERIFY(!kit->window()->following());
    const std::int64_t middle = kit->window()->beginNs() + kit->window()->spanNs() / 2;
    const std::int64_t ago = 100'000'000'000 - middle;
    QVERIFY2(ago > 30'000'000'000 && ago < 50'000'000'000, qPrintable(QString::number(ago)));
    bench.panel.setKit(nullptr);
}

void TestLogPanel::savesAndSaysWhyNot()
{
    Bench bench;
    QTemporaryDir folder;
    QTest::keyClick(bench.find<QPushButton>("logSave"), Qt::Key_Space);
    auto *dialog = bench.panel.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(!dialog->testOption(QFileDialog::DontConfirmOverwrite));
    Q_EMIT dialog->fileSelected(QStringLiteral("/nonexistent/folder/x.log"));
    QCOMPARE(bench.panel.banner()->what(), QStringLiteral("The log was not saved."));
    const QString path = folder.filePath(QStringLiteral("x.log"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QVERIFY(bench.panel.banner()->what().isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 20);
    QCOMPARE(bench.find<QLabel>("logDone")->text(), QStringLiteral("saved to x.log"));
}

void TestLogPanel::rawFramesAreDecodedOnDemand()
{
    test_kit::PanelBench kit;
    QVERIFY(kit.open());
    QTRY_VERIFY_WITH_TIMEOUT(kit.connected(), test_kit::kSlow);
    LogModel model;
    LogPanel panel(&model);
    QAbstractItemModelTester lines(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    panel.setKit(kit.kit);
    panel.resize(1100, 700);
    panel.show();
    QCOMPARE(model.rowCount(), 0); // nothing is kept before it is wanted
    auto *raw = panel.findChild<QPushButton *>(QStringLiteral("logRaw"));
    raw->setFocus();
    QTest::keyClick(raw, Qt::Key_Space);
    const auto rowOf = [&](const QString &words) {
        for (int row = panel.filter()->rowCount() - 1; row >= 0; --row) {
            if (panel.filter()->index(row, LogModel::TextColumn).data().toString().contains(words))
                return row;
        }
        return -1;
    };
    // The session reads the clock, the kit tells that it lives, samples come.
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("read answer aiesim.")) >= 0, test_kit::kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("event ")) >= 0, test_kit::kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("sample blocks")) >= 0, test_kit::kSlow);
    auto *table = panel.findChild<QTableView *>(QStringLiteral("logLines"));
    table->selectRow(rowOf(QStringLiteral("read answer aiesim.")));
    QVERIFY(panel.detail()->isVisible());
    auto *fields = panel.findChild<QTableView *>(QStringLiteral("frameFields"))->model();
    QAbstractItemModelTester tester(fields, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(fields->rowCount() > 5);
    QVERIFY(fields->index(1, FrameFieldModel::ValueColumn).data().toString().startsWith(QStringLiteral("aiesim.")));
    QVERIFY(panel.findChild<QPlainTextEdit *>(QStringLiteral("frameHex"))->toPlainText().startsWith(u"0000  "));
    table->selectRow(rowOf(QStringLiteral("sample blocks")));
    QCOMPARE(fields->index(0, FrameFieldModel::NameColumn).data().toString(), QStringLiteral("blocks"));
    panel.detail()->copy();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("first index")));
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(!panel.detail()->isVisible());
    QTest::keyClick(raw, Qt::Key_Space);
    QVERIFY(!panel.frames()->on());
    QCOMPARE(panel.filter()->rowCount(), 0); // frames are below "info"
    QVERIFY(model.rowCount() > 0);
    panel.setKit(nullptr);
}

void TestLogPanel::oldFramesKeepTheirWords()
{
    LogModel model;
    const QByteArray bytes(100'000, 'x');
    for (int i = 0; i < 200; ++i) {
        LogLine line{i, LogLevel::Trace, QStringLiteral("frame:kit"), QStringLiteral("frame %1").arg(i)};
        line.frame = std::make_shared<device_link::RawFrame>();
        line.frame->bytes = bytes;
        model.append({line});
    }
    QVERIFY(model.line(0).frame->bytes.isEmpty());
    QCOMPARE(model.line(199).frame->bytes, bytes);
    QCOMPARE(model.line(0).text, QStringLiteral("frame 0"));
    FrameDetail detail;
    detail.setFrame(model.line(0).frame, model.line(0).text);
    QVERIFY(detail.copiedText().contains(QStringLiteral("no longer kept")));
}

QTEST_MAIN(TestLogPanel)
#include "tst_log_panel.moc"
