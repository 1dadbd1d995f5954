// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/panels.h"

namespace app {

/// Each makes one panel and says how the window speaks to it.
[[nodiscard]] Panel makeOverview(const PanelParts &parts);
[[nodiscard]] Panel makeConnectivity(const PanelParts &parts);
[[nodiscard]] Panel makeEsim(const PanelParts &parts);
[[nodiscard]] Panel makePower(const PanelParts &parts);
[[nodiscard]] Panel makeLatency(const PanelParts &parts);
[[nodiscard]] Panel makeTokens(const PanelParts &parts);
[[nodiscard]] Panel makePrompts(const PanelParts &parts);
[[nodiscard]] Panel makeFirmware(const PanelParts &parts);
[[nodiscard]] Panel makeLog(const PanelParts &parts);

} // namespace app
