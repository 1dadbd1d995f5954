// SPDX-License-Identifier: GPL-3.0-or-later
// exportPpk2File(). libzip asks for the bytes of each member while it packs them, so that none is ever whole in memory;
// it packs into a file beside and gives it the name at the end.
#include "ppk2_file.h"

#include "csv_text.h"
#include "ppk2_metadata_file.h"
#include "ppk2_minimap.h"
#include "ppk2_session.h"
#include "recorded_frames.h"

#include "device_link/capture/file/whole_file.h"

#include <QFile>

#include <openssl/crypto.h>
#include <zip.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

namespace device_link {

namespace {

/// libzip draws random numbers from OpenSSL, whose state of a thread is left behind when the program ends together with
/// a thread of a pool: it is given back when the archive is closed.
struct CryptoOfThread {
    CryptoOfThread() = default;
    ~CryptoOfThread() { OPENSSL_thread_stop(); }
    CryptoOfThread(const CryptoOfThread &) = delete;
    CryptoOfThread &operator=(const CryptoOfThread &) = delete;
};

constexpr std::uint64_t kMaxSessionBytes = std::uint64_t(1) << 40;
constexpr std::uint64_t kFramesAtOnce = 16'384;
constexpr double kMicroPerAmpere = 1e6;
constexpr double kMicroPerSecond = 1e6;

/// The members of one export, in the order they are packed.
class Ppk2Export
{
public:
    Ppk2Export(RecordingFileReader &reader, std::uint32_t stream, FrameRange range, const ExchangeProgress &progress);

    /// Appends bytes of session.raw to m_ready until there are some; false at its end. Sets error.
    [[nodiscard]] Result<bool> more();
    [[nodiscard]] std::uint64_t sessionBytes() const { return m_all * Ppk2SessionSample::kBytes; }
    /// Of all samples, known when session.raw was packed; none: there is none, or it changes.
    [[nodiscard]] std::optional<double> steadyVoltage() const { return m_voltageChanged ? std::nullopt : m_volts; }

    framing::Bytes ready; ///< of session.raw, not yet packed from taken on
    std::size_t taken = 0;
    Ppk2Minimap minimap;
    std::optional<Error> error; ///< why a member ended early
    Ppk2ExportTotals totals;

private:
    void addSamples(std::uint64_t count);

