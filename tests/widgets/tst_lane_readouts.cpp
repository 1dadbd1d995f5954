// SPDX-License-Identifier: GPL-3.0-or-later
// Figures beside the lanes: of the cursor only where something was measured.
#include "lagging_kit.h"
#include "power_bench.h"

#include "widgets/common/number_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/lane_readouts.h"
#include "widgets/text/units.h"

#include <QTest>

using namespace test_power;

class TestLaneReadouts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cursorBesideTheSamplesHasNoValue();
};

void TestLaneReadouts::cursorBesideTheSamplesHasNoValue()
{
    const auto session = std::make_shared<test_kit::LaggingKit>();
    session->power->addUntil(11 * kSecond); // 20 mA from 10.001 s to 11 s
    const auto kit = std::make_shared<widgets::KitContext>(session);
    FrameClock clock;
    LanePlot plot({Lane::Current}, &clock);
    widgets::LaneReadouts readouts(&plot, {Lane::Current});
    plot.resize(900, 300);
    plot.setWindow(kit->window());
    plot.setStore(kit->store());
    plot.show();
    readouts.setKit(kit);
    kit->window()->setRange(8 * kSecond, 13 * kSecond);
    plot.drawFrame();
    const auto *value = readouts.findChild<widgets::NumberLabel *>();
    const auto textAt = [&](double seconds) {
        QMouseEvent move(QEvent::MouseMove, QPointF(plot.pixelAtNs(std::int64_t(seconds * 1e9)), 100),
            plot.mapToGlobal(QPointF(0, 100)), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&plot, &move);
        readouts.refresh();
        return widgets::text(value->quantity());
    };
    const QString inside = textAt(10.5);
    QVERIFY2(inside.contains(QStringLiteral("20")), qPrintable(inside));
    for (const double beside : {8.5, 9.9, 11.2, 12.5}) {
        const QString text = textAt(beside);
        QVERIFY2(!text.contains(QStringLiteral("20")), qPrintable(text));
    }
    readouts.setKit(nullptr);
}

QTEST_MAIN(TestLaneReadouts)
#include "tst_lane_readouts.moc"
