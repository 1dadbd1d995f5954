// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/pollable_node.h"

#include <QFile>

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <utility>

namespace usb_bench {

PollableNode::PollableNode()
{
    char name[64] = {};
    termios raw{};
    cfmakeraw(&raw);
    // openpty() and not open(): libc's own calls pass umockdev's preload by.
    if (openpty(&m_master, &m_slave, name, &raw, nullptr) != 0)
        qFatal("usb_bench: no pseudo terminal");
    // The test's children must not keep the master open: hanging up would not work.
    for (const int fd : {m_master, m_slave})
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    m_path = QFile::decodeName(name);
    setWritable(false);
}

PollableNode::~PollableNode()
{
    hangUp();
    close(m_slave);
}

void PollableNode::setWritable(bool writable)
{
    if (std::exchange(m_writable, writable) != writable && m_master >= 0)
        tcflow(m_slave, writable ? TCOON : TCOOFF);
}

void PollableNode::hangUp()
{
    if (m_master >= 0)
        close(std::exchange(m_master, -1));
}

} // namespace usb_bench
