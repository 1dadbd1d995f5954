// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_terminal_commands.h"

#include <utility>

namespace virtual_kit {

AtTerminalCommands::AtTerminalCommands(EuiccCard &card, ModemStateSource &radio, AtIdentity identity)
    : m_card(card)
    , m_radio(radio)
    , m_identity(std::move(identity))
{
    modemChanged();
}

void AtTerminalCommands::modemChanged()
{
    if (!m_radio.modemView().simReady) {
        m_simRead = false;
    } else if (!m_simRead || m_simEpoch != m_card.epoch()) {
        m_simRead = true;
        m_simEpoch = m_card.epoch();
        m_subscription = m_card.enabledProfile();
    }
}

std::string_view AtTerminalCommands::simStateName() const
{
    if (!m_simRead)
        return "NOT READY";
    return m_subscription ? "READY" : "NOT INSERTED";
}

std::optional<AtReply> AtTerminalCommands::run(const AtCommand &command)
{
    struct Text {
        std::string_view name;
        std::string AtIdentity::*text;
    };
    static constexpr Text kTexts[] = {
        {"+CGMI", &AtIdentity::manufacturer},
        {"+CGMM", &AtIdentity::model},
        {"+CGMR", &AtIdentity::revision},
    };
    for (const Text &entry : kTexts) {
        if (command.name != entry.name)
            continue;
        if (command.kind == AtCommand::Kind::Test)
            return AtReply::ok();
        return command.kind == AtCommand::Kind::Execute ? AtReply::line(m_identity.*entry.text)
                                                        : AtReply::syntaxError();
    }
    if (command.name == "I")
        return AtReply{{m_identity.manufacturer, m_identity.model, "Revision: " + m_identity.revision}, {}, {}};
    if (command.name == "+CGSN")
        return serialNumber(command);
    if (command.name == "+CIMI")
        return simText(command, &Subscription::imsi, "");
    if (command.name == "+CCID")
        return simText(command, &Subscription::iccid, "+CCID: ");
    if (command.name == "+CPIN")
        return pinState(command);
    if (command.name == "+CFUN")
        return functionality(command);
    return std::nullopt;
}

AtReply AtTerminalCommands::information() const
{
    AtReply reply;
    reply.lines = {m_identity.manufacturer, m_identity.model, "Revision: " + m_identity.revision};
    return reply;
}

AtReply AtTerminalCommands::serialNumber(const AtCommand &command) const
{
    switch (command.kind) {
    case AtCommand::Kind::Execute: return AtReply::line(m_identity.imei);
    case AtCommand::Kind::Test: return AtReply::line("+CGSN: (0,1)");
    case AtCommand::Kind::Set:
        if (command.value == "0")
            return AtReply::line(m_identity.serialNumber);
        if (command.value == "1")
            return AtReply::line("+CGSN: \"" + m_identity.imei + "\"");
        return AtReply::cme(CmeError::IncorrectParameters);
    case AtCommand::Kind::Read: break;
    }
    return AtReply::syntaxError();
}

/// Why there is nothing to read from the SIM.
std::optional<CmeError> AtTerminalCommands::simFault()
{
    modemChanged();
    if (m_radio.functionality() == 0)
        return CmeError::SimNotInserted;
    if (!m_simRead)
        return CmeError::SimBusy;
    if (!m_subscription)
        return CmeError::SimNotInserted; // an eUICC without an enabled profile looks like an empty slot
    return std::nullopt;
}

AtReply AtTerminalCommands::simText(const AtCommand &command, std::string Subscription::*field, const char *prefix)
{
    if (command.kind == AtCommand::Kind::Test)
        return AtReply::ok();
    if (command.kind != AtCommand::Kind::Execute)
        return AtReply::syntaxError();
    if (const auto fault = simFault())
        return AtReply::cme(*fault);
    return AtReply::line(prefix + (*m_subscription).*field);
}

AtReply AtTerminalCommands::pinState(const AtCommand &command)
{
    if (command.kind == AtCommand::Kind::Test)
        return AtReply::ok();
    if (command.kind != AtCommand::Kind::Read) // no PIN is ever asked for, so none may be given
        return AtReply::cme(CmeError::NotAllowed);
    if (const auto fault = simFault())
        return AtReply::cme(*fault);
    return AtReply::line("+CPIN: READY");
}

AtReply AtTerminalCommands::functionality(const AtCommand &command)
{
    if (command.kind == AtCommand::Kind::Test)
        return AtReply::line("+CFUN: (0,1,4),(0,1)");
    if (command.kind == AtCommand::Kind::Read)
        return AtReply::line("+CFUN: " + std::to_string(m_radio.functionality()));
    const auto fields = command.fields();
    const auto fun = fields.empty() ? std::nullopt : atNumber(fields[0]);
    const auto rst = fields.size() > 1 ? atNumber(fields[1]) : std::optional(0);
    if (command.kind != AtCommand::Kind::Set)
        return AtReply::syntaxError();
    if (!fun || (*fun != 0 && *fun != 1 && *fun != 4) || !rst || *rst > 1)
        return AtReply::cme(CmeError::IncorrectParameters);
    // Minimum functionality takes the card's power away; a reset goes through it.
    if (*fun == 0 || *rst == 1) {
        m_radio.setFunctionality(0);
        m_card.reset();
    }
    m_radio.setFunctionality(*fun);
    return AtReply::ok();
}

} // namespace virtual_kit
