// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

#include "profiles/firmware/firmware_push.h"

namespace app {

void printInspection(const CommandContext &context, const profiles::ImageInspection &inspection);
void printState(const CommandContext &context, const device_link::FirmwareState &state);
void printPush(const CommandContext &context, const profiles::FirmwarePush &push, std::optional<bool> simulated);
/// True when the image runs (confirmed, on trial as asked, or did already).
[[nodiscard]] bool succeeded(const profiles::FirmwarePush &push);
[[nodiscard]] QString progressText(const profiles::PushProgress &progress);
[[nodiscard]] std::optional<profiles::ImageCheckId> checkFromName(const QString &name);

} // namespace app
