// SPDX-License-Identifier: GPL-3.0-or-later
// Hold and follow: one axis for all panels, and each says when it is held.
#include "lagging_kit.h"

#include "widgets/connectivity/connectivity_panel.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/latency/latency_panel.h"
#include "widgets/overview/overview_panel.h"
#include "widgets/power/power_panel.h"
#include "widgets/tokens/tokens_panel.h"

#include <QPushButton>
#include <QTest>

using namespace widgets;

class TestFollowSwitch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPanelSaysHeldAndLeadsBack();
    void stopOfTheStreamKeepsTheAxisGoing();
};

namespace {

const QStringList &panelNames()
{
    static const QStringList names{QStringLiteral("overview"), QStringLiteral("connectivity"), QStringLiteral("power"),
        QStringLiteral("latency"), QStringLiteral("tokens")};
    return names;
}

template <typename Panel>
std::unique_ptr<QWidget> with(std::unique_ptr<Panel> panel, const std::shared_ptr<KitContext> &kit)
{
    panel->setKit(kit);
    return panel;
}

std::unique_ptr<QWidget> panelOf(const QString &name, FrameClock *clock, const std::shared_ptr<KitContext> &kit)
{
    if (name == QLatin1String("overview"))
        return with(std::make_unique<OverviewPanel>(clock), kit);
    if (name == QLatin1String("connectivity"))
        return with(std::make_unique<ConnectivityPanel>(clock), kit);
    if (name == QLatin1String("power"))
        return with(std::make_unique<PowerPanel>(clock), kit);
    if (name == QLatin1String("latency"))
        return with(std::make_unique<LatencyPanel>(clock), kit);
    return with(std::make_unique<TokensPanel>(), kit);
}

} // namespace

void TestFollowSwitch::everyPanelSaysHeldAndLeadsBack()
{
    FrameClock clock;
    const auto kit = std::make_shared<KitContext>(std::make_shared<test_kit::LaggingKit>());
    for (const QString &name : panelNames()) {
        const std::unique_ptr<QWidget> panel = panelOf(name, &clock, kit);
        const auto *shown = panel->findChild<FollowSwitch *>();
        QVERIFY2(shown, qPrintable(name));
        QVERIFY2(!shown->isHidden(), qPrintable(name));
        QCOMPARE(shown->current(), 1);
        kit->window()->setRange(1, 5'000'000'000); // as another panel may
        QCOMPARE(shown->current(), 0);
        shown->findChildren<QAbstractButton *>().at(1)->click();
        QVERIFY2(kit->window()->following(), qPrintable(name));
        QCOMPARE(shown->current(), 1);
    }
}

/// What is not measured goes on: probes, answers, the balance. Nobody looks for them on an axis that stands.
void TestFollowSwitch::stopOfTheStreamKeepsTheAxisGoing()
{
    FrameClock clock;
    const auto session = std::make_shared<test_kit::LaggingKit>();
    const auto kit = std::make_shared<KitContext>(session);
    PowerPanel panel(&clock);
    panel.setKit(kit);
    QVERIFY(session->power->running());
    const QList<QPushButton *> buttons = panel.findChildren<QPushButton *>();
    const auto stop = std::ranges::find(buttons, QStringLiteral("Stop"), &QPushButton::text);
    QVERIFY(stop != buttons.end());
    (*stop)->click();
    QTRY_VERIFY(!session->power->running());
    QVERIFY(kit->window()->following());
}

QTEST_MAIN(TestFollowSwitch)
#include "tst_follow_switch.moc"
