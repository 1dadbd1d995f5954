// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "at_card_commands.h"
#include "at_faults.h"
#include "at_network_commands.h"
#include "at_terminal_commands.h"
#include "modem_state.h"

#include "framing/bytes.h"
#include "virtual_kit/euicc/euicc_card.h"

#include <deque>
#include <functional>
#include <string>
#include <string_view>

namespace virtual_kit {

/// The AT port of the virtual kit: V.250 line engine and 3GPP TS 27.007 commands over the card and the radio model.
/// Pure: bytes in, bytes out, no clock. Unsolicited codes never fall inside the answer of a command.
///
/// ATZ keeps the echo setting: tools that find out about the echo first and then send ATZ (pySim) would otherwise lose
/// step with a port that an earlier tool had left at ATE0. AT&F turns it on again.
class AtServer
{
public:
    using Output = std::function<void(framing::ByteView)>;
    /// Card and radio outlive the server.
    AtServer(EuiccCard &card, ModemStateSource &radio, Output output, AtIdentity identity = {});
    AtServer(const AtServer &) = delete;
    AtServer &operator=(const AtServer &) = delete;

    /// Bytes from the port, in any pieces. A line above maxLine bytes answers ERROR and is dropped.
    void feed(framing::ByteView data);
    /// Tells that the radio's or the SIM's state may have changed; sends +CPIN when the SIM comes or goes, and what
    /// +CREG, +CEREG and +CSCON ask for. May be called from within feed() (a command that changes the radio): codes
    /// then wait for the answer. They also wait while a command line is being typed.
    void modemChanged();
    /// Power-on: settings of AT&F, sessions gone, line buffer empty; then "RDY" when announced.
    void reset(bool announce);

    void setFaults(const AtFaults &faults) { m_faults = faults; }
    [[nodiscard]] const AtFaults &faults() const { return m_faults; }

    static constexpr std::size_t maxLine = 4096;

private:
    void take(char c);
    void endLine();
    void execute(std::string_view body);
    [[nodiscard]] AtReply runCommand(const AtCommand &command);
    [[nodiscard]] std::optional<AtReply> runOwnCommand(const AtCommand &command);
    [[nodiscard]] AtReply errorReporting(const AtCommand &command);
    void resetSettings();
    void writeFinal(const AtReply &reply);
    void writeLine(std::string_view text);
    void announce(std::string code);
    void flush();

    ModemStateSource &m_radio;
    Output m_output;
    AtFaults m_faults;
    AtTerminalCommands m_terminal;
    AtNetworkCommands m_network;
    AtCardCommands m_cardCommands;

    bool m_echo = true;
    int m_errorReports = 0; ///< +CMEE <n>
    std::string m_line;
    bool m_overflow = false;
    bool m_afterCr = false;
    bool m_executing = false;
    std::string m_out;
    std::deque<std::string> m_codes; ///< unsolicited codes that wait; the oldest goes when there are too many
    ModemView m_view;                ///< as last told
};

} // namespace virtual_kit
