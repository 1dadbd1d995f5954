// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_file_types.h"

#include "framing/bytes.h"

#include <vector>

namespace device_link {

/// The kit's stamps inside a samples record, as differences of differences (FORMAT.md §4.3): two or three bytes each
/// when blocks come as they should. start: index and time that the record's head gives.
void encodeStamps(const RecordedStamp &start, const std::vector<RecordedStamp> &stamps, framing::Bytes &out);

/// Appends the stamps to out. False when the bytes are no such list, or an index does not rise or is not below
/// endIndex; what was appended until then is good.
[[nodiscard]] bool decodeStamps(
    const RecordedStamp &start, std::uint64_t endIndex, framing::ByteView bytes, std::vector<RecordedStamp> &out);

} // namespace device_link
