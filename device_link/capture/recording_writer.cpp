// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_writer.h"

#include <algorithm>
#include <utility>

namespace device_link {

namespace {

using namespace std::chrono_literals;

constexpr auto kPoll = 100ms; ///< how often the store is asked for new samples
constexpr auto kFlush = 1s;
constexpr std::size_t kFramesPerRead = 8192;
constexpr std::size_t kMaxWaitingEvents = 100'000;

} // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::start(const RecordingOptions &options)
{
    auto files = RecordingFiles::create(options);
    if (!files)
        return tl::unexpected(files.error());
    return std::unique_ptr<RecordingWriter>(new RecordingWriter(std::move(*files)));
}

RecordingWriter::RecordingWriter(std::unique_ptr<RecordingFiles> files)
    : m_files(std::move(files))
    , m_flushed(std::chrono::steady_clock::now())
{
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
    m_newStreams.push_back({std::move(store), firstIndex, false});
    m_wake.notify_one();
}

void RecordingWriter::addEvent(const KitEvent &event)
{
    const std::scoped_lock lock(m_mutex);
    if (m_finishing || m_error || m_newEvents.size() >= kMaxWaitingEvents)
        ++m_lostEvents;
    else
        m_newEvents.push_back(event);
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
    for (bool finishing = false; !finishing && !m_files->error();) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, kPoll, [this] { return m_finishing; });
            finishing = m_finishing;
        }
        takeNews();
        writeAll();
        const auto now = std::chrono::steady_clock::now();
        if (now - m_flushed >= kFlush) {
            m_files->flush(true);
            m_flushed = now;
        }
        publish();
    }
    m_files->close();
    publish();
    if (const auto failure = error())
        m_promise.addResult(Outcome(tl::unexpected(*failure)));
    else
        m_promise.addResult(Outcome(totals()));
    m_promise.finish();
}

/// Takes over new streams and writes new events.
void RecordingWriter::takeNews()
{
    std::vector<KitEvent> events;
    {
        const std::scoped_lock lock(m_mutex);
        events.swap(m_newEvents);
        m_streams.insert(m_streams.end(), m_newStreams.begin(), m_newStreams.end());
        m_newStreams.clear();
    }
    for (const KitEvent &event : events)
        m_files->addEvent(event);
}

/// Writes every stream up to its end as of now. All but the last are complete and are let go.
void RecordingWriter::writeAll()
{
    while (!m_streams.empty() && !m_files->error()) {
        Stream &stream = m_streams.front();
        if (!std::exchange(stream.begun, true))
            m_files->beginStream(stream.store->info());
        const bool newest = m_streams.size() == 1; // else its store is complete: asked before its end
        const std::uint64_t end = stream.store->endIndex();
        while (stream.next < end && writeSome(stream, end))
            takeNews(); // a long backlog must not hold up the events
        if (newest)
            return;
        m_streams.pop_front();
    }
}

/// Writes one run of samples; false when there was none or the files failed.
bool RecordingWriter::writeSome(Stream &stream, std::uint64_t end)
{
    const SampleRun run = stream.store->read(stream.next, kFramesPerRead);
    const std::uint64_t gapStart = run.before ? std::max(run.before->firstIndex, stream.next) : run.firstIndex;
    const std::uint64_t start = std::min(run.firstIndex, end);
    if (const std::uint64_t kept = std::min(gapStart, start); kept > stream.next)
        m_files->addOverrun(stream.next, kept - stream.next);
    if (run.before && start > gapStart)
        m_files->addGap({gapStart, start - gapStart, run.before->cause});
    stream.next = start;
    if (run.kitTimeNs.empty() || m_files->error())
        return false;
    m_files->addRun(run);
    stream.next = run.firstIndex + run.kitTimeNs.size();
    return !m_files->error();
}

void RecordingWriter::publish()
{
    const std::scoped_lock lock(m_mutex);
    m_totals = m_files->totals();
    m_error = m_files->error();
}

} // namespace device_link
