// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "aiesim_group.h"
#include "card_service.h"
#include "device_key.h"
#include "event_log.h"
#include "kit_config.h"
#include "probe_service.h"
#include "prompt_service.h"
#include "smp_server.h"
#include "token_account.h"
#include "truth_log.h"

#include "virtual_kit/euicc/euicc_card.h"
#include "virtual_kit/flash/flash_bank.h"
#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/modem/at_server.h"
#include "virtual_kit/physics/host_model.h"
#include "virtual_kit/physics/modem_model.h"
#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/physics/radio_model.h"

#include <string>

namespace virtual_kit {

/// Everything on the board and in the firmware of one kit, built in the order in which it depends on each other.
struct KitParts {
    KitParts(Simulation &simulation, const KitConfig &config, const KitOutputs &outputs);
    KitParts(const KitParts &) = delete;
    KitParts &operator=(const KitParts &) = delete;

    Simulation &simulation;
    KitConfig config;
    KitOutputs outputs;
    std::string serial;
    std::string imei; ///< 15 digits

    // The board; card, flash, account and prompt archive keep their content without power.
    PowerModel power;
    RadioModel radio;
    HostModel host;
    EuiccCard card;
    ModemModel modem;
    FlashBank flash;

    // The firmware.
    EventLog events;
    TruthLog truth;
    TokenAccount account;
    PromptService prompts;
    ProbeService probes;
    CardService cardCommands;
    DeviceKey deviceKey;
    AtServer at;
    SettingsStore settings;
    AiesimGroup group;
    SmpServer smp;

    /// A line of the firmware's log: on the log channel and on the console.
    void log(const std::string &text) const;
};

} // namespace virtual_kit
