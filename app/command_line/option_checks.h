// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>

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

/// For names and paths: an empty one is a shell variable that was not set.
[[nodiscard]] inline CLI::Validator notEmpty()
{
    return CLI::Validator(
        [](std::string &text) -> std::string { return text.empty() ? "an empty value" : std::string(); }, "");
}

} // namespace app