    const SampleStreamInfo &m_info;
    RecordedFrames m_frames;
    const ExchangeProgress &m_progress;
    const std::uint64_t m_all; ///< frames
    std::size_t m_current = 0;
    std::optional<std::size_t> m_logic, m_voltage;
    std::optional<double> m_volts; ///< of the first sample
    bool m_voltageChanged = false;
    RecordedFrames::Piece m_piece;
    std::uint64_t m_done = 0; ///< of m_piece
    std::uint64_t m_doneAll = 0;
};

std::optional<std::size_t> channelOf(const SampleStreamInfo &info, const char *name, const char *unit)
{
    for (std::size_t i = 0; i < info.channels.size(); ++i)
        if (info.channels[i].name == name && info.channels[i].unit == unit)
            return i;
    return {};
}

std::optional<std::size_t> currentOf(const SampleStreamInfo &info) { return channelOf(info, "current", "A"); }


Ppk2Export::Ppk2Export(
    RecordingFileReader &reader, std::uint32_t stream, FrameRange range, const ExchangeProgress &progress)
    : m_info(reader.streams().at(stream).info)
    , m_frames(reader, stream, range)
    , m_progress(progress)
    , m_all(range.last - range.first)
    , m_current(currentOf(m_info).value_or(0))
    , m_voltage(channelOf(m_info, "voltage", "V"))
{
    for (std::size_t i = 0; i < m_info.channels.size(); ++i)
        if (m_info.channels[i].isLogic())
            m_logic = i;
}

void Ppk2Export::addSamples(std::uint64_t count)
{
    const bool there = m_piece.kind == RecordedFrames::Piece::Kind::Frames;
    const double periodUs = m_info.periodNs() * 1e-3;
    Ppk2SessionSample sample;
    sample.microAmperes = std::numeric_limits<float>::quiet_NaN();
    for (std::uint64_t end = m_done + count; m_done < end; ++m_done) {
        const auto at = static_cast<std::size_t>(m_done);
        if (there) {
            sample.microAmperes = static_cast<float>(m_frames.values()[m_current][at] * kMicroPerAmpere);
            sample.hasLogic = m_logic.has_value();
            sample.logic = m_logic ? m_frames.words()[*m_logic][at] : std::uint8_t(0);
            if (m_voltage && !m_volts)
                m_volts = m_frames.values()[*m_voltage][at];
            m_voltageChanged = m_voltageChanged || (m_voltage && m_frames.values()[*m_voltage][at] != *m_volts);
        }
        appendPpk2Sample(ready, sample);
        minimap.add(double(sample.microAmperes), double(m_doneAll++) * periodUs);
    }
    (there ? totals.frames : totals.missing) += count;
}

Result<bool> Ppk2Export::more()
{
    ready.clear();
    taken = 0;
    if (m_done == m_piece.count) {
        auto piece = m_frames.next();
        if (!piece)
            return tl::unexpected(piece.error());
        m_piece = *piece;
        m_done = 0;
        if (m_piece.kind == RecordedFrames::Piece::Kind::End)
            return false;
    }
    addSamples(std::min(kFramesAtOnce, m_piece.count - m_done));
    totals.bytes += ready.size();
    if (m_progress && !m_progress(m_doneAll, m_all))
        return fail(Fault::Cancelled, QStringLiteral("the export was cancelled"));
    return true;
}

zip_int64_t statOf(void *data, std::optional<std::uint64_t> size)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (size) {
        stat.valid = ZIP_STAT_SIZE;
        stat.size = *size;
    }
    std::memcpy(data, &stat, sizeof stat);
    return sizeof stat;
}

/// libzip's callback for session.raw.
zip_int64_t readSession(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    auto &job = *static_cast<Ppk2Export *>(context);
    switch (command) {
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_STAT: return statOf(data, job.sessionBytes());
    case ZIP_SOURCE_READ: {
        if (job.taken == job.ready.size()) {
            const auto more = job.more();
            if (!more) {
                job.error = more.error();
                return -1;
            }
            if (!*more)
                return 0;
        }
        const std::size_t count = std::min<std::size_t>(length, job.ready.size() - job.taken);
        std::memcpy(data, job.ready.data() + job.taken, count);
        job.taken += count;
        return static_cast<zip_int64_t>(count);
    }
    case ZIP_SOURCE_ERROR: {
        const std::array<int, 2> codes{ZIP_ER_INTERNAL, 0};
        std::memcpy(data, codes.data(), sizeof codes);
        return sizeof codes;
    }
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default: return -1;
    }
}

/// A member whose text is known when session.raw was packed.
struct LateMember {
    std::function<QByteArray()> make;
    QByteArray json;
    qsizetype taken = 0;
};

zip_int64_t readLate(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    auto &member = *static_cast<LateMember *>(context);
    switch (command) {
    case ZIP_SOURCE_OPEN:
        member.json = member.make();
        member.taken = 0;
        return 0;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_STAT: return statOf(data, {});
    case ZIP_SOURCE_READ: {
        const auto count = std::min<qsizetype>(
            qsizetype(std::min<zip_uint64_t>(length, 1U << 20)), member.json.size() - member.taken);
        std::memcpy(data, member.json.constData() + member.taken, static_cast<std::size_t>(count));
        member.taken += count;
        return count;
    }
    case ZIP_SOURCE_ERROR: {
        const std::array<int, 2> codes{ZIP_ER_INTERNAL, 0};
        std::memcpy(data, codes.data(), sizeof codes);
        return sizeof codes;
    }
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default: return -1;
    }
}

/// The system's text where it was the system that failed, else libzip's.
QString zipFailure(zip_error_t &error)
{
    const int system = zip_error_system_type(&error) == ZIP_ET_SYS ? zip_error_code_system(&error) : 0;
    return system != 0 ? qt_error_string(system) : QString::fromUtf8(zip_error_strerror(&error));
}

QString zipFailure(int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString text = zipFailure(error);
    zip_error_fini(&error);
    return text;
}

bool addMember(zip_t *archive, const char *name, zip_source_t *source)
{
    if (!source)
        return false;
    if (zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) >= 0)
        return true;
    zip_source_free(source);
    return false;
}

/// UTC of an index of a stream, by the recording's clock points; else by when it was begun.
Result<std::int64_t> utcMsOf(RecordingFileReader &reader, std::uint32_t stream, std::uint64_t index)
{
    RecordedClock clock(reader, stream);
    const auto map = clock.mapOf(clock.segmentOf(index));
    if (!map)
        return tl::unexpected(map.error());
    const auto points = reader.clockPoints();
    if (!points)
        return tl::unexpected(points.error());
    const double timeNs = double(map->timeOf(index));
    double utcMs = double(reader.info().createdUtcMs) + (timeNs - double(clock.beginNs())) * 1e-6;
    const auto point = std::ranges::find(*points, reader.streams().at(stream).info.bootId, &RecordedClockPoint::bootId);
    if (point != points->end())
        utcMs = double(point->utcNs) * 1e-6 + (timeNs - double(point->kitTimeNs)) * 1e-6;
    return std::llround(std::clamp(utcMs, 0.0, 8.64e15));
}

