// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_writer.h"

#include <span>

namespace device_link {

/// What an import made.
struct ImportReport {
    std::uint32_t streams = 0;
    std::uint64_t frames = 0;
    std::uint64_t missing = 0; ///< samples in gaps
    double rateHz = 0;         ///< of the first stream; of other programs' CSV derived from the times
    QStringList ignored;       ///< columns that no unit was found for
    bool simulated = false;    ///< the file says so of its values
    bool voltageIsSet = false; ///< the file says so of its voltage: not measured
};

/// The fixed step of imported words of 32 bits: the smallest of 1, 2, 5 · 10^n that is not below finest and in which
/// ±largest fits. finest 0: as small as largest allows.
[[nodiscard]] double importStep(double largest, double finest);

/// Of current, in A: 0.1 nA up to 0.21 A; 0.2, 0.5, 1, 2 nA where the largest value of a file needs as much.
inline constexpr double kFinestCurrentStep = 1e-10;

/// No |value| above this is imported: 1e6 of A and V, 1e12 of other units. A word could hold more, but one slip of a
/// digit would make the step of the whole channel useless.
[[nodiscard]] double importLimit(const std::string &unit);
/// "5e+300 A is above 1000000 A, the most that can be imported"
[[nodiscard]] QString aboveImportLimit(double value, const std::string &unit);

/// A channel of words of 32 bits in such a step, which holds all values up to largest.
[[nodiscard]] SampleChannel importedChannel(
    const std::string &name, const std::string &unit, double largest, double finest = 0);
/// 8 logic bits.
[[nodiscard]] SampleChannel importedLogic();

/// A recording that an import writes. Unless close() succeeded nothing is left of it.
class ImportedRecording
{
public:
    /// As RecordingFileWriter::create().
    [[nodiscard]] static Result<std::unique_ptr<ImportedRecording>> create(
        const QString &path, const RecordingFileInfo &info, const RecordingFileLimits &limits);
    ~ImportedRecording();
    ImportedRecording(const ImportedRecording &) = delete;
    ImportedRecording &operator=(const ImportedRecording &) = delete;

    [[nodiscard]] Result<std::uint32_t> beginStream(const SampleStreamInfo &info);
    /// A frame: a value per channel, each becomes the nearest word. kitTimeNs counts for the first frame after a gap
    /// and of each kStampEvery; between these time is linear. An index after the last one's next makes a gap.
    /// BadArgument when the index goes back.
    [[nodiscard]] Result<void> add(
        std::uint32_t stream, std::uint64_t index, std::int64_t kitTimeNs, std::span<const double> values);
    [[nodiscard]] Result<void> addGap(std::uint32_t stream, const RecordedGap &gap);
    void addClockPoint(const RecordedClockPoint &point) { m_writer->addClockPoint(point); }
    [[nodiscard]] Result<RecordingFileTotals> close();

    static constexpr std::size_t kStampEvery = 1024; ///< frames

private:
    ImportedRecording(QString path, std::unique_ptr<RecordingFileWriter> writer);
    [[nodiscard]] Result<void> flush();

    const QString m_path;
    std::unique_ptr<RecordingFileWriter> m_writer;
    std::vector<SampleStreamInfo> m_streams;
    // Frames of one stream that are not handed on.
    std::uint32_t m_stream = 0;
    std::uint64_t m_firstIndex = 0;
    std::int64_t m_kitTimeNs = 0;
    std::size_t m_frames = 0;
    std::uint64_t m_unsynced = 0; ///< frames
    std::vector<framing::Bytes> m_columns;
    bool m_closed = false;
};

} // namespace device_link
