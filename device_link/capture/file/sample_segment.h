// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pending_frames.h"

#include "device_link/result.h"

#include <array>
#include <optional>

namespace device_link {

inline constexpr std::size_t kMaxChannels = 64;
inline constexpr std::uint32_t kMaxSegmentFrames = std::uint32_t(1) << 20;

/// The head of a samples record (FORMAT.md §4.3).
struct SegmentHead {
    static constexpr std::size_t kBytes = 32;
    std::uint32_t stream = 0;
    std::uint32_t frames = 0; ///< 1 to kMaxSegmentFrames
    std::uint64_t firstIndex = 0;
    std::int64_t kitTimeNs = 0; ///< of the first frame
    std::uint16_t columns = 0;  ///< 1 to kMaxChannels
    bool stamped = false;       ///< kitTimeNs is the kit's stamp, not computed from an earlier one
    std::uint32_t stampBytes = 0;

    [[nodiscard]] std::uint64_t endIndex() const { return firstIndex + frames; }
};

/// None when a number is outside its range or the indices overflow.
[[nodiscard]] std::optional<SegmentHead> parseSegmentHead(framing::ByteView head);

/// Writes what is pending as head and body of a samples record.
void encodeSegment(std::uint32_t stream, const PendingFrames &pending,
    std::array<std::uint8_t, SegmentHead::kBytes> &head, framing::Bytes &body);

/// A view of the body of a samples record, taken apart. Safe for any bytes.
class SegmentBody
{
public:
    /// BadFile when the parts do not fill the body.
    [[nodiscard]] static Result<SegmentBody> parse(const SegmentHead &head, framing::ByteView body);

    /// Decodes count frames from the record's frame first on and appends each channel's words to columns (as many as
    /// the record has). BadFile when a column is not what it should be; columns then hold what they held before.
    [[nodiscard]] Result<void> read(const std::vector<SampleChannel> &channels, std::size_t first, std::size_t count,
        std::vector<framing::Bytes> &columns) const;
    /// Appends the kit's stamps in index order, the first frame's included when it is one.
    [[nodiscard]] Result<void> stamps(std::vector<RecordedStamp> &out) const;

private:
    SegmentHead m_head;
    framing::ByteView m_stampBytes;
    std::vector<framing::ByteView> m_columns;
};

} // namespace device_link
