// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/smp_console.h"
#include "framing/smp_packet.h"

#include <QTest>

using namespace framing;
using namespace test_bytes;

namespace {

const char *const kEcho = "0a000009 00004200 a161646568656c6c6f";
const char *const kEchoLine = "\x06\x09"
                              "ABMKAAAJAABCAKFhZGVoZWxsb0YZ\n";
const char *const kStateRead = "08000001 00010100 a0";
const char *const kStateLine = "\x06\x09"
                               "AAsIAAABAAEBAKCYMQ==\n";

class ConsoleSink
{
public:
    explicit ConsoleSink(std::size_t maxPacket = 8192, std::size_t maxText = 1024)
        : decoder(maxPacket, maxText)
    {
    }
    void feed(ByteView data)
    {
        decoder.feed(
            data, [this](ByteView packet) { items.push_back("packet " + toQt(packet).toHex()); },
            [this](ByteView line) { items.push_back("text " + toQt(line)); });
    }
    void feed(const QByteArray &data) { feed(fromQt(data)); }
    void flush()
    {
        decoder.flushText([this](ByteView line) { items.push_back("text " + toQt(line)); });
    }
    SmpConsoleDecoder decoder;
    QByteArrayList items;
};

QByteArray packetItem(const char *hexText) { return "packet " + QByteArray::fromHex(hexText).toHex(); }

QByteArray consoleOf(ByteView packet)
{
    Bytes out;
    encodeSmpConsole(packet, out);
    return toQt(out);
}

std::uint64_t failures(const SmpConsoleCounters &c)
{
    return c.badBase64 + c.badLength + c.badCrc + c.interrupted + c.tooLong;
}

} // namespace

class TestSmp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetVectors_data();
    void packetVectors();
    void packetRejects();
    void packetKeepsVersionsAboveOurs();
    void consoleVectors_data();
    void consoleVectors();
    void consoleRoundTripOfEverySize();
    void consoleCutsLinesAsServersDo();
    void consoleStreams_data();
    void consoleStreams();
    void consoleGivesTheSameAtEverySplit();
    void consoleTruncatedAtEveryByte();
    void consoleCounters_data();
    void consoleCounters();
    void consoleFlushesAPromptAndResets();
    void consoleSurvivesRandomBytes();
};

void TestSmp::packetVectors_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QList<int>>("header"); // op, version, flags, length, group, sequence, command
    const auto row = [](const char *name, const char *packet, const QList<int> &header) {
        QTest::newRow(name) << QByteArray::fromHex(packet) << header;
    };
    row("echo, v2 write", kEcho, {2, 1, 0, 9, 0, 0x42, 0});
    row("image state, v2 read", kStateRead, {0, 1, 0, 1, 1, 1, 0});
    row("v1 write response", "03 00 0000 0040 ff 07", {3, 0, 0, 0, 64, 255, 7});
    row("v2 read response", "09 05 0001 ffff 00 ff a0", {1, 1, 5, 1, 65535, 0, 255});
}

void TestSmp::packetVectors()
{
    QFETCH(QByteArray, packet);
    QFETCH(QList<int>, header);
    const Bytes bytes = fromQt(packet);
    const auto view = parseSmpPacket(bytes);
    QVERIFY(view);
    const SmpHeader &h = view->header;
    QCOMPARE((QList<int>{int(h.op), h.version, h.flags, h.length, h.group, h.sequence, h.command}), header);
    QCOMPARE(hexOf(view->body), hexOf(ByteView(bytes).subspan(kSmpHeaderSize)));
    Bytes again;
    encodeSmpPacket(h, view->body, again);
    QCOMPARE(hexOf(again), packet.toHex(' '));
}

void TestSmp::packetRejects()
{
    const Bytes echo = hex(kEcho);
    for (std::size_t size = 0; size < echo.size(); ++size)
        QVERIFY2(!parseSmpPacket(ByteView(echo).first(size)), qPrintable(QString::number(size)));
    Bytes longer = echo;
    longer.push_back(0);
    QVERIFY(!parseSmpPacket(longer));
    for (std::uint8_t op = 4; op < 8; ++op) {
        Bytes bad = echo;
        bad[0] = std::uint8_t(0x08 | op);
        QVERIFY(!parseSmpPacket(bad));
    }
}

void TestSmp::packetKeepsVersionsAboveOurs()
{
    for (std::uint8_t version = 0; version < 4; ++version) {
        Bytes packet;
        SmpHeader header;
        header.version = version;
        encodeSmpPacket(header, {}, packet);
        QCOMPARE(packet[0], std::uint8_t(version << 3));
        const auto view = parseSmpPacket(packet);
        QVERIFY(view);
        QCOMPARE(view->header.version, version);
    }
}

