// SPDX-License-Identifier: GPL-3.0-or-later
// SMP and AT clients against a scripted peer over a TCP socket: late, never, twice, wrong id, flood, split bytes.
#include "scripted_peer.h"
#include "session_fixture.h"

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/at_card_channel.h"
#include "device_link/protocols/at_client.h"
#include "device_link/protocols/at_identity.h"
#include "device_link/protocols/event_receiver.h"
#include "device_link/protocols/smp_client.h"
#include "device_link/protocols/smp_upload.h"
#include "device_link/session/open_link.h"

#include <QCoroFuture>
#include <QCryptographicHash>
#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    // As the product does it, but for a test that has no coroutine around it.
    return QTest::qWaitFor([&future] { return future.isFinished(); }, 30000) ? future.result() : Result<T>(fail(Fault::Timeout, QStringLiteral("the future never ended")));
}

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

QCborMap offset(qint64 value)
{
    QCborMap map;
    map.insert(QLatin1String("off"), value);
    return map;
}

struct SmpBench {
    explicit SmpBench(PortRole role = PortRole::Kit)
        : peer(role)
        , link(peer.url())
        , smp(std::make_shared<SmpClient>(&link))
    {
    }
    bool open() { return await(openLink(link, 5000, never)).has_value(); }
    ScriptedPeer peer;
    std::stop_token never;
    Link link;
    std::shared_ptr<SmpClient> smp;
};

/// A server's side of an upload, as MCUmgr behaves: takes what fits its offset, answers the offset it wants.
struct UploadServer {
    QByteArray image;
    qint64 length = 0;
    QByteArray sha;
    qint64 take(const QCborMap &body)
    {
        const qint64 off = body.value(QLatin1String("off")).toInteger();
        const QByteArray data = body.value(QLatin1String("data")).toByteArray();
        if (off == 0) {
            if (body.value(QLatin1String("sha")).toByteArray() != sha || image.isEmpty()) {
                image.clear();
                sha = body.value(QLatin1String("sha")).toByteArray();
                length = body.value(QLatin1String("len")).toInteger();
            } else {
                return image.size();
            }
        }
        if (off == image.size())
            image.append(data);
        return image.size();
    }
};

struct AtBench {
    AtBench()
        : peer(PortRole::At)
        , link(peer.url())
        , at(std::make_shared<AtClient>(&link))
    {
    }
    bool open() { return await(openLink(link, 5000, never)).has_value(); }
    Result<AtReply> run(const char *text, const char *prefix, bool bare = false, int timeoutMs = 5000)
    {
        AtCommand command;
        command.text = text;
        command.prefix = prefix;
        command.bare = bare;
        command.timeoutMs = timeoutMs;
        return await(at->command(command, never));
    }
    ScriptedPeer peer;
    std::stop_token never;
    Link link;
    std::shared_ptr<AtClient> at;
};

} // namespace

class TestClients : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smpAnswers_data();
    void smpAnswers();
    void smpDropsTheStrange_data();
    void smpDropsTheStrange();
    void smpRepeatsOnlyWhatIsSafe();
    void smpFallsBackToVersion1();
    void smpEndsByStop();
    void smpEndsByLinkLoss();
    void smpEndsWithTheClient();
    void smpKeepsItsPlaceInTheQueue();
    void smpRefusesWhatDoesNotFit();
    void smpSurvivesAFlood();
    void helloIsChecked_data();
    void helloIsChecked();
    void eventsAreRepaired();
    void eventsGoneForGoodAreCounted();
    void uploadIsWhole_data();
    void uploadIsWhole();
    void uploadResumes();
    void uploadEndsOnHostileOffsets_data();
    void uploadEndsOnHostileOffsets();
    void uploadStops();
    void atDialects_data();
    void atDialects();
    void atErrors_data();
    void atErrors();
    void atTellsUrcsFromAnswers();
    void atComesBackIntoStep();
    void atStopLeavesTheLineInStep();
    void atNeverTouchesSettings();
    void atCardByCsim();
};

void TestClients::smpAnswers_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<bool>("split");
    QTest::newRow("kit") << PortRole::Kit << false;
    QTest::newRow("kit byte by byte") << PortRole::Kit << true;
    QTest::newRow("console") << PortRole::Console << false;
    QTest::newRow("console byte by byte") << PortRole::Console << true;
}

