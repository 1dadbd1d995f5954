// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "profiles/common/result.h"

#include <QFuture>
#include <QStringList>

#include <memory>

namespace profiles {

/// Samples [first, last) of a stream as comma-separated values: "# name: value" lines with where they come from, a
/// header, and one line per sample: index, kit time in ns, the channels in base units, power where it can be derived,
/// and in the last field how many samples were lost (a line of its own per gap, its channels empty).
struct SampleCsvJob {
    std::shared_ptr<const device_link::SampleView> store;
    std::uint64_t first = 0, last = 0;
    QStringList notes; ///< "name: value", without line breaks
};

struct SampleCsvTotals {
    std::uint64_t samples = 0;   ///< written
    std::uint64_t lost = 0;      ///< in gaps, told in the file
    std::uint64_t forgotten = 0; ///< left memory before they could be written, told in the file as lost
    qint64 bytes = 0;
};

/// About how large the file will be, bytes: from its first samples.
[[nodiscard]] qint64 estimatedCsvBytes(const SampleCsvJob &job);

/// Writes on the pool, whole or not at all: the file that was there stays until all is written. Progress is in
/// thousandths; QFuture::cancel() ends it soon and leaves nothing behind. CannotWrite with the system's words when it
/// cannot be written.
[[nodiscard]] QFuture<Result<SampleCsvTotals>> writeSampleCsv(QString path, SampleCsvJob job);

} // namespace profiles
