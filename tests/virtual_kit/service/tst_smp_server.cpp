// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_board.h"

#include "virtual_kit/kernel/random.h"

using namespace virtual_kit;
using framing::Bytes;
using framing::SmpOp;

namespace {

QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

Bytes bytes(const QByteArray &data) { return {data.begin(), data.end()}; }

} // namespace

class TestSmpServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echoToTheByte();
    void headerOfAnswers();
    void versions();
    void unknownGroupsAndCommands();
    void badCbor_data();
    void badCbor();
    void goodCbor();
    void answersInOrderToTheirPorts();
    void fullBuffersDropTheNewest();
    void oversizedAndMalformedAreDropped();
    void answerTooLarge();
    void silentWhileNotRunning();
    void lateReplies();
    void droppedReply();
    void groupErrorForms();
    void randomPackets();
};

void TestSmpServer::echoToTheByte()
{
    SmpBoard board;
    board.server.receive(3, bytes(hex("0a000009 0000 42 00 a16164 6568656c6c6f")));
    QVERIFY(board.answers.empty()); // never from within receive
    board.advance(kSecond);
    QCOMPARE(board.answers.size(), std::size_t(1));
    QCOMPARE(board.answers[0].first, SmpPort(3));
    QCOMPARE(board.answers[0].second, bytes(hex("0b000009 0000 42 00 a16172 6568656c6c6f")));
    // Zephyr clients may send indefinite lengths.
    board.answers.clear();
    board.server.receive(3, bytes(hex("0800000a 0000 43 00 bf6164 6568656c6c6f ff")));
    board.advance(kSecond);
    QCOMPARE(board.answers[0].second, bytes(hex("09000009 0000 43 00 a16172 6568656c6c6f")));
    QCOMPARE(board.ask(SmpOp::Write, 0, 0), cbor({{"r", QString(QLatin1String(""))}}));
    QCOMPARE(board.ask(SmpOp::Write, 0, 0, cbor({{"d", 5}})), commonError(3));
}

void TestSmpServer::headerOfAnswers()
{
    SmpBoard board;
    board.ask(SmpOp::Read, 0, 6);
    QCOMPARE(board.lastHeader.op, SmpOp::ReadResponse);
    QCOMPARE(int(board.lastHeader.version), 1);
    QCOMPARE(board.lastHeader.sequence, board.sequence);
    board.ask(SmpOp::Write, 0, 0, {}, 0);
    QCOMPARE(board.lastHeader.op, SmpOp::WriteResponse);
    QCOMPARE(int(board.lastHeader.version), 0);
    QCOMPARE(int(board.lastHeader.group), 0);
}

void TestSmpServer::versions()
{
    SmpBoard board;
    for (const std::uint8_t version : {std::uint8_t(2), std::uint8_t(3)}) {
        QCOMPARE(board.ask(SmpOp::Read, 0, 6, {}, version), commonError(13));
        QCOMPARE(int(board.lastHeader.version), 1);
    }
    QVERIFY(board.ask(SmpOp::Read, 0, 6, {}, 0).contains(QLatin1String("buf_size")));
}

void TestSmpServer::unknownGroupsAndCommands()
{
    SmpBoard board;
    for (const std::uint8_t version : {std::uint8_t(0), std::uint8_t(1)}) {
        for (const std::uint16_t group : std::initializer_list<std::uint16_t>{4, 5, 6, 7, 8, 9, 64, 72, 0xFFFF})
            QCOMPARE(board.ask(SmpOp::Read, group, 0, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Read, 0, 3, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Write, 0, 6, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Read, 0, 5, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Read, 1, 1, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Write, 1, 6, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Write, 2, 0, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Read, 3, 1, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Write, 10, 0, {}, version), commonError(8));
        QCOMPARE(board.ask(SmpOp::Read, 63, 0, {}, version), commonError(8));
    }
}