void TestClients::smpAnswers()
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
    QCOMPARE(bench.smp->counters().unexpected, quint64(0));
    QCOMPARE(bench.peer.requests.first().body, echo(0).body);
}

void TestClients::smpDropsTheStrange_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"twice", "sequence", "group", "command", "request", "late", "short", "no map"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestClients::smpDropsTheStrange()
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
    const auto dropped = [&bench] { return bench.smp->counters().unexpected + bench.smp->counters().malformed; };
    QTRY_COMPARE(dropped(), quint64(1));
    // The next request is not disturbed.
    bench.peer.onRequest = [&bench](const Request &request) { bench.peer.answer(request.header, hello()); };
    const Result<SmpReply> next = await(bench.smp->request(echo(5000), bench.never));
    VERIFY_OK(next);
}

void TestClients::smpRepeatsOnlyWhatIsSafe()
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

void TestClients::smpFallsBackToVersion1()
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

void TestClients::smpEndsByStop()
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

void TestClients::smpEndsByLinkLoss()
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

void TestClients::smpEndsWithTheClient()
{
    SmpBench bench;
    QVERIFY(bench.open());
    const auto request = bench.smp->request(echo(60000), bench.never);
    bench.smp.reset();
    COMPARE_FAULT(await(request), Fault::Cancelled);
}

void TestClients::smpKeepsItsPlaceInTheQueue()
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

void TestClients::smpRefusesWhatDoesNotFit()
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

void TestClients::smpSurvivesAFlood()
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
    // What the GUI thread does not take in time is dropped and counted: the request may have to be repeated.
    const Result<SmpReply> reply = await(bench.smp->request(echo(10000, 2), bench.never));
    VERIFY_OK(reply);
    QVERIFY(bench.smp->counters().unexpected + bench.link.shared().overrun > 10000);
    QVERIFY(bench.link.shared().badFrames >= 1);
    QTRY_COMPARE(int(bench.link.shared().undelivered), 0);
}

void TestClients::helloIsChecked_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QCborValue>("value");
    QTest::addColumn<int>("fault"); // -1: accepted
    QTest::newRow("as it should be") << "extra" << QCborValue(1) << -1;
    QTest::newRow("newer but compatible") << "ver" << QCborValue(9) << -1;
    QTest::newRow("another product") << "magic" << QCborValue(QStringLiteral("other")) << int(Fault::NotSupported);
    QTest::newRow("no magic") << "magic" << QCborValue() << int(Fault::NotSupported);
    QTest::newRow("too new") << "min" << QCborValue(2) << int(Fault::NotSupported);
    QTest::newRow("buffer") << "buf" << QCborValue(100) << int(Fault::BadReply);
    QTest::newRow("boot 0") << "boot" << QCborValue(0) << int(Fault::BadReply);
    QTest::newRow("boot text") << "boot" << QCborValue(QStringLiteral("7")) << int(Fault::BadReply);
    QTest::newRow("caps") << "caps" << QCborValue(QCborArray{1, 2}) << int(Fault::BadReply);
    QTest::newRow("time") << "t" << QCborValue(-5) << int(Fault::BadReply);
}

void TestClients::helloIsChecked()
{
    QFETCH(QString, key);
    QFETCH(QCborValue, value);
    QFETCH(int, fault);
    SmpBench bench;
    bench.peer.onRequest = [&](const Request &request) {
        QCborMap answer;
        if (request.header.group == 10) { // enumeration: our group has another number here
            QCborMap os, ours;
            os.insert(QLatin1String("group"), 0);
            ours.insert(QLatin1String("group"), 90);
            ours.insert(QLatin1String("name"), QStringLiteral("aiesim"));
            answer.insert(QLatin1String("groups"), QCborArray{os, ours});
        } else if (request.header.group == 90) {
            answer.insert(QLatin1String("magic"), QStringLiteral("aiesim-kit"));
            answer.insert(QLatin1String("ver"), 1);
            answer.insert(QLatin1String("min"), 1);
            answer.insert(QLatin1String("buf"), 1024);
            answer.insert(QLatin1String("boot"), 7);
            answer.insert(QLatin1String("t"), 1000);
            answer.insert(QLatin1String("caps"), QCborArray{QStringLiteral("power")});
            answer.insert(QLatin1String("sim"), true);
            answer.insert(key, value);
        }
        bench.peer.answer(request.header, answer);
    };
    QVERIFY(bench.open());
    const auto client = std::make_shared<AiesimClient>(bench.smp, 3000);
    const Result<KitHello> greeted = AWAIT(greetKit(client, bench.never));
    if (fault >= 0) {
        COMPARE_FAULT(greeted, Fault(fault));
        return;
    }
    VERIFY_OK(greeted);
    QCOMPARE(client->group(), quint16(90));
    QCOMPARE(greeted->bootId, 7U);
    QVERIFY(kitPacketLimit(1024) > 1000 && kitPacketLimit(1024) < 1018);
}

