// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "at_command_set.h"
#include "at_faults.h"
#include "modem_state.h"

#include "virtual_kit/euicc/euicc_card.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace virtual_kit {

/// APDU access to the card: +CSIM, +CCHO, +CGLA, +CCHC, +CRSM (27.007 §8.17, §8.18, §8.43 to §8.46).
/// A session is gone when the card was reset or refreshed; its id may then be given out again.
class AtCardCommands final : public AtCommandSet
{
public:
    AtCardCommands(EuiccCard &card, ModemStateSource &radio, const AtFaults &faults)
        : m_card(card)
        , m_radio(radio)
        , m_faults(faults)
    {
    }
    [[nodiscard]] std::optional<AtReply> run(const AtCommand &command) override;
    void dropSessions() { m_sessions.clear(); }

private:
    struct Session {
        int channel = 0;
        std::uint64_t epoch = 0; ///< of the card when it was opened
    };
    AtReply openChannel(const AtCommand &command);
    AtReply closeChannel(const AtCommand &command);
    AtReply transmitOnSession(const AtCommand &command);
    AtReply transmitRaw(const AtCommand &command);
    AtReply restrictedAccess(const AtCommand &command);
    void forgetStaleSessions();
    [[nodiscard]] std::string freeSessionId() const;
    [[nodiscard]] std::string information(std::string_view name, std::string_view value) const;
    [[nodiscard]] AtReply apduReply(std::string_view name, const Bytes &response) const;

    EuiccCard &m_card;
    ModemStateSource &m_radio;
    const AtFaults &m_faults;
    std::map<std::string, Session> m_sessions; ///< by the id as text
};

} // namespace virtual_kit
