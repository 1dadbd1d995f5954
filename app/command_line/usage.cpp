// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage.h"

#include <algorithm>

namespace app {

namespace {

/// The command that was being read, and its name as it is typed ("aiesim profiles enable").
std::pair<const CLI::App *, std::string> chosenCommand(const CLI::App &parser)
{
    const CLI::App *command = &parser;
    std::string name = parser.get_name();
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
        name += " " + command->get_name();
    }
    return {command, name};
}

std::string commandsOf(const CLI::App &command)
{
    std::string names;
    for (const CLI::App *each : command.get_subcommands([](const CLI::App *) { return true; }))
        names += (names.empty() ? "" : ", ") + each->get_name();
    return names;
}

/// CLI11 ends some of its sentences with a line break.
std::string oneLine(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '.'))
        text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

} // namespace

std::string usageLine(const CLI::App &parser, const CLI::ParseError &error)
{
    const auto [command, name] = chosenCommand(parser);
    const bool commandMissing = command->get_require_subcommand_min() > 0;
    // What CLI11 says of a missing command and of one it does not know is the same.
    const std::string what = commandMissing && dynamic_cast<const CLI::RequiredError *>(&error)
        ? "a command is missing or not known; there are: " + commandsOf(*command)
        : oneLine(error.what());
    return name + ": " + what + ". See: " + name + " --help";
}

} // namespace app
