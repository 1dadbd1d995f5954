// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>

#include <charconv>
#include <cstdint>
#include <string>

namespace app {

/// A number from min to max. CLI::Range lets "nan" through, as no comparison with it is true.
[[nodiscard]] inline CLI::Validator finiteRange(double min, double max)
{
    const auto plain = [](double value) {
        std::string text = std::to_string(value);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
        return text;
    };
    const std::string range = plain(min) + " to " + plain(max);
    return CLI::Validator(
        [min, max, range](std::string &text) -> std::string {
            double value = 0;
            if (CLI::detail::lexical_cast(text, value) && value >= min && value <= max)
                return {};
            return "\"" + text + "\" is not a number from " + range;
        },
        range);
}

/// A whole number from min to max. CLI11 itself takes "-1" for a large unsigned number.
[[nodiscard]] inline CLI::Validator wholeRange(std::uint64_t min, std::uint64_t max)
{
    const std::string range = std::to_string(min) + " to " + std::to_string(max);
    return CLI::Validator(
        [min, max, range](std::string &text) -> std::string {
            std::uint64_t value = 0;
            const char *end = text.data() + text.size();
            const auto [stopped, fault] = std::from_chars(text.data(), end, value);
            if (fault == std::errc() && stopped == end && value >= min && value <= max)
                return {};
            return "\"" + text + "\" is not a whole number from " + range;
        },
        range);
}

/// For names and paths: an empty one is a shell variable that was not set.
[[nodiscard]] inline CLI::Validator notEmpty()
{
    return CLI::Validator(
        [](std::string &text) -> std::string { return text.empty() ? "an empty value" : std::string(); }, "");
}

} // namespace app
