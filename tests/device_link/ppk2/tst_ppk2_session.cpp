// SPDX-License-Identifier: GPL-3.0-or-later
#include "meter_peer.h"

#include "../session_fixture.h"
#include "device_link/session/host_clock.h"

#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

using namespace device_link;
using namespace test_kit;

namespace {

/// A meter of the virtual kit beside its other ports.
struct MeterAndKit {
    explicit MeterAndKit(const QStringList &options = {})
        : bench(QStringList{QStringLiteral("--ppk2"), QStringLiteral("pty:") + path()} + options)
    {
    }
    QString path() const { return folder.filePath(QStringLiteral("meter")); }
    DeviceUrl url() const
    {
        DeviceUrl url;
        url.scheme = DeviceUrl::Scheme::Serial;
        url.address = path();
        url.role = PortRole::Meter;
        return url;
    }
    QTemporaryDir folder;
    KitAndSession bench;
};

} // namespace

class TestPpk2Session : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void meterAlone();
    void besideAKit_data();
    void besideAKit();
    void kitTimeIsTheAxis();
    void restartOfTheKitEndsAStoppedStream();
    void badMeter_data();
    void badMeter();
    void silentStreamIsALostLink();
    void startIsCancelled();
    void closedSessionLeavesNoStream();
    void closedSessionSaysStop();
    void destroyedSessionSaysStop();
};

void TestPpk2Session::meterAlone()
{
    MeterAndKit meter;
    QVERIFY(meter.bench.kit.start());
    VERIFY_OK(meter.bench.open({meter.url()}));
    const auto &session = *meter.bench.session;
    QCOMPARE(session.state(), SessionState::Connected);
    QVERIFY(session.powerSource());
    QVERIFY(session.powerMeter());
    QVERIFY(!session.modemStatus() && !session.cardChannel() && !session.promptRunner() && !session.tokenAccount());
    QVERIFY(!session.firmwareTarget() && !session.attestation() && !session.console() && !session.latencyProbe());
    QCOMPARE(session.identity().model, QStringLiteral("PPK2"));
    QCOMPARE(session.identity().simulated, std::optional(true));
    QCOMPARE(session.powerSource()->rates(), QList<double>{100000});
    // The host's clock is the axis.
    const std::int64_t now = hostNowNs();
    QCOMPARE(session.clock().toKitNs(now), std::optional(now));
}

void TestPpk2Session::besideAKit_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::newRow("kit, which has a stream of its own") << PortRole::Kit;
    QTest::newRow("at") << PortRole::At;
    QTest::newRow("console") << PortRole::Console;
}

void TestPpk2Session::besideAKit()
{
    QFETCH(PortRole, role);
    MeterAndKit meter;
    QVERIFY(meter.bench.kit.start());
    VERIFY_OK(meter.bench.open({meter.bench.kit.serialUrl(role), meter.url()}));
    const auto &session = *meter.bench.session;
    QVERIFY(session.powerMeter());
    QVERIFY(session.powerSource());
    QCOMPARE(session.powerSource()->rates(), QList<double>{100000});
    QVERIFY(session.modemStatus() || role == PortRole::Console);
    QVERIFY(session.identity().model != QStringLiteral("PPK2"));
    const Result<StreamGrant> grant = AWAIT(session.powerSource()->start(20000, meter.bench.never));
    VERIFY_OK(grant);
    QCOMPARE(grant->rateHz, 100000.0); // it has no other
    QCOMPARE(grant->requestedHz, 20000.0);
    QTRY_VERIFY_WITH_TIMEOUT(session.powerSource()->store()->endIndex() > 20000, 60000);
    QCOMPARE(session.powerSource()->store()->info().channels.size(), std::size_t(3));
    VERIFY_OK(AWAIT(session.powerSource()->stop()));
}

