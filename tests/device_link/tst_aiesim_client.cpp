// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_benches.h"

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/event_receiver.h"

#include <QTest>

using namespace device_link;
using namespace test_kit;

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

class TestAiesimClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helloIsChecked_data();
    void helloIsChecked();
    void eventsAreRepaired();
    void eventsGoneForGoodAreCounted();
};

void TestAiesimClient::helloIsChecked_data()
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

void TestAiesimClient::helloIsChecked()
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

void TestAiesimClient::eventsAreRepaired()
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

void TestAiesimClient::eventsGoneForGoodAreCounted()
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

QTEST_GUILESS_MAIN(TestAiesimClient)
#include "tst_aiesim_client.moc"
