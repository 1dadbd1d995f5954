// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_command.h"

#include "framing/at_lines.h"

#include <algorithm>

namespace virtual_kit {

namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }
/// V.250 §5.4.1: letters, digits and these.
bool isNameCharacter(char c)
{
    return isLetter(c) || isDigit(c) || std::string_view("!%-./:_").find(c) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// "+NAME", "+NAME?", "+NAME=?", "+NAME=value"; up to a ';' outside quotes, which is taken too.
std::optional<AtCommand> takeExtended(std::string_view &rest)
{
    AtCommand command;
    std::size_t end = 1;
    while (end < rest.size() && isNameCharacter(rest[end]))
        ++end;
    for (const char c : rest.substr(0, end))
        command.name.push_back(upper(c));
    bool quoted = false;
    std::size_t stop = end;
    while (stop < rest.size() && (quoted || rest[stop] != ';'))
        quoted = quoted != (rest[stop++] == '"');
    const std::string_view tail = trimmed(rest.substr(end, stop - end));
    rest.remove_prefix(std::min(stop + 1, rest.size()));
    if (end == 1 || quoted)
        return std::nullopt;
    if (tail.empty())
        return command;
    if (tail == "?") {
        command.kind = AtCommand::Kind::Read;
    } else if (tail == "=?") {
        command.kind = AtCommand::Kind::Test;
    } else if (tail.front() == '=') {
        command.kind = AtCommand::Kind::Set;
        command.value = trimmed(tail.substr(1));
    } else {
        return std::nullopt;
    }
    return command;
}

/// A letter, perhaps after '&', and a number.
std::optional<AtCommand> takeBasic(std::string_view &rest)
{
    AtCommand command;
    if (rest.front() == '&') {
        command.name.push_back('&');
        rest.remove_prefix(1);
    }
    if (rest.empty() || !isLetter(rest.front()))
        return std::nullopt;
    command.name.push_back(upper(rest.front()));
    rest.remove_prefix(1);
    while (!rest.empty() && isDigit(rest.front())) {
        command.value.push_back(rest.front());
        rest.remove_prefix(1);
    }
    return command;
}

} // namespace

std::vector<std::string> AtCommand::fields() const { return framing::atFields(value, 16); }

std::optional<std::vector<AtCommand>> parseAtLine(std::string_view body)
{
    std::vector<AtCommand> commands;
    for (std::string_view rest = trimmed(body); !rest.empty(); rest = trimmed(rest)) {
        if (rest.front() == ';' && !commands.empty()) { // V.250 wants one after extended commands only; modems take it
            rest.remove_prefix(1);
            continue;
        }
        const bool extended = std::string_view("+%^!$#*").find(rest.front()) != std::string_view::npos;
        auto command = extended ? takeExtended(rest) : takeBasic(rest);
        if (!command)
            return std::nullopt;
        commands.push_back(std::move(*command));
    }
    return commands;
}

std::optional<int> atNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > 9 || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    int number = 0;
    for (const char c : text)
        number = number * 10 + (c - '0');
    return number;
}

} // namespace virtual_kit
