// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recording/mark_feed.h"

#include "device_link/capture/recording_writer.h"
#include "device_link/session/host_clock.h"
#include "device_link/session/replay/recorded_kit_session.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/cursor_model.h"
#include "widgets/power/region_model.h"

#include <algorithm>

namespace widgets {

using device_link::RecordedNote;

namespace {
constexpr int kWriteMs = 1000;
} // namespace

MarkFeed::MarkFeed(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
{
    m_timer.setInterval(kWriteMs);
    connect(&m_timer, &QTimer::timeout, this, &MarkFeed::write);
    connect(m_kit, &KitContext::stateChanged, this, &MarkFeed::showRecorded);
    showRecorded();
}

MarkFeed::~MarkFeed() = default;

void MarkFeed::begin(std::shared_ptr<device_link::RecordingWriter> writer)
{
    m_writer = std::move(writer);
    m_boot = axisBoot(*m_kit);
    // What was marked before is of what was before; so is what is marked there later.
    m_written = marks();
    m_beganNs = m_kit->model<AxisClock>()->nowNs();
    m_timer.start();
}

void MarkFeed::end()
{
    if (m_writer)
        write();
    m_timer.stop();
    m_writer.reset();
}

MarkFeed::Marks MarkFeed::marks() const
{
    Marks all;
    const auto *regions = m_kit->model<RegionModel>();
    const auto *cursors = m_kit->model<CursorModel>();
    for (int row = 0; row < regions->rowCount(); ++row)
        all[{regions->region(row).beginNs, regions->region(row).endNs}] = regions->note(row);
    for (int row = 0; row < cursors->rowCount(); ++row)
        all[{cursors->timeNs(row), cursors->timeNs(row)}] = cursors->note(row);
    return all;
}

void MarkFeed::write()
{
    const std::uint32_t boot = axisBoot(*m_kit);
    if (std::exchange(m_boot, boot) != boot) {
        m_written.clear(); // those of the boot before stand as they were
        m_beganNs = 0;
    }
    Marks now = marks();
    RecordedNote note;
    note.bootId = boot;
    note.hostTimeNs = device_link::hostNowNs();
    const auto tell = [&](const Place &place, const QString &text, bool removed) {
        note.kitTimeNs = place.first;
        note.endNs = place.second > place.first ? std::optional(place.second) : std::nullopt;
        note.text = text;
        note.removed = removed;
        m_writer->addNote(note);
    };
    for (const auto &[place, text] : now) {
        const auto known = m_written.find(place);
        if (place.second > m_beganNs && (known == m_written.end() || known->second != text))
            tell(place, text, false);
    }
    for (const auto &[place, text] : m_written) {
        if (place.second > m_beganNs && !now.contains(place)) // of another it holds nothing
            tell(place, {}, true);
    }
    m_written = std::move(now);
}

void MarkFeed::showRecorded()
{
    const auto *recorded = dynamic_cast<const device_link::RecordedKitSession *>(m_kit->session().get());
    if (m_shown || !recorded || recorded->state() != device_link::SessionState::Connected)
        return;
    m_shown = true;
    auto *regions = m_kit->model<RegionModel>();
    auto *cursors = m_kit->model<CursorModel>();
    std::vector<RecordedNote> notes = recorded->notes();
    if (notes.size() > kMost)
        notes.resize(kMost);
    std::ranges::stable_sort(notes, {}, &RecordedNote::hostTimeNs); // as they were made: so are letters given
    for (const RecordedNote &note : notes) {
        if (note.endNs)
            regions->append(note.kitTimeNs, *note.endNs, note.text);
        else
            cursors->append(note.kitTimeNs, note.text);
    }
}

} // namespace widgets
