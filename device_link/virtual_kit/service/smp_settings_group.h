// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"
#include "smp_settings_store.h"

#include "virtual_kit/kernel/simulation.h"

namespace virtual_kit {

/// SMP group 3 on a store that outlives it: read, write, delete, commit, load, save.
[[nodiscard]] SmpGroup makeSmpSettingsGroup(SettingsStore &settings);

/// SMP group 63: erase storage, where the settings are saved. Both outlive the group.
[[nodiscard]] SmpGroup makeSmpBasicGroup(Simulation &simulation, SettingsStore &settings);

} // namespace virtual_kit
