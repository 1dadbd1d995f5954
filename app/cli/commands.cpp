// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

namespace app {

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