void TestSmpServer::badCbor_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("not a map") << hex("80");
    QTest::newRow("a number") << hex("00");
    QTest::newRow("cut key") << hex("a161");
    QTest::newRow("cut value") << hex("a16164656865");
    QTest::newRow("two bytes after") << hex("a0a0");
    QTest::newRow("count of 4 billion") << hex("baffffffff");
    QTest::newRow("count of 2^64") << hex("bbffffffffffffffff");
    QTest::newRow("text of 4 billion") << hex("a161647affffffff");
    QTest::newRow("bytes of 2^64") << hex("a161645bffffffffffffffff");
    QTest::newRow("reserved info") << hex("a161641c");
    QTest::newRow("break alone") << hex("a16164ff");
    QTest::newRow("indefinite not ended") << hex("bf6164616e");
    QTest::newRow("indefinite key alone") << hex("bf6164ff");
    QTest::newRow("indefinite number") << hex("a161641f");
    QTest::newRow("chunk of another kind") << hex("a161647f4161ff");
    QTest::newRow("bad simple") << hex("a16164f801");
    QTest::newRow("not UTF-8") << hex("a1616461ff");
    QTest::newRow("key twice") << hex("a261640061 6401");
    QTest::newRow("nested 9 deep") << hex("a16164 81 81 81 81 81 81 81 81 00");
    QTest::newRow("nested 2000 deep") << hex("a16164") + QByteArray(2000, '\x81') + hex("00");
    QTest::newRow("tagged 2000 deep") << hex("a16164") + QByteArray(2000, '\xc1') + hex("00");
}

void TestSmpServer::badCbor()
{
    QFETCH(QByteArray, body);
    SmpBoard board;
    // the image state needs no arguments, yet its answer is the same
    QCOMPARE(board.askRaw(SmpOp::Read, 1, 0, body), commonError(3));
    QCOMPARE(board.askRaw(SmpOp::Write, 0, 0, body, 0), commonError(3));
}

void TestSmpServer::goodCbor()
{
    SmpBoard board;
    QVERIFY(board.askRaw(SmpOp::Read, 0, 6, {}).contains(QLatin1String("buf_size"))); // no body at all
    QVERIFY(board.askRaw(SmpOp::Read, 0, 6, hex("bfff")).contains(QLatin1String("buf_size")));
    const QByteArray unknown = hex("a3 6178 f97e00 6179 f6 617a c1 1a60000000");
    QVERIFY(board.askRaw(SmpOp::Read, 0, 6, unknown).contains(QLatin1String("buf_size")));
    const QByteArray deep = hex("a16178 81 81 81 81 81 81 81 00");
    QVERIFY(board.askRaw(SmpOp::Read, 0, 6, deep).contains(QLatin1String("buf_size")));
    const QByteArray chunked = hex("bf6164 7f 6268656 36c6c6f ff ff");
    QCOMPARE(board.askRaw(SmpOp::Write, 0, 0, chunked), cbor({{"r", QStringLiteral("hello")}}));
}

void TestSmpServer::answersInOrderToTheirPorts()
{
    SmpBoard board;
    for (std::uint8_t i = 0; i < 5; ++i)
        board.server.receive(i, SmpBoard::packet(SmpOp::Write, 0, 0, {}, 1, i));
    board.advance(kSecond);
    QCOMPARE(board.answers.size(), std::size_t(5));
    for (std::uint8_t i = 0; i < 5; ++i) {
        QCOMPARE(board.answers[i].first, SmpPort(i));
        QCOMPARE(framing::parseSmpPacket(board.answers[i].second)->header.sequence, i);
    }
}

void TestSmpServer::fullBuffersDropTheNewest()
{
    SmpServerConfig config;
    config.bufferCount = 4;
    SmpBoard board(config);
    for (std::uint8_t i = 0; i < 10; ++i)
        board.server.receive(0, SmpBoard::packet(SmpOp::Write, 0, 0, {}, 1, i));
    board.advance(kSecond);
    QCOMPARE(board.answers.size(), std::size_t(4));
    QCOMPARE(int(framing::parseSmpPacket(board.answers[3].second)->header.sequence), 3);
    QCOMPARE(board.server.counters().dropped, std::uint32_t(6));
    board.ask(SmpOp::Write, 0, 0); // and it goes on
    QCOMPARE(board.answers.size(), std::size_t(1));
}

