// SPDX-License-Identifier: GPL-3.0-or-later
// A session against the virtual kit as its own process: connecting, identity, capabilities, events, clock.
#include "session_fixture.h"

#include <QTest>

using namespace device_link;
using namespace test_kit;

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTheKit_data();
    void knowsTheKit();
    void capabilitiesByRole_data();
    void capabilitiesByRole();
    void joinsPorts();
    void failsWithoutPort();
    void startsItsOwnKit();
    void refusesVirtualOptions();
    void mapsTheClock();
    void givesEventsInOrder();
    void closesAndOpensAgain();
    void endsWhenTheOwnerGoes();
    void stopWhileConnecting();
    void countsBytes();
};

void TestSession::knowsTheKit_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<bool>("tcp");
    for (const PortRole role : {PortRole::Kit, PortRole::At, PortRole::Console}) {
        for (const bool tcp : {false, true})
            QTest::addRow("%s %s", qPrintable(roleName(role)), tcp ? "tcp" : "serial") << role << tcp;
    }
}

void TestSession::knowsTheKit()
{
    QFETCH(PortRole, role);
    QFETCH(bool, tcp);
    KitAndSession bench;
    QVERIFY2(bench.kit.start(), qPrintable(bench.kit.problem()));
    const Result<void> opened = bench.open({tcp ? bench.kit.tcpUrl(role) : bench.kit.serialUrl(role)});
    VERIFY_OK(opened);
    QCOMPARE(bench.session->state(), SessionState::Connected);
    const KitIdentity identity = bench.session->identity();
    QCOMPARE(identity.imei.size(), 15);
    QVERIFY(identity.iccid.size() >= 19);
    QVERIFY(!identity.vendor.isEmpty());
    QVERIFY(!identity.model.isEmpty());
    if (role == PortRole::At)
        return;
    QCOMPARE(identity.serial, bench.kit.serial());
    QCOMPARE(identity.eid.size(), 32);
    QCOMPARE(identity.simulated, std::optional(true));
    QCOMPARE(identity.protocolVersion, quint8(1));
    QVERIFY(identity.bootId != 0);
}

void TestSession::capabilitiesByRole_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<QString>("given");
    QTest::newRow("kit") << PortRole::Kit << "power probe modem card prompt account firmware attest console";
    QTest::newRow("at") << PortRole::At << "modem card";
    QTest::newRow("console") << PortRole::Console << "probe modem card prompt account firmware attest console";
}

void TestSession::capabilitiesByRole()
{
    QFETCH(PortRole, role);
    QFETCH(QString, given);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    const Result<void> opened = bench.openSerial({role});
    VERIFY_OK(opened);
    QStringList have;
    const auto note = [&have](const char *name, bool there) {
        if (there)
            have.append(QLatin1String(name));
    };
    note("power", bench.session->powerSource() != nullptr);
    note("probe", bench.session->latencyProbe() != nullptr);
    note("modem", bench.session->modemStatus() != nullptr);
    note("card", bench.session->cardChannel() != nullptr);
    note("prompt", bench.session->promptRunner() != nullptr);
    note("account", bench.session->tokenAccount() != nullptr);
    note("firmware", bench.session->firmwareTarget() != nullptr);
    note("attest", bench.session->attestation() != nullptr);
    note("console", bench.session->console() != nullptr);
    QCOMPARE(have.join(QLatin1Char(' ')), given);
    QCOMPARE(KitSession::rolesGiving(Capability::PowerSource), (QList<PortRole>{PortRole::Meter, PortRole::Kit}));
}

void TestSession::joinsPorts()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    const Result<void> opened = bench.openSerial({PortRole::Console, PortRole::At, PortRole::Kit});
    VERIFY_OK(opened);
    QCOMPARE(bench.session->identity().serial, bench.kit.serial());
    QVERIFY(bench.session->powerSource());
    QCOMPARE(bench.session->ports().size(), 3);
    // The card is the kit's: its handles are numbers, and the answer to SELECT comes along.
    const auto card = bench.session->cardChannel();
    const Result<CardSession> session
        = AWAIT(card->open(QByteArray::fromHex("A0000005591010FFFFFFFF8900000100"), bench.never));
    VERIFY_OK(session);
    QVERIFY(!session->fci.isEmpty());
    const Result<void> closed = AWAIT(card->close(*session));
    VERIFY_OK(closed);
}

void TestSession::failsWithoutPort()
{
    DeviceUrl url;
    url.scheme = DeviceUrl::Scheme::Serial;
    url.address = QStringLiteral("/dev/there-is-no-such-port");
    const auto session = KitSession::create({url});
    QSignalSpy states(session.get(), &KitSession::stateChanged);
    const Result<void> opened = AWAIT(session->open(std::stop_token()));
    COMPARE_FAULT(opened, Fault::NotFound);
    QCOMPARE(session->state(), SessionState::Failed);
    QVERIFY(session->lastError().has_value());
    QCOMPARE(states.size(), 2);
}

