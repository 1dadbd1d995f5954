// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace widgets {
class KitContext;
}

namespace app {

/// Writes into the log what happens to a kit and what was done with it: its link, restarts, missing samples, prompts,
/// changes of profile, firmware, recordings, and the lines of its console. Ends with the kit.
void keepLog(widgets::KitContext *kit);

} // namespace app
