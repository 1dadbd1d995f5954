// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_events.h"

#include "device_link/capture/file/whole_file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace device_link {

namespace {

QByteArray line(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'; }

QByteArray line(const KitEvent &event)
{
    return line(QJsonObject{
        {QStringLiteral("boot"), qint64(event.bootId)},
        {QStringLiteral("seq"), qint64(event.sequence)},
        {QStringLiteral("kit_time_ns"), qint64(event.kitTimeNs)},
        {QStringLiteral("host_time_ns"), qint64(event.hostTimeNs)},
        {QStringLiteral("replayed"), event.replayed},
        {QStringLiteral("event"), event.name},
        {QStringLiteral("fields"), event.fields.toJsonObject()},
    });
}

QByteArray line(const RecordedNote &note)
{
    return line(QJsonObject{
        {QStringLiteral("boot"), qint64(note.bootId)},
        {QStringLiteral("kit_time_ns"), qint64(note.kitTimeNs)},
        {QStringLiteral("host_time_ns"), qint64(note.hostTimeNs)},
        {QStringLiteral("note"), note.removed ? QJsonValue() : QJsonValue(note.text)},
        {QStringLiteral("end_kit_time_ns"), note.endNs ? QJsonValue(qint64(*note.endNs)) : QJsonValue()},
    });
}

QByteArray line(const RecordedLine &of)
{
    QJsonObject object{
        {QStringLiteral("boot"), qint64(of.bootId)},
        {QStringLiteral("kit_time_ns"), qint64(of.kitTimeNs)},
        {QStringLiteral("host_time_ns"), qint64(of.hostTimeNs)},
        {QStringLiteral("port"), of.port},
        {QStringLiteral("to_kit"), of.toKit},
        {QStringLiteral("bytes"), qint64(of.size)},
    };
    if (of.kind == RecordedLine::Kind::Smp)
        object.insert(QStringLiteral("smp"), QString::fromLatin1(of.bytes.toHex()));
    else
        object.insert(QStringLiteral("line"), QString::fromUtf8(of.bytes));
    return line(object);
}

} // namespace

Result<RecordingEventsTotals> writeRecordingEvents(
    RecordingFileReader &reader, QIODevice &out, const ExchangeProgress &progress)
{
    RecordingEventsTotals totals;
    for (std::size_t number = 0; number < reader.eventBatches(); ++number) {
        QByteArray text;
        const auto batch = reader.eventBatch(number);
        if (!batch && batch.error().fault() != Fault::BadFile)
            return tl::unexpected(batch.error());
        if (!batch) {
            ++totals.damagedBatches;
            text = line(QJsonObject{{QStringLiteral("damaged"), true}});
        } else {
            for (const KitEvent &event : batch->events)
                text += line(event);
            for (const RecordedNote &note : batch->notes)
                text += line(note);
            for (const RecordedLine &of : batch->lines)
                text += line(of);
            totals.events += batch->events.size();
            totals.notes += batch->notes.size();
            totals.lines += batch->lines.size();
        }
        if (auto written = writeAll(out, text.constData(), static_cast<std::size_t>(text.size())); !written)
            return tl::unexpected(written.error());
        if (progress && !progress(number + 1, reader.eventBatches()))
            return fail(Fault::Cancelled, QStringLiteral("the export was cancelled"));
    }
    return totals;
}

Result<RecordingEventsTotals> exportRecordingEvents(
    RecordingFileReader &reader, const QString &path, const ExchangeProgress &progress)
{
    return writeWholeFile<RecordingEventsTotals>(
        path, [&](QIODevice &file) { return writeRecordingEvents(reader, file, progress); });
}

} // namespace device_link
