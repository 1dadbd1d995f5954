// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_network_commands.h"

#include "signal_index.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace virtual_kit {

namespace {

constexpr std::array<std::string_view, 4> kDomains{"+CREG", "+CGREG", "+CEREG", "+C5GREG"};
constexpr std::size_t k5gs = 3;
constexpr std::string_view kConnection = "+CSCON";

bool isNr(AccessTechnology act) { return act == AccessTechnology::NrSa || act == AccessTechnology::NgRan; }
bool isRegistered(int stat) { return stat == 1 || stat == 5; }

std::string hex(std::uint32_t value, int digits)
{
    char text[16];
    std::snprintf(text, sizeof text, "%0*X", digits, value);
    return text;
}

int statOf(std::size_t domain, const ModemView &view)
{
    return domain == k5gs && !isNr(view.act) ? 0 : view.registration;
}

/// "stat" or, with <n> 2 and registered, "stat,"tac","ci",AcT".
std::string registrationText(std::size_t domain, const ModemView &view, int reports)
{
    const int stat = statOf(domain, view);
    std::string text = std::to_string(stat);
    if (reports < 2 || !isRegistered(stat))
        return text;
    text += ",\"" + hex(view.trackingArea, isNr(view.act) ? 6 : 4) + "\",\"" + hex(view.cell, 8) + "\",";
    return text + std::to_string(static_cast<int>(view.act));
}

/// Operator names are data of the simulation; nothing in them may break the line.
std::string quoted(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c == '"' || static_cast<unsigned char>(c) < 0x20; }, '?');
    return "\"" + text + "\"";
}

} // namespace

std::optional<AtReply> AtNetworkCommands::run(const AtCommand &command)
{
    const auto domain = std::ranges::find(kDomains, std::string_view(command.name));
    if (domain != kDomains.end())
        return registration(static_cast<std::size_t>(domain - kDomains.begin()), command);
    if (command.name == kConnection)
        return connection(command);
    if (command.name == "+COPS")
        return operatorSelection(command);
    if (command.name == "+CSQ")
        return signalQuality(command);
    if (command.name == "+CESQ")
        return extendedSignalQuality(command);
    return std::nullopt;
}

void AtNetworkCommands::resetSettings()
{
    m_reports.fill(0);
    m_connectionReports = 0;
    m_operatorFormat = 0;
}

std::vector<std::string> AtNetworkCommands::changed(const ModemView &from, const ModemView &to) const
{
    std::vector<std::string> codes;
    for (std::size_t domain = 0; domain < kDomains.size(); ++domain) {
        const int reports = m_reports[domain];
        std::string now = registrationText(domain, to, reports);
        if (reports > 0 && now != registrationText(domain, from, reports))
            codes.push_back(std::string(kDomains[domain]) + ": " + std::move(now));
    }
    if (m_connectionReports > 0 && from.rrcConnected != to.rrcConnected)
        codes.push_back(to.rrcConnected ? "+CSCON: 1" : "+CSCON: 0");
    return codes;
}

AtReply AtNetworkCommands::registration(std::size_t domain, const AtCommand &command)
{
    const std::string prefix = std::string(kDomains[domain]) + ": ";
    int &reports = m_reports[domain];
    switch (command.kind) {
    case AtCommand::Kind::Read:
        return AtReply::line(
            prefix + std::to_string(reports) + "," + registrationText(domain, m_radio.modemView(), reports));
    case AtCommand::Kind::Test: return AtReply::line(prefix + "(0-2)");
    case AtCommand::Kind::Set: {
        const auto n = atNumber(command.value);
        if (!n || *n > 2)
            return AtReply::cme(CmeError::IncorrectParameters);
        reports = *n;
        return AtReply::ok();
    }
    case AtCommand::Kind::Execute: break;
    }
    return AtReply::syntaxError();
}

