// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

#include <CLI/App.hpp>
#include <QCoroTask>

#include <functional>
#include <memory>

namespace app {

/// What a command does once the command line is parsed: returns the exit code (0 done, 1 failed).
using CommandRun = std::function<QCoro::Task<int>(std::shared_ptr<CommandContext>)>;

/// Collects the run of the (sub)command that was chosen on the command line.
class CommandChoice
{
public:
    void choose(CommandRun run) { m_run = std::move(run); }
    [[nodiscard]] const CommandRun &run() const { return m_run; }

private:
    CommandRun m_run;
};

/// Adds one command with its options to the parser; when the user chose it, it calls choice.choose().
using CommandSetup = void (*)(CLI::App &app, CommandChoice &choice);

/// For the callback of a command that works on files alone. Throws CLI::ValidationError: an option that chooses a kit
/// was given, which would be passed over in silence.
void refuseKitOptions(const CLI::App &app);

void setUpDevices(CLI::App &app, CommandChoice &choice);
void setUpInfo(CLI::App &app, CommandChoice &choice);
void setUpProfiles(CLI::App &app, CommandChoice &choice);
void setUpPrompt(CLI::App &app, CommandChoice &choice);
void setUpAccount(CLI::App &app, CommandChoice &choice);
void setUpPower(CLI::App &app, CommandChoice &choice);
void setUpLatency(CLI::App &app, CommandChoice &choice);
void setUpFirmware(CLI::App &app, CommandChoice &choice);
void setUpRecord(CLI::App &app, CommandChoice &choice);
void setUpExport(CLI::App &app, CommandChoice &choice);
void setUpImport(CLI::App &app, CommandChoice &choice);
void setUpStats(CLI::App &app, CommandChoice &choice);
void setUpVerify(CLI::App &app, CommandChoice &choice);

} // namespace app
