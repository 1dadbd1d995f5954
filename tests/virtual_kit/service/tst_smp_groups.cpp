// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_board.h"

using namespace virtual_kit;
using framing::Bytes;
using framing::SmpOp;

namespace {

QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

} // namespace

class TestSmpGroups : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reset();
    void resetForms_data();
    void resetForms();
    void parametersAndTasks();
    void clock();
    void clockRejects();
    void info();
    void bootloader();
    void enumeration();
    void statistics();
    void settingsReadWrite();
    void settingsLife();
    void settingsErrors();
    void eraseStorage();
};

void TestSmpGroups::reset()
{
    SmpBoard board;
    const SimTime before = board.simulation.now();
    QCOMPARE(board.ask(SmpOp::Write, 0, 5), QCborMap());
    QVERIFY(board.resets.empty());
    board.simulation.advanceTo(before + 240 * kMillisecond);
    QVERIFY(board.resets.empty()); // it still answers
    QVERIFY(board.ask(SmpOp::Write, 0, 0).contains(QLatin1String("r")));
    board.simulation.advanceTo(before + 260 * kMillisecond);
    QCOMPARE(board.resets.size(), std::size_t(1));
    QVERIFY(!board.flash.running());
    board.advance(board.lastBoot.duration);
    QVERIFY(board.flash.running());
    board.ask(SmpOp::Write, 0, 5);
    board.boot(); // something else resets it first: the planned one is forgotten
    board.advance(2 * kSecond);
    QCOMPARE(board.resets.size(), std::size_t(1));
}

void TestSmpGroups::resetForms_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("force");
    QTest::addColumn<int>("mode");
    QTest::newRow("none") << hex("a0") << false << -1;
    QTest::newRow("force") << hex("a165666f726365f5") << true << -1;
    QTest::newRow("force 1") << hex("a165666f72636501") << true << -1;
    QTest::newRow("force 0") << hex("a165666f72636500") << false << -1;
    QTest::newRow("bootloader") << hex("a169626f6f745f6d6f646501") << false << 1;
    QTest::newRow("wrong types") << hex("a265666f726365616169626f6f745f6d6f6465f5") << false << -1;
}

void TestSmpGroups::resetForms()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, force);
    QFETCH(int, mode);
    SmpBoard board;
    QCOMPARE(board.askRaw(SmpOp::Write, 0, 5, body), QCborMap());
    board.advance(kSecond);
    QCOMPARE(board.resets.size(), std::size_t(1));
    QCOMPARE(board.resets[0].force, force);
    QCOMPARE(board.resets[0].bootMode ? int(*board.resets[0].bootMode) : -1, mode);
}

void TestSmpGroups::parametersAndTasks()
{
    SmpBoard board;
    QCOMPARE(board.ask(SmpOp::Read, 0, 6), cbor({{"buf_size", 2475}, {"buf_count", 8}}));
    const QCborMap tasks = board.ask(SmpOp::Read, 0, 2).value(QLatin1String("tasks")).toMap();
    QCOMPARE(tasks.size(), qsizetype(1));
    const QCborMap smp = tasks.value(QLatin1String("mcumgr smp")).toMap();
    for (const char *key :
        {"prio", "tid", "state", "stkuse", "stksiz", "cswcnt", "runtime", "last_checkin", "next_checkin"})
        QVERIFY2(smp.value(QLatin1String(key)).isInteger(), key);
    QCOMPARE(smp.value(QLatin1String("cswcnt")).toInteger(), 2);
}

void TestSmpGroups::clock()
{
    SmpBoard board;
    QCOMPARE(board.ask(SmpOp::Read, 0, 4), groupError(0, 4));
    QCOMPARE(board.ask(SmpOp::Read, 0, 4, {}, 0), commonError(5));
    const auto set = [&board](const char *text) {
        return board.ask(SmpOp::Write, 0, 4, cbor({{"datetime", QString(QLatin1String(text))}}));
    };
    const auto read = [&board] { return board.ask(SmpOp::Read, 0, 4).value(QLatin1String("datetime")).toString(); };
    QCOMPARE(set("2026-03-29T02:30:00"), QCborMap()); // a time that some zones skip: this clock has none
    QCOMPARE(read(), QStringLiteral("2026-03-29T02:30:00"));
    board.advance(90 * kSecond);
    QCOMPARE(read(), QStringLiteral("2026-03-29T02:31:30"));
    QCOMPARE(set("2026-12-31T23:59:59.900000"), QCborMap());
    board.advance(200 * kMillisecond);
    QCOMPARE(read(), QStringLiteral("2027-01-01T00:00:00"));
    board.boot();
    board.advance(board.lastBoot.duration);
    QVERIFY(read().startsWith(QLatin1String("2027-01-01T00:00:0"))); // goes on over a reset
}

