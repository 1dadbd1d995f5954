// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_benches.h"

#include "device_link/protocols/smp_firmware_target.h"

#include <QCborArray>
#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

SmpRequest echo(int timeoutMs, int attempts = 1)
{
    SmpRequest request;
    request.op = framing::SmpOp::Write;
    request.body.insert(QLatin1String("d"), QStringLiteral("hello"));
    request.timeoutMs = timeoutMs;
    request.attempts = attempts;
    request.what = QStringLiteral("echo");
    return request;
}

QCborMap hello()
{
    QCborMap map;
    map.insert(QLatin1String("r"), QStringLiteral("hello"));
    return map;
}

} // namespace

class TestSmpClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smpAnswers_data();
    void smpAnswers();
    void smpDropsTheStrange_data();
    void smpDropsTheStrange();
    void smpRepeatsOnlyWhatIsSafe();
    void lostMarkIsAskedAgain();
    void smpFallsBackToVersion1();
    void smpEndsByStop();
    void smpEndsByLinkLoss();
    void smpEndsWithTheClient();
    void smpKeepsItsPlaceInTheQueue();
    void smpRefusesWhatDoesNotFit();
    void smpSurvivesAFlood();
};

void TestSmpClient::smpAnswers_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<bool>("split");
    QTest::newRow("kit") << PortRole::Kit << false;
    QTest::newRow("kit byte by byte") << PortRole::Kit << true;
    QTest::newRow("console") << PortRole::Console << false;
    QTest::newRow("console byte by byte") << PortRole::Console << true;
}

void TestSmpClient::smpAnswers()
{
    QFETCH(PortRole, role);
    QFETCH(bool, split);
    SmpBench bench(role);
    bench.peer.splitBytes = split;
    bench.peer.onRequest = [&bench](const Request &request) { bench.peer.answer(request.header, hello()); };
    QVERIFY(bench.open());
    for (int i = 0; i < 260; ++i) { // the sequence wraps at 256
        const Result<SmpReply> reply = await(bench.smp->request(echo(5000), bench.never));
        VERIFY_OK(reply);
        QCOMPARE(reply->body, hello());
        QVERIFY(reply->sentNs > 0);
        QVERIFY(reply->receivedNs >= reply->sentNs);
    }
    QCOMPARE(quint64(bench.link.shared().unexpected), quint64(0));
    QCOMPARE(bench.peer.requests.first().body, echo(0).body);
}

void TestSmpClient::smpDropsTheStrange_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"twice", "sequence", "group", "command", "request", "late", "short", "no map"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestSmpClient::smpDropsTheStrange()
{
    QFETCH(QString, kind);
    SmpBench bench;
    bench.peer.onRequest = [&](const Request &request) {
        framing::SmpHeader bent = request.header;
        if (kind == QLatin1String("twice"))
            bench.peer.answer(bent, hello());
        if (kind == QLatin1String("sequence"))
            bent.sequence = std::uint8_t(bent.sequence + 100);
        if (kind == QLatin1String("group"))
            bent.group = 1;
        if (kind == QLatin1String("command"))
            bent.command = 9;
        if (kind == QLatin1String("request"))
            bench.peer.packet(bent, QByteArray::fromHex("a0")); // the request itself comes back
        else if (kind == QLatin1String("short"))
            bench.peer.frame(framing::KitChannel::Control, QByteArray::fromHex("0b0000"));
        else if (kind == QLatin1String("late"))
            QTimer::singleShot(300, &bench.peer, [&bench, bent] { bench.peer.answer(bent, hello()); });
        else if (kind == QLatin1String("no map")) {
            bent.op = framing::SmpOp::WriteResponse;
            bench.peer.packet(bent, QByteArray::fromHex("8000"));
        } else
            bench.peer.answer(bent, hello());
    };
    QVERIFY(bench.open());
    const Result<SmpReply> reply = await(bench.smp->request(echo(150), bench.never));
    if (kind == QLatin1String("twice")) {
        VERIFY_OK(reply);
    } else if (kind == QLatin1String("no map")) {
        COMPARE_FAULT(reply, Fault::BadReply);
    } else {
        COMPARE_FAULT(reply, Fault::Timeout);
    }
    const auto dropped = [&bench] {
        return bench.link.shared().unexpected + bench.smp->counters().unexpected + bench.smp->counters().malformed;
    };
    QTRY_COMPARE(dropped(), quint64(1));
    // The next request is not disturbed.
    bench.peer.onRequest = [&bench](const Request &request) { bench.peer.answer(request.header, hello()); };
    const Result<SmpReply> next = await(bench.smp->request(echo(5000), bench.never));
    VERIFY_OK(next);
}