namespace {

QCborMap eventMap(int number, const char *name = "battery")
{
    QCborMap map;
    map.insert(QLatin1String("b"), 7);
    map.insert(QLatin1String("n"), number);
    map.insert(QLatin1String("t"), number * 1000);
    map.insert(QLatin1String("e"), QString::fromLatin1(name));
    return map;
}

/// Answers events.get with the events from the one asked for up to last, two to a page.
void serveEvents(ScriptedPeer &peer, int &last, int oldest)
{
    peer.onRequest = [&peer, &last, oldest](const Request &request) {
        int next = std::max(int(request.body.value(QLatin1String("from")).toInteger()), oldest);
        QCborArray events;
        for (int i = 0; i < 2 && next <= last; ++i)
            events.append(eventMap(next++));
        QCborMap answer;
        answer.insert(QLatin1String("boot"), 7);
        answer.insert(QLatin1String("events"), events);
        answer.insert(QLatin1String("next"), next);
        answer.insert(QLatin1String("end"), next > last);
        answer.insert(QLatin1String("oldest"), oldest);
        peer.answer(request.header, answer);
    };
}

QList<quint32> sequences(const QSignalSpy &spy)
{
    QList<quint32> list;
    for (const QList<QVariant> &arguments : spy)
        list.append(arguments.first().value<KitEvent>().sequence);
    return list;
}

} // namespace

void TestClients::eventsAreRepaired()
{
    SmpBench bench;
    int last = 5;
    serveEvents(bench.peer, last, 1);
    QVERIFY(bench.open());
    const auto client = std::make_shared<AiesimClient>(bench.smp, 3000);
    const auto receiver = std::make_shared<EventReceiver>(client);
    connect(&bench.link, &Link::event, receiver.get(), &EventReceiver::take);
    QSignalSpy events(receiver.get(), &EventReceiver::event);
    VERIFY_OK(AWAIT(EventReceiver::synchronise(receiver, 7, bench.never)));
    QCOMPARE(events.size(), 0); // what was before us is not ours
    bench.peer.event(eventMap(6));
    bench.peer.event(eventMap(6)); // repeated
    bench.peer.event(eventMap(3)); // old
    last = 8;
    bench.peer.event(eventMap(9)); // 7 and 8 were lost
    bench.peer.event(eventMap(10));
    QTRY_COMPARE(sequences(events), (QList<quint32>{6, 7, 8, 9, 10}));
    QVERIFY(events[1].first().value<KitEvent>().replayed);
    QVERIFY(!events[3].first().value<KitEvent>().replayed);
    last = 11;
    bench.peer.event(eventMap(11, "alive")); // tells of an event that did not come
    QTRY_COMPARE(sequences(events).last(), 11U);
    QCOMPARE(receiver->missed(), quint64(0));
    QCOMPARE(receiver->repeats(), quint64(2));
    QCOMPARE(receiver->replayed(), quint64(3));
    bench.peer.frame(framing::KitChannel::Events, QByteArray::fromHex("ff00ff"));
    QTRY_COMPARE(receiver->malformed(), quint64(1));
    QSignalSpy boots(receiver.get(), &EventReceiver::otherBootSeen);
    QCborMap other = eventMap(1);
    other.insert(QLatin1String("b"), 8);
    bench.peer.event(other);
    QTRY_COMPARE(boots.size(), 1);
}

