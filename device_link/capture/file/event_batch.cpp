// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_batch.h"

#include "cbor_fields.h"
#include "little_endian.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace device_link {

namespace {

enum Kind : int { KitEventKind = 0, NoteKind = 1, LineKind = 2 };

/// CBOR of a few numbers around a text.
constexpr std::size_t kItemBytes = 48;

KitEvent eventOf(const QCborArray &item)
{
    KitEvent event;
    event.bootId = static_cast<std::uint32_t>(cborInteger(item.at(1)));
    event.sequence = static_cast<std::uint32_t>(cborInteger(item.at(2)));
    event.kitTimeNs = cborInteger(item.at(3));
    event.hostTimeNs = cborInteger(item.at(4));
    event.replayed = item.at(5).toBool();
    event.name = item.at(6).toString();
    event.fields = item.at(7).toMap();
    return event;
}

RecordedNote noteOf(const QCborArray &item)
{
    RecordedNote note{static_cast<std::uint32_t>(cborInteger(item.at(1))), cborInteger(item.at(2)),
        cborInteger(item.at(3)), item.at(4).toString()};
    note.removed = item.at(4).isNull();
    if (item.at(5).isInteger() && cborInteger(item.at(5)) > note.kitTimeNs)
        note.endNs = cborInteger(item.at(5));
    return note;
}

/// Empty: of a kind that is not known.
std::optional<RecordedLine> lineOf(const QCborArray &item)
{
    const qint64 kind = cborInteger(item.at(5), -1);
    if (kind < 0 || kind > qint64(RecordedLine::Kind::AtLine))
        return std::nullopt;
    RecordedLine line;
    line.bootId = static_cast<std::uint32_t>(cborInteger(item.at(1)));
    line.kitTimeNs = cborInteger(item.at(2));
    line.hostTimeNs = cborInteger(item.at(3));
    line.port = item.at(4).toString();
    line.kind = static_cast<RecordedLine::Kind>(kind);
    line.toKit = item.at(6).toBool();
    line.bytes = item.at(7).toByteArray().left(RecordedLine::kMaxBytes);
    line.size = static_cast<std::uint32_t>(std::max<qint64>(cborInteger(item.at(8)), line.bytes.size()));
    return line;
}

} // namespace

void EventBatch::add(const KitEvent &event)
{
    m_items.append(QCborArray{KitEventKind, qint64(event.bootId), qint64(event.sequence), qint64(event.kitTimeNs),
        qint64(event.hostTimeNs), event.replayed, event.name, event.fields});
    m_roughBytes += kItemBytes + std::size_t(event.name.size()) + std::size_t(event.fields.size()) * kItemBytes;
    ++m_events;
}

void EventBatch::add(const RecordedNote &note)
{
    QCborArray item{NoteKind, qint64(note.bootId), qint64(note.kitTimeNs), qint64(note.hostTimeNs)};
    item.append(note.removed ? QCborValue(nullptr) : QCborValue(note.text));
    if (note.endNs)
        item.append(qint64(*note.endNs));
    m_items.append(item);
    m_roughBytes += kItemBytes + std::size_t(note.text.size()) * 3;
    ++m_notes;
}

void EventBatch::add(const RecordedLine &line)
{
    m_items.append(QCborArray{LineKind, qint64(line.bootId), qint64(line.kitTimeNs), qint64(line.hostTimeNs), line.port,
        qint64(line.kind), line.toKit, line.bytes.left(RecordedLine::kMaxBytes), qint64(line.size)});
    m_roughBytes += kItemBytes + std::size_t(line.bytes.size());
}

void EventBatch::clear() { *this = {}; }

framing::Bytes EventBatch::head() const
{
    framing::Bytes head;
    putField(head, m_events);
    putField(head, m_notes);
    return head;
}

framing::Bytes EventBatch::body() const { return cborBytes(m_items); }

Result<void> readEvents(framing::ByteView body, RecordedEvents &out)
{
    const QCborValue value = cborOf(body);
    if (!value.isArray())
        return fail(Fault::BadFile, QStringLiteral("an events record is no array"));
    for (const QCborValue &item : value.toArray()) {
        const QCborArray fields = item.toArray();
        const qint64 kind = cborInteger(fields.at(0), -1);
        if (kind == KitEventKind && fields.size() >= 8)
            out.events.push_back(eventOf(fields));
        else if (kind == NoteKind && fields.size() >= 5)
            out.notes.push_back(noteOf(fields));
        else if (kind == LineKind && fields.size() >= 9) {
            if (auto line = lineOf(fields))
                out.lines.push_back(std::move(*line));
        }
    }
    return {};
}

std::vector<RecordedNote> standingNotes(const std::vector<RecordedNote> &notes)
{
    using Place = std::tuple<std::uint32_t, std::int64_t, std::int64_t>;
    std::map<Place, const RecordedNote *> last;
    for (const RecordedNote &note : notes)
        last[{note.bootId, note.kitTimeNs, note.endNs.value_or(note.kitTimeNs)}] = &note;
    std::vector<RecordedNote> standing;
    for (const auto &[place, note] : last) {
        if (!note->removed)
            standing.push_back(*note);
    }
    return standing;
}

} // namespace device_link
