// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/serial_output.h"

#include <QDeadlineTimer>
#include <QThread>

#include <sys/ioctl.h>

namespace device_link {

bool serialOutputGone(int descriptor, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    int waiting = 0;
    while (::ioctl(descriptor, TIOCOUTQ, &waiting) == 0 && waiting > 0) {
        if (deadline.hasExpired())
            return false;
        QThread::msleep(1);
    }
    return waiting == 0;
}

} // namespace device_link
