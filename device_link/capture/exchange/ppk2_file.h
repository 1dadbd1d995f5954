// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of Nordic's Power Profiler (nRF Connect for Desktop), which it saves as `*.ppk2`.
//
// The file is a zip archive of three members, as pc-nrfconnect-ppk 4 reads and writes them:
// - session.raw: 6 bytes per sample: float32, little endian, the current in µA; uint16, BIG endian, two bits for each
// of
//   the 8 logic inputs, input i at bit 2·i: 01 always low, 10 always high, 11 both within the sample (of a lower rate),
//   00 not recorded. A sample that is missing has the current NaN.
// - metadata.json: {"metadata": {"samplesPerSecond": Hz, "startSystemTime": ms since 1970 UTC}, "formatVersion": 2};
//   ours has what the profiler knows nothing of beside it (ppk2_metadata_file.h)
// - minimap.raw: JSON of the overview below its chart (ppk2_minimap.h)
#pragma once

#include "exchange_progress.h"
#include "imported_recording.h"
#include "recorded_clock.h"

namespace device_link {

struct Ppk2ImportOptions {
    /// Of session.raw when unpacked. A small archive can unpack to a thousand times its size: this bounds the work and
    /// the disk that it can cost. 256 GiB are five days at 100 kS/s.
    std::uint64_t maxSessionBytes = std::uint64_t(256) << 30;
    RecordingFileLimits limits;
};

/// Reads a `.ppk2` file into a new recording of one stream: "current" (A) in words of 32 bits, and "logic" (8 bits)
/// when the file has any. From a file that exportPpk2File() wrote also that it is simulated, its kit, and "voltage" (V)
/// where that was set and the same all the time. Missing samples become gaps. Memory does not depend on the file's
/// size; it is gone through twice, first to check it as a whole and to find its largest current, so that nothing is
/// written of a bad one.
///
/// The word is the nearest multiple of a fixed step: 0.1 nA where no |current| of the file is above 0.21 A, and the
/// next of 0.2, 0.5, 1, ... nA that holds the largest otherwise. A float of µA has a spacing above 0.1 nA from 1.7 mA
/// on, so that such values come out as the same float; smaller ones differ by at most half a step, 0.05 nA.
///
/// Kit time is 0 at the first sample; a clock point says when that was. CannotRead: the file cannot be opened. BadFile:
/// no such archive, or damaged, with the reason. NotSupported: another version. CannotWrite: as RecordingFileWriter.
/// Cancelled: by the progress (bytes of both passes). Whatever fails, no recording is left.
[[nodiscard]] Result<ImportReport> importPpk2File(const QString &path, const QString &recordingPath,
    const Ppk2ImportOptions &options = {}, const ExchangeProgress &progress = {});

struct Ppk2ExportOptions {
    std::optional<std::uint32_t> stream; ///< none: the first that has a current in A
    SecondsRange seconds;
};

struct Ppk2ExportTotals {
    std::uint64_t frames = 0;
    std::uint64_t missing = 0; ///< in gaps or damaged: NaN, as the profiler marks what it lost
    std::uint64_t bytes = 0;   ///< of session.raw
    /// What of the recording is not in the file, in plain words, none of them at a sentence's begin.
    QStringList notHeld;
    /// What is in it for importPpk2File() alone: the profiler does not show it.
    QStringList notShown;
};

/// Writes a recording's current, and its logic bits when it has a "logic" channel of 8, as a `.ppk2` file. It gets its
/// name only when it is whole; what had the name before is then replaced. The file has no times but a start and a rate:
/// samples are the nominal period apart.
///
/// The voltage is held where it is the one set on a power meter and the same for all samples; SIMULATED and the kit's
/// serial number always.
///
/// NotFound: no such stream, or none with a current. BadArgument: a range that cannot be, no known rate, or gaps so
/// long that the file would be above 1 TiB. CannotRead, CannotWrite: a disk fails. Cancelled: by the progress
/// (samples).
[[nodiscard]] Result<Ppk2ExportTotals> exportPpk2File(RecordingFileReader &reader, const QString &path,
    const Ppk2ExportOptions &options = {}, const ExchangeProgress &progress = {});

} // namespace device_link
