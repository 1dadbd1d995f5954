// SPDX-License-Identifier: GPL-3.0-or-later
// Losing a kit and getting it back, bad lines, hostile kits: against the virtual kit as its own process.
#include "event_log.h"
#include "session_fixture.h"

#include <QFile>
#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

QStringList options(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

PromptRequest ask(const char *id, quint32 tokens)
{
    PromptRequest request;
    request.id = QString::fromLatin1(id);
    request.text = QStringLiteral("How far is the moon?");
    request.maxTokens = tokens;
    return request;
}

} // namespace

class TestSessionLoss : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAfterUnplug_data();
    void comesBackAfterUnplug();
    void comesBackAfterSilence();
    void anotherKitIsNotTaken();
    void staysAwayWithoutReconnect();
    void waitConnectedEnds_data();
    void waitConnectedEnds();
    void plannedRestartIsNoUnplug_data();
    void plannedRestartIsNoUnplug();
    void rebootIsTold_data();
    void rebootIsTold();
    void badLine_data();
    void badLine();
    void hostileKit_data();
    void hostileKit();
};

void TestSessionLoss::comesBackAfterUnplug_data()
{
    QTest::addColumn<bool>("tcp");
    QTest::newRow("serial") << false;
    QTest::newRow("tcp") << true;
}

void TestSessionLoss::comesBackAfterUnplug()
{
    QFETCH(bool, tcp);
    // The prompt is answered over and through the gap; nothing of it is lost.
    KitAndSession bench(options("--fault unplug@14s,for=2s"));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.open({tcp ? bench.kit.tcpUrl(PortRole::Kit) : bench.kit.serialUrl(PortRole::Kit)}));
    EventLog log(bench.session.get());
    QSignalSpy states(bench.session.get(), &KitSession::stateChanged);
    QSignalSpy reboots(bench.session.get(), &KitSession::rebooted);
    QVERIFY(bench.waitRegistered());
    const quint32 boot = bench.session->identity().bootId;
    QSignalSpy answers(bench.session->promptRunner().get(), &PromptRunner::event);
    VERIFY_OK(AWAIT(bench.session->promptRunner()->start(ask("through", 400), bench.never)));
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Lost, 60000);
    QVERIFY(bench.session->lastError().has_value());
    QCOMPARE(bench.session->lastError()->fault(), Fault::LinkLost);
    QCOMPARE(bench.session->loss(), LinkLoss::Gone);
    VERIFY_OK(AWAIT(bench.session->waitConnected(60000, bench.never)));
    QVERIFY(!bench.session->lastError().has_value());
    QCOMPARE(bench.session->loss(), LinkLoss::None);
    QVERIFY(states.size() >= 2);
    QCOMPARE(reboots.size(), 0);
    QCOMPARE(bench.session->identity().bootId, boot);
    const auto done = [&answers] {
        return !answers.isEmpty() && answers.last().first().value<PromptEvent>().kind >= PromptEvent::Kind::Done;
    };
    QTRY_VERIFY_WITH_TIMEOUT(done(), 60000);
    QVERIFY(log.isWhole());
    QCOMPARE(bench.session->counters().eventsMissed, quint64(0));
    quint32 next = 0;
    for (const QList<QVariant> &arguments : std::as_const(answers)) {
        const auto event = arguments.first().value<PromptEvent>();
        if (event.kind == PromptEvent::Kind::Token)
            QCOMPARE(event.tokenIndex, next++);
    }
    QVERIFY(next > 0);
}

