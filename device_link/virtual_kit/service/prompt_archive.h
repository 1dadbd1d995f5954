// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCborArray>
#include <QCborMap>
#include <QString>

#include <cstdint>
#include <deque>
#include <set>
#include <vector>

namespace virtual_kit {

/// One prompt and what was told of it.
struct PromptRecord {
    QString id;
    bool done = false;
    std::vector<QCborMap> events; ///< whole events, in order
};

/// The last prompts with their events, and the ids of many more, so that no id runs twice. Kept in flash.
class PromptArchive
{
public:
    enum class Known : std::uint8_t { Never, Kept, Gone };
    [[nodiscard]] Known find(const QString &id) const;
    /// Empty pointer unless Kept. Valid until the next begin().
    [[nodiscard]] PromptRecord *record(const QString &id);
    /// A new prompt; the oldest finished one goes when there are too many.
    PromptRecord &begin(const QString &id);

    /// One page of prompt.get.
    struct Page {
        QCborArray events;
        std::uint64_t next = 0; ///< index to ask for next
        bool end = true;
    };
    [[nodiscard]] static Page page(const PromptRecord &record, std::uint64_t from, std::size_t maxBytes);

    static constexpr std::size_t kKept = 32;
    static constexpr std::size_t kIdsKept = 4096;

private:
    std::deque<PromptRecord> m_records;
    std::deque<QString> m_order; ///< of m_ids, oldest first
    std::set<QString> m_ids;
};

} // namespace virtual_kit
