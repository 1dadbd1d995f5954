// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/capture/event_log.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>
#include <thread>

using namespace device_link;

namespace {

constexpr std::int64_t kStart = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();

KitEvent kitEvent(std::uint32_t boot, std::uint32_t sequence, std::int64_t kitTimeNs)
{
    KitEvent e;
    e.bootId = boot;
    e.sequence = sequence;
    e.kitTimeNs = kitTimeNs;
    e.name = QStringLiteral("radio");
    return e;
}

QList<quint32> sequences(const std::vector<KitEvent> &events)
{
    QList<quint32> result;
    for (const KitEvent &e : events)
        result << e.sequence;
    return result;
}

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replayedEventsStandWhereTheyHappened();
    void repeatsAndAliveAreRefused();
    void timeRanges();
    void timesThatRunBackwards();
    void bootsAreKeptApart();
    void capacityForgetsTheOldest();
    void anyOrderGivesTheSame();
    void threads();
};

void TestEventLog::replayedEventsStandWhereTheyHappened()
{
    EventLog log;
    for (const std::uint32_t n : {1, 2, 5, 6})
        QVERIFY(log.add(kitEvent(7, n, n * 10)));
    KitEvent late = kitEvent(7, 4, 40);
    late.replayed = true;
    QVERIFY(log.add(late));
    QVERIFY(log.add(kitEvent(7, 3, 30)));
    const auto all = log.between(7, kStart, kEnd);
    QCOMPARE(sequences(all), (QList<quint32>{1, 2, 3, 4, 5, 6}));
    QVERIFY(all[3].replayed);
    QCOMPARE(sequences(log.newest(2)), (QList<quint32>{5, 6}));
}

void TestEventLog::repeatsAndAliveAreRefused()
{
    EventLog log;
    QVERIFY(log.add(kitEvent(7, 1, 10)));
    QVERIFY(!log.add(kitEvent(7, 1, 10)));
    KitEvent alive = kitEvent(7, 2, 20);
    alive.name = QStringLiteral("alive");
    QVERIFY(!log.add(alive));
    QCOMPARE(log.size(), std::size_t(1));
}

void TestEventLog::timeRanges()
{
    EventLog log;
    for (std::uint32_t n = 1; n <= 100; ++n)
        QVERIFY(log.add(kitEvent(7, n, n / 2 * 10))); // two events may share a time
    QCOMPARE(sequences(log.between(7, 20, 40)), (QList<quint32>{4, 5, 6, 7}));
    QCOMPARE(sequences(log.between(7, 20, 40, 3)), (QList<quint32>{4, 5, 6}));
    QVERIFY(log.between(7, 21, 30).empty());
    QVERIFY(log.between(7, 40, 20).empty());
    QVERIFY(log.between(8, kStart, kEnd).empty());
    QCOMPARE(log.between(7, kStart, kEnd).size(), std::size_t(100));
}

void TestEventLog::timesThatRunBackwards()
{
    EventLog log;
    const std::int64_t times[] = {50, 10, 40, 20, 30};
    for (std::uint32_t n = 0; n < 5; ++n)
        QVERIFY(log.add(kitEvent(7, n, times[n])));
    QCOMPARE(sequences(log.between(7, 20, 41)), (QList<quint32>{2, 3, 4}));
}

void TestEventLog::bootsAreKeptApart()
{
    EventLog log;
    QVERIFY(log.add(kitEvent(900, 1, 10)));
    QVERIFY(log.add(kitEvent(900, 2, 20)));
    QVERIFY(log.add(kitEvent(5, 1, 10))); // boot ids do not rise
    QVERIFY(log.add(kitEvent(900, 3, 30)));
    QCOMPARE(log.boots(), (std::vector<std::uint32_t>{900, 5}));
    QCOMPARE(sequences(log.between(900, kStart, kEnd)), (QList<quint32>{1, 2, 3}));
    QCOMPARE(sequences(log.between(5, kStart, kEnd)), (QList<quint32>{1}));
    QCOMPARE(sequences(log.newest(10)), (QList<quint32>{1, 2, 3, 1}));
    log.clear();
    QCOMPARE(log.size(), std::size_t(0));
    QVERIFY(log.boots().empty());
}

void TestEventLog::capacityForgetsTheOldest()
{
    EventLog log(10);
    for (std::uint32_t n = 1; n <= 8; ++n)
        QVERIFY(log.add(kitEvent(1, n, n)));
    for (std::uint32_t n = 1; n <= 12; ++n)
        QVERIFY(log.add(kitEvent(2, n, n)));
    QCOMPARE(log.size(), std::size_t(10));
    QCOMPARE(log.forgotten(), std::uint64_t(10));
    QCOMPARE(log.boots(), std::vector<std::uint32_t>{2});
    QCOMPARE(sequences(log.newest(100)), (QList<quint32>{3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
    QVERIFY(!log.add(kitEvent(2, 1, 1))); // it would be forgotten at once
    QCOMPARE(log.size(), std::size_t(10));
}

void TestEventLog::anyOrderGivesTheSame()
{
    std::mt19937 random(1);
    std::vector<KitEvent> events;
    for (std::uint32_t n = 1; n <= 300; ++n)
        events.push_back(kitEvent(7, n, n));
    std::vector<KitEvent> twice = events;
    twice.insert(twice.end(), events.begin(), events.end());
    std::shuffle(twice.begin(), twice.end(), random);
    EventLog log;
    std::size_t taken = 0;
    for (const KitEvent &e : twice)
        taken += log.add(e) ? 1 : 0;
    QCOMPARE(taken, events.size());
    QCOMPARE(sequences(log.between(7, kStart, kEnd)), sequences(events));
    QCOMPARE(sequences(log.between(7, 100, 103)), (QList<quint32>{100, 101, 102}));
}

void TestEventLog::threads()
{
    EventLog log(1000);
    std::thread writer([&log] {
        for (std::uint32_t n = 1; n <= 20000; ++n)
            log.add(kitEvent(7, n, n));
    });
    bool ordered = true;
    while (ordered && log.size() < 1000) {
        const QList<quint32> seen = sequences(log.newest(50));
        ordered = std::is_sorted(seen.begin(), seen.end());
    }
    writer.join();
    QVERIFY(ordered);
    QCOMPARE(log.size(), std::size_t(1000));
    QCOMPARE(sequences(log.newest(1)), QList<quint32>{20000});
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_event_log.moc"
