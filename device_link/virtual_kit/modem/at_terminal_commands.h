// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "at_command_set.h"
#include "modem_state.h"

#include "virtual_kit/euicc/euicc_card.h"

#include <optional>
#include <string>
#include <string_view>

namespace virtual_kit {

/// What the modem says of itself.
struct AtIdentity {
    std::string manufacturer{"AI-eSIM Workbench"};
    std::string model{"Virtual kit (simulated)"};
    std::string revision{AIESIM_VERSION};
    std::string serialNumber{"0"};
    std::string imei{"350000000000006"}; ///< 15 digits
};

/// Modem, SIM and power: +CGMI, +CGMM, +CGMR, +CGSN, ATI, +CIMI, +CCID, +CPIN, +CFUN (27.007 §5, §8.2, §8.3).
class AtTerminalCommands final : public AtCommandSet
{
public:
    AtTerminalCommands(EuiccCard &card, ModemStateSource &radio, AtIdentity identity);
    [[nodiscard]] std::optional<AtReply> run(const AtCommand &command) override;
    /// To be told of every change of the modem: a SIM that became ready is read, as a modem does once and keeps.
    /// A profile enabled without REFRESH therefore stays unseen until the SIM is read again.
    void modemChanged();
    /// "READY", "NOT READY" while it is read, "NOT INSERTED" without an enabled profile (what modems announce).
    [[nodiscard]] std::string_view simStateName() const;

private:
    [[nodiscard]] AtReply information() const;
    AtReply serialNumber(const AtCommand &command) const;
    AtReply simText(const AtCommand &command, std::string Subscription::*field, const char *prefix);
    AtReply pinState(const AtCommand &command);
    AtReply functionality(const AtCommand &command);
    [[nodiscard]] std::optional<CmeError> simFault();

    EuiccCard &m_card;
    ModemStateSource &m_radio;
    AtIdentity m_identity;
    bool m_simRead = false;
    std::uint64_t m_simEpoch = 0; ///< of the card when the SIM was read
    std::optional<Subscription> m_subscription;
};

} // namespace virtual_kit
