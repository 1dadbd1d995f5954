// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/frame_tap.h"
#include "framing/sample_block.h"
#include "framing/smp_packet.h"
#include "profiles/frames/frame_fields.h"
#include "profiles/frames/hex_dump.h"

#include <QCborArray>
#include <QCborMap>
#include <QRandomGenerator>
#include <QTest>

using device_link::FrameTap;
using device_link::PortRole;
using device_link::RawFrame;
using profiles::FrameField;

namespace {

framing::ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

RawFrame frameOf(RawFrame::Kind kind, const QByteArray &bytes)
{
    RawFrame frame;
    frame.kind = kind;
    frame.bytes = bytes;
    return frame;
}

RawFrame smp(framing::SmpOp op, quint16 group, quint8 command, const QCborMap &body)
{
    framing::SmpHeader header;
    header.op = op;
    header.group = group;
    header.command = command;
    header.sequence = 9;
    framing::Bytes packet;
    framing::encodeSmpPacket(header, viewOf(body.toCborValue().toCbor()), packet);
    return frameOf(RawFrame::Kind::Smp,
        QByteArray(reinterpret_cast<const char *>(packet.data()), static_cast<qsizetype>(packet.size())));
}

QString valueOf(const QList<FrameField> &fields, const char *name)
{
    for (const FrameField &field : fields) {
        if (field.name == QLatin1String(name))
            return field.value;
    }
    return {};
}

} // namespace

class TestFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helloOfTheSpecification();
    void apduInKitAndModemFrames();
    void eventsAndSamples();
    void anyBytesMayCome();
    void limitsHold();
    void hexIsReadable();
    void tapKeepsTheLastAndCountsBlocks();
    void secretsStayOut();
    void cutFramesTellTheirHeader();
};

/// A recording keeps the first bytes of a long frame.
void TestFrames::cutFramesTellTheirHeader()
{
    RawFrame packet = smp(framing::SmpOp::ReadResponse, 72, 11, {{QStringLiteral("resp"), QByteArray(900, 'r')}});
    packet.wholeSize = static_cast<std::uint32_t>(packet.bytes.size());
    packet.bytes.truncate(512);
    QCOMPARE(profiles::frameTitle(packet), QStringLiteral("SMP read answer aiesim.card.transmit, seq 9"));
    const QList<FrameField> fields = profiles::frameFields(packet);
    QCOMPARE(valueOf(fields, "command"), QStringLiteral("aiesim.card.transmit"));
    QVERIFY(valueOf(fields, "CBOR").startsWith(QStringLiteral("not whole: 512 of 9")));
    packet.bytes.truncate(5);
    QCOMPARE(profiles::frameTitle(packet), QStringLiteral("SMP, not a whole packet"));
    RawFrame line = frameOf(RawFrame::Kind::AtLine, "+CGLA: 1400,\"BF31");
    line.wholeSize = 1420;
    QCOMPARE(valueOf(profiles::frameFields(line), "cut"), QStringLiteral("17 of 1420 bytes were recorded"));
    QCOMPARE(profiles::frameFields(line).size(), 2); // half an APDU is not taken for a whole one
}

/// The bytes of PROTOCOL.md §5.1.
void TestFrames::helloOfTheSpecification()
{
    const RawFrame frame = frameOf(RawFrame::Kind::Smp,
        QByteArray::fromHex("0900004600480100a8656d616769636a61696573696d2d6b69746376657201636d696e0163627566191000"
                            "64626f6f740761741a59682f006463617073826570"
                            "6f77657264636172646373696df5"));
    QCOMPARE(profiles::frameTitle(frame), QStringLiteral("SMP read answer aiesim.hello, seq 1"));
    const QList<FrameField> fields = profiles::frameFields(frame);
    QCOMPARE(valueOf(fields, "command"), QStringLiteral("aiesim.hello"));
    QCOMPARE(valueOf(fields, "magic"), QStringLiteral("aiesim-kit"));
    QCOMPARE(valueOf(fields, "boot"), QStringLiteral("7"));
    QCOMPARE(valueOf(fields, "caps"), QStringLiteral("[2]"));
    QVERIFY(fields.contains(FrameField{2, QStringLiteral("1"), QStringLiteral("card")}));
    QCOMPARE(valueOf(fields, "sim"), QStringLiteral("true"));
}

