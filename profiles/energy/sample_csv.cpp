// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_csv.h"

#include "profiles/energy/csv_column.h"
#include "profiles/energy/energy_stats.h"

#include "device_link/capture/file/whole_file.h"

#include <QStorageInfo>
#include <QtConcurrentRun>

#include <QFileInfo>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace profiles {

using device_link::SampleRun;
using device_link::SampleView;

namespace {

constexpr std::size_t kBatch = 8192; ///< samples between two looks at cancel
constexpr int kParts = 1000;

/// Turns samples into lines; plain ASCII, shortest decimals that read back as the same float.
class CsvLines
{
public:
    explicit CsvLines(const SampleView &store)
        : m_channels(store.info().channels.size())
        , m_current(channelNamed(store, "current").value_or(m_channels))
        , m_voltage(channelNamed(store, "voltage").value_or(m_channels))
        , m_power(powerChannel(store).has_value())
    {
    }

    [[nodiscard]] QByteArray head(const SampleCsvJob &job) const
    {
        QByteArray lines;
        for (const QString &note : job.notes)
            lines += "# " + note.toUtf8() + "\r\n";
        lines += "index,kit_time_ns";
        for (const auto &channel : job.store->info().channels)
            lines += ',' + csvColumn(channel);
        return lines + (m_power ? ",power_W,lost\r\n" : ",lost\r\n");
    }

    void add(const SampleRun &run, QByteArray &lines) const
    {
        for (std::size_t i = 0; i < run.kitTimeNs.size(); ++i) {
            const float *frame = run.values.data() + i * m_channels;
            put(lines, run.firstIndex + i);
            lines += ',';
            put(lines, run.kitTimeNs[i]);
            for (std::size_t channel = 0; channel < m_channels; ++channel) {
                lines += ',';
                if (!std::isnan(frame[channel]))
                    put(lines, frame[channel]);
            }
            if (m_power) {
                lines += ',';
                const float watts = frame[m_current] * frame[m_voltage];
                if (!std::isnan(watts))
                    put(lines, watts);
            }
            lines += ",0\r\n";
        }
    }

    void addGap(std::uint64_t index, std::uint64_t count, QByteArray &lines) const
    {
        put(lines, index);
        lines += QByteArray(static_cast<qsizetype>(m_channels + (m_power ? 1 : 0) + 2), ',');
        put(lines, count);
        lines += "\r\n";
    }

private:
    template <typename Number>
    static void put(QByteArray &lines, Number value)
    {
        std::array<char, 32> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        lines.append(digits.data(), end - digits.data());
    }

    std::size_t m_channels, m_current, m_voltage;
    bool m_power;
};

/// Empty: there is room, or the system does not tell.
QString noRoom(const QString &path, qint64 needed)
{
    const QStorageInfo disk(QFileInfo(path).absolutePath());
    if (!disk.isValid() || disk.bytesAvailable() < 0 || disk.bytesAvailable() >= needed)
        return {};
    return QStringLiteral("about %1 MB are needed, %2 MB are free")
        .arg(needed / 1'000'000 + 1)
        .arg(disk.bytesAvailable() / 1'000'000);
}

using Promise = QPromise<Result<SampleCsvTotals>>;

/// Everything of the job into the file. Cancelled, or CannotWrite.
Result<SampleCsvTotals> writeJob(QIODevice &file, const SampleCsvJob &job, Promise &promise)
{
    SampleCsvTotals totals;
    const CsvLines csv(*job.store);
    QByteArray lines = csv.head(job);
    std::uint64_t next = job.first;
    while (next < job.last) {
        if (promise.isCanceled())
            return device_link::fail(Fault::Cancelled);
        SampleRun run = job.store->read(next, std::min<std::uint64_t>(kBatch, job.last - next));
        const std::uint64_t at = run.kitTimeNs.empty() ? job.last : std::min(run.firstIndex, job.last);
        if (at > next) { // a gap, or no longer in memory
            (run.before ? totals.lost : totals.forgotten) += at - next;
            csv.addGap(next, at - next, lines);
        }
        const auto rest = static_cast<std::size_t>(job.last - at);
        if (run.kitTimeNs.size() > rest) {
            run.kitTimeNs.resize(rest);
            run.values.resize(rest * job.store->info().channels.size());
        }
        csv.add(run, lines);
        totals.samples += run.kitTimeNs.size();
        next = at + run.kitTimeNs.size();
        if (const auto written = device_link::writeAll(file, lines.constData(), std::size_t(lines.size())); !written)
            return tl::unexpected(written.error());
        totals.bytes += lines.size();
        lines.clear();
        promise.setProgressValue(static_cast<int>(
            static_cast<double>(next - job.first) / static_cast<double>(job.last - job.first) * kParts));
    }
    if (const auto written = device_link::writeAll(file, lines.constData(), std::size_t(lines.size())); !written)
        return tl::unexpected(written.error());
    totals.bytes += lines.size();
    return totals;
}

void run(Promise &promise, const QString &path, const SampleCsvJob &job)
{
    promise.setProgressRange(0, kParts);
    if (const QString full = noRoom(path, estimatedCsvBytes(job)); !full.isEmpty()) {
        promise.addResult(device_link::notWritten(path, full));
        return;
    }
    Result<SampleCsvTotals> written = device_link::writeWholeFile<SampleCsvTotals>(
        path, [&](QIODevice &file) { return writeJob(file, job, promise); });
    if (written || written.error().fault() != Fault::Cancelled)
        promise.addResult(std::move(written));
}

} // namespace

qint64 estimatedCsvBytes(const SampleCsvJob &job)
{
    if (job.last <= job.first)
        return 0;
    const CsvLines csv(*job.store);
    // From the middle: neither the shortest indices nor, most likely, a gap.
    const SampleRun some = job.store->read(job.first + (job.last - job.first) / 2, 256);
    QByteArray lines;
    csv.add(some, lines);
    const double each
        = some.kitTimeNs.empty() ? 0 : static_cast<double>(lines.size()) / static_cast<double>(some.kitTimeNs.size());
    return csv.head(job).size() + std::llround(each * static_cast<double>(job.last - job.first));
}

QFuture<Result<SampleCsvTotals>> writeSampleCsv(QString path, SampleCsvJob job)
{
    return QtConcurrent::run(
        [path = std::move(path), job = std::move(job)](Promise &promise) { run(promise, path, job); });
}

} // namespace profiles
