// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

/// Calls a handler in its context's thread, from the event loop, when a stop is asked for or was already; never after
/// its own end or the context's.
class StopWatch
{
public:
    StopWatch(QObject *context, const std::stop_token &stop, std::function<void()> handler);
    ~StopWatch();
    StopWatch(const StopWatch &) = delete;
    StopWatch &operator=(const StopWatch &) = delete;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::optional<std::stop_callback<std::function<void()>>> m_callback;
};

} // namespace device_link