void TestClients::eventsGoneForGoodAreCounted()
{
    SmpBench bench;
    int last = 2;
    serveEvents(bench.peer, last, 1);
    QVERIFY(bench.open());
    const auto client = std::make_shared<AiesimClient>(bench.smp, 3000);
    const auto receiver = std::make_shared<EventReceiver>(client);
    connect(&bench.link, &Link::event, receiver.get(), &EventReceiver::take);
    QSignalSpy events(receiver.get(), &EventReceiver::event);
    VERIFY_OK(AWAIT(EventReceiver::synchronise(receiver, 7, bench.never)));
    last = 19;
    serveEvents(bench.peer, last, 10); // 3 to 9 are not kept
    bench.peer.event(eventMap(20));
    QTRY_COMPARE(sequences(events).size(), 11);
    QCOMPARE(sequences(events).first(), 10U);
    QCOMPARE(sequences(events).last(), 20U);
    QCOMPARE(receiver->missed(), quint64(7));
}

void TestClients::uploadIsWhole_data()
{
    QTest::addColumn<int>("loseEvery");
    QTest::addColumn<bool>("partial");
    QTest::addColumn<int>("window");
    QTest::newRow("one at a time") << 0 << false << 1;
    QTest::newRow("window") << 0 << false << 7;
    QTest::newRow("losses") << 23 << false << 7;
    QTest::newRow("takes a part") << 0 << true << 4;
}

