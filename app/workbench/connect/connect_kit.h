// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QList>

namespace app {

class MainWindow;

/// Asks for the ports of a kit, then connects to it.
void askForKit(MainWindow *window);
/// Puts a kit with these ports into the list, opens it and shows it. One that is in the list already is only shown, and
/// opened when it is not.
void connectKit(MainWindow *window, const QList<device_link::DeviceUrl> &ports);

} // namespace app
