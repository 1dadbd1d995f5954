// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/percentile_feed.h"

#include <algorithm>

namespace widgets {
namespace {
constexpr int kPauseMs = 500;
constexpr qsizetype kKept = 500; ///< ranges: more than rows are ever looked at
} // namespace

PercentileFeed::PercentileFeed(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &PercentileFeed::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PercentileFeed::take);
}

/// What still runs holds the store by itself, and its answer is for nobody.
PercentileFeed::~PercentileFeed()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
}

void PercentileFeed::setStore(std::shared_ptr<const device_link::SampleView> store)
{
    if (store == m_store)
        return;
    m_store = std::move(store);
    m_known.clear();
    m_asked.clear();
    m_wanted.clear();
    m_watcher.cancel();
}

void PercentileFeed::want(QList<profiles::SampleRange> ranges)
{
    m_wanted = std::move(ranges);
    const auto wanted = [this](const profiles::SampleRange &range) { return m_wanted.contains(range); };
    if (m_watcher.isRunning() && std::ranges::none_of(std::as_const(m_asked), wanted))
        m_watcher.cancel();
    start();
}

const PercentileFeed::Answer *PercentileFeed::find(const profiles::SampleRange &range) const
{
    const auto found = std::ranges::find(m_known, range, &Known::range);
    return found == m_known.end() ? nullptr : &found->answer;
}

void PercentileFeed::start()
{
    if (!m_store || m_watcher.isRunning() || m_pause.isActive())
        return;
    QList<profiles::SampleRange> missing;
    for (const profiles::SampleRange &range : std::as_const(m_wanted)) {
        if (!find(range) && !missing.contains(range))
            missing.append(range);
    }
    if (missing.isEmpty())
        return;
    m_asked = missing;
    m_pause.start();
    m_watcher.setFuture(profiles::currentPercentiles(m_store, std::move(missing)));
}

void PercentileFeed::take()
{
    const auto future = m_watcher.future();
    const QList<profiles::SampleRange> asked = std::exchange(m_asked, {});
    if (!future.isCanceled() && future.resultCount() > 0) {
        const QList<Answer> answers = future.resultAt(0);
        for (qsizetype i = 0; i < std::min(asked.size(), answers.size()); ++i)
            m_known.append({asked.at(i), answers.at(i)});
        if (m_known.size() > kKept)
            m_known.remove(0, m_known.size() - kKept);
        Q_EMIT ready();
    }
    start();
}

} // namespace widgets
