// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/kit_frame.h"
#include "framing/sample_block.h"
#include "framing/smp_console.h"
#include "framing/smp_packet.h"

#include <QCborMap>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace framing;
using namespace test_bytes;

namespace {

/// One fenced block of PROTOCOL.md: ```kind name, then "key  value" lines; indented lines go on.
struct Example {
    QString kind;
    QString name;
    QMap<QString, QString> values;
    [[nodiscard]] bool has(const char *key) const { return values.contains(QString::fromLatin1(key)); }
    [[nodiscard]] QString text(const char *key) const { return values.value(QString::fromLatin1(key)); }
    [[nodiscard]] Bytes bytes(const char *key) const { return fromQt(QByteArray::fromHex(text(key).toLatin1())); }
};

QList<Example> readExamples()
{
    QFile file(QStringLiteral(AIESIM_FIXTURES "/../../device_link/PROTOCOL.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression fence(QStringLiteral("^```(\\w+) (\\S+)$"));
    static const QRegularExpression pair(QStringLiteral("^(\\w+)\\s+(.*)$"));
    QList<Example> examples;
    QString key;
    bool inside = false;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QChar(u'\n'));
    for (const QString &line : lines) {
        const QRegularExpressionMatch opening = fence.match(line);
        const QRegularExpressionMatch entry = pair.match(line);
        if (!inside && opening.hasMatch()) {
            examples.append({opening.captured(1), opening.captured(2), {}});
            inside = true;
        } else if (line.startsWith(QLatin1String("```"))) {
            inside = false;
        } else if (inside && entry.hasMatch()) {
            key = entry.captured(1);
            examples.last().values[key] = entry.captured(2);
        } else if (inside) {
            examples.last().values[key] += QChar(u' ') + line.trimmed();
        }
    }
    return examples;
}

/// "stream=3 number=9" by name.
QMap<QString, quint64> numbers(const QString &text)
{
    QMap<QString, quint64> result;
    const QStringList parts = text.split(QChar(u' '), Qt::SkipEmptyParts);
    for (const QString &part : parts)
        result[part.section(QChar(u'='), 0, 0)] = part.section(QChar(u'='), 1).toULongLong();
    return result;
}

} // namespace

class TestProtocolExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wireOfFrames_data() { addRows("wire"); }
    void wireOfFrames();
    void cborBodies_data() { addRows("cbor"); }
    void cborBodies();
    void packetHeaders_data() { addRows("header"); }
    void packetHeaders();
    void sampleFields_data() { addRows("fields"); }
    void sampleFields();

private:
    static void addRows(const char *key);
    static Example example();
};

void TestProtocolExamples::addRows(const char *key)
{
    QTest::addColumn<int>("index");
    const QList<Example> examples = readExamples();
    for (int i = 0; i < examples.size(); ++i)
        if (examples[i].has(key))
            QTest::newRow(qPrintable(examples[i].name)) << i;
}

Example TestProtocolExamples::example()
{
    QFETCH(int, index);
    return readExamples().at(index);
}

void TestProtocolExamples::wireOfFrames()
{
    const Example e = example();
    Bytes wire;
    Bytes back;
    if (e.kind == QLatin1String("console")) {
        encodeSmpConsole(e.bytes("packet"), wire);
        QCOMPARE(hexOf(wire), hexOf(e.bytes("wire")));
        SmpConsoleDecoder decoder;
        decoder.feed(
            wire, [&back](ByteView packet) { back.assign(packet.begin(), packet.end()); }, [](ByteView) {});
        QCOMPARE(hexOf(back), hexOf(e.bytes("packet")));
        return;
    }
    const auto channel = static_cast<KitChannel>(e.text("channel").toUInt());
    encodeKitFrame(channel, e.bytes("payload"), wire);
    QCOMPARE(hexOf(wire), hexOf(e.bytes("wire")));
    KitFrameDecoder decoder;
    decoder.feed(wire, [&](KitChannel got, ByteView payload) {
        QCOMPARE(got, channel);
        back.assign(payload.begin(), payload.end());
    });
    QCOMPARE(hexOf(back), hexOf(e.bytes("payload")));
}

void TestProtocolExamples::cborBodies()
{
    const Example e = example();
    const Bytes packet = e.bytes("packet");
    const Bytes payload = e.bytes("payload");
    const ByteView body = packet.empty() ? ByteView(payload) : ByteView(packet).subspan(kSmpHeaderSize);
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(toQt(body), &error);
    QCOMPARE(error.error, QCborError::NoError);
    QCOMPARE(error.offset, qint64(body.size()));
    const QJsonObject expected = QJsonDocument::fromJson(e.text("cbor").toUtf8()).object();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(value.toMap().toJsonObject(), expected);
}

void TestProtocolExamples::packetHeaders()
{
    const Example e = example();
    const Bytes packet = e.bytes("packet");
    const auto view = parseSmpPacket(packet);
    QVERIFY(view);
    const QMap<QString, quint64> expected = numbers(e.text("header"));
    QCOMPARE(expected.size(), 5);
    QCOMPARE(quint64(view->header.op), expected[QStringLiteral("op")]);
    QCOMPARE(quint64(view->header.version), expected[QStringLiteral("ver")]);
    QCOMPARE(quint64(view->header.group), expected[QStringLiteral("group")]);
    QCOMPARE(quint64(view->header.sequence), expected[QStringLiteral("seq")]);
    QCOMPARE(quint64(view->header.command), expected[QStringLiteral("cmd")]);
}

void TestProtocolExamples::sampleFields()
{
    const Example e = example();
    const Bytes payload = e.bytes("payload");
    const QMap<QString, quint64> expected = numbers(e.text("fields"));
    QCOMPARE(e.text("channel"), QStringLiteral("2"));
    if (const auto report = parseSampleReport(payload)) {
        QCOMPARE(quint64(report->stream), expected[QStringLiteral("stream")]);
        QCOMPARE(quint64(report->number), expected[QStringLiteral("number")]);
        return;
    }
    const auto block = parseSampleBlock(payload);
    QVERIFY(block);
    const SampleBlockHeader &h = block->header;
    QCOMPARE(quint64(h.stream), expected[QStringLiteral("stream")]);
    QCOMPARE(quint64(h.number), expected[QStringLiteral("number")]);
    QCOMPARE(h.firstIndex, expected[QStringLiteral("first")]);
    QCOMPARE(h.kitTimeNs, expected[QStringLiteral("t")]);
    QCOMPARE(quint64(h.lost), expected[QStringLiteral("lost")]);
    QCOMPARE(quint64(h.count), expected[QStringLiteral("count")]);
    QCOMPARE(quint64(h.bytesPerSample), expected[QStringLiteral("bytes")]);
}

QTEST_GUILESS_MAIN(TestProtocolExamples)
#include "tst_protocol_examples.moc"