void TestSessionLoss::comesBackAfterSilence()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    EventLog log(bench.session.get());
    const quint32 boot = bench.session->identity().bootId;
    bench.kit.freeze();
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Lost, 20000);
    QVERIFY2(bench.session->lastError()->detail().contains(QLatin1String("silent")),
        qPrintable(bench.session->lastError()->detail()));
    QCOMPARE(bench.session->loss(), LinkLoss::Silent);
    const auto asked = [&bench] { return bench.session->lastError()->fault() == Fault::Timeout; };
    QTRY_VERIFY_WITH_TIMEOUT(asked(), 20000); // it was opened again, and still says nothing
    QCOMPARE(bench.session->loss(), LinkLoss::Silent);
    bench.kit.thaw();
    VERIFY_OK(AWAIT(bench.session->waitConnected(60000, bench.never)));
    QCOMPARE(bench.session->identity().bootId, boot);
    QVERIFY(log.isWhole());
    const Result<AccountState> account = AWAIT(bench.session->tokenAccount()->read(bench.never));
    VERIFY_OK(account); // the capability is the same, and works
}

void TestSessionLoss::anotherKitIsNotTaken()
{
    VirtualKit other(options("--seed 77"));
    QVERIFY(other.start());
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    const QString link = bench.kit.folder() + QStringLiteral("/plug");
    QVERIFY(QFile::link(bench.kit.serialUrl(PortRole::Kit).address, link));
    DeviceUrl url = bench.kit.serialUrl(PortRole::Kit);
    url.address = link;
    VERIFY_OK(bench.open({url}));
    QVERIFY(QFile::remove(link));
    QVERIFY(QFile::link(other.serialUrl(PortRole::Kit).address, link));
    bench.kit.killHard();
    const auto another = [&bench] {
        return bench.session->lastError()
            && bench.session->lastError()->detail().contains(QLatin1String("another kit"));
    };
    QTRY_VERIFY_WITH_TIMEOUT(another(), 30000);
    QCOMPARE(bench.session->state(), SessionState::Lost);
    QCOMPARE(bench.session->loss(), LinkLoss::OtherKit);
    QCOMPARE(bench.session->identity().serial, bench.kit.serial());
}

void TestSessionLoss::staysAwayWithoutReconnect()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    KitSession::Options once;
    once.reconnect = false;
    bench.session = KitSession::create({bench.kit.serialUrl(PortRole::Kit)}, once);
    VERIFY_OK(AWAIT(bench.session->open(bench.never)));
    bench.kit.freeze();
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Lost, 20000);
    bench.kit.thaw();
    QTest::qWait(1000);
    QCOMPARE(bench.session->state(), SessionState::Lost);
}

void TestSessionLoss::waitConnectedEnds_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("timeout") << "timeout" << Fault::Timeout;
    QTest::newRow("stop") << "stop" << Fault::Cancelled;
    QTest::newRow("close") << "close" << Fault::LinkLost;
    QTest::newRow("owner") << "owner" << Fault::Cancelled;
}

void TestSessionLoss::waitConnectedEnds()
{
    QFETCH(QString, how);
    QFETCH(Fault, fault);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    VERIFY_OK(AWAIT(bench.session->waitConnected(1000, bench.never))); // connected already
    bench.kit.killHard();
    QTRY_COMPARE(bench.session->state(), SessionState::Lost);
    std::stop_source stop;
    QCoro::Task<Result<void>> waiting
        = bench.session->waitConnected(how == QLatin1String("timeout") ? 300 : 60000, stop.get_token());
    if (how == QLatin1String("stop"))
        stop.request_stop();
    if (how == QLatin1String("close"))
        bench.session->close();
    if (how == QLatin1String("owner"))
        bench.session.reset();
    COMPARE_FAULT(AWAIT(std::move(waiting)), fault);
}

void TestSessionLoss::plannedRestartIsNoUnplug_data()
{
    QTest::addColumn<QString>("reset");
    QTest::newRow("the ports stay") << "stay";
    QTest::newRow("the ports go and return") << "reenumerate";
}