AtReply AtNetworkCommands::connection(const AtCommand &command)
{
    switch (command.kind) {
    case AtCommand::Kind::Read:
        return AtReply::line(
            "+CSCON: " + std::to_string(m_connectionReports) + (m_radio.modemView().rrcConnected ? ",1" : ",0"));
    case AtCommand::Kind::Test: return AtReply::line("+CSCON: (0,1)");
    case AtCommand::Kind::Set: {
        const auto n = atNumber(command.value);
        if (!n || *n > 1)
            return AtReply::cme(CmeError::IncorrectParameters);
        m_connectionReports = *n;
        return AtReply::ok();
    }
    case AtCommand::Kind::Execute: break;
    }
    return AtReply::syntaxError();
}

AtReply AtNetworkCommands::operatorSelection(const AtCommand &command)
{
    if (command.kind == AtCommand::Kind::Test)
        return operatorList();
    if (command.kind == AtCommand::Kind::Set) {
        // Automatic selection is what the radio does; 3 sets the format only.
        const auto fields = command.fields();
        const auto mode = fields.empty() ? std::nullopt : atNumber(fields[0]);
        const auto format = fields.size() > 1 ? atNumber(fields[1]) : std::optional(m_operatorFormat);
        if (!mode || *mode > 4 || !format || *format > 2)
            return AtReply::cme(CmeError::IncorrectParameters);
        if (*mode != 0 && *mode != 3)
            return AtReply::cme(CmeError::NotSupported);
        m_operatorFormat = *format;
        return AtReply::ok();
    }
    if (command.kind != AtCommand::Kind::Read)
        return AtReply::syntaxError();
    const ModemView view = m_radio.modemView();
    if (!isRegistered(view.registration))
        return AtReply::line("+COPS: 0");
    return AtReply::line("+COPS: 0," + std::to_string(m_operatorFormat) + ","
        + quoted(m_operatorFormat == 2 ? view.plmn : view.operatorName) + ","
        + std::to_string(static_cast<int>(view.act)));
}

AtReply AtNetworkCommands::operatorList() const
{
    const ModemView view = m_radio.modemView();
    std::string text = "+COPS: ";
    if (isRegistered(view.registration)) {
        const std::string name = quoted(view.operatorName);
        text += "(2," + name + "," + name + "," + quoted(view.plmn) + "," + std::to_string(static_cast<int>(view.act))
            + ")";
    }
    return AtReply::line(text + ",,(0,3),(0-2)");
}

AtReply AtNetworkCommands::signalQuality(const AtCommand &command) const
{
    if (command.kind == AtCommand::Kind::Test)
        return AtReply::line("+CSQ: (0-31,99),(0-7,99)");
    if (command.kind != AtCommand::Kind::Execute)
        return AtReply::syntaxError();
    return AtReply::line("+CSQ: " + std::to_string(rssiIndex(m_radio.modemView().rssiDbm)) + ",99");
}

AtReply AtNetworkCommands::extendedSignalQuality(const AtCommand &command) const
{
    const ModemView view = m_radio.modemView();
    const bool nr = isNr(view.act);
    if (command.kind == AtCommand::Kind::Test) {
        const std::string lte = "+CESQ: (0-63,99),(0-7,99),(0-96,255),(0-49,255),(0-34,255),(0-97,255)";
        return AtReply::line(nr ? lte + ",(0-126,255),(0-126,255),(0-127,255)" : lte);
    }
    if (command.kind != AtCommand::Kind::Execute)
        return AtReply::syntaxError();
    if (!nr) {
        return AtReply::line("+CESQ: 99,99,255,255," + std::to_string(rsrqIndex(view.rsrqDb)) + ","
            + std::to_string(rsrpIndex(view.rsrpDbm)));
    }
    return AtReply::line("+CESQ: 99,99,255,255,255,255," + std::to_string(ssRsrqIndex(view.rsrqDb)) + ","
        + std::to_string(ssRsrpIndex(view.rsrpDbm)) + "," + std::to_string(ssSinrIndex(view.sinrDb)));
}

} // namespace virtual_kit