void TestSmpClient::smpRepeatsOnlyWhatIsSafe()
{
    SmpBench bench;
    int seen = 0;
    bench.peer.onRequest = [&](const Request &request) {
        if (++seen == 3)
            bench.peer.answer(request.header, hello());
    };
    QVERIFY(bench.open());
    const Result<SmpReply> repeated = await(bench.smp->request(echo(200, 3), bench.never));
    VERIFY_OK(repeated);
    QCOMPARE(seen, 3);
    QCOMPARE(bench.smp->counters().retries, quint64(2));
    QCOMPARE(bench.peer.requests[0].header.sequence, bench.peer.requests[2].header.sequence);
    const Result<SmpReply> once = await(bench.smp->request(echo(200), bench.never));
    COMPARE_FAULT(once, Fault::Timeout);
    QCOMPARE(seen, 4);
}

/// Lines lose packets: marking and confirming an image leave the board the same when they come twice.
void TestSmpClient::lostMarkIsAskedAgain()
{
    SmpBench bench(PortRole::Console);
    const QByteArray hash(32, 'h');
    const auto target = std::make_shared<SmpFirmwareTarget>(bench.smp, 0);
    int marks = 0, confirms = 0;
    bench.peer.onRequest = [&](const Request &request) {
        constexpr int kImageGroup = 1;
        QCborMap slot;
        slot.insert(QLatin1String("slot"), 1);
        slot.insert(QLatin1String("version"), QStringLiteral("1.3.0"));
        slot.insert(QLatin1String("hash"), hash);
        slot.insert(QLatin1String("pending"), true);
        QCborMap body;
        body.insert(QLatin1String("images"), QCborArray{slot});
        const bool image = request.header.group == kImageGroup && request.header.command == 0;
        const bool write = image && request.header.op == framing::SmpOp::Write;
        const bool confirm = write && !request.body.contains(QLatin1String("hash"));
        if (write && (confirm ? ++confirms : ++marks) == 1)
            return; // the first of each is lost
        bench.peer.answer(request.header, image ? body : QCborMap());
    };
    QVERIFY(bench.open());
    VERIFY_OK(AWAIT(target->markForTest(hash, false, bench.never)));
    QCOMPARE(marks, 2);
    VERIFY_OK(AWAIT(target->confirm(bench.never)));
    QCOMPARE(confirms, 2);
}

void TestSmpClient::smpFallsBackToVersion1()
{
    // A server that refuses version 2 by name, and one that just answers in version 1.
    for (const bool refuses : {true, false}) {
        SmpBench bench;
        bench.peer.onRequest = [&](const Request &request) {
            framing::SmpHeader header = request.header;
            header.version = 0;
            QCborMap tooNew;
            tooNew.insert(QLatin1String("rc"), 13);
            bench.peer.answer(header, refuses && request.header.version != 0 ? tooNew : hello());
        };
        QVERIFY(bench.open());
        const Result<SmpReply> reply = await(bench.smp->request(echo(5000), bench.never));
        VERIFY_OK(reply);
        QCOMPARE(bench.smp->version(), 0);
        QCOMPARE(bench.peer.requests.size(), refuses ? 2 : 1);
        const Result<SmpReply> next = await(bench.smp->request(echo(5000), bench.never));
        VERIFY_OK(next);
        QCOMPARE(bench.peer.requests.last().header.version, std::uint8_t(0));
    }
}

