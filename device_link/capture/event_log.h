// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_event.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace device_link {

/// The newest events of a kit in memory: boots in the order they were first seen, within a boot by sequence, so that
/// replayed events stand where they happened. Thread-safe; readers get copies (cheap: Qt shares them).
class EventLog
{
public:
    static constexpr std::size_t kDefaultCapacity = 200'000;

    explicit EventLog(std::size_t capacity = kDefaultCapacity);

    /// Takes an event; false for a repeat, for `alive` (it has no number of its own), and for one older than all that
    /// are still kept of a full log.
    bool add(const KitEvent &event);
    void clear();

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::uint64_t forgotten() const;          ///< events dropped because the log was full
    [[nodiscard]] std::vector<std::uint32_t> boots() const; ///< oldest first

    /// Events of a boot with fromNs <= kit time < toNs, in sequence order, at most maxCount (the first ones).
    [[nodiscard]] std::vector<KitEvent> between(
        std::uint32_t bootId, std::int64_t fromNs, std::int64_t toNs, std::size_t maxCount = kDefaultCapacity) const;
    /// The newest events over all boots, oldest of them first.
    [[nodiscard]] std::vector<KitEvent> newest(std::size_t count) const;

private:
    struct Boot {
        std::uint32_t id = 0;
        bool timeOrdered = true; ///< kit times rise with the sequence, as they should; else lookups scan
        std::deque<KitEvent> events;
    };
    void forgetOldest();

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<Boot> m_boots;
    std::size_t m_size = 0;
    std::uint64_t m_forgotten = 0;
};

} // namespace device_link
