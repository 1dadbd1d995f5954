// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "es10_outcome.h"
#include "euicc_state.h"

#include <utility>

namespace virtual_kit {

/// The ISD-R of a simulated eUICC: finds the ES10 function of a request and runs it on the card's kept state.
class IsdR
{
public:
    explicit IsdR(EuiccState state)
        : m_state(std::move(state))
    {
    }
    /// One whole ES10 request (a single DER object); any bytes are safe.
    /// Profile download (BF38, BF21, BF36) is not simulated: 6A88 as for any unknown function.
    [[nodiscard]] Es10Outcome handle(ByteView request);
    [[nodiscard]] const EuiccState &state() const { return m_state; }

private:
    EuiccState m_state;
};

} // namespace virtual_kit
