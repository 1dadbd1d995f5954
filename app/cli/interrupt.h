// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace app {

/// Calls handler in the event loop on SIGINT or SIGTERM; a second signal ends the process at once (exit 130).
/// Lives as long as parent.
void onInterrupt(QObject *parent, std::function<void()> handler);

} // namespace app
