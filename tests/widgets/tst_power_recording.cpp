// SPDX-License-Identifier: GPL-3.0-or-later
// The power panel on a recording: its view reaches a little beyond the samples, and what was measured counts.
#include "recording_example_writer.h"

#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/mark_tables.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/region_table_model.h"
#include "widgets/text/figures.h"

#include <QTemporaryDir>
#include <QTest>

using widgets::RegionTableModel;

namespace {
constexpr int kSlow = 60'000;
using Column = RegionTableModel::Column;
} // namespace

class TestPowerRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void viewAndItsRegionTellTheEnergyPerToken();
};

void TestPowerRecording::viewAndItsRegionTellTheEnergyPerToken()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("parts.aer"));
    QVERIFY(recording_example::writeParts(path));
    widgets::FrameClock clock;
    widgets::PowerPanel panel(&clock);
    panel.resize(1600, 900);
    const auto kit = std::make_shared<widgets::KitContext>(device_link::KitSession::create(
        {*device_link::parseDeviceUrl(QStringLiteral("file:") + path + QStringLiteral("#stream=0"))})); // without a gap
    panel.setKit(kit);
    panel.show();
    kit->open();
    QTRY_COMPARE_WITH_TIMEOUT(kit->session()->state(), device_link::SessionState::Connected, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(kit->prompts()->rowCount(), 1, kSlow);
    const RegionTableModel *table = panel.tables()->regions();
    panel.tables()->refresh();
    const int view = table->viewRow();
    QVERIFY(kit->window()->beginNs() < kit->store()->kitTimeOf(0)); // the margins of the view
    QCOMPARE(table->value(view, Column::Tokens), QStringLiteral("1"));
    QCOMPARE(table->value(view, Column::Energy), QStringLiteral(u"46.23\u202FmJ"));
    QCOMPARE(table->value(view, Column::PerToken), QStringLiteral(u"46.2\u202FmJ"));

    panel.addRegion(); // of the view, without its margins
    auto *regions = kit->model<widgets::RegionModel>();
    QCOMPARE(regions->rowCount(), 1);
    QCOMPARE(regions->region(0).beginNs, std::int64_t(1'000'000'000));
    QCOMPARE(regions->region(0).endNs, std::int64_t(2'000'000'000));
    panel.tables()->refresh();
    QVERIFY(table->figures(0).stats.complete());
    QCOMPARE(table->value(0, Column::PerToken), QStringLiteral(u"46.2\u202FmJ"));
    // One that reaches beyond them is of a part, and so says nothing of all its tokens.
    regions->moveSelected(500'000'000, 2'000'000'000);
    panel.tables()->refresh();
    QCOMPARE(table->value(0, Column::PerToken), QString(widgets::kEmDash));
    kit->session()->close();
}

QTEST_MAIN(TestPowerRecording)
#include "tst_power_recording.moc"
