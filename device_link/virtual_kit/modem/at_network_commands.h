// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "at_command_set.h"
#include "modem_state.h"

#include <array>
#include <string>
#include <vector>

namespace virtual_kit {

/// Registration, operator and signal: +CREG, +CGREG, +CEREG, +C5GREG, +CSCON, +COPS, +CSQ, +CESQ (27.007 §7.2, §7.3,
/// §8.5, §8.69, §10.1). The kit has one registration; the four commands tell it for their domain alike, +C5GREG only
/// on NR.
class AtNetworkCommands final : public AtCommandSet
{
public:
    explicit AtNetworkCommands(ModemStateSource &radio)
        : m_radio(radio)
    {
    }
    [[nodiscard]] std::optional<AtReply> run(const AtCommand &command) override;
    void resetSettings() override;
    /// The unsolicited codes that the settings ask for now that the modem went from one view to the other.
    [[nodiscard]] std::vector<std::string> changed(const ModemView &from, const ModemView &to) const;

private:
    AtReply registration(std::size_t domain, const AtCommand &command);
    AtReply connection(const AtCommand &command);
    AtReply operatorSelection(const AtCommand &command);
    [[nodiscard]] AtReply operatorList() const;
    [[nodiscard]] AtReply signalQuality(const AtCommand &command) const;
    [[nodiscard]] AtReply extendedSignalQuality(const AtCommand &command) const;

    ModemStateSource &m_radio;
    std::array<int, 4> m_reports{}; ///< <n> of +CREG, +CGREG, +CEREG, +C5GREG: 0 none 1 stat 2 stat and cell
    int m_connectionReports = 0;    ///< <n> of +CSCON
    int m_operatorFormat = 0;       ///< <format> of +COPS: 0 long 1 short 2 numeric
};

} // namespace virtual_kit
