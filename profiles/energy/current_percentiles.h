// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <QFuture>
#include <QList>

#include <memory>
#include <optional>

namespace profiles {

/// The currents, A, that half, 95 % and 99 % of the samples do not exceed, over the samples that are there.
struct CurrentPercentiles {
    double p50A = 0, p95A = 0, p99A = 0;
};

/// Samples [first, last) of a stream.
struct SampleRange {
    std::uint64_t first = 0, last = 0;
    friend bool operator==(const SampleRange &, const SampleRange &) = default;
};

/// On the pool: one answer per range, in order; empty where no sample is there or the stream has no current.
/// QFuture::cancel() ends it after the range that it is at, without a result.
[[nodiscard]] QFuture<QList<std::optional<CurrentPercentiles>>> currentPercentiles(
    std::shared_ptr<const device_link::SampleView> store, QList<SampleRange> ranges);

} // namespace profiles