void TestPpk2Session::kitTimeIsTheAxis()
{
    MeterAndKit meter;
    QVERIFY(meter.bench.kit.start());
    VERIFY_OK(meter.bench.open({meter.bench.kit.serialUrl(PortRole::Kit), meter.url()}));
    const auto &session = *meter.bench.session;
    QTRY_VERIFY_WITH_TIMEOUT(session.clock().valid(), 60000);
    const auto power = session.powerSource();
    VERIFY_OK(AWAIT(power->start(0, meter.bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(power->store()->endIndex() > 150'000, 60000);
    QCOMPARE(power->store()->info().bootId, session.identity().bootId);
    const std::optional<std::int64_t> now = session.clock().toKitNs(hostNowNs());
    const std::int64_t last = power->store()->kitTimeOf(power->store()->endIndex() - 1);
    QVERIFY(now);
    QVERIFY2(*now - last > -5'000'000 && *now - last < 5'000'000'000, qPrintable(QString::number(*now - last)));
}

void TestPpk2Session::restartOfTheKitEndsAStoppedStream()
{
    MeterAndKit meter({QStringLiteral("--fault"), QStringLiteral("brownout@8s")});
    QVERIFY(meter.bench.kit.start());
    VERIFY_OK(meter.bench.open({meter.bench.kit.serialUrl(PortRole::Kit), meter.url()}));
    const auto &session = *meter.bench.session;
    QTRY_VERIFY_WITH_TIMEOUT(session.clock().valid(), 60000);
    const auto power = session.powerSource();
    VERIFY_OK(AWAIT(power->start(0, meter.bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(power->store()->endIndex() > 1'000, 60000);
    VERIFY_OK(AWAIT(power->stop()));
    QVERIFY(power->store());
    QTRY_VERIFY_WITH_TIMEOUT(!power->store(), 60000);
    VERIFY_OK(AWAIT(power->start(0, meter.bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(power->store()->endIndex() > 1'000, 60000);
    QCOMPARE(power->store()->info().bootId, session.identity().bootId);
}

void TestPpk2Session::badMeter_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("no answer") << QByteArray() << Fault::Timeout;
    QTest::newRow("rubbish") << QByteArray(6000, '?') << Fault::BadReply;
}

void TestPpk2Session::badMeter()
{
    QFETCH(QByteArray, metadata);
    QFETCH(Fault, fault);
    MeterPeer peer;
    peer.metadata = metadata;
    KitSession::Options options;
    options.requestTimeoutMs = 500;
    const auto session = KitSession::create({peer.url()}, options);
    const std::stop_token never;
    COMPARE_FAULT(AWAIT(session->open(never)), fault);
    QCOMPARE(session->state(), SessionState::Failed);
}

/// It says who it is and never measures.
void TestPpk2Session::silentStreamIsALostLink()
{
    MeterPeer peer;
    const auto session = KitSession::create({peer.url()});
    const std::stop_token never;
    VERIFY_OK(AWAIT(session->open(never)));
    VERIFY_OK(AWAIT(session->powerSource()->start(0, never)));
    QVERIFY(session->powerSource()->running());
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), SessionState::Lost, 30000);
    QCOMPARE(session->lastError()->fault(), Fault::LinkLost);
    session->close();
    QVERIFY(!session->powerSource()->running());
}

void TestPpk2Session::startIsCancelled()
{
    MeterPeer peer;
    const auto session = KitSession::create({peer.url()});
    const std::stop_token never;
    VERIFY_OK(AWAIT(session->open(never)));
    std::stop_source stop;
    QCoro::Task<Result<StreamGrant>> starting = session->powerSource()->start(0, stop.get_token());
    stop.request_stop();
    COMPARE_FAULT(AWAIT(std::move(starting)), Fault::Cancelled);
    QVERIFY(!session->powerSource()->running());
    // A newer start ends an older one.
    QCoro::Task<Result<StreamGrant>> older = session->powerSource()->start(0, never);
    VERIFY_OK(AWAIT(session->powerSource()->start(0, never)));
    COMPARE_FAULT(AWAIT(std::move(older)), Fault::Cancelled);
    QVERIFY(session->powerSource()->running());
    // And the end of the link ends one that waits.
    QCoro::Task<Result<StreamGrant>> last = session->powerSource()->start(0, never);
    peer.hangUp();
    COMPARE_FAULT(AWAIT(std::move(last)), Fault::LinkLost);
    COMPARE_FAULT(AWAIT(session->powerSource()->start(-1, never)), Fault::BadArgument);
    session->close();
}

void TestPpk2Session::closedSessionLeavesNoStream()
{
    MeterAndKit meter;
    QVERIFY(meter.bench.kit.start());
    VERIFY_OK(meter.bench.open({meter.url()}));
    const auto power = meter.bench.session->powerSource();
    VERIFY_OK(AWAIT(power->start(0, meter.bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(power->store()->endIndex() > 10'000, 60000);
    meter.bench.session->close(); // in the midst of it
    // Whoever opens the port next finds it quiet.
    const int port = ::open(QFile::encodeName(meter.path()).constData(), O_RDWR | O_NOCTTY);
    QVERIFY(port >= 0);
    int ready = 1;
    for (int i = 0; i < 60 && ready != 0; ++i) { // what was on its way comes late from a busy meter
        ::tcflush(port, TCIFLUSH);
        pollfd wait{port, POLLIN, 0};
        ready = ::poll(&wait, 1, 500); // a stream would bring 200,000 bytes
    }
    ::close(port);
    QCOMPARE(ready, 0);
}

/// Over TCP too: the last word goes out before the connection ends.
void TestPpk2Session::closedSessionSaysStop()
{
    MeterPeer peer;
    const auto session = KitSession::create({peer.url()});
    const std::stop_token never;
    VERIFY_OK(AWAIT(session->open(never)));
    VERIFY_OK(AWAIT(session->powerSource()->start(0, never)));
    QTRY_VERIFY_WITH_TIMEOUT(peer.heard.endsWith('\x06'), 30000);
    session->close();
    QTRY_VERIFY_WITH_TIMEOUT(peer.heard.endsWith(QByteArray::fromHex("0607")), 30000);
}

/// As when the program ends with a session open.
void TestPpk2Session::destroyedSessionSaysStop()
{
    MeterPeer peer;
    auto session = KitSession::create({peer.url()});
    const std::stop_token never;
    VERIFY_OK(AWAIT(session->open(never)));
    VERIFY_OK(AWAIT(session->powerSource()->start(0, never)));
    QTRY_VERIFY_WITH_TIMEOUT(peer.heard.endsWith('\x06'), 30000);
    session.reset();
    QTRY_VERIFY_WITH_TIMEOUT(peer.heard.endsWith(QByteArray::fromHex("0607")), 30000);
}

QTEST_GUILESS_MAIN(TestPpk2Session)
#include "tst_ppk2_session.moc"
