// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "virtual_kit/kernel/simulation.h"

#include <QCborArray>
#include <QCborMap>

#include <cstdint>
#include <deque>
#include <functional>
#include <string_view>

namespace virtual_kit {

/// Numbers and stamps the kit's events (PROTOCOL.md §6), sends them and keeps the last of them, those of earlier boots
/// too: kept memory of the board survives a reset.
class EventLog
{
public:
    using Output = std::function<void(framing::ByteView cborMap)>;
    EventLog(const Simulation &simulation, Output output);

    /// A boot begins: its clock is 0 at `start`, its events are numbered from 1.
    void startBoot(std::uint32_t bootId, SimTime start);
    [[nodiscard]] std::uint32_t bootId() const { return m_bootId; }
    /// Kit time of a simulated time, 0 before the boot.
    [[nodiscard]] std::int64_t kitTime(SimTime t) const;

    /// Sends a numbered event and returns it whole.
    QCborMap send(std::string_view name, const QCborMap &fields);
    /// Sends `alive`, which is neither numbered nor kept.
    void sendAlive();

    /// One page of events.get (PROTOCOL.md §5.9).
    struct Page {
        QCborArray events;
        std::uint32_t next = 0;   ///< to ask for next
        bool end = true;          ///< nothing more of that boot for now
        std::uint32_t oldest = 0; ///< oldest sequence kept of that boot; 0 none
    };
    [[nodiscard]] Page page(std::uint32_t bootId, std::uint64_t from, std::size_t maxBytes) const;

    static constexpr std::size_t kKept = 2048;

private:
    struct Kept {
        std::uint32_t bootId;
        std::uint32_t number;
        std::size_t size; ///< encoded
        QCborMap event;
    };
    [[nodiscard]] QCborMap envelope(std::string_view name) const;
    const Simulation &m_simulation;
    Output m_output;
    std::uint32_t m_bootId = 0;
    std::uint32_t m_number = 0; ///< of the last event
    SimTime m_start = 0;
    std::deque<Kept> m_kept;
};

} // namespace virtual_kit