void TestSession::startsItsOwnKit()
{
    DeviceUrl url;
    url.scheme = DeviceUrl::Scheme::Virtual;
    url.address = QStringLiteral("seed=3;network=ltem;device=glasses");
    const auto session = KitSession::create({url});
    const Result<void> opened = AWAIT(session->open(std::stop_token()));
    VERIFY_OK(opened);
    QCOMPARE(session->identity().network, QStringLiteral("ltem"));
    QCOMPARE(session->identity().deviceKind, QStringLiteral("glasses"));
    QCOMPARE(session->identity().batteryMah, std::optional<std::uint32_t>(150));
    QCOMPARE(session->ports().size(), 3);
    const QString link = session->ports().first().address;
    QVERIFY(QFileInfo::exists(link));
    session->close();
    QTRY_VERIFY(!QFileInfo::exists(link));
}

void TestSession::refusesVirtualOptions()
{
    for (const char *arguments : {"no-such-option=3", "dir=/tmp", "speed=fast"}) {
        DeviceUrl url;
        url.address = QString::fromLatin1(arguments);
        const auto session = KitSession::create({url});
        const Result<void> opened = AWAIT(session->open(std::stop_token()));
        COMPARE_FAULT(opened, Fault::BadArgument);
    }
}

void TestSession::mapsTheClock()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    const Result<void> opened = bench.openSerial({PortRole::Kit});
    VERIFY_OK(opened);
    QTRY_VERIFY_WITH_TIMEOUT(bench.session->clock().knots().size() >= 3, 60000);
    const ClockMap map = bench.session->clock();
    QCOMPARE(map.bootId(), bench.session->identity().bootId);
    const std::int64_t kitNs = map.knots().back().kitNs;
    QCOMPARE(map.toKitNs(*map.toHostNs(kitNs)), std::optional(kitNs));
    QVERIFY(map.uncertaintyNs() > 0);
}

void TestSession::givesEventsInOrder()
{
    KitAndSession bench({QStringLiteral("--speed"), QStringLiteral("10")});
    QVERIFY(bench.kit.start());
    const Result<void> opened = bench.openSerial({PortRole::Kit});
    VERIFY_OK(opened);
    QSignalSpy events(bench.session.get(), &KitSession::event);
    QTRY_VERIFY_WITH_TIMEOUT(events.size() >= 5, 20000);
    quint32 last = 0;
    for (const QList<QVariant> &arguments : std::as_const(events)) {
        const auto event = arguments.first().value<KitEvent>();
        QVERIFY(last == 0 || event.sequence == last + 1);
        QVERIFY(!event.fields.contains(QLatin1String("n")));
        last = event.sequence;
    }
    QCOMPARE(bench.session->counters().eventsMissed, quint64(0));
}

void TestSession::closesAndOpensAgain()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    const Result<void> opened = bench.openSerial({PortRole::Kit});
    VERIFY_OK(opened);
    const auto account = bench.session->tokenAccount();
    bench.session->close();
    QCOMPARE(bench.session->state(), SessionState::Closed);
    const Result<AccountState> closed = AWAIT(account->read(bench.never));
    COMPARE_FAULT(closed, Fault::LinkLost);
    const Result<void> again = AWAIT(bench.session->open(bench.never));
    VERIFY_OK(again);
    const Result<AccountState> state = AWAIT(bench.session->tokenAccount()->read(bench.never));
    VERIFY_OK(state);
}

void TestSession::endsWhenTheOwnerGoes()
{
    KitAndSession bench({QStringLiteral("--fault"), QStringLiteral("never-read")});
    QVERIFY(bench.kit.start());
    bench.session = KitSession::create({bench.kit.serialUrl(PortRole::Kit)});
    const std::weak_ptr<KitSession> session = bench.session;
    {
        QCoro::Task<Result<void>> opening = bench.session->open(bench.never);
        QTest::qWait(50);
        bench.session.reset();
        const Result<void> opened = QCoro::waitFor(std::move(opening));
        COMPARE_FAULT(opened, Fault::Timeout);
    }
    QTRY_VERIFY(session.expired());
}

void TestSession::stopWhileConnecting()
{
    KitAndSession bench({QStringLiteral("--fault"), QStringLiteral("never-read")});
    QVERIFY(bench.kit.start());
    bench.session = KitSession::create({bench.kit.serialUrl(PortRole::Kit)});
    std::stop_source stop;
    QCoro::Task<Result<void>> opening = bench.session->open(stop.get_token());
    QTest::qWait(100);
    stop.request_stop();
    const Result<void> opened = QCoro::waitFor(std::move(opening));
    COMPARE_FAULT(opened, Fault::Cancelled);
    QCOMPARE(bench.session->state(), SessionState::Closed);
}

void TestSession::countsBytes()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    const Result<void> opened = bench.openSerial({PortRole::Kit});
    VERIFY_OK(opened);
    const LinkCounters counters = bench.session->counters();
    QVERIFY(counters.bytesIn > 100);
    QVERIFY(counters.bytesOut > 50);
    QCOMPARE(counters.badFrames, quint64(0));
    QCOMPARE(counters.unknownChannel, quint64(0));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