void TestSmpGroups::clockRejects()
{
    SmpBoard board;
    for (const char *text :
        {"", "2026-01-15", "2026-13-15T09:00:00", "2026-02-30T09:00:00", "2026-01-15 09:00:00", "2026-01-15T25:00:00",
            "2026-01-15T09:00:00,5", "2026-01-15T09:00:00.x", "2026-01-15T09:00:00.-5", "2026-01-15T09:00:00.1234567"})
        QCOMPARE(board.ask(SmpOp::Write, 0, 4, cbor({{"datetime", QString(QLatin1String(text))}})), commonError(3));
    QCOMPARE(board.ask(SmpOp::Write, 0, 4, cbor({{"datetime", 1}})), commonError(3));
    QCOMPARE(board.ask(SmpOp::Write, 0, 4), commonError(3));
}

void TestSmpGroups::info()
{
    SmpBoard board;
    const auto ask = [&board](const char *format) {
        return board.ask(SmpOp::Read, 0, 7, cbor({{"format", QString(QLatin1String(format))}}))
            .value(QLatin1String("output"))
            .toString();
    };
    QCOMPARE(board.ask(SmpOp::Read, 0, 7), cbor({{"output", QStringLiteral("Zephyr")}}));
    QCOMPARE(ask("a"),
        QStringLiteral(
            "Zephyr aiesim-kit v4.4.0 4.4.0 2026-01-15T09:00:00 simulated simulated aiesim_virtual_kit Zephyr"));
    QCOMPARE(ask("snrvbmpio"), ask("a"));
    QCOMPARE(ask("in"), QStringLiteral("aiesim-kit aiesim_virtual_kit")); // the order is the server's
    QCOMPARE(ask("ss"), QStringLiteral("Zephyr"));
    QCOMPARE(board.ask(SmpOp::Read, 0, 7, cbor({{"format", QStringLiteral("sx")}})), groupError(0, 2));
    QCOMPARE(board.ask(SmpOp::Read, 0, 7, cbor({{"format", QStringLiteral("sx")}}), 0), commonError(3));
    QCOMPARE(board.ask(SmpOp::Read, 0, 7, cbor({{"format", 7}})), commonError(3));
}

void TestSmpGroups::bootloader()
{
    SmpBoard board;
    QCOMPARE(board.ask(SmpOp::Read, 0, 8), cbor({{"bootloader", QStringLiteral("MCUboot")}}));
    QCOMPARE(board.ask(SmpOp::Read, 0, 8, cbor({{"query", QStringLiteral("mode")}})), cbor({{"mode", 3}}));
    QCOMPARE(board.ask(SmpOp::Read, 0, 8, cbor({{"query", QStringLiteral("what")}})), groupError(0, 3));
    QCOMPARE(board.ask(SmpOp::Read, 0, 8, cbor({{"query", QStringLiteral("what")}}), 0), commonError(5));
    QCOMPARE(board.ask(SmpOp::Read, 0, 8, cbor({{"query", 1}})), commonError(3));
}