void TestFrames::apduInKitAndModemFrames()
{
    const QByteArray enable = QByteArray::fromHex("81E2910014BF3111A00C5A0A89860012345678901234810101");
    const RawFrame request
        = smp(framing::SmpOp::Write, 72, 11, {{QStringLiteral("ch"), 1}, {QStringLiteral("apdu"), enable}});
    QCOMPARE(valueOf(profiles::frameFields(request), "INS"), QStringLiteral("E2"));
    QCOMPARE(valueOf(profiles::frameFields(request), "function"), QStringLiteral("ES10c EnableProfile BF31"));
    const RawFrame answer = smp(
        framing::SmpOp::WriteResponse, 72, 11, {{QStringLiteral("resp"), QByteArray::fromHex("BF31038001009000")}});
    QCOMPARE(valueOf(profiles::frameFields(answer), "SW"), QStringLiteral("90 00"));

    const RawFrame command = frameOf(
        RawFrame::Kind::AtLine, "AT+CGLA=1," + QByteArray::number(enable.size() * 2) + ",\"" + enable.toHex() + '"');
    QCOMPARE(profiles::frameTitle(command), QStringLiteral("AT line AT+CGLA")); // no values in the line of the log
    QCOMPARE(valueOf(profiles::frameFields(command), "function"), QStringLiteral("ES10c EnableProfile BF31"));
    const RawFrame line = frameOf(RawFrame::Kind::AtLine, "+CGLA: 4,\"6982\"");
    QCOMPARE(valueOf(profiles::frameFields(line), "SW"), QStringLiteral("69 82"));
    QCOMPARE(profiles::frameFields(frameOf(RawFrame::Kind::AtLine, "OK")).size(), 1);
}

