// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/current_percentiles.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

namespace widgets {

/// Percentiles of sample ranges, worked out on the pool and kept: one job at a time, at most twice a second, always of
/// what is wanted by then.
class PercentileFeed : public QObject
{
    Q_OBJECT
public:
    using Answer = std::optional<profiles::CurrentPercentiles>;

    explicit PercentileFeed(QObject *parent = nullptr);
    ~PercentileFeed() override;

    /// Forgets what is known; null: nothing can be known.
    void setStore(std::shared_ptr<const device_link::SampleView> store);
    /// Replaces what was wanted before.
    void want(QList<profiles::SampleRange> ranges);
    /// Null: not known yet. An empty answer: there is nothing in it.
    [[nodiscard]] const Answer *find(const profiles::SampleRange &range) const;

Q_SIGNALS:
    void ready(); ///< find() knows more

private:
    struct Known {
        profiles::SampleRange range;
        Answer answer;
    };
    void start();
    void take();

    std::shared_ptr<const device_link::SampleView> m_store;
    QList<profiles::SampleRange> m_wanted, m_asked;
    QList<Known> m_known; ///< oldest first
    QFutureWatcher<QList<Answer>> m_watcher;
    QTimer m_pause;
};

} // namespace widgets