void TestClients::uploadIsWhole()
{
    QFETCH(int, loseEvery);
    QFETCH(bool, partial);
    QFETCH(int, window);
    SmpBench bench;
    bench.smp->setMaxPacket(480);
    QByteArray file;
    for (int i = 0; i < 40000; ++i)
        file.append(char(i * 7 + i / 256));
    UploadServer server;
    int count = 0, most = 0;
    bench.peer.onRequest = [&](const Request &request) {
        if (loseEvery > 0 && ++count % loseEvery == 0)
            return;
        QCborMap body = request.body;
        if (partial && body.value(QLatin1String("off")).toInteger() % 3 == 1)
            body.insert(QLatin1String("data"), body.value(QLatin1String("data")).toByteArray().left(100));
        bench.peer.answer(request.header, offset(server.take(body)));
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 480;
    limits.maxWindow = window;
    qint64 before = 0;
    bool erasing = false, backwards = false;
    SmpUpload upload(bench.smp, file, 0, limits,
        [&](const UploadProgress &progress) {
            erasing = erasing || progress.erasing;
            backwards = backwards || progress.done < before;
            before = progress.done;
            most = std::max(most, progress.window);
        },
        bench.never);
    upload.start();
    VERIFY_OK(await(upload.future()));
    QCOMPARE(server.image, file);
    QCOMPARE(server.length, file.size());
    QCOMPARE(server.sha, QCryptographicHash::hash(file, QCryptographicHash::Sha256));
    QVERIFY(erasing);
    QCOMPARE(before, file.size());
    QVERIFY(most <= window);
    if (window > 1 && loseEvery == 0 && !partial)
        QVERIFY(most > 2);
    if (loseEvery == 0)
        QVERIFY(!backwards);
}

void TestClients::uploadResumes()
{
    SmpBench bench;
    const QByteArray file(20000, 'x');
    UploadServer server;
    server.sha = QCryptographicHash::hash(file, QCryptographicHash::Sha256);
    server.image = file.left(12345);
    qint64 bytes = 0;
    bench.peer.onRequest = [&](const Request &request) {
        bytes += request.body.value(QLatin1String("data")).toByteArray().size();
        bench.peer.answer(request.header, offset(server.take(request.body)));
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 400;
    limits.maxWindow = 3;
    qint64 resumedFrom = 0;
    SmpUpload upload(bench.smp, file, 0, limits,
        [&resumedFrom](const UploadProgress &progress) { resumedFrom = progress.resumedFrom; }, bench.never);
    upload.start();
    VERIFY_OK(await(upload.future()));
    QCOMPARE(server.image, file);
    QCOMPARE(resumedFrom, qint64(12345));
    QVERIFY(bytes < 9000);
}

void TestClients::uploadEndsOnHostileOffsets_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("always 0") << "always 0" << Fault::Timeout;
    QTest::newRow("never on") << "never on" << Fault::Timeout;
    QTest::newRow("to and fro") << "to and fro" << Fault::Timeout;
    QTest::newRow("beyond the end") << "beyond" << Fault::BadReply;
    QTest::newRow("no offset") << "none" << Fault::BadReply;
    QTest::newRow("another hash") << "match" << Fault::Refused;
    QTest::newRow("refused") << "refused" << Fault::Refused;
}

void TestClients::uploadEndsOnHostileOffsets()
{
    QFETCH(QString, kind);
    QFETCH(Fault, fault);
    SmpBench bench;
    const QByteArray file(5000, 'x');
    int count = 0;
    bench.peer.onRequest = [&](const Request &request) {
        const qint64 off = request.body.value(QLatin1String("off")).toInteger();
        const qint64 size = request.body.value(QLatin1String("data")).toByteArray().size();
        QCborMap answer = offset(off + size);
        if (kind == QLatin1String("always 0"))
            answer = offset(0);
        if (kind == QLatin1String("never on"))
            answer = offset(std::min<qint64>(off + size, 300));
        if (kind == QLatin1String("to and fro"))
            answer = offset(++count % 2 ? 1000 : 0);
        if (kind == QLatin1String("beyond"))
            answer = offset(file.size() + 1);
        if (kind == QLatin1String("none"))
            answer = QCborMap();
        if (kind == QLatin1String("match"))
            answer.insert(QLatin1String("match"), false);
        if (kind == QLatin1String("refused") && off > 0) {
            QCborMap err;
            err.insert(QLatin1String("group"), 1);
            err.insert(QLatin1String("rc"), 12);
            answer.insert(QLatin1String("err"), err);
        }
        bench.peer.answer(request.header, answer);
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 400;
    limits.maxWindow = 4;
    SmpUpload upload(bench.smp, file, 0, limits, {}, bench.never);
    upload.start();
    COMPARE_FAULT(await(upload.future()), fault);
    QTRY_VERIFY(bench.smp->isIdle());
}

void TestClients::uploadStops()
{
    SmpBench bench;
    UploadServer server;
    std::stop_source stop;
    bench.peer.onRequest = [&](const Request &request) {
        bench.peer.answer(request.header, offset(server.take(request.body)));
        if (server.image.size() > 5000)
            stop.request_stop();
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 400;
    SmpUpload upload(bench.smp, QByteArray(200000, 'x'), 0, limits, {}, stop.get_token());
    upload.start();
    COMPARE_FAULT(await(upload.future()), Fault::Cancelled);
    QTRY_VERIFY(bench.smp->isIdle());
    QVERIFY(server.image.size() < 200000);
}

void TestClients::atDialects_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<bool>("bare");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("value");
    const QByteArray ok("\r\nOK\r\n");
    QTest::newRow("plain") << QByteArray("AT+CSQ") << QByteArray("+CSQ") << false
                           << QByteArray("\r\n+CSQ: 20,99\r\n") + ok << QByteArray("20,99");
    QTest::newRow("echo") << QByteArray("AT+CSQ") << QByteArray("+CSQ") << false
                          << QByteArray("AT+CSQ\r\r\n+CSQ: 20,99\r\n") + ok << QByteArray("20,99");
    QTest::newRow("no blank") << QByteArray("AT+CGLA=1,2,\"AA\"") << QByteArray("+CGLA") << false
                              << QByteArray("\r\n+CGLA:4,\"9000\"\r\n") + ok << QByteArray("4,\"9000\"");
    QTest::newRow("bare CCHO") << QByteArray("AT+CCHO=\"A0\"") << QByteArray("+CCHO") << true << QByteArray("\r\n1\r\n") + ok
                               << QByteArray("1");
    QTest::newRow("long handle") << QByteArray("AT+CCHO=\"A0\"") << QByteArray("+CCHO") << true
                                 << QByteArray("\r\n+CCHO: 0123456789ABCDEF\r\n") + ok << QByteArray("0123456789ABCDEF");
    QTest::newRow("URC between") << QByteArray("AT+CGMM") << QByteArray("+CGMM") << true
                                 << QByteArray("\r\n+CEREG: 1\r\n\r\nRDY\r\n\r\nEG21\r\n") + ok << QByteArray("EG21");
    QTest::newRow("prefixed revision") << QByteArray("AT+CGMR") << QByteArray() << true
                                       << QByteArray("\r\n+CGMR: LE20B04\r\n") + ok << QByteArray("LE20B04");
    QTest::newRow("bare LF") << QByteArray("AT+CSQ") << QByteArray("+CSQ") << false << QByteArray("+CSQ: 1,2\nOK\n")
                             << QByteArray("1,2");
}

void TestClients::atDialects()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, prefix);
    QFETCH(bool, bare);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, value);
    for (const bool split : {false, true}) {
        AtBench bench;
        bench.peer.splitBytes = split;
        bench.peer.onLine = [&](const QByteArray &line) {
            QCOMPARE(line, command);
            bench.peer.write(answer);
        };
        QVERIFY(bench.open());
        const Result<AtReply> reply = bench.run(command.constData(), prefix.constData(), bare);
        VERIFY_OK(reply);
        QCOMPARE(reply->lines, QList<QByteArray>{value});
    }
}

