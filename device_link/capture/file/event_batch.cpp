// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_batch.h"

#include "cbor_fields.h"
#include "little_endian.h"

namespace device_link {

namespace {

enum Kind : int { KitEventKind = 0, NoteKind = 1 };

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
    return {static_cast<std::uint32_t>(cborInteger(item.at(1))), cborInteger(item.at(2)), cborInteger(item.at(3)),
        item.at(4).toString()};
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
    m_items.append(
        QCborArray{NoteKind, qint64(note.bootId), qint64(note.kitTimeNs), qint64(note.hostTimeNs), note.text});
    m_roughBytes += kItemBytes + std::size_t(note.text.size()) * 3;
    ++m_notes;
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
    }
    return {};
}

} // namespace device_link
