// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace device_link {

/// The fields of a line, without spaces and quotes around them.
void splitCsv(std::string_view line, char separator, std::vector<std::string_view> &fields);

/// A number with a decimal point; NaN for an empty field or "nan". BadFile with the line's number: no number, an
/// infinite one, one that a double cannot hold, or one with a decimal comma.
[[nodiscard]] Result<double> csvNumber(std::string_view field, std::uint64_t line);

/// A whole number; none when the field is no such.
template <typename Integer>
[[nodiscard]] std::optional<Integer> csvInteger(std::string_view field);
extern template std::optional<std::uint64_t> csvInteger(std::string_view field);
extern template std::optional<std::int64_t> csvInteger(std::string_view field);

/// "line 12: what"
[[nodiscard]] tl::unexpected<Error> badCsvLine(std::uint64_t line, const QString &what);

} // namespace device_link