void TestSmpGroups::enumeration()
{
    SmpBoard board;
    board.server.registerGroup(72, "aiesim", 81, [](const SmpRequest &, const SmpReply &reply) { reply.sendOk(); });
    QCOMPARE(board.ask(SmpOp::Read, 10, 0), cbor({{"count", 7}}));
    QCOMPARE(board.ask(SmpOp::Read, 10, 1), cbor({{"groups", QCborArray{0, 1, 2, 3, 10, 63, 72}}}));
    QCOMPARE(board.ask(SmpOp::Read, 10, 2), cbor({{"group", 0}}));
    QCOMPARE(board.ask(SmpOp::Read, 10, 2, cbor({{"index", 4}})), cbor({{"group", 10}}));
    QCOMPARE(board.ask(SmpOp::Read, 10, 2, cbor({{"index", 6}})), cbor({{"group", 72}, {"end", true}}));
    QCOMPARE(board.ask(SmpOp::Read, 10, 2, cbor({{"index", 7}})), groupError(10, 4));
    QCOMPARE(board.ask(SmpOp::Read, 10, 2, cbor({{"index", 65536}})), commonError(3));
    QCOMPARE(board.ask(SmpOp::Read, 10, 2, cbor({{"index", -1}})), commonError(3));
    const QCborArray all = board.ask(SmpOp::Read, 10, 3).value(QLatin1String("groups")).toArray();
    const QCborArray expected{
        cbor({{"group", 0}, {"name", QStringLiteral("os mgmt")}, {"handlers", 9}}),
        cbor({{"group", 1}, {"name", QStringLiteral("img mgmt")}, {"handlers", 7}}),
        cbor({{"group", 2}, {"name", QStringLiteral("stat mgmt")}, {"handlers", 2}}),
        cbor({{"group", 3}, {"name", QStringLiteral("settings mgmt")}, {"handlers", 4}}),
        cbor({{"group", 10}, {"name", QStringLiteral("enum mgmt")}, {"handlers", 4}}),
        cbor({{"group", 63}, {"name", QStringLiteral("zephyr basic mgmt")}, {"handlers", 1}}),
        cbor({{"group", 72}, {"name", QStringLiteral("aiesim")}, {"handlers", 81}}),
    };
    QCOMPARE(all, expected);
    const QCborMap some = board.ask(SmpOp::Read, 10, 3, cbor({{"groups", QCborArray{72, 5}}}));
    QCOMPARE(some.value(QLatin1String("groups")).toArray(), QCborArray{expected.last()});
    QCOMPARE(board.ask(SmpOp::Read, 10, 3, cbor({{"groups", QCborArray{QStringLiteral("x")}}})), commonError(3));
}

void TestSmpGroups::statistics()
{
    SmpBoard board;
    QCOMPARE(board.ask(SmpOp::Read, 2, 1),
        cbor({{"stat_list", QCborArray{QStringLiteral("flash"), QStringLiteral("smp")}}}));
    board.ask(SmpOp::Read, 99, 0);
    board.server.receive(0, Bytes{1, 2, 3});
    const QCborMap smp = board.ask(SmpOp::Read, 2, 0, cbor({{"name", QStringLiteral("smp")}}));
    QCOMPARE(smp.value(QLatin1String("name")).toString(), QStringLiteral("smp"));
    QCOMPARE(smp.value(QLatin1String("fields")).toMap(),
        cbor({{"smp_pkts", 4}, {"smp_answers", 2}, {"smp_errors", 1}, {"smp_dropped", 0}, {"smp_malformed", 1}}));
    QCOMPARE(board.ask(SmpOp::Read, 2, 0, cbor({{"name", QStringLiteral("nope")}})), groupError(2, 2));
    QCOMPARE(board.ask(SmpOp::Read, 2, 0, cbor({{"name", QStringLiteral("nope")}}), 0), commonError(5));
    QCOMPARE(board.ask(SmpOp::Read, 2, 0), commonError(3));
    QCOMPARE(board.ask(SmpOp::Read, 2, 0, cbor({{"name", QString(32, QLatin1Char('s'))}})), commonError(3));
}

void TestSmpGroups::settingsReadWrite()
{
    SmpBoard board;
    const QString name = QStringLiteral("kit/name");
    QCOMPARE(board.ask(SmpOp::Read, 3, 0, cbor({{"name", name}})), cbor({{"val", QByteArrayLiteral("AI-eSIM kit")}}));
    QCOMPARE(board.ask(SmpOp::Write, 3, 0, cbor({{"name", name}, {"val", QByteArrayLiteral("bench 7")}})), QCborMap());
    QCOMPARE(board.ask(SmpOp::Read, 3, 0, cbor({{"name", name}})), cbor({{"val", QByteArrayLiteral("bench 7")}}));
    QCOMPARE(board.ask(SmpOp::Read, 3, 0, cbor({{"name", name}, {"max_size", 5}})),
        cbor({{"val", QByteArrayLiteral("bench")}}));
    QCOMPARE(board.ask(SmpOp::Read, 3, 0, cbor({{"name", name}, {"max_size", 1000}})),
        cbor({{"val", QByteArrayLiteral("bench 7")}, {"max_size", 64}}));
    QCOMPARE(board.ask(SmpOp::Write, 3, 2), QCborMap());
}