void TestSmp::consoleVectors_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("line");
    // As real servers sent and took them (Zephyr 3.4 and 4.4, MCUboot).
    QTest::newRow("echo") << QByteArray::fromHex(kEcho) << QByteArray(kEchoLine);
    QTest::newRow("image state") << QByteArray::fromHex(kStateRead) << QByteArray(kStateLine);
}

void TestSmp::consoleVectors()
{
    QFETCH(QByteArray, packet);
    QFETCH(QByteArray, line);
    QCOMPARE(consoleOf(fromQt(packet)), line);
    ConsoleSink sink;
    sink.feed(line);
    QCOMPARE(sink.items, QByteArrayList{"packet " + packet.toHex()});
}

void TestSmp::consoleRoundTripOfEverySize()
{
    std::mt19937 random(11);
    ConsoleSink sink;
    for (std::size_t size = 1; size < 700; ++size) {
        const Bytes packet = randomBytes(random, size);
        sink.items.clear();
        sink.feed(consoleOf(packet));
        QCOMPARE(sink.items, QByteArrayList{"packet " + toQt(packet).toHex()});
    }
    QCOMPARE(sink.decoder.counters().packets, std::uint64_t(699));
    QCOMPARE(failures(sink.decoder.counters()), std::uint64_t(0));
}

void TestSmp::consoleCutsLinesAsServersDo()
{
    // A packet of 155 bytes is a first line of 127 and a next one of 91 (seen with an upload of 130 bytes at 1024).
    std::mt19937 random(12);
    const QByteArrayList lines = consoleOf(randomBytes(random, 155)).split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].size() + 1, 127);
    QCOMPARE(lines[1].size() + 1, 91); // 159 raw bytes = 93 + 66; 66 are 88 characters
    QVERIFY(lines[0].startsWith("\x06\x09"));
    QVERIFY(lines[1].startsWith("\x04\x14"));
    QVERIFY(lines[2].isEmpty());
}

void TestSmp::consoleStreams_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("items");
    const QByteArray echo(kEchoLine);
    const QByteArray item = packetItem(kEcho);
    const auto row = [](const char *name, const QByteArray &stream, const QByteArrayList &items) {
        QTest::newRow(name) << stream << items;
    };
    row("text lines", "*** Booting\r\n\r\nuart:~$ \n", {"text *** Booting", "text ", "text uart:~$ "});
    row("LF CR", "a\n\rb\n\r", {"text a", "text b"});
    row("text, packet, text", "one\n" + echo + "two\n", {"text one", item, "text two"});
    row("marker after text on a line", "uart:~$ " + echo + "two\n", {"text uart:~$ ", item, "text two"});
    row("packet line ended by CR LF", QByteArray(echo).replace('\n', "\r\n") + "two\n", {item, "text two"});
    row("two packets", echo + kStateLine, {item, packetItem(kStateRead)});
    row("lone marker bytes are text",
        "a\x06"
        "b\x04"
        "c\n",
        {"text a\x06"
         "b\x04"
         "c"});
    row("marker byte doubled", "\x06" + echo, {"text \x06", item});
    row("marker byte before the other marker", "\x04" + echo, {"text \x04", item});
    row("packet restarted in mid-line", echo.left(12) + echo, {item});
    std::mt19937 random(13);
    const Bytes big = randomBytes(random, 200);
    const QByteArray bigItem = "packet " + toQt(big).toHex();
    const QByteArrayList bigLines = consoleOf(big).split('\n');
    row("log text between the lines of a packet", bigLines[0] + "\nI: log\n" + bigLines[1] + '\n' + bigLines[2] + '\n',
        {"text I: log", bigItem});
    row("packet interrupted by another", bigLines[0] + '\n' + echo, {item});
    row("second line without the first", bigLines[1] + '\n' + echo, {item});
    row("middle line lost", bigLines[0] + '\n' + bigLines[2] + '\n' + echo, {item});
}

void TestSmp::consoleStreams()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, items);
    ConsoleSink sink;
    sink.feed(stream);
    QCOMPARE(sink.items, items);
}

void TestSmp::consoleGivesTheSameAtEverySplit()
{
    std::mt19937 random(14);
    QByteArray stream = "boot\r\n" + consoleOf(randomBytes(random, 250)) + "uart:~$ " + kEchoLine + "\x06x\n";
    stream += consoleOf(randomBytes(random, 90)).left(50) + kStateLine + "tail";
    ConsoleSink whole;
    whole.feed(stream);
    whole.flush();
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        ConsoleSink sink;
        sink.feed(stream.left(cut));
        sink.feed(stream.mid(cut));
        sink.flush();
        QCOMPARE(sink.items, whole.items);
    }
}