void TestFrames::eventsAndSamples()
{
    const QCborMap radio{{QStringLiteral("b"), 7}, {QStringLiteral("e"), QStringLiteral("radio")},
        {QStringLiteral("state"), QStringLiteral("connected")}};
    const RawFrame event = frameOf(RawFrame::Kind::Event, radio.toCborValue().toCbor());
    QCOMPARE(profiles::frameTitle(event), QStringLiteral("event radio"));
    QCOMPARE(valueOf(profiles::frameFields(event), "state"), QStringLiteral("connected"));

    framing::SampleBlockHeader header;
    header.stream = 3;
    header.number = 9;
    header.firstIndex = 9000;
    header.kitTimeNs = 2'840'000'000;
    header.lost = 12;
    header.count = 1;
    header.bytesPerSample = 4;
    framing::Bytes block;
    framing::encodeSampleBlock(header, framing::Bytes(4, 1), block);
    FrameTap tap;
    tap.setOn(true);
    for (std::int64_t second = 0; second < 3; ++second) {
        for (int i = 0; i < 100; ++i)
            tap.add(RawFrame::Kind::Samples, RawFrame::Way::FromKit, PortRole::Kit, block,
                second * 1'000'000'000 + i * 10'000'000);
    }
    const std::vector<RawFrame> taken = tap.take();
    QCOMPARE(taken.size(), std::size_t(2)); // one a second, whatever came
    QCOMPARE(taken[0].blocks, 101U);
    QCOMPARE(taken[0].blockBytes, 101U * 36U);
    const QList<FrameField> fields = profiles::frameFields(taken[0]);
    QCOMPARE(valueOf(fields, "first index"), QStringLiteral("9000"));
    QCOMPARE(valueOf(fields, "kit time ns"), QStringLiteral("2840000000"));
    QCOMPARE(valueOf(fields, "lost before"), QStringLiteral("12"));
    QVERIFY(profiles::frameTitle(taken[0]).startsWith(QStringLiteral("101 sample blocks")));
}

void TestFrames::anyBytesMayCome()
{
    QRandomGenerator random(20261127);
    const RawFrame valid = smp(framing::SmpOp::Read, 72, 1, {{QStringLiteral("a"), QCborArray{1, 2, 3}}});
    for (int round = 0; round < 4000; ++round) {
        QByteArray bytes = round % 2 == 0 ? valid.bytes : QByteArray(round % 90, '\0');
        for (int i = 0; i < 3 && !bytes.isEmpty(); ++i)
            bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
        bytes.truncate(random.bounded(static_cast<int>(bytes.size()) + 1));
        for (const auto kind : {RawFrame::Kind::Smp, RawFrame::Kind::Event, RawFrame::Kind::Samples,
                 RawFrame::Kind::Text, RawFrame::Kind::AtLine}) {
            const RawFrame frame = frameOf(kind, bytes);
            QVERIFY(!profiles::frameTitle(frame).isEmpty());
            QVERIFY(profiles::frameFields(frame).size() <= profiles::kMostFrameFields + 1);
        }
    }
    QVERIFY(valueOf(profiles::frameFields(frameOf(RawFrame::Kind::Event, "\xff")), "CBOR").startsWith(u"cannot"));
}

void TestFrames::limitsHold()
{
    QCborArray many;
    for (int i = 0; i < 1000; ++i)
        many.append(i);
    const QList<FrameField> fields = profiles::frameFields(smp(framing::SmpOp::Read, 99, 3,
        {{QStringLiteral("long"), QString(30'000, u'x')}, {QStringLiteral("many"), many}}));
    QCOMPARE(fields.size(), profiles::kMostFrameFields + 1);
    QCOMPARE(valueOf(fields, "command"), QStringLiteral("group 99.3"));
    QVERIFY(valueOf(fields, "long").startsWith(u"xxx") && valueOf(fields, "long").size() < 400);
}

void TestFrames::hexIsReadable()
{
    const QString dump = profiles::hexDump(QByteArray("The quick brown\n\x01"), 16);
    QCOMPARE(dump.split(u'\n').at(0),
        QStringLiteral("0000  54 68 65 20 71 75 69 63 6b 20 62 72 6f 77 6e 0a  The quick brown."));
    QCOMPARE(dump.split(u'\n').at(1), QStringLiteral("…  +1 B"));
    QCOMPARE(profiles::shortHex("\xbf\x31"), QStringLiteral("BF 31"));
    QVERIFY(profiles::shortHex(QByteArray(100, 'a')).endsWith(QStringLiteral("(100 B)")));
}

void TestFrames::secretsStayOut()
{
    const auto kept = [](const char *line) {
        const framing::Bytes bytes
            = device_link::withoutSecrets(viewOf(QByteArray::fromRawData(line, qsizetype(qstrlen(line)))));
        return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    };
    QCOMPARE(kept("AT+CPIN=\"1234\""), "AT+CPIN=***");
    QCOMPARE(kept("at+cpin=1234"), "at+cpin=***");
    QCOMPARE(kept("AT+CMEE=2;+CPWD=\"SC\",\"1111\",\"2222\""), "AT+CMEE=2;+CPWD=***");
    QCOMPARE(kept("AT+CLCK=\"SC\",1,\"1234\""), "AT+CLCK=***");
    QCOMPARE(kept("AT+CGAUTH=1,1,\"user\",\"secret\""), "AT+CGAUTH=***");
    for (const char *open :
        {"AT+CPIN?", "+CPIN: READY", "AT+CPIN=?", "AT+CSQ", "AT+CGLA=1,10,\"80E2910003BF2D00\"", "", "AT"})
        QCOMPARE(kept(open), open);

    device_link::FrameTaps taps;
    taps.shown.setOn(true);
    taps.recorded.setOn(true);
    taps.add(RawFrame::Kind::AtLine, RawFrame::Way::ToKit, PortRole::At, viewOf("AT+CPIN=9876"), 1);
    for (FrameTap *tap : {&taps.shown, &taps.recorded}) {
        const std::vector<RawFrame> taken = tap->take();
        QCOMPARE(taken.size(), std::size_t(1));
        QCOMPARE(taken[0].bytes, "AT+CPIN=***");
    }
}

void TestFrames::tapKeepsTheLastAndCountsBlocks()
{
    FrameTap tap;
    const QByteArray large(4000, 'x');
    tap.add(RawFrame::Kind::Text, RawFrame::Way::FromKit, PortRole::Kit, viewOf(large), 1);
    QVERIFY(tap.take().empty()); // nobody wanted it
    tap.setOn(true);
    for (int i = 0; i < 1000; ++i)
        tap.add(RawFrame::Kind::Text, RawFrame::Way::FromKit, PortRole::Kit, viewOf(large), i);
    QVERIFY(tap.dropped() > 0);
    const std::vector<RawFrame> taken = tap.take();
    QCOMPARE(taken.size() + tap.dropped(), std::size_t(1000));
    QCOMPARE(taken.back().hostNs, 999);
    QVERIFY(taken.size() * 4000 <= FrameTap::kBudget);
    tap.add(RawFrame::Kind::Text, RawFrame::Way::ToKit, PortRole::At, viewOf(large), 5);
    tap.setOn(false);
    tap.setOn(true);
    QVERIFY(tap.take().empty());
}

QTEST_GUILESS_MAIN(TestFrames)
#include "tst_frames.moc"