void TestClients::atErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("rc");
    QTest::newRow("ERROR") << QByteArray("\r\nERROR\r\n") << Fault::Refused << -1;
    QTest::newRow("CME 3") << QByteArray("\r\n+CME ERROR: 3\r\n") << Fault::Refused << 3;
    QTest::newRow("CME 4") << QByteArray("\r\n+CME ERROR: 4\r\n") << Fault::NotSupported << 4;
    QTest::newRow("CME 14") << QByteArray("\r\n+CME ERROR: 14\r\n") << Fault::Busy << 14;
    QTest::newRow("CME text") << QByteArray("\r\n+CME ERROR: SIM busy\r\n") << Fault::Refused << -1;
    QTest::newRow("CMS") << QByteArray("\r\n+CMS ERROR: 500\r\n") << Fault::Refused << -1;
    QTest::newRow("NO CARRIER") << QByteArray("\r\nNO CARRIER\r\n") << Fault::Refused << -1;
    QTest::newRow("silence") << QByteArray() << Fault::Timeout << -1;
}

void TestClients::atErrors()
{
    QFETCH(QByteArray, answer);
    QFETCH(Fault, fault);
    QFETCH(int, rc);
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &) { bench.peer.write(answer); };
    QVERIFY(bench.open());
    const Result<AtReply> reply = bench.run("AT+CCHO=\"A0\"", "+CCHO", true, 300);
    COMPARE_FAULT(reply, fault);
    QCOMPARE(reply.error().code().has_value(), rc >= 0);
    if (rc >= 0)
        QCOMPARE(*reply.error().code(), (RefusalCode{RefusalCode::Space::AtCme, 0, rc}));
}

void TestClients::atTellsUrcsFromAnswers()
{
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &) { bench.peer.write("\r\n+CPIN: READY\r\n\r\n+CSQ: 7,99\r\n\r\nOK\r\n"); };
    QVERIFY(bench.open());
    QSignalSpy urcs(bench.at.get(), &AtClient::urc);
    const Result<AtReply> reply = bench.run("AT+CSQ", "+CSQ");
    VERIFY_OK(reply);
    QCOMPARE(reply->lines, QList<QByteArray>{"7,99"});
    bench.peer.write("\r\n+CEREG: 5\r\n\r\nOK\r\n"); // the OK is nobody's
    QTRY_COMPARE(urcs.size(), 2);
    QCOMPARE(urcs[0].first().toByteArray(), QByteArray("+CPIN: READY"));
    QCOMPARE(urcs[1].first().toByteArray(), QByteArray("+CEREG: 5"));
    QTRY_COMPARE(bench.at->unexpectedLines(), quint64(1));
}

void TestClients::atComesBackIntoStep()
{
    // A modem works on one command after the other: the late answer to the first comes before that to the probe.
    // Neither may be taken for the answer to the second command.
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT") // with it comes the late one
            bench.peer.write("\r\n+CSQ: 1,99\r\n\r\nOK\r\n\r\nOK\r\n");
        else if (line == "AT+CESQ")
            bench.peer.write("\r\n+CESQ: 99,99,255,255,20,50\r\n\r\nOK\r\n");
    };
    QVERIFY(bench.open());
    COMPARE_FAULT(bench.run("AT+CSQ", "+CSQ", false, 200), Fault::Timeout);
    const Result<AtReply> reply = bench.run("AT+CESQ", "+CESQ");
    VERIFY_OK(reply);
    QCOMPARE(reply->lines, QList<QByteArray>{"99,99,255,255,20,50"});
    // A modem that says nothing at all: every command fails, none hangs, and it works again when it wakes up.
    bench.peer.onLine = {};
    COMPARE_FAULT(bench.run("AT+CSQ", "+CSQ", false, 200), Fault::Timeout);
    COMPARE_FAULT(bench.run("AT+CSQ", "+CSQ", false, 200), Fault::Timeout);
    bench.peer.onLine = [&](const QByteArray &line) {
        bench.peer.write(line == "AT" ? "\r\nOK\r\n" : "\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
    };
    VERIFY_OK(bench.run("AT+CSQ", "+CSQ"));
}

