// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "device_link/session/power_meter.h"

#include <QJsonObject>

namespace app {

/// JSON forms of device values: keys in snake_case with their unit as suffix, unknown values left out.
/// Integers are exact up to 2^53, which is 9 billion tokens in micro-units.
[[nodiscard]] QJsonObject toJson(const device_link::KitIdentity &identity);
[[nodiscard]] QJsonObject toJson(const device_link::ModemState &state);
[[nodiscard]] QJsonObject toJson(const device_link::AccountState &state);
[[nodiscard]] QJsonObject toJson(const device_link::LedgerEntry &entry);
[[nodiscard]] QJsonObject toJson(const device_link::ProbeResult &probe);
[[nodiscard]] QJsonObject toJson(const device_link::FirmwareSlot &slot);
[[nodiscard]] QJsonObject toJson(const device_link::SampleStats &stats);
[[nodiscard]] QJsonObject toJson(const device_link::PowerMeter::Settings &settings);

} // namespace app