void TestSmp::consoleTruncatedAtEveryByte()
{
    std::mt19937 random(15);
    const QByteArray whole = consoleOf(randomBytes(random, 250));
    for (qsizetype size = 0; size + 1 < whole.size(); ++size) {
        ConsoleSink sink;
        sink.feed(whole.left(size) + '\n');
        sink.items.clear(); // whatever was left of the cut marker
        sink.feed(QByteArray(kEchoLine));
        QCOMPARE(sink.items, QByteArrayList{packetItem(kEcho)});
    }
}

void TestSmp::consoleCounters_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("which"); // index into {badBase64, badLength, badCrc, interrupted, tooLong}
    const auto line
        = [](const char *raw) -> QByteArray { return "\x06\x09" + QByteArray::fromHex(raw).toBase64() + "\n"; };
    QTest::newRow("not a multiple of four") << QByteArray("\x06\x09"
                                                          "ABM\n")
                                            << 0;
    QTest::newRow("empty line") << QByteArray("\x06\x09\n") << 0;
    QTest::newRow("blank in base64") << QByteArray("\x06\x09"
                                                   "ABMK AAA\n")
                                     << 0;
    QTest::newRow("padding inside") << QByteArray("\x06\x09"
                                                  "AA==AAAA\n")
                                    << 0;
    QTest::newRow("three paddings") << QByteArray("\x06\x09"
                                                  "A===\n")
                                    << 0;
    QTest::newRow("unused bits set") << QByteArray("\x06\x09"
                                                   "AAsIAAABAAEBAKCYMR==\n")
                                     << 0;
    QTest::newRow("url alphabet") << QByteArray("\x06\x09"
                                                "AB-_\n")
                                  << 0;
    QTest::newRow("length 0") << line("0000") << 1;
    QTest::newRow("length of nothing but a CRC") << line("00020000") << 1;
    QTest::newRow("more than the length") << line("000b0800000100010100a0983100") << 1;
    QTest::newRow("CRC wrong") << line("000b0800000100010100a09832") << 2;
    QTest::newRow("body wrong") << line("000b0800000100010100a19831") << 2;
    QTest::newRow("next without first") << QByteArray("\x04\x14"
                                                      "AAAA\n")
                                        << 3;
    QTest::newRow("first twice") << QByteArray("\x06\x09"
                                               "AAsI\n")
            + kStateLine << 3;
    QTest::newRow("length above the limit") << line("1000ff") << 4;
    QTest::newRow("line above the limit") << "\x06\x09" + QByteArray(5000, 'A') + '\n' << 4;
    QTest::newRow("text above the limit") << QByteArray(600, 'x') + '\n' << 4;
}

void TestSmp::consoleCounters()
{
    QFETCH(QByteArray, stream);
    QFETCH(int, which);
    ConsoleSink sink(1024, 512);
    sink.feed(stream);
    const SmpConsoleCounters &c = sink.decoder.counters();
    const std::uint64_t counts[] = {c.badBase64, c.badLength, c.badCrc, c.interrupted, c.tooLong};
    for (int i = 0; i < 5; ++i)
        QCOMPARE(counts[i], std::uint64_t(i == which ? 1 : 0));
    sink.items.clear();
    sink.feed(QByteArray(kEchoLine));
    QCOMPARE(sink.items, QByteArrayList{packetItem(kEcho)});
}

void TestSmp::consoleFlushesAPromptAndResets()
{
    ConsoleSink sink(1024, 8);
    sink.feed(QByteArray("uart:~$ "));
    QVERIFY(sink.items.isEmpty());
    sink.flush();
    QCOMPARE(sink.items, QByteArrayList{"text uart:~$ "});
    sink.flush();
    QCOMPARE(sink.items.size(), 1);
    sink.feed(QByteArray("123456789ab\n"));
    QCOMPARE(sink.items.mid(1), (QByteArrayList{"text 12345678", "text 9ab"}));

    sink.feed(QByteArray("half"));
    sink.feed(QByteArray(kEchoLine).left(9));
    sink.items.clear();
    sink.decoder.reset();
    sink.feed(QByteArray(kEchoLine));
    QCOMPARE(sink.items, QByteArrayList{packetItem(kEcho)});
}

void TestSmp::consoleSurvivesRandomBytes()
{
    std::mt19937 random(16);
    ConsoleSink sink;
    for (int round = 0; round < 300; ++round) {
        Bytes noise = randomBytes(random, random() % 500);
        for (std::size_t i = 0; i + 1 < noise.size(); i += 40) {
            noise[i] = i % 80 ? 0x06 : 0x04;
            noise[i + 1] = i % 80 ? 0x09 : 0x14;
        }
        sink.feed(noise);
    }
    QVERIFY(failures(sink.decoder.counters()) > 100);
    sink.feed(QByteArray("\n"));
    sink.items.clear();
    sink.feed(QByteArray(kEchoLine));
    QCOMPARE(sink.items, QByteArrayList{packetItem(kEcho)});
}

QTEST_GUILESS_MAIN(TestSmp)
#include "tst_smp.moc"
