// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/App.hpp>

#include <string>

namespace app {

/// One line that says what is wrong with the command line and where to look, without its end.
[[nodiscard]] std::string usageLine(const CLI::App &parser, const CLI::ParseError &error);

} // namespace app
