// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview and the power panel say of a recording: nothing of it is now.
#include "recording_bench.h"

#include "widgets/common/card.h"
#include "widgets/common/theme.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/overview/overview_card.h"
#include "widgets/overview/overview_panel.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/trigger_bar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace widgets;
using recording_example::Traffic;
using test_kit::RecordingBench;

namespace {

constexpr int kSlow = 60'000;

QStringList wordsOf(const QWidget &panel)
{
    QStringList all;
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            all.append(label->text());
    }
    return all;
}

} // namespace

class TestRecordedOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void nothingIsSaidOfNow();
    void triggersCannotBeArmed();
};

void TestRecordedOverview::nothingIsSaidOfNow()
{
    RecordingBench bench;
    QVERIFY(bench.write(Traffic{}));
    bench.open();
    FrameClock clock;
    OverviewPanel panel(&clock);
    panel.resize(1300, 820);
    panel.show();
    panel.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    const QStringList words = wordsOf(panel);
    const QString all = words.join(u'\n');
    QVERIFY2(words.contains(QStringLiteral("The recording holds no prompts.")), qPrintable(all));
    QVERIFY2(words.contains(QStringLiteral("A recording does not show the modem.")), qPrintable(all));
    for (const char *live : {"This kit does not offer", "Type a prompt", "in this session", "held", "yet"})
        QVERIFY2(!all.contains(QLatin1String(live)), qPrintable(all));
    QVERIFY2(all.contains(u"of the recording"), qPrintable(all)); // the title of its graph
    for (const QLineEdit *ask : panel.findChildren<QLineEdit *>())
        QVERIFY(!ask->isVisible());
    panel.setKit(nullptr);
}

void TestRecordedOverview::triggersCannotBeArmed()
{
    RecordingBench bench;
    QVERIFY(bench.write(Traffic{}));
    bench.open();
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    FrameClock clock;
    PowerPanel panel(&clock);
    panel.resize(1300, 820);
    panel.show();
    panel.setKit(bench.kit);
    const auto *show = panel.findChild<QPushButton *>(QStringLiteral("showTrigger"));
    QVERIFY(!show->isEnabled() && !panel.canTrigger());
    QVERIFY2(show->toolTip().contains(u"never fire"), qPrintable(show->toolTip()));
    panel.showTrigger();
    QVERIFY(!panel.trigger()->isVisible());
    QVERIFY(!panel.trigger()->findChild<QPushButton *>(QStringLiteral("triggerArm"))->isEnabled());
    auto *watch = bench.kit->model<TriggerWatch>();
    watch->arm({});
    QCOMPARE(watch->state(), TriggerWatch::State::Off);
    panel.setKit(nullptr);
}

QTEST_MAIN(TestRecordedOverview)
#include "tst_recorded_overview.moc"
