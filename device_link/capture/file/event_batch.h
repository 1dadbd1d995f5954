// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_file_types.h"

#include "device_link/result.h"
#include "device_link/session/kit_event.h"

#include "framing/bytes.h"

#include <QCborArray>

#include <vector>

namespace device_link {

/// Events of the kit, notes of the user and lines of the ports, each in the order they were recorded.
struct RecordedEvents {
    std::vector<KitEvent> events;
    std::vector<RecordedNote> notes;
    std::vector<RecordedLine> lines;
};

/// Collects events, notes and lines for the next events record (FORMAT.md §4.6).
class EventBatch
{
public:
    void add(const KitEvent &event);
    void add(const RecordedNote &note);
    void add(const RecordedLine &line);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_items.isEmpty(); }
    [[nodiscard]] std::size_t roughBytes() const { return m_roughBytes; }
    [[nodiscard]] std::uint32_t events() const { return m_events; }
    [[nodiscard]] std::uint32_t notes() const { return m_notes; }
    [[nodiscard]] framing::Bytes head() const;
    [[nodiscard]] framing::Bytes body() const;

private:
    QCborArray m_items;
    std::size_t m_roughBytes = 0; ///< at least about what the body will have
    std::uint32_t m_events = 0;
    std::uint32_t m_notes = 0;
};

/// Appends what a record holds; items of kinds that are not known are left out. Safe for any bytes: BadFile when the
/// body is no array.
[[nodiscard]] Result<void> readEvents(framing::ByteView body, RecordedEvents &out);

/// The notes that stand in the end: of those on one moment or span the last counts.
[[nodiscard]] std::vector<RecordedNote> standingNotes(const std::vector<RecordedNote> &notes);

} // namespace device_link
