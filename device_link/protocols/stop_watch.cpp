// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/stop_watch.h"

#include <QPointer>

namespace device_link {

struct StopWatch::Shared {
    std::function<void()> handler; ///< empty once the watch has ended; touched in the context's thread only
};

StopWatch::StopWatch(QObject *context, const std::stop_token &stop, std::function<void()> handler)
    : m_shared(std::make_shared<Shared>(Shared{std::move(handler)}))
{
    const std::weak_ptr<Shared> weak = m_shared;
    // Always through the event loop: the handler may destroy this watch, and a stop may come from inside a call that
    // is still using what the handler would take away.
    m_callback.emplace(stop, [context = QPointer<QObject>(context), weak] {
        if (!context)
            return;
        QMetaObject::invokeMethod(
            context.data(),
            [weak] {
                const std::shared_ptr<Shared> shared = weak.lock();
                if (!shared || !shared->handler)
                    return;
                const std::function<void()> copy = shared->handler; // it may end the watch that holds it
                copy();
            },
            Qt::QueuedConnection);
    });
}

StopWatch::~StopWatch()
{
    m_callback.reset();
    m_shared->handler = nullptr;
}

} // namespace device_link
