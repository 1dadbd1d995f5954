// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include "virtual_kit/euicc/euicc_card.h"

#include <cstdint>
#include <map>

namespace virtual_kit {

/// The commands card.open, card.transmit and card.close (PROTOCOL.md §5.3).
class CardService
{
public:
    explicit CardService(EuiccCard &card)
        : m_card(card)
    {
    }
    void open(const SmpRequest &request, const SmpReply &reply);
    void transmit(const SmpRequest &request, const SmpReply &reply);
    void close(const SmpRequest &request, const SmpReply &reply);
    /// The kit starts anew: handles are forgotten.
    void reset();

    static constexpr std::size_t kMostHandles = 3;

private:
    void dropStale();
    /// ISO channel of the handle in the request; answers the request itself when there is none (-1).
    int channelOf(const SmpRequest &request, const SmpReply &reply);
    EuiccCard &m_card;
    std::uint64_t m_epoch = 0;              ///< of the card when the handles were made
    std::map<std::uint64_t, int> m_handles; ///< to ISO channels
    std::uint64_t m_last = 0;               ///< last handle given
    std::uint64_t m_lastClosed = 0;         ///< handles up to here ended with a reset of the card
};

} // namespace virtual_kit
