// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt_archive.h"

#include <QCborValue>

#include <algorithm>

namespace virtual_kit {

PromptArchive::Known PromptArchive::find(const QString &id) const
{
    if (std::ranges::find(m_records, id, &PromptRecord::id) != m_records.end())
        return Known::Kept;
    return m_ids.contains(id) ? Known::Gone : Known::Never;
}

PromptRecord *PromptArchive::record(const QString &id)
{
    const auto it = std::ranges::find(m_records, id, &PromptRecord::id);
    return it == m_records.end() ? nullptr : &*it;
}

PromptRecord &PromptArchive::begin(const QString &id)
{
    if (m_ids.insert(id).second)
        m_order.push_back(id);
    if (m_order.size() > kIdsKept) {
        m_ids.erase(m_order.front());
        m_order.pop_front();
    }
    if (m_records.size() == kKept)
        m_records.pop_front(); // one prompt runs at a time, so the oldest is done
    PromptRecord &record = m_records.emplace_back();
    record.id = id;
    return record;
}

PromptArchive::Page PromptArchive::page(const PromptRecord &record, std::uint64_t from, std::size_t maxBytes)
{
    Page page;
    page.next = from;
    std::size_t used = 0;
    for (std::size_t i = from; i < record.events.size(); ++i) {
        used += static_cast<std::size_t>(record.events[i].toCborValue().toCbor().size());
        if (used > maxBytes) {
            page.end = false;
            break;
        }
        page.events.append(record.events[i]);
        page.next = i + 1;
    }
    return page;
}

} // namespace virtual_kit
