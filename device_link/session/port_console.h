// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/console.h"

namespace device_link {

/// The text of a console port, or the log channel of a kit port.
class PortConsole : public Console
{
    Q_OBJECT
public:
    using Console::Console;
};

} // namespace device_link