void TestSmpGroups::settingsLife()
{
    SmpBoard board;
    const auto write = [&board](const char *value) {
        return board.ask(SmpOp::Write, 3, 0, cbor({{"name", QStringLiteral("kit/note")}, {"val", QByteArray(value)}}));
    };
    const auto read = [&board] {
        return board.ask(SmpOp::Read, 3, 0, cbor({{"name", QStringLiteral("kit/note")}}))
            .value(QLatin1String("val"))
            .toByteArray();
    };
    const auto reboot = [&board] {
        board.boot();
        board.advance(board.lastBoot.duration);
    };
    std::vector<std::string> changes;
    board.settings.onChanged = [&changes](const std::string &key) { changes.push_back(key); };
    write("one");
    reboot();
    QCOMPARE(read(), QByteArray()); // not saved, lost
    write("two");
    QCOMPARE(board.ask(SmpOp::Write, 3, 3), QCborMap()); // save
    write("three");
    QCOMPARE(board.ask(SmpOp::Read, 3, 3), QCborMap()); // load
    QCOMPARE(read(), QByteArrayLiteral("two"));
    write("four");
    reboot();
    QCOMPARE(read(), QByteArrayLiteral("two"));
    QCOMPARE(board.ask(SmpOp::Write, 3, 1, cbor({{"name", QStringLiteral("kit/note")}})), QCborMap());
    QCOMPARE(read(), QByteArrayLiteral("two")); // deleted from storage only
    reboot();
    QCOMPARE(read(), QByteArray());
    QCOMPARE(changes.size(), std::size_t(8));
}

void TestSmpGroups::settingsErrors()
{
    SmpBoard board;
    const auto ask = [&board](SmpOp op, int command, const QString &name, const QCborValue &value, int version) {
        return board.ask(op, 3, std::uint8_t(command), cbor({{"name", name}, {"val", value}}), std::uint8_t(version));
    };
    const QByteArray value("x");
    for (const auto &[op, command] : {std::pair(SmpOp::Read, 0), {SmpOp::Write, 0}, {SmpOp::Write, 1}}) {
        QCOMPARE(ask(op, command, QStringLiteral("nobody/x"), value, 1), groupError(3, 5));
        QCOMPARE(ask(op, command, QStringLiteral("kit/x"), value, 1), groupError(3, 3));
        QCOMPARE(ask(op, command, QStringLiteral("kit/x"), value, 0), commonError(5));
        QCOMPARE(ask(op, command, QString(32, QLatin1Char('k')), value, 1), groupError(3, 2));
        QCOMPARE(ask(op, command, QString(32, QLatin1Char('k')), value, 0), commonError(3));
        QCOMPARE(ask(op, command, QString(), value, 1), commonError(3));
    }
    QCOMPARE(ask(SmpOp::Write, 0, QStringLiteral("log/level"), QByteArray("xy"), 1), groupError(3, 1));
    QCOMPARE(ask(SmpOp::Write, 0, QStringLiteral("log/level"), 4, 1), commonError(3));
    QCOMPARE(board.ask(SmpOp::Read, 3, 0, cbor({{"name", 4}})), commonError(3));
    QCOMPARE(board.ask(SmpOp::Read, 3, 0), commonError(3));
}

void TestSmpGroups::eraseStorage()
{
    SmpBoard board;
    board.ask(SmpOp::Write, 3, 0, cbor({{"name", QStringLiteral("kit/note")}, {"val", QByteArray("kept")}}));
    board.ask(SmpOp::Write, 3, 3);
    const SimTime before = board.simulation.now();
    QCOMPARE(board.ask(SmpOp::Write, 63, 0), QCborMap());
    QVERIFY(board.simulation.now() - before >= kSectorErase);
    board.boot();
    board.advance(board.lastBoot.duration);
    QCOMPARE(board.ask(SmpOp::Read, 3, 0, cbor({{"name", QStringLiteral("kit/note")}})), cbor({{"val", QByteArray()}}));
}

QTEST_GUILESS_MAIN(TestSmpGroups)
#include "tst_smp_groups.moc"
