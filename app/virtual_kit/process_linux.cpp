// SPDX-License-Identifier: GPL-3.0-or-later
#include "process.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

bool endWithParent()
{
    const pid_t before = ::getppid();
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    // A parent that ended before the call would never be told of; then another process is the parent by now.
    return ::getppid() == before;
}

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    std::signal(SIGPIPE, SIG_IGN); // a reader of stderr that has gone is no reason to leave links behind
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_fd = ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info{};
        if (::read(m_fd, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
            Q_EMIT stop();
    });
}

StopSignals::~StopSignals()
{
    m_notifier.reset();
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace app
