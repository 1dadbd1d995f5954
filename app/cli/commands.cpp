// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <CLI/Error.hpp>

namespace app {

void refuseKitOptions(const CLI::App &app)
{
    for (const char *option : {"--device", "--borrow-from-modemmanager"})
        if (app.count(option) > 0)
            throw CLI::ValidationError(option, "has no meaning here: this command works on files and opens no kit");
}

std::span<const CommandSetup> commands()
{
    static constexpr CommandSetup table[] = {
        setUpDevices,
        setUpInfo,
        setUpProfiles,
        setUpPrompt,
        setUpAccount,
        setUpPower,
        setUpLatency,
        setUpFirmware,
        setUpRecord,
        setUpStats,
        setUpExport,
        setUpImport,
        setUpVerify,
    };
    return table;
}

} // namespace app
