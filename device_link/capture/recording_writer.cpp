// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_writer.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace device_link {

namespace {

using namespace std::chrono_literals;

constexpr auto kPoll = 100ms; ///< how often the store is asked for new samples
constexpr auto kSync = 1s;
constexpr std::size_t kFramesPerRead = 65'536;
constexpr std::size_t kMaxWaiting = 100'000; ///< of events, and of the other things that wait for the disk

std::int64_t hostNowNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

RecordedGap::Cause causeOf(SampleGap::Cause cause)
{
    switch (cause) {
    case SampleGap::Cause::KitDropped: return RecordedGap::Cause::KitDropped;
    case SampleGap::Cause::LinkLost: return RecordedGap::Cause::LinkLost;
    case SampleGap::Cause::Corrupted: return RecordedGap::Cause::Corrupted;
    case SampleGap::Cause::RecorderOverrun: return RecordedGap::Cause::RecorderOverrun;
    case SampleGap::Cause::NotMeasured: return RecordedGap::Cause::NotMeasured;
    case SampleGap::Cause::Unknown: break;
    }
    return RecordedGap::Cause::Unknown;
}

} // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::start(const RecordingOptions &options)
{
    const QFileInfo path(options.path);
    if (!QDir().mkpath(path.absolutePath()))
        return fail(Fault::CannotWrite, path.absolutePath() + QLatin1String(": the folder cannot be made"));
    RecordingFileInfo info = options.info;
    if (info.createdUtcMs == 0)
        info.createdUtcMs = QDateTime::currentMSecsSinceEpoch();
    if (info.hostTimeNs == 0)
        info.hostTimeNs = hostNowNs();
    auto file = RecordingFileWriter::create(options.path, info, options.limits);
    if (!file)
        return tl::unexpected(file.error());
    return std::unique_ptr<RecordingWriter>(new RecordingWriter(std::move(*file)));
}

RecordingWriter::RecordingWriter(std::unique_ptr<RecordingFileWriter> file)
    : m_file(std::move(file))
    , m_synced(std::chrono::steady_clock::now())
{
    publish();
    m_promise.start();
    m_thread = std::thread([this] { run(); });
}

RecordingWriter::~RecordingWriter()
{
    (void)finish();
    m_thread.join();
}

void RecordingWriter::addStream(std::shared_ptr<const SampleStore> store, std::uint64_t firstIndex)
{
    const std::scoped_lock lock(m_mutex);
    if (m_newest.lock() == store)
        return;
    m_newest = store;
    m_newStreams.push_back({std::move(store), firstIndex});
    m_wake.notify_one();
}

template <typename T>
void RecordingWriter::keep(std::vector<T> &list, const T &item)
{
    const std::scoped_lock lock(m_mutex);
    if (m_finishing || m_error || list.size() >= kMaxWaiting)
        ++m_lostEvents;
    else
        list.push_back(item);
}

void RecordingWriter::addEvent(const KitEvent &event) { keep(m_news.events, event); }

void RecordingWriter::addNote(const RecordedNote &note) { keep(m_news.notes, note); }

void RecordingWriter::addLine(const RecordedLine &line) { keep(m_news.lines, line); }

void RecordingWriter::addClockPoint(const RecordedClockPoint &point)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_finishing && !m_error && m_news.clock.size() < kMaxWaiting)
        m_news.clock.push_back(point);
}

std::optional<Error> RecordingWriter::error() const
{
    const std::scoped_lock lock(m_mutex);
    return m_error;
}

RecordingTotals RecordingWriter::totals() const
{
    const std::scoped_lock lock(m_mutex);
    RecordingTotals totals = m_totals;
    totals.lostEvents = m_lostEvents;
    return totals;
}

QFuture<RecordingWriter::Outcome> RecordingWriter::finish()
{
    const std::scoped_lock lock(m_mutex);
    m_finishing = true;
    m_wake.notify_one();
    return m_promise.future();
}

void RecordingWriter::run()
{
    for (bool finishing = false; !finishing && !m_file->error();) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, kPoll, [this] { return m_finishing; });
            finishing = m_finishing;
        }
        takeNews();
        writeAll();
        const auto now = std::chrono::steady_clock::now();
        if (now - m_synced >= kSync && m_file->sync())
            m_synced = now;
        publish();
    }
    static_cast<void>(m_file->close()); // its failure is in error()
    publish();
    if (const auto failure = error())
        m_promise.addResult(Outcome(tl::unexpected(*failure)));
    else
        m_promise.addResult(Outcome(totals()));
    m_promise.finish();
}

