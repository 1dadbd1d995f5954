// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_account_kit.h"

#include "device_link/session/host_clock.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
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

QTEST_MAIN(TestLogPanel)
#include "tst_log_panel.moc"
