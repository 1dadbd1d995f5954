// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/options.h"

#include <QCoroTask>

namespace app {

class MainWindow;

/// The unattended run: connects, asks a prompt, measures latency, lists profiles, pushes firmware when an image is
/// given, takes screenshots when a folder is given, and writes a record. With options.tour off it only does what the
/// screenshots need. Returns the exit code: 0 when every step that could run went well. The window outlives the task.
[[nodiscard]] QCoro::Task<int> runTour(MainWindow *window, Options options);

} // namespace app
