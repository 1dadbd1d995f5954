// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virtual_kit {

/// One command of a command line (ITU-T V.250 §5.3, §5.4).
struct AtCommand {
    enum class Kind : std::uint8_t { Execute, Read, Test, Set };
    std::string name; ///< upper case: "E", "&F", "+CSQ"
    Kind kind = Kind::Execute;
    std::string value; ///< after '='; the number of a basic command ("0" in ATE0)

    /// The value cut at commas, quotes taken off; at most 16 fields.
    [[nodiscard]] std::vector<std::string> fields() const;
};

/// A command line without its "AT"; empty when its syntax is wrong. An empty line has no commands.
[[nodiscard]] std::optional<std::vector<AtCommand>> parseAtLine(std::string_view body);

/// Decimal digits only, at most 9 of them.
[[nodiscard]] std::optional<int> atNumber(std::string_view text);

} // namespace virtual_kit
