// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "modem_state.h"
#include "virtual_kit/euicc/euicc_card.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace virtual_kit
{

/// What the modem says of itself.
struct AtIdentity {
    std::string manufacturer{"AI-eSIM Workbench"};
    std::string model{"Virtual kit (simulated)"};
    std::string revision{AIESIM_VERSION};
    std::string imei{"350000000000006"}; ///< 15 digits
};

/// Ways in which AT ports on the market differ from the norm; all off is the norm (and what lpac and pySim want).
struct AtFaults {
    bool bareSessionId = false; ///< +CCHO answers "1" without prefix (27.007 as written; Fibocom)
    bool testError = false; ///< "=?" of +CCHO, +CCHC, +CGLA, +CSIM answers ERROR
    bool testSilent = false; ///< the same without any answer
    bool noSpace = false; ///< "+CGLA:4,.." without the blank
    bool cmeForError = false; ///< +CME ERROR although +CMEE is 0
    bool silent = false; ///< never answers
    bool wideSessionId = false; ///< +CCHO ids of 16 hex digits (Sierra)
};

/// The AT port of the virtual kit: V.250 line engine and 3GPP TS 27.007 commands over the card and the radio model.
/// Pure: bytes in, bytes out, no clock. Unsolicited codes never fall inside the answer of a command.
class AtServer
{
public:
    using Output = std::function<void(framing::ByteView)>;
    /// Card and radio outlive the server.
    AtServer(EuiccCard &card, ModemStateSource &radio, Output output, AtIdentity identity = {});

    /// Bytes from the port, in any pieces. A line above maxLine bytes answers ERROR and is dropped.
    void feed(framing::ByteView data);
    /// Tells that the radio's or the SIM's state may have changed; sends the codes that +CREG, +CEREG and +CSCON ask
    /// for. May be called from within feed() (a command that changes the radio): codes then wait for the answer.
    void modemChanged();
    /// Power-on: settings of AT&F, sessions gone, line buffer empty; then "RDY" when announced.
    void reset(bool announce);

    void setFaults(const AtFaults &faults) { m_faults = faults; }
    [[nodiscard]] const AtFaults &faults() const { return m_faults; }

    static constexpr std::size_t maxLine = 4096;

private:
    EuiccCard &m_card;
    ModemStateSource &m_radio;
    Output m_output;
    AtIdentity m_identity;
    AtFaults m_faults;
};

} // namespace virtual_kit
