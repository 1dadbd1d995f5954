// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame_fields.h"

#include "device_link/protocols/cbor_reader.h"
#include "framing/sample_block.h"
#include "framing/smp_packet.h"
#include "profiles/frames/apdu_fields.h"
#include "profiles/frames/frame_names.h"
#include "profiles/frames/hex_dump.h"

#include <QCborArray>
#include <QCborMap>

namespace profiles {

using device_link::RawFrame;

namespace {

constexpr qsizetype kMostText = 300;

framing::ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

QString cut(QString text)
{
    return text.size() > kMostText ? QString(text.left(kMostText) + QStringLiteral("…")) : text;
}

/// Takes fields up to the limits, whatever it is given.
class Fields
{
public:
    void add(int depth, const QString &name, const QString &value)
    {
        if (m_list.size() < kMostFrameFields)
            m_list.append({depth, name, cut(value)});
        else if (m_list.size() == kMostFrameFields)
            m_list.append({0, QStringLiteral("…"), QStringLiteral("more fields are not shown")});
    }
    void add(const QList<FrameField> &fields)
    {
        for (const FrameField &field : fields)
            add(field.depth, field.name, field.value);
    }
    [[nodiscard]] bool full() const { return m_list.size() > kMostFrameFields; }
    [[nodiscard]] const QList<FrameField> &list() const { return m_list; }

private:
    QList<FrameField> m_list;
};

QString plain(const QCborValue &value)
{
    switch (value.type()) {
    case QCborValue::ByteArray: return shortHex(value.toByteArray());
    case QCborValue::String: return value.toString();
    case QCborValue::Integer: return QString::number(value.toInteger());
    case QCborValue::Double: return QString::number(value.toDouble(), 'g', 9);
    case QCborValue::True: return QStringLiteral("true");
    case QCborValue::False: return QStringLiteral("false");
    case QCborValue::Null: return QStringLiteral("null");
    default: return cut(value.toDiagnosticNotation());
    }
}

void addValue(Fields &fields, int depth, const QString &name, const QCborValue &value);

void addMap(Fields &fields, int depth, const QCborMap &map)
{
    for (auto entry = map.constBegin(); entry != map.constEnd() && !fields.full(); ++entry)
        addValue(fields, depth, plain(entry.key()), entry.value());
}

void addValue(Fields &fields, int depth, const QString &name, const QCborValue &value)
{
    const bool tooDeep = depth >= kMostFrameDepth;
    if (value.isMap() && !tooDeep) {
        fields.add(depth, name, QStringLiteral("{%1}").arg(value.toMap().size()));
        return addMap(fields, depth + 1, value.toMap());
    }
    if (value.isArray() && !tooDeep) {
        const QCborArray array = value.toArray();
        fields.add(depth, name, QStringLiteral("[%1]").arg(array.size()));
        for (qsizetype i = 0; i < array.size() && !fields.full(); ++i)
            addValue(fields, depth + 1, QString::number(i), array.at(i));
        return;
    }
    fields.add(depth, name, value.isMap() || value.isArray() ? QStringLiteral("…") : plain(value));
}

/// False when the bytes are no map.
bool addCbor(Fields &fields, int depth, framing::ByteView bytes, QCborMap *out = nullptr)
{
    const auto map = device_link::decodeCborMap(bytes);
    if (!map) {
        fields.add(depth, QStringLiteral("CBOR"), QStringLiteral("cannot be read: ") + map.error().detail());
        return false;
    }
    addMap(fields, depth, *map);
    if (out)
        *out = *map;
    return true;
}

/// "512 of 1226 bytes were recorded"
QString recordedPart(const RawFrame &frame)
{
    return QStringLiteral("%1 of %2 bytes were recorded").arg(frame.bytes.size()).arg(frame.wholeSize);
}

/// Of a packet that was cut its header is whole.
std::optional<framing::SmpHeader> smpHeaderOf(const RawFrame &frame)
{
    QByteArray packet = frame.bytes;
    if (frame.isCut() && packet.size() >= static_cast<qsizetype>(framing::kSmpHeaderSize)) {
        packet.truncate(static_cast<qsizetype>(framing::kSmpHeaderSize));
        packet[2] = packet[3] = 0; // the length: nothing follows here
    }
    const auto smp = framing::parseSmpPacket(viewOf(packet));
    return smp ? std::optional(smp->header) : std::nullopt;
}

void addSmp(Fields &fields, const RawFrame &frame)
{
    const auto found = smpHeaderOf(frame);
    if (!found) {
        fields.add(0, QStringLiteral("SMP"), QStringLiteral("not a whole packet"));
        return;
    }
    const framing::SmpHeader &header = *found;
    const QString command = smpCommandName(header.group, header.command);
    fields.add(0, QStringLiteral("op"), smpOpName(header.op));
    fields.add(0, QStringLiteral("command"), command);
    fields.add(0, QStringLiteral("group, id"), QStringLiteral("%1, %2").arg(header.group).arg(header.command));
    fields.add(0, QStringLiteral("seq"), QString::number(header.sequence));
    fields.add(0, QStringLiteral("version"), QString::number(header.version + 1));
    if (frame.isCut())
        return fields.add(1, QStringLiteral("CBOR"), QStringLiteral("not whole: ") + recordedPart(frame));
    QCborMap body;
    if (!addCbor(fields, 1, viewOf(frame.bytes).subspan(framing::kSmpHeaderSize), &body)
        || command != QLatin1String("aiesim.card.transmit"))
        return;
    fields.add(commandApduFields(body.value(QLatin1String("apdu")).toByteArray(), 2));
    fields.add(responseApduFields(body.value(QLatin1String("resp")).toByteArray(), 2));
}

void addSamples(Fields &fields, const RawFrame &frame)
{
    fields.add(0, QStringLiteral("blocks"), QString::number(frame.blocks));
    fields.add(0, QStringLiteral("bytes"), QString::number(frame.blockBytes));
    // A block is read with its data; only its header is kept, so that is read from its places (PROTOCOL.md §7.1).
    if (frame.bytes.size() < static_cast<qsizetype>(framing::kSampleBlockHeaderSize))
        return;
    const auto number = [&frame](int at, int size) {
        quint64 value = 0;
        for (int i = size - 1; i >= 0; --i)
            value = value << 8U | static_cast<quint8>(frame.bytes.at(at + i));
        return QString::number(value);
    };
    fields.add(0, QStringLiteral("last block"), QString());
    fields.add(1, QStringLiteral("stream"), number(1, 1));
    fields.add(1, QStringLiteral("number"), number(4, 4));
    fields.add(1, QStringLiteral("first index"), number(8, 8));
    fields.add(1, QStringLiteral("kit time ns"), number(16, 8));
    fields.add(1, QStringLiteral("lost before"), number(24, 4));
    fields.add(1, QStringLiteral("samples"), number(28, 2));
}

QString titleOfSmp(const RawFrame &frame)
{
    const auto header = smpHeaderOf(frame);
    if (!header)
        return QStringLiteral("SMP, not a whole packet");
    return QStringLiteral("SMP %1 %2, seq %3")
        .arg(smpOpName(header->op), smpCommandName(header->group, header->command))
        .arg(header->sequence);
}

QString titleOfEvent(const QByteArray &cbor)
{
    const auto map = device_link::decodeCborMap(cbor);
    const QString name = map ? map->value(QLatin1String("e")).toString() : QString();
    return name.isEmpty() ? QStringLiteral("event, cannot be read") : QStringLiteral("event ") + name.left(40);
}

/// The command or the prefix of an answer, without values: those may be identities.
QString titleOfLine(const QByteArray &line)
{
    qsizetype end = 0;
    while (end < line.size() && end < 40 && line.at(end) != '=' && line.at(end) != ':')
        ++end;
    return QStringLiteral("AT line ") + QString::fromLatin1(line.left(end));
}

} // namespace

QString frameTitle(const RawFrame &frame)
{
    switch (frame.kind) {
    case RawFrame::Kind::Smp: return titleOfSmp(frame);
    case RawFrame::Kind::Event: return titleOfEvent(frame.bytes);
    case RawFrame::Kind::Samples:
        return QStringLiteral("%1 sample blocks, %2 B").arg(frame.blocks).arg(frame.blockBytes);
    case RawFrame::Kind::Text: return QStringLiteral("text line");
    case RawFrame::Kind::AtLine: return titleOfLine(frame.bytes);
    }
    return {};
}

QList<FrameField> frameFields(const RawFrame &frame)
{
    Fields fields;
    switch (frame.kind) {
    case RawFrame::Kind::Smp: addSmp(fields, frame); break;
    case RawFrame::Kind::Event: addCbor(fields, 0, viewOf(frame.bytes)); break;
    case RawFrame::Kind::Samples: addSamples(fields, frame); break;
    case RawFrame::Kind::Text: fields.add(0, QStringLiteral("text"), QString::fromUtf8(frame.bytes)); break;
    case RawFrame::Kind::AtLine:
        fields.add(0, QStringLiteral("line"), QString::fromLatin1(frame.bytes));
        if (!frame.isCut())
            fields.add(atApduFields(frame.bytes, 1));
        break;
    }
    if (frame.isCut() && frame.kind != RawFrame::Kind::Smp)
        fields.add(0, QStringLiteral("cut"), recordedPart(frame));
    return fields.list();
}

} // namespace profiles
