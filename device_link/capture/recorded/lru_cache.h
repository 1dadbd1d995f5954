// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace device_link {

/// Values by number, of at most so many bytes together: the ones that were asked for longest ago go first. Whoever
/// holds a value keeps it. Any thread.
template <typename Value>
class LruCache
{
public:
    explicit LruCache(std::size_t byteBudget)
        : m_budget(byteBudget)
    {
    }

    /// Null when it is not there.
    [[nodiscard]] std::shared_ptr<const Value> find(std::uint64_t key)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_places.find(key);
        if (found == m_places.end())
            return nullptr;
        m_items.splice(m_items.begin(), m_items, found->second);
        return found->second->value;
    }

    /// bytes: what the value needs. The newest is kept whatever it needs.
    void insert(std::uint64_t key, std::shared_ptr<const Value> value, std::size_t bytes)
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_places.find(key); found != m_places.end())
            remove(found->second);
        m_items.push_front({key, bytes, std::move(value)});
        m_places[key] = m_items.begin();
        m_bytes += bytes;
        while (m_bytes > m_budget && m_items.size() > 1)
            remove(std::prev(m_items.end()));
    }

private:
    struct Item {
        std::uint64_t key = 0;
        std::size_t bytes = 0;
        std::shared_ptr<const Value> value;
    };
    using Place = typename std::list<Item>::iterator;
    void remove(Place place)
    {
        m_bytes -= place->bytes;
        m_places.erase(place->key);
        m_items.erase(place);
    }

    const std::size_t m_budget;
    std::mutex m_mutex;      ///< guards what follows
    std::list<Item> m_items; ///< the newest first
    std::unordered_map<std::uint64_t, Place> m_places;
    std::size_t m_bytes = 0;
};

} // namespace device_link