void TestSmpServer::oversizedAndMalformedAreDropped()
{
    SmpServerConfig config;
    config.bufferSize = 384;
    SmpBoard board(config);
    const QByteArray fits = QCborValue(cbor({{"d", QString(360, QLatin1Char('x'))}})).toCbor();
    QVERIFY(fits.size() <= 376);
    QVERIFY(board.askRaw(SmpOp::Write, 0, 0, fits).contains(QLatin1String("r")));
    board.answers.clear();
    board.server.receive(0, SmpBoard::packet(SmpOp::Write, 0, 0, QByteArray(377, '\0')));
    board.server.receive(0, {});
    board.server.receive(0, Bytes{8, 0, 0, 1, 0, 0, 0});
    board.server.receive(0, bytes(hex("08000002 0000 0006 a0")));
    board.server.receive(0, bytes(hex("08000001 0000 0006 a0a0")));
    board.server.receive(0, SmpBoard::packet(SmpOp::ReadResponse, 0, 6, hex("a0")));
    board.server.receive(0, bytes(hex("0f000001 0000 0006 a0")));
    board.advance(kSecond);
    QVERIFY(board.answers.empty());
    QCOMPARE(board.server.counters().dropped, std::uint32_t(1));
    QCOMPARE(board.server.counters().malformed, std::uint32_t(6));
}