void TestSmpClient::smpEndsByStop()
{
    SmpBench bench;
    QVERIFY(bench.open());
    std::stop_source stop;
    const auto first = bench.smp->request(echo(60000), stop.get_token());
    const auto second = bench.smp->request(echo(60000), stop.get_token());
    const auto waiting = bench.smp->request(echo(60000), stop.get_token());
    QTRY_COMPARE(bench.peer.requests.size(), 2);
    stop.request_stop();
    COMPARE_FAULT(await(first), Fault::Cancelled);
    COMPARE_FAULT(await(second), Fault::Cancelled);
    COMPARE_FAULT(await(waiting), Fault::Cancelled);
    COMPARE_FAULT(await(bench.smp->request(echo(60000), stop.get_token())), Fault::Cancelled);
    QVERIFY(bench.smp->isIdle());
}

void TestSmpClient::smpEndsByLinkLoss()
{
    SmpBench bench;
    QVERIFY(bench.open());
    QList<QFuture<Result<SmpReply>>> all;
    for (int i = 0; i < 10; ++i)
        all.append(bench.smp->request(echo(60000, 3), bench.never));
    QTRY_COMPARE(bench.peer.requests.size(), 2);
    bench.peer.hangUp();
    for (const auto &one : all)
        COMPARE_FAULT(await(one), Fault::LinkLost);
    COMPARE_FAULT(await(bench.smp->request(echo(60000), bench.never)), Fault::LinkLost);
}

void TestSmpClient::smpEndsWithTheClient()
{
    SmpBench bench;
    QVERIFY(bench.open());
    const auto request = bench.smp->request(echo(60000), bench.never);
    bench.smp.reset();
    COMPARE_FAULT(await(request), Fault::Cancelled);
}

void TestSmpClient::smpKeepsItsPlaceInTheQueue()
{
    SmpBench bench;
    QList<Request> held;
    bench.peer.onRequest = [&held](const Request &request) { held.append(request); };
    QVERIFY(bench.open());
    QList<QFuture<Result<SmpReply>>> all;
    for (int i = 0; i < 70; ++i) {
        SmpRequest request = echo(60000);
        request.command = quint8(i);
        all.append(bench.smp->request(request, bench.never));
    }
    // Two on the wire, 64 wait, four have no place.
    for (int i = 66; i < 70; ++i)
        COMPARE_FAULT(await(all[i]), Fault::Busy);
    for (int i = 0; i < 66; ++i) {
        QTRY_VERIFY(!held.isEmpty());
        QVERIFY(held.size() <= 2);
        QCOMPARE(held.first().header.command, std::uint8_t(i));
        bench.peer.answer(held.takeFirst().header, hello());
        VERIFY_OK(await(all[i]));
    }
}

void TestSmpClient::smpRefusesWhatDoesNotFit()
{
    SmpBench bench;
    QVERIFY(bench.open());
    SmpRequest request = echo(5000);
    request.body.insert(QLatin1String("d"), QByteArray(600, 'x'));
    COMPARE_FAULT(await(bench.smp->request(request, bench.never)), Fault::BadArgument);
    bench.smp->setMaxPacket(100000); // also what no frame can carry ends
    request.body.insert(QLatin1String("d"), QByteArray(70000, 'x'));
    COMPARE_FAULT(await(bench.smp->request(request, bench.never)), Fault::BadArgument);
}

void TestSmpClient::smpSurvivesAFlood()
{
    SmpBench bench;
    bench.peer.onRequest = [&bench](const Request &request) {
        framing::SmpHeader other = request.header;
        for (int i = 0; i < 20000; ++i) {
            other.sequence = std::uint8_t(i);
            if (other.sequence != request.header.sequence)
                bench.peer.answer(other, hello());
        }
        bench.peer.write(QByteArray(100000, '\x7f') + '\0');
        bench.peer.answer(request.header, hello());
    };
    QVERIFY(bench.open());
    // What answers nothing stays in the link thread, and does not crowd out the one answer.
    const Result<SmpReply> reply = await(bench.smp->request(echo(60000), bench.never));
    VERIFY_OK(reply);
    QTRY_VERIFY(bench.link.shared().unexpected > 19000);
    QTRY_VERIFY(bench.link.shared().badFrames >= 1);
    QTRY_COMPARE(int(bench.link.shared().undelivered), 0);
}

QTEST_GUILESS_MAIN(TestSmpClient)
#include "tst_smp_client.moc"
