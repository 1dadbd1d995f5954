// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace device_link {

/// metadata.json of a `.ppk2` file. What the profiler has no key for is in an object "aiesim" beside its own: it reads
/// its keys by name. That it passes others over was not tried with the program itself.
struct Ppk2SessionInfo {
    double samplesPerSecond = 0;
    std::int64_t startUtcMs = 0;    ///< 0: not known
    bool simulated = false;         ///< "simulated"
    QString kitSerial;              ///< "kit"; may be empty
    std::optional<double> voltsSet; ///< "voltage_set_V": set on a power meter all the time, not measured
};

inline constexpr int kPpk2FormatVersion = 2;

/// Safe for any bytes. BadFile: no such JSON, or numbers that cannot be; NotSupported: another version.
[[nodiscard]] Result<Ppk2SessionInfo> readPpk2Metadata(const QByteArray &json);
[[nodiscard]] QByteArray ppk2Metadata(const Ppk2SessionInfo &info);

} // namespace device_link