Result<std::uint32_t> chosenStream(const RecordingFileReader &reader, std::optional<std::uint32_t> wanted)
{
    for (const auto &[number, stream] : reader.streams())
        if ((!wanted || *wanted == number) && currentOf(stream.info))
            return number;
    return fail(Fault::NotFound, QStringLiteral("no such stream in this recording, or no current in A"));
}

/// Fills in what the file does not hold and what its program does not show.
void tellWhatIsLost(
    RecordingFileReader &reader, const SampleStreamInfo &info, const Ppk2SessionInfo &session, Ppk2ExportTotals &totals)
{
    if (reader.info().simulated)
        totals.notShown << QStringLiteral("SIMULATED, the mark that the values come from a kit's model");
    if (session.voltsSet)
        totals.notShown << QStringLiteral("the voltage set, %1 V").arg(*session.voltsSet);
    if (!session.kitSerial.isEmpty())
        totals.notShown << QStringLiteral("the kit's serial number");
    const bool set = reader.info().voltageIsSet;
    for (const SampleChannel &channel : info.channels) {
        const bool voltage = channel.name == "voltage" && channel.unit == "V";
        if (voltage && !session.voltsSet)
            totals.notHeld << (set ? QStringLiteral("the voltage, which was set to more than one value")
                                   : QStringLiteral("the voltage, which was measured, and so the power"));
        else if (!voltage && !channel.isLogic() && !(channel.name == "current" && channel.unit == "A"))
            totals.notHeld << QStringLiteral("the channel ") + QString::fromStdString(csvWord(channel.name));
    }
    if (reader.streams().size() > 1)
        totals.notHeld << QStringLiteral("the other streams");
    if (reader.eventBatches() > 0)
        totals.notHeld << QStringLiteral("events, notes and lines of the ports");
    totals.notHeld << QStringLiteral("the kit's own times: its samples are a fixed period apart");
}

} // namespace

Result<Ppk2ExportTotals> exportPpk2File(RecordingFileReader &reader, const QString &path,
    const Ppk2ExportOptions &options, const ExchangeProgress &progress)
{
    const auto stream = chosenStream(reader, options.stream);
    if (!stream)
        return tl::unexpected(stream.error());
    const auto range = RecordedClock(reader, *stream).range(options.seconds);
    if (!range)
        return tl::unexpected(range.error());
    const double periodNs = reader.streams().at(*stream).info.periodNs();
    if (range->first == range->last || periodNs <= 0)
        return fail(Fault::BadArgument, QStringLiteral("no samples there, or no known rate"));
    if (range->last - range->first > kMaxSessionBytes / Ppk2SessionSample::kBytes)
        return fail(Fault::BadArgument, QStringLiteral("a .ppk2 file of this recording would be above 1 TiB"));
    const auto start = utcMsOf(reader, *stream, range->first);
    if (!start)
        return tl::unexpected(start.error());

    Ppk2Export job(reader, *stream, *range, progress);
    const SampleStreamInfo &info = reader.streams().at(*stream).info;
    const double rate = info.rateNum > 0 ? double(info.rateNum) / double(info.rateDen) : info.rateHz;
    const auto session = [&]() -> Ppk2SessionInfo {
        const RecordingFileInfo &about = reader.info();
        return {
            rate, *start, about.simulated, about.kitSerial, about.voltageIsSet ? job.steadyVoltage() : std::nullopt};
    };
    LateMember minimap{[&job] { return job.minimap.json(); }, {}, 0};
    LateMember metadata{[&session] { return ppk2Metadata(session()); }, {}, 0};
    int code = 0;
    const CryptoOfThread crypto;
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!archive)
        return notWritten(path, zipFailure(code));
    const bool added = addMember(archive, "session.raw", zip_source_function(archive, &readSession, &job))
        && addMember(archive, "metadata.json", zip_source_function(archive, &readLate, &metadata))
        && addMember(archive, "minimap.raw", zip_source_function(archive, &readLate, &minimap));
    if (added && zip_close(archive) == 0) {
        tellWhatIsLost(reader, info, session(), job.totals);
        return job.totals;
    }
    const QString reason = zipFailure(*zip_get_error(archive));
    zip_discard(archive);
    if (job.error)
        return tl::unexpected(*job.error);
    return notWritten(path, reason);
}

} // namespace device_link