void TestSessionLoss::plannedRestartIsNoUnplug()
{
    QFETCH(QString, reset);
    KitAndSession bench(options("--speed 5 --reset") + QStringList{reset});
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit, PortRole::Console}));
    const quint32 boot = bench.session->identity().bootId;
    QList<LinkLoss> losses;
    connect(bench.session.get(), &KitSession::lossChanged, this, [&](LinkLoss loss) { losses.append(loss); });
    VERIFY_OK(AWAIT(bench.session->firmwareTarget()->reset(bench.never)));
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Lost, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Connected, 60000);
    QVERIFY(bench.session->identity().bootId != boot);
    QCOMPARE(losses, QList<LinkLoss>({LinkLoss::Restarting, LinkLoss::None}));
}

void TestSessionLoss::rebootIsTold_data()
{
    QTest::addColumn<QString>("reset");
    QTest::newRow("ports come back") << "reenumerate";
    QTest::newRow("ports stay") << "stay";
}

void TestSessionLoss::rebootIsTold()
{
    QFETCH(QString, reset);
    KitAndSession bench(options("--speed 5 --fault brownout@30s --reset") + QStringList{reset});
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit, PortRole::Console, PortRole::At}));
    EventLog log(bench.session.get());
    QSignalSpy reboots(bench.session.get(), &KitSession::rebooted);
    const quint32 boot = bench.session->identity().bootId;
    QTRY_COMPARE_WITH_TIMEOUT(reboots.size(), 1, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Connected, 60000);
    QVERIFY(bench.session->identity().bootId != boot);
    QCOMPARE(reboots.first().first().toUInt(), bench.session->identity().bootId);
    QVERIFY(log.isWhole());
    const auto told = [&log] {
        return std::any_of(log.events.begin(), log.events.end(), [](const KitEvent &event) {
            return event.name == QLatin1String("boot")
                && event.fields.value(QLatin1String("why")).toString() == QLatin1String("brownout");
        });
    };
    QTRY_VERIFY(told());
    // The other ports work again as well.
    const auto firmware = bench.session->firmwareTarget();
    VERIFY_OK(AWAIT(firmware->state(bench.never)));
    QTRY_COMPARE(bench.session->clock().bootId(), bench.session->identity().bootId);
}

void TestSessionLoss::badLine_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("drop") << "drop=0.05";
    QTest::newRow("corrupt") << "corrupt=0.05";
    QTest::newRow("malformed") << "malformed=0.05";
    QTest::newRow("delay") << "delay=50";
    QTest::newRow("twice") << "twice";
}

void TestSessionLoss::badLine()
{
    QFETCH(QString, fault);
    KitAndSession bench(options("--speed 5 --fault") + QStringList{fault});
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    EventLog log(bench.session.get());
    for (int i = 0; i < 40; ++i) {
        VERIFY_OK(AWAIT(bench.session->tokenAccount()->read(bench.never)));
        VERIFY_OK(AWAIT(bench.session->modemStatus()->read(bench.never)));
    }
    QTRY_VERIFY_WITH_TIMEOUT(log.events.size() > 20, 60000);
    QVERIFY(log.isWhole());
    QCOMPARE(bench.session->counters().eventsMissed, quint64(0));
}

void TestSessionLoss::hostileKit_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<Fault>("expected");
    QTest::newRow("never reads") << "never-read" << Fault::Timeout;
    QTest::newRow("wrong sequence") << "wrong-seq" << Fault::Timeout;
    QTest::newRow("silent") << "silent@0s" << Fault::Timeout;
    QTest::newRow("answers too late") << "late=60000" << Fault::Timeout;
}

void TestSessionLoss::hostileKit()
{
    QFETCH(QString, fault);
    QFETCH(Fault, expected);
    for (const PortRole role : {PortRole::Kit, PortRole::Console, PortRole::At}) {
        if (role == PortRole::At && fault == QLatin1String("wrong-seq"))
            continue; // AT has no sequence numbers
        KitAndSession bench({QStringLiteral("--fault"), fault});
        QVERIFY(bench.kit.start());
        COMPARE_FAULT(bench.openSerial({role}), expected);
        QCOMPARE(bench.session->state(), SessionState::Failed);
    }
}

QTEST_GUILESS_MAIN(TestSessionLoss)
#include "tst_session_loss.moc"