/// Takes over new streams, and writes what else came.
void RecordingWriter::takeNews()
{
    News news;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(news, m_news);
        m_streams.insert(m_streams.end(), m_newStreams.begin(), m_newStreams.end());
        m_newStreams.clear();
    }
    for (const KitEvent &event : news.events)
        m_file->addEvent(event);
    for (const RecordedNote &note : news.notes)
        m_file->addNote(note);
    for (const RecordedLine &line : news.lines)
        m_file->addLine(line);
    for (const RecordedClockPoint &point : news.clock)
        m_file->addClockPoint(point);
}

/// Writes every stream up to its end as of now. All but the last are complete and are let go.
void RecordingWriter::writeAll()
{
    while (!m_streams.empty() && !m_file->error()) {
        Stream &stream = m_streams.front();
        const bool newest = m_streams.size() == 1; // else its store is complete: asked before its end
        const std::uint64_t end = stream.store->endIndex();
        if (begin(stream)) {
            while (stream.next < end && writeSome(stream, end))
                takeNews(); // a long backlog must not hold up the events
        }
        if (newest)
            return;
        m_streams.pop_front();
    }
}

bool RecordingWriter::begin(Stream &stream)
{
    if (stream.number)
        return true;
    const auto number = m_file->beginStream(stream.store->info());
    if (number)
        stream.number = *number;
    else
        m_refused = number.error();
    return number.has_value();
}

/// Writes one run of samples; false when there was none or the file failed.
bool RecordingWriter::writeSome(Stream &stream, std::uint64_t end)
{
    const SampleWords words = stream.store->readWords(stream.next, kFramesPerRead);
    const std::uint64_t gapStart = words.before ? std::max(words.before->firstIndex, stream.next) : words.firstIndex;
    const std::uint64_t start = std::min(words.firstIndex, end);
    if (const std::uint64_t kept = std::min(gapStart, start); kept > stream.next) {
        m_overrun += kept - stream.next;
        writeGap(stream, {stream.next, kept - stream.next, RecordedGap::Cause::RecorderOverrun});
    }
    if (words.before && start > gapStart)
        writeGap(stream, {gapStart, start - gapStart, causeOf(words.before->cause)});
    stream.next = start;
    if (words.count == 0 || m_file->error())
        return false;
    writeWords(stream, words);
    return !m_file->error();
}

/// Each part goes with the stamp it begins with. A run that was cut by how much is read at once ends before its last
/// stamp, so that the next one begins with it: what is between stamps has no time of its own.
void RecordingWriter::writeWords(Stream &stream, const SampleWords &words)
{
    const std::size_t frameBytes = stream.store->info().bytesPerFrame();
    const bool cut = words.count == kFramesPerRead && !words.stamps.empty();
    const std::uint64_t last = cut ? words.stamps.back().index : words.firstIndex + words.count;
    SampleStamp from{words.firstIndex, words.kitTimeNs};
    for (std::size_t i = 0; from.index < last; ++i) {
        const SampleStamp to = i < words.stamps.size() ? words.stamps[i] : SampleStamp{last, 0};
        const auto bytes
            = framing::ByteView(words.frames)
                  .subspan((from.index - words.firstIndex) * frameBytes, (to.index - from.index) * frameBytes);
        if (!m_file->addFrames(*stream.number, from.index, from.kitTimeNs, bytes))
            return;
        from = to;
    }
    stream.next = last;
}

void RecordingWriter::writeGap(const Stream &stream, const RecordedGap &gap)
{
    static_cast<void>(m_file->addGap(*stream.number, gap)); // its failure is in error()
}

void RecordingWriter::publish()
{
    const RecordingFileTotals &held = m_file->totals();
    const std::scoped_lock lock(m_mutex);
    m_totals = {held.frames, held.gaps, held.missing, m_overrun, held.events, 0, held.bytes};
    m_error = m_file->error() ? m_file->error() : m_refused;
}

} // namespace device_link
