// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_port.h"

namespace virtual_kit {

void AtPort::send(framing::ByteView bytes, LinkTime delay)
{
    if (pipe().isOpen())
        m_queue.push(framing::Bytes(bytes.begin(), bytes.end()), m_now + delay);
}

} // namespace virtual_kit
