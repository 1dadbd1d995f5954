// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tlv_writer.h"

#include <cstdint>

namespace virtual_kit {

/// What an ES10 function did.
struct Es10Outcome {
    framing::Bytes response;   ///< DER, empty when sw is not 9000
    std::uint16_t sw = 0x9000; ///< 6A88 unknown function, 6A80 not DER or a mandatory field missing
    bool refresh = false;      ///< the card wants a REFRESH once the response is delivered
    bool changed = false;      ///< profiles or their data changed
};

/// A response with these fields.
[[nodiscard]] inline Es10Outcome es10Answer(std::uint32_t tag, const TlvWriter &fields)
{
    return {TlvWriter().constructed(tag, fields).data(), 0x9000, false, false};
}
/// A response with one result code: tag{80 code}; lists use 81 for their error.
[[nodiscard]] inline Es10Outcome es10Code(std::uint32_t tag, int code, std::uint32_t field = 0x80)
{
    return es10Answer(tag, TlvWriter().integer(field, code));
}
/// Refusal by status word.
[[nodiscard]] inline Es10Outcome es10Refusal(std::uint16_t sw) { return {{}, sw, false, false}; }

} // namespace virtual_kit
