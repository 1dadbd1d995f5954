// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/serial_hang_up.h"

#include <poll.h>
#include <termios.h>

namespace device_link {

bool serialHungUp(int descriptor)
{
    pollfd look{descriptor, POLLIN, 0};
    if (::poll(&look, 1, 0) > 0 && (look.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
        return true;
    // A terminal that is hung up answers EIO to everything but its closing.
    termios settings{};
    return ::tcgetattr(descriptor, &settings) != 0;
}

} // namespace device_link
