// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_port.h"

namespace virtual_kit {

KitPort::KitPort(std::unique_ptr<BytePort> pipe, KitLinkConfig config)
    : RolePort(std::move(pipe))
    , m_link(config)
{
}

} // namespace virtual_kit
