// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

void onInterrupt(QObject *parent, std::function<void()> handler)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // Blocked before any thread starts, so that only the descriptor sees them.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const int descriptor = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (descriptor < 0)
        return;
    auto *notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, parent);
    QObject::connect(notifier, &QObject::destroyed, notifier, [descriptor] { ::close(descriptor); });
    QObject::connect(notifier, &QSocketNotifier::activated, parent,
        [descriptor, handler = std::move(handler), seen = false]() mutable {
            signalfd_siginfo info;
            while (::read(descriptor, &info, sizeof info) == ssize_t(sizeof info)) {
                if (std::exchange(seen, true))
                    ::_exit(130);
                handler();
            }
        });
}

} // namespace app