void TestSmpServer::answerTooLarge()
{
    SmpServerConfig config;
    config.bufferSize = 100;
    SmpBoard board(config);
    QCOMPARE(board.ask(SmpOp::Read, 0, 2), commonError(7)); // task statistics take more
    std::size_t room = 0;
    board.server.registerGroup(72, "big", 1, [&room](const SmpRequest &request, const SmpReply &reply) {
        room = request.maxBody;
        reply.send(cbor({{"b", QByteArray(70'000, 'x')}}));
    });
    QCOMPARE(board.ask(SmpOp::Read, 72, 0), commonError(7));
    QCOMPARE(room, std::size_t(92));
}

void TestSmpServer::silentWhileNotRunning()
{
    SmpBoard board;
    board.server.receive(0, SmpBoard::packet(SmpOp::Write, 0, 0, {}));
    board.flash.cutPower();
    board.advance(kSecond);
    QVERIFY(board.answers.empty());
    board.boot();
    board.server.receive(0, SmpBoard::packet(SmpOp::Write, 0, 0, {})); // the bootloader does not listen
    board.advance(board.lastBoot.duration + kSecond);
    QVERIFY(board.answers.empty());
    QVERIFY(board.ask(SmpOp::Write, 0, 0).contains(QLatin1String("r")));
}

void TestSmpServer::lateReplies()
{
    SmpBoard board;
    std::vector<SmpReply> kept;
    board.server.registerGroup(
        72, "slow", 1, [&kept](const SmpRequest &, const SmpReply &reply) { kept.push_back(reply); });
    board.server.receive(1, SmpBoard::packet(SmpOp::Read, 72, 0, {}));
    board.server.receive(1, SmpBoard::packet(SmpOp::Write, 0, 0, {}));
    board.advance(kSecond);
    QVERIFY(board.answers.empty()); // one after another
    kept.at(0).send(cbor({{"x", 1}}));
    kept.at(0).send(cbor({{"x", 2}})); // exactly one counts
    QVERIFY(kept.at(0).answered());
    board.advance(kSecond);
    QCOMPARE(board.answers.size(), std::size_t(2));
    QCOMPARE(SmpBoard::bodyOf(board.answers[0].second), cbor({{"x", 1}}));

    board.answers.clear();
    board.server.receive(1, SmpBoard::packet(SmpOp::Read, 72, 0, {}));
    board.advance(kSecond);
    board.boot();
    board.advance(board.lastBoot.duration + kSecond);
    kept.at(1).sendOk(); // of a life that is over
    QVERIFY(board.answers.empty());
    QVERIFY(board.ask(SmpOp::Write, 0, 0).contains(QLatin1String("r")));
    {
        SmpBoard gone;
        gone.server.registerGroup(
            72, "slow", 1, [&kept](const SmpRequest &, const SmpReply &reply) { kept.push_back(reply); });
        gone.server.receive(1, SmpBoard::packet(SmpOp::Read, 72, 0, {}));
        gone.advance(kSecond);
    }
    kept.at(2).sendOk(); // of a server that is gone
}

void TestSmpServer::droppedReply()
{
    SmpBoard board;
    board.server.registerGroup(72, "forgets", 1, [](const SmpRequest &, const SmpReply &) {});
    QCOMPARE(board.ask(SmpOp::Read, 72, 0), commonError(1));
    QVERIFY(board.ask(SmpOp::Write, 0, 0).contains(QLatin1String("r")));
}

void TestSmpServer::groupErrorForms()
{
    SmpBoard board;
    board.server.registerGroup(72, "aiesim", 1, [](const SmpRequest &request, const SmpReply &reply) {
        if (request.is(SmpOp::Read, 0))
            reply.sendGroupError(7, QStringLiteral("spent"), cbor({{"need", 9}}));
        else
            reply.sendError(SmpRc::Busy, QStringLiteral("later"));
    });
    QCborMap expected = groupError(72, 7);
    expected.insert(QLatin1String("rsn"), QStringLiteral("spent"));
    expected.insert(QLatin1String("need"), 9);
    QCOMPARE(board.ask(SmpOp::Read, 72, 0), expected);
    QCOMPARE(board.ask(SmpOp::Read, 72, 0, {}, 0), cbor({{"rc", 1}, {"rsn", QStringLiteral("spent")}, {"need", 9}}));
    QCOMPARE(board.ask(SmpOp::Write, 72, 0), cbor({{"rc", 10}, {"rsn", QStringLiteral("later")}}));
    // the standard groups keep reasons to v1
    QCOMPARE(board.ask(SmpOp::Write, 1, 1), groupError(1, 20));
    QCOMPARE(board.ask(SmpOp::Write, 1, 1, {}, 0), cbor({{"rc", 3}, {"rsn", QStringLiteral("header malformed")}}));
}

void TestSmpServer::randomPackets()
{
    SmpBoard board;
    Random random(7, "packets");
    std::uint32_t valid = 0;
    for (int round = 0; round < 4000; ++round) {
        Bytes packet(random.next() % 80);
        for (std::uint8_t &byte : packet)
            byte = std::uint8_t(random.next());
        if (packet.size() >= 8 && random.next() % 4) {
            // a header that is right, so that what follows is looked at
            constexpr std::uint16_t kGroups[]{0, 1, 2, 3, 10, 63};
            const QByteArray body(reinterpret_cast<const char *>(packet.data() + 8), qsizetype(packet.size() - 8));
            packet = SmpBoard::packet(random.next() % 2 ? SmpOp::Read : SmpOp::Write, kGroups[random.next() % 6],
                std::uint8_t(random.next() % 9), random.next() % 2 ? body : hex("a0"), std::uint8_t(random.next() % 3));
            ++valid;
        }
        board.server.receive(SmpPort(round), packet);
        board.advance(10 * kMillisecond);
    }
    board.advance(60 * kSecond);
    QVERIFY(valid > 1000);
    QVERIFY(board.flash.running());
    QVERIFY(board.ask(SmpOp::Write, 0, 0).contains(QLatin1String("r")));
}

QTEST_GUILESS_MAIN(TestSmpServer)
#include "tst_smp_server.moc"
