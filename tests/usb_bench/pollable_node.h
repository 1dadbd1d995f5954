// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace usb_bench {

/// A file whose poll() answers can be steered: the slave of a pseudo terminal. umockdev leaves poll() to the kernel,
/// and a plain file is always writable, which would keep libusb's event thread spinning.
class PollableNode
{
public:
    PollableNode();
    ~PollableNode();
    PollableNode(const PollableNode &) = delete;
    PollableNode &operator=(const PollableNode &) = delete;

    /// "/dev/pts/N"
    [[nodiscard]] QString path() const { return m_path; }
    /// POLLOUT or not; usbfs says by it that a URB can be reaped.
    void setWritable(bool writable);
    /// POLLERR and POLLHUP at everyone who has it open, for good.
    void hangUp();

private:
    int m_master = -1, m_slave = -1;
    bool m_writable = true;
    QString m_path;
};

} // namespace usb_bench
