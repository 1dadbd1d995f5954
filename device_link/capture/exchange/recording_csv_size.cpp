// SPDX-License-Identifier: GPL-3.0-or-later
// How large a CSV will be, told from the index of the recording.
#include "csv_text.h"
#include "recording_csv.h"

#include <algorithm>
#include <cmath>

namespace device_link {

namespace {

constexpr double kNsPerSecond = 1e9;
constexpr double kValueBytes = 12; ///< of a float and its comma: mostly 9 digits, a point, often an exponent
constexpr double kHeadBytes = 400; ///< the lines before a stream's rows
constexpr double kGapBytes = 55;
constexpr double kLargestEstimate = 9e18;

double digits(double number) { return std::floor(std::log10(std::max(1.0, std::abs(number)))) + 1; }

/// Of [from, to) of kit time, the part of a segment: by its head and the nominal rate.
double framesWithin(const SegmentPlace &place, double periodNs, double fromNs, double toNs)
{
    if (periodNs <= 0)
        return place.frames;
    const double first = std::max((fromNs - double(place.kitTimeNs)) / periodNs, 0.0);
    const double last = std::min((toNs - double(place.kitTimeNs)) / periodNs, double(place.frames));
    return std::max(last - first, 0.0);
}

} // namespace

Result<std::uint64_t> estimatedCsvBytes(const RecordingFileReader &reader, const RecordingCsvOptions &options)
{
    if (options.stream && !reader.streams().contains(*options.stream))
        return fail(Fault::NotFound, QStringLiteral("no stream %1 in this recording").arg(*options.stream));
    if (!std::isfinite(options.binS) || options.binS < 0)
        return fail(Fault::BadArgument, QStringLiteral("a bin needs a width"));
    double bytes = kHeadBytes;
    for (const auto &[number, stream] : reader.streams()) {
        if ((options.stream && number != *options.stream) || stream.segments.empty())
            continue;
        double begin = double(stream.segments.front().kitTimeNs);
        for (const auto &[otherNumber, other] : reader.streams())
            if (other.info.bootId == stream.info.bootId && !other.segments.empty())
                begin = std::min(begin, double(other.segments.front().kitTimeNs));
        const double from = options.seconds.from ? begin + *options.seconds.from * kNsPerSecond : -kLargestEstimate;
        const double to = options.seconds.to ? begin + *options.seconds.to * kNsPerSecond : kLargestEstimate;
        const double period = stream.info.periodNs();
        double frames = 0;
        for (const SegmentPlace &place : stream.segments)
            frames += framesWithin(place, period, from, to);
        const SegmentPlace &last = stream.segments.back();
        double values = double(stream.info.channels.size());
        double rows = frames;
        if (options.binS > 0) {
            values = values * 3 + 4; // power and the number of samples
            rows = std::min(frames, std::ceil(frames * period / (options.binS * kNsPerSecond)));
        }
        bytes += rows * (digits(double(last.endIndex())) + digits(double(last.kitTimeNs)) + 2 + values * kValueBytes);
        bytes += kHeadBytes + kGapBytes * double(stream.gaps.size());
    }
    return static_cast<std::uint64_t>(std::clamp(bytes, 0.0, kLargestEstimate));
}

} // namespace device_link
