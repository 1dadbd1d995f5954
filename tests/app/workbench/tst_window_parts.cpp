// SPDX-License-Identifier: GPL-3.0-or-later
// A recording of several parts in the window: which one is shown is said, and the others are a choice away.
#include "recording_example_writer.h"
#include "workbench_bench.h"

#include "workbench/open_recording.h"
#include "workbench/panel_area.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/power/region_model.h"
#include "widgets/recording/damage_banner.h"
#include "widgets/recording/parts_bar.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using device_link::SessionState;
using test_window::WorkbenchBench;
using widgets::KitContext;

namespace {
constexpr int kSlow = 60'000;

struct Shown {
    explicit Shown(const WorkbenchBench &bench)
        : bar(bench.window->area()->parts())
        , choose(bar->findChild<QPushButton *>(QStringLiteral("chooseRecordedPart")))
    {
    }
    [[nodiscard]] QString words() const
    {
        QStringList words;
        for (const QLabel *label : bar->findChildren<QLabel *>())
            words.append(label->text());
        return words.join(u' ');
    }
    [[nodiscard]] QList<QAction *> menu() const
    {
        Q_EMIT choose->menu()->aboutToShow();
        return choose->menu()->actions();
    }
    widgets::PartsBar *bar;
    QPushButton *choose;
};

bool connected(const WorkbenchBench &bench)
{
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    return QTest::qWaitFor([&] { return shown->session()->state() == SessionState::Connected; }, kSlow);
}

} // namespace

class TestWindowParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void oneOfSeveralIsChosen();
    void damageIsToldOfThePartThatHasIt();
    void ofOnePartNothingIsSaid();

private:
    QTemporaryDir m_dir;
};

void TestWindowParts::oneOfSeveralIsChosen()
{
    const QString path = m_dir.filePath(QStringLiteral("parts.aer"));
    QVERIFY(recording_example::writeParts(path));
    WorkbenchBench bench;
    bench.window->show();
    const Shown shown(bench);
    app::openRecording(bench.window.get(), path);
    QVERIFY(connected(bench));
    QVERIFY(shown.bar->isVisible());
    QVERIFY2(shown.words().startsWith(u"Part 2 of 3") && shown.words().contains(u"5"), qPrintable(shown.words()));
    QCOMPARE(shown.menu().size(), 3);
    QVERIFY(shown.menu().at(1)->isChecked() && !shown.menu().at(1)->isEnabled());
    // What is marked in one part stays there while another one is looked at, in the panel that was shown.
    bench.window->kit()->model<widgets::RegionModel>()->add(2'000'000'000, 3'000'000'000);
    bench.window->area()->showPanelNamed(QStringLiteral("latency"));
    const int panel = bench.window->panel();
    const int kits = bench.window->kits()->rowCount();
    const std::shared_ptr<KitContext> longest = bench.window->kit();

    shown.menu().at(2)->trigger();
    QCOMPARE(bench.window->kits()->rowCount(), kits + 1);
    QVERIFY(connected(bench));
    QVERIFY(bench.window->kit() != longest);
    QCOMPARE(bench.window->panel(), panel);
    QVERIFY2(shown.words().startsWith(u"Part 3 of 3"), qPrintable(shown.words()));
    QCOMPARE(bench.window->kit()->store()->endIndex(), std::uint64_t(20'000));
    QCOMPARE(bench.window->kit()->alias(), QStringLiteral("parts 3/3"));

    shown.menu().at(1)->trigger(); // that one is open
    QCOMPARE(bench.window->kits()->rowCount(), kits + 1);
    QCOMPARE(bench.window->kit(), longest);
    QCOMPARE(longest->model<widgets::RegionModel>()->rowCount(), 1);
    app::openRecording(bench.window.get(), path);
    QCOMPARE(bench.window->kits()->rowCount(), kits + 1);
}

void TestWindowParts::damageIsToldOfThePartThatHasIt()
{
    const QString path = m_dir.filePath(QStringLiteral("damaged.aer"));
    QVERIFY(recording_example::writeParts(path));
    QVERIFY(recording_example::damageFirstSamples(path));
    WorkbenchBench bench;
    bench.window->show();
    const Shown shown(bench);
    app::openRecording(bench.window.get(), path);
    QVERIFY(connected(bench));
    QVERIFY(bench.window->area()->damage()->what().contains(u"damaged"));
    QVERIFY2(shown.menu().at(0)->text().contains(u"damaged"), qPrintable(shown.menu().at(0)->text()));
    QVERIFY2(!shown.words().contains(u"damaged"), qPrintable(shown.words()));
}

void TestWindowParts::ofOnePartNothingIsSaid()
{
    const QString path = m_dir.filePath(QStringLiteral("one.aer"));
    QVERIFY(recording_example::write(path));
    WorkbenchBench bench;
    bench.window->show();
    app::openRecording(bench.window.get(), path);
    QVERIFY(connected(bench));
    QVERIFY(!bench.window->area()->parts()->isVisible());
}

QTEST_MAIN(TestWindowParts)
#include "tst_window_parts.moc"
