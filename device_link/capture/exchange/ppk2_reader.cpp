// SPDX-License-Identifier: GPL-3.0-or-later
// importPpk2File(): what is in the archive, checked, and the recording made of it.
#include "ppk2_file.h"

#include "ppk2_metadata_file.h"
#include "ppk2_session.h"

#include <QFileInfo>

#include <zip.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace device_link {

namespace {

constexpr std::size_t kReadBytes = 10'922 * Ppk2SessionSample::kBytes;
constexpr std::uint64_t kMaxMetadataBytes = 64 * 1024;
constexpr double kAmperesPerMicro = 1e-6;
constexpr double kNsPerSecond = 1e9;

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Member = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

Result<Archive> openArchive(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return fail(Fault::CannotRead, path + QLatin1String(": not there, or no file"));
    int code = 0;
    Archive archive(zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &code), &zip_discard);
    if (archive)
        return archive;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString reason = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    const bool closed = code == ZIP_ER_OPEN || code == ZIP_ER_READ;
    return fail(closed ? Fault::CannotRead : Fault::BadFile, path + QLatin1String(": no .ppk2 file: ") + reason);
}

/// Calls take with the bytes of a member, piece by piece. BadFile: it is not there, encrypted, larger than most,
/// damaged, or not as long as the archive says.
Result<void> readMember(
    zip_t *archive, const char *name, std::uint64_t most, const std::function<Result<void>(framing::ByteView)> &take)
{
    const QString called = QString::fromLatin1(name);
    const auto index = zip_name_locate(archive, name, 0);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (index < 0 || zip_stat_index(archive, zip_uint64_t(index), 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        return fail(Fault::BadFile, QStringLiteral("there is no %1 in the .ppk2 file").arg(called));
    if (stat.size > most)
        return fail(Fault::BadFile, QStringLiteral("%1 would unpack to %2 bytes: too many").arg(called).arg(stat.size));
    const Member member(zip_fopen_index(archive, zip_uint64_t(index), 0), &zip_fclose);
    if (!member)
        return fail(Fault::BadFile,
            QStringLiteral("%1 cannot be unpacked: %2").arg(called, QString::fromUtf8(zip_strerror(archive))));
    framing::Bytes buffer(kReadBytes);
    std::uint64_t read = 0;
    std::size_t filled = 0;
    for (;;) {
        const auto count = zip_fread(member.get(), buffer.data() + filled, buffer.size() - filled);
        if (count < 0)
            return fail(Fault::BadFile,
                QStringLiteral("%1 is damaged: %2").arg(called, QString::fromUtf8(zip_file_strerror(member.get()))));
        filled += static_cast<std::size_t>(count);
        read += static_cast<std::uint64_t>(count);
        if (read > stat.size || (count == 0 && read != stat.size))
            return fail(Fault::BadFile, QStringLiteral("%1 is not as long as the archive says").arg(called));
        if (count != 0 && filled < buffer.size())
            continue;
        if (auto taken = take(framing::ByteView(buffer).first(filled)); !taken || count == 0)
            return taken;
        filled = 0;
    }
}

/// One import: twice through session.raw.
class Ppk2Import
{
public:
    Ppk2Import(zip_t *archive, const Ppk2ImportOptions &options, const ExchangeProgress &progress)
        : m_archive(archive)
        , m_options(options)
        , m_progress(progress)
    {
    }
    Result<void> check();
    Result<ImportReport> write(const QString &name, const QString &recordingPath);

private:
    Result<void> readSamples(const std::function<Result<void>(std::uint64_t, const Ppk2SessionSample &)> &take);
    [[nodiscard]] SampleStreamInfo streamInfo() const;

    zip_t *const m_archive;
    const Ppk2ImportOptions &m_options;
    const ExchangeProgress &m_progress;
    Ppk2SessionInfo m_info;
    std::uint64_t m_samples = 0, m_doneBytes = 0;
    double m_largest = 0; ///< A
    bool m_hasLogic = false;
};

Result<void> Ppk2Import::readSamples(const std::function<Result<void>(std::uint64_t, const Ppk2SessionSample &)> &take)
{
    std::uint64_t index = 0;
    return readMember(
        m_archive, "session.raw", m_options.maxSessionBytes, [&](framing::ByteView bytes) -> Result<void> {
            if (bytes.size() % Ppk2SessionSample::kBytes != 0)
                return fail(Fault::BadFile, QStringLiteral("session.raw ends within a sample"));
            for (; !bytes.empty(); bytes = bytes.subspan(Ppk2SessionSample::kBytes))
                if (auto taken = take(index++, readPpk2Sample(bytes)); !taken)
                    return taken;
            const std::uint64_t all = m_samples > 0 ? m_samples : index; // not known before the first pass is done
            if (m_progress
                && !m_progress(m_doneBytes + index * Ppk2SessionSample::kBytes,
                    std::max(2 * all * Ppk2SessionSample::kBytes, m_doneBytes + index * Ppk2SessionSample::kBytes)))
                return fail(Fault::Cancelled, QStringLiteral("the import was cancelled"));
            return {};
        });
}

Result<void> Ppk2Import::check()
{
    QByteArray json;
    auto read = readMember(m_archive, "metadata.json", kMaxMetadataBytes, [&json](framing::ByteView bytes) {
        json.append(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
        return Result<void>();
    });
    if (!read)
        return read;
    auto info = readPpk2Metadata(json);
    if (!info)
        return tl::unexpected(info.error());
    m_info = *info;
    std::uint64_t samples = 0;
    read = readSamples([&](std::uint64_t index, const Ppk2SessionSample &sample) -> Result<void> {
        if (std::isinf(sample.microAmperes))
            return fail(Fault::BadFile, QStringLiteral("sample %1 of session.raw is infinite").arg(index));
        if (!std::isnan(sample.microAmperes)) {
            const double amperes = std::abs(double(sample.microAmperes)) * kAmperesPerMicro;
            if (amperes > importLimit("A"))
                return fail(Fault::BadFile,
                    QStringLiteral("sample %1 of session.raw: ").arg(index) + aboveImportLimit(amperes, "A"));
            m_largest = std::max(m_largest, amperes);
            m_hasLogic = m_hasLogic || sample.hasLogic;
        }
        samples = index + 1;
        return {};
    });
    if (!read)
        return read;
    if (samples == 0)
        return fail(Fault::BadFile, QStringLiteral("session.raw has no samples"));
    m_samples = samples;
    m_doneBytes = samples * Ppk2SessionSample::kBytes;
    return {};
}

SampleStreamInfo Ppk2Import::streamInfo() const
{
    constexpr std::int64_t kParts = 1000; // of a Hz, for rates that are no whole number
    SampleStreamInfo info;
    info.channels.push_back(importedChannel("current", "A", m_largest, kFinestCurrentStep));
    if (m_info.voltsSet)
        info.channels.push_back(importedChannel("voltage", "V", *m_info.voltsSet));
    if (m_hasLogic)
        info.channels.push_back(importedLogic());
    info.rateHz = m_info.samplesPerSecond;
    const bool whole = std::floor(info.rateHz) == info.rateHz;
    info.rateDen = whole ? 1 : kParts;
    info.rateNum = std::llround(info.rateHz * double(info.rateDen));
    return info;
}

Result<ImportReport> Ppk2Import::write(const QString &name, const QString &recordingPath)
{
    RecordingFileInfo about;
    about.product = QStringLiteral("imported from ") + name;
    about.createdUtcMs = m_info.startUtcMs;
    about.simulated = m_info.simulated;
    about.voltageIsSet = m_info.voltsSet.has_value();
    about.kitSerial = m_info.kitSerial;
    auto recording = ImportedRecording::create(recordingPath, about, m_options.limits);
    if (!recording)
        return tl::unexpected(recording.error());
    const SampleStreamInfo info = streamInfo();
    const auto stream = (*recording)->beginStream(info);
    if (!stream)
        return tl::unexpected(stream.error());
    if (m_info.startUtcMs > 0)
        (*recording)->addClockPoint({0, 0, 0, m_info.startUtcMs * 1'000'000});
    std::optional<RecordedGap> gap;
    std::vector<double> values(info.channels.size()); // current, voltage, logic
    if (m_info.voltsSet)
        values[1] = *m_info.voltsSet;
    auto read = readSamples([&](std::uint64_t index, const Ppk2SessionSample &sample) -> Result<void> {
        if (std::isnan(sample.microAmperes)) {
            if (!gap)
                gap = RecordedGap{index, 0, RecordedGap::Cause::Unknown};
            ++gap->count;
            return {};
        }
        if (gap)
            if (auto added = (*recording)->addGap(*stream, *std::exchange(gap, {})); !added)
                return added;
        values.front() = double(sample.microAmperes) * kAmperesPerMicro;
        if (m_hasLogic)
            values.back() = double(sample.logic);
        const double ns = double(index) * kNsPerSecond / info.rateHz;
        return (*recording)->add(*stream, index, static_cast<std::int64_t>(std::min(ns, 9e18)), values);
    });
    if (read && gap)
        read = (*recording)->addGap(*stream, *gap);
    if (!read)
        return tl::unexpected(read.error());
    const auto totals = (*recording)->close();
    if (!totals)
        return tl::unexpected(totals.error());
    return ImportReport{1, totals->frames, totals->missing, info.rateHz, {}, about.simulated, about.voltageIsSet};
}

} // namespace

Result<ImportReport> importPpk2File(const QString &path, const QString &recordingPath, const Ppk2ImportOptions &options,
    const ExchangeProgress &progress)
{
    const auto archive = openArchive(path);
    if (!archive)
        return tl::unexpected(archive.error());
    Ppk2Import import(archive->get(), options, progress);
    if (auto checked = import.check(); !checked)
        return tl::unexpected(checked.error());
    return import.write(QFileInfo(path).fileName(), recordingPath);
}

} // namespace device_link
