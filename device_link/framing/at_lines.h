// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace framing {

/// Cuts a byte stream from a modem into lines (3GPP TS 27.007, ITU-T V.250): split at CR or LF, empty lines skipped.
/// A line above maxLine is cut off and flagged by the counter; the rest up to the next newline is dropped.
class AtLineDecoder
{
public:
    using Handler = std::function<void(std::string_view line)>;
    explicit AtLineDecoder(std::size_t maxLine = 20480);
    void feed(ByteView data, const Handler &handler);
    void reset();
    [[nodiscard]] std::uint64_t tooLong() const { return m_tooLong; }

private:
    std::size_t m_maxLine;
    bool m_overflow = false;
    std::string m_line;
    std::uint64_t m_tooLong = 0;
};

/// Final result codes (V.250 §5.7.1, 27.007 §9.2). None: an information line or URC.
enum class AtFinal : std::uint8_t { None, Ok, Error, CmeError, CmsError, NoCarrier, Busy, NoAnswer, Connect };
[[nodiscard]] AtFinal atFinal(std::string_view line);

/// The text after "+CME ERROR:" / "+CMS ERROR:", blanks cut; empty otherwise.
[[nodiscard]] std::string_view atErrorText(std::string_view line);

/// "+CSQ: 20,99" with prefix "+CSQ" gives "20,99" (blanks after the colon optional); has_value false when it is
/// another line.
struct AtInfo {
    bool matches = false;
    std::string_view value;
};
[[nodiscard]] AtInfo atInfo(std::string_view line, std::string_view prefix);

/// Splits at commas outside double quotes and takes the quotes off; at most maxFields, the rest stays in the last.
[[nodiscard]] std::vector<std::string> atFields(std::string_view value, std::size_t maxFields = 64);

/// Hex in any case, even length, into bytes; false when it is not hex.
[[nodiscard]] bool atHex(std::string_view hex, Bytes &out);
/// Bytes as upper-case hex.
[[nodiscard]] std::string toAtHex(ByteView data);

} // namespace framing
