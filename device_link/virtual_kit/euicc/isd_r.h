// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "euicc_state.h"

#include <optional>

namespace virtual_kit
{

/// The ISD-R of a simulated eUICC: ES10a/b/c functions of SGP.22 §5.7 over the card's kept state.
class IsdR
{
public:
    explicit IsdR(EuiccState state)
        : m_state(std::move(state))
    {
    }

    /// What a function call did besides answering.
    struct Outcome {
        Bytes response; ///< DER, empty when sw is not 9000
        std::uint16_t sw = 0x9000; ///< 6A88 unknown function, 6A80 not DER or a field missing
        bool refresh = false; ///< the card wants a REFRESH once the response is delivered
        bool changed = false; ///< kept state of a profile changed
    };
    /// One whole ES10 request (a single BER-TLV); any bytes are safe.
    [[nodiscard]] Outcome handle(ByteView request);
    [[nodiscard]] const EuiccState &state() const { return m_state; }

private:
    EuiccState m_state;
};

} // namespace virtual_kit