void TestClients::atStopLeavesTheLineInStep()
{
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT+CSQ")
            QTimer::singleShot(200, &bench.peer, [&bench] { bench.peer.write("\r\n+CSQ: 1,99\r\n\r\nOK\r\n"); });
        else
            bench.peer.write("\r\n+CESQ: 1\r\n\r\nOK\r\n");
    };
    QVERIFY(bench.open());
    std::stop_source stop;
    AtCommand slow;
    slow.text = "AT+CSQ";
    slow.prefix = "+CSQ";
    const auto first = bench.at->command(slow, stop.get_token());
    QTRY_COMPARE(bench.peer.lines.size(), 1);
    stop.request_stop();
    COMPARE_FAULT(await(first), Fault::Cancelled);
    const Result<AtReply> second = bench.run("AT+CESQ", "+CESQ");
    VERIFY_OK(second);
    QCOMPARE(second->lines, QList<QByteArray>{"1"});
    QCOMPARE(bench.peer.lines, (QList<QByteArray>{"AT+CSQ", "AT+CESQ"}));
}

void TestClients::atNeverTouchesSettings()
{
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT+CGSN")
            bench.peer.write("\r\n350000000000006\r\n\r\nOK\r\n");
        else if (line == "AT+QCCID")
            bench.peer.write("\r\n+QCCID: 89860000000000000007\r\n\r\nOK\r\n");
        else
            bench.peer.write(line == "AT" ? "\r\nOK\r\n" : "\r\nERROR\r\n");
    };
    QVERIFY(bench.open());
    const Result<KitIdentity> identity = AWAIT(readModemIdentity(bench.at, bench.never));
    VERIFY_OK(identity);
    QCOMPARE(identity->imei, QStringLiteral("350000000000006"));
    QCOMPARE(identity->iccid, QStringLiteral("89860000000000000007"));
    QVERIFY(identity->model.isEmpty());
    for (const QByteArray &line : std::as_const(bench.peer.lines))
        QVERIFY2(!line.contains("CMEE") && !line.startsWith("ATE") && !line.startsWith("ATZ"), line.constData());
}

void TestClients::atCardByCsim()
{
    // A modem without +CCHO: the channel is opened by hand, and its number goes into the CLA.
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        QByteArray answer = "\r\nERROR\r\n";
        if (line == "AT" || line == "AT+CSIM=?")
            answer = "\r\nOK\r\n";
        else if (line.contains("\"0070000001\""))
            answer = "\r\n+CSIM: 6,\"029000\"\r\n\r\nOK\r\n";
        else if (line.contains("\"02A40400"))
            answer = "\r\n+CSIM: 4,\"6112\"\r\n\r\nOK\r\n";
        else if (line.contains("\"82E29100\""))
            answer = "\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n";
        else if (line.contains("\"00708002\""))
            answer = "\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n";
        bench.peer.write(answer);
    };
    QVERIFY(bench.open());
    const auto card = std::make_shared<AtCardChannel>(bench.at);
    const Result<CardSession> session
        = AWAIT(card->open(QByteArray::fromHex("A0000005591010FFFFFFFF8900000100"), bench.never));
    VERIFY_OK(session);
    const Result<QByteArray> answer = AWAIT(card->transmit(*session, QByteArray::fromHex("80E29100"), bench.never));
    VERIFY_OK(answer);
    QCOMPARE(*answer, QByteArray::fromHex("9000"));
    VERIFY_OK(AWAIT(card->close(*session)));
    COMPARE_FAULT(AWAIT(card->transmit(*session, QByteArray(3, 'x'), bench.never)), Fault::BadArgument);
    COMPARE_FAULT(AWAIT(card->open(QByteArray(17, 'x'), bench.never)), Fault::BadArgument);
}

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
