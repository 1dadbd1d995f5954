// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_server.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

namespace {

constexpr std::size_t kMostWaitingCodes = 64;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Where the commands start: after the first "AT" in either case (V.250 §5.2.1); npos without one.
std::size_t commandStart(std::string_view line)
{
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        if (upper(line[i]) == 'A' && upper(line[i + 1]) == 'T')
            return i + 2;
    }
    return std::string_view::npos;
}

} // namespace

AtServer::AtServer(EuiccCard &card, ModemStateSource &radio, Output output, AtIdentity identity)
    : m_radio(radio)
    , m_output(std::move(output))
    , m_terminal(card, radio, std::move(identity))
    , m_network(radio)
    , m_cardCommands(card, radio, m_faults)
    , m_view(radio.modemView())
{
}

void AtServer::feed(framing::ByteView data)
{
    for (const std::uint8_t octet : data)
        take(static_cast<char>(octet));
    flush();
}

void AtServer::take(char c)
{
    constexpr char kBackspace = 0x08, kDelete = 0x7F;
    const bool afterCr = std::exchange(m_afterCr, c == '\r');
    if (c == '\n' && (afterCr || m_line.empty()))
        return; // of CR LF, or a stray one
    if (m_echo && !m_overflow && !m_faults.silent)
        m_out.push_back(c);
    if (c == '\r' || c == '\n') {
        endLine();
    } else if (c == kBackspace || c == kDelete) {
        if (!m_line.empty())
            m_line.pop_back();
    } else if (static_cast<unsigned char>(c) >= 0x20) {
        if (m_line.size() < maxLine)
            m_line.push_back(c);
        else
            m_overflow = true;
    }
}

void AtServer::endLine()
{
    const std::string line = std::exchange(m_line, {});
    const bool overflow = std::exchange(m_overflow, false);
    const std::size_t start = commandStart(line);
    if (m_faults.silent || (start == std::string_view::npos && !overflow))
        return;
    m_executing = true;
    if (overflow)
        writeFinal(AtReply::syntaxError());
    else
        execute(std::string_view(line).substr(start));
    m_executing = false;
    flush();
}

void AtServer::execute(std::string_view body)
{
    const auto commands = parseAtLine(body);
    if (!commands)
        return writeFinal(AtReply::syntaxError());
    for (const AtCommand &command : *commands) {
        const AtReply reply = runCommand(command);
        for (const std::string &line : reply.lines)
            writeLine(line);
        if (reply.outcome != AtReply::Outcome::Ok)
            return writeFinal(reply); // the rest of the line is dropped (V.250 §5.6)
    }
    writeFinal(AtReply::ok());
}

AtReply AtServer::runCommand(const AtCommand &command)
{
    if (auto reply = runOwnCommand(command))
        return std::move(*reply);
    AtCommandSet *const sets[] = {&m_terminal, &m_network, &m_cardCommands};
    for (AtCommandSet *const set : sets) {
        if (auto reply = set->run(command))
            return std::move(*reply);
    }
    return AtReply::syntaxError();
}

std::optional<AtReply> AtServer::runOwnCommand(const AtCommand &command)
{
    const std::string_view value = command.value.empty() ? "0" : std::string_view(command.value);
    if (command.name == "E") {
        if (value != "0" && value != "1")
            return AtReply::syntaxError();
        m_echo = value == "1";
        return AtReply::ok();
    }
    if (command.name == "Z" || command.name == "&F") {
        if (value != "0")
            return AtReply::syntaxError();
        resetSettings();
        m_echo = m_echo || command.name == "&F";
        return AtReply::ok();
    }
    // Only verbose results (V1) with result codes on (Q0); saving a profile has nothing to save.
    if (command.name == "V" || command.name == "Q" || command.name == "&W")
        return value == (command.name == "V" ? "1" : "0") ? AtReply::ok() : AtReply::syntaxError();
    if (command.name == "+CMEE")
        return errorReporting(command);
    return std::nullopt;
}

AtReply AtServer::errorReporting(const AtCommand &command)
{
    if (command.kind == AtCommand::Kind::Test)
        return AtReply::line("+CMEE: (0-2)");
    if (command.kind == AtCommand::Kind::Read)
        return AtReply::line("+CMEE: " + std::to_string(m_errorReports));
    const auto n = atNumber(command.value);
    if (command.kind != AtCommand::Kind::Set || !n || *n > 2)
        return AtReply::syntaxError();
    m_errorReports = *n;
    return AtReply::ok();
}

void AtServer::resetSettings()
{
    m_errorReports = 0;
    m_terminal.resetSettings();
    m_network.resetSettings();
    m_cardCommands.resetSettings();
}

void AtServer::writeLine(std::string_view text) { m_out.append("\r\n").append(text).append("\r\n"); }

void AtServer::writeFinal(const AtReply &reply)
{
    const bool numbered = reply.outcome == AtReply::Outcome::Cme && m_errorReports > 0;
    if (reply.outcome == AtReply::Outcome::Ok)
        writeLine("OK");
    else if (numbered && m_errorReports == 2)
        writeLine("+CME ERROR: " + std::string(cmeErrorText(reply.error)));
    else if (numbered || (reply.outcome != AtReply::Outcome::Silent && m_faults.cmeForError))
        writeLine("+CME ERROR: " + std::to_string(static_cast<int>(reply.error)));
    else if (reply.outcome != AtReply::Outcome::Silent)
        writeLine("ERROR");
}

void AtServer::announce(std::string code)
{
    if (m_faults.silent)
        return;
    m_codes.push_back(std::move(code));
    if (m_codes.size() > kMostWaitingCodes)
        m_codes.pop_front();
}

void AtServer::flush()
{
    if (m_executing)
        return;
    if (m_line.empty() && !m_overflow) {
        for (const std::string &code : std::exchange(m_codes, {}))
            writeLine(code);
    }
    // The listener may feed more before it returns.
    const std::string out = std::exchange(m_out, {});
    if (!out.empty())
        m_output(framing::Bytes(out.begin(), out.end()));
}

void AtServer::modemChanged()
{
    m_terminal.modemChanged();
    const ModemView view = m_radio.modemView();
    const ModemView before = std::exchange(m_view, view);
    if (before.simReady != view.simReady)
        announce("+CPIN: " + std::string(m_terminal.simStateName()));
    for (std::string &code : m_network.changed(before, view))
        announce(std::move(code));
    flush();
}

void AtServer::reset(bool announced)
{
    resetSettings();
    m_echo = true;
    m_line.clear();
    m_overflow = false;
    m_codes.clear();
    m_cardCommands.dropSessions();
    m_terminal.modemChanged();
    m_view = m_radio.modemView();
    if (announced)
        announce("RDY");
    flush();
}

} // namespace virtual_kit
