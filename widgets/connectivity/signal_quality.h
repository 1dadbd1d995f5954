// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace widgets {

enum class SignalKind : quint8 { Rsrp, Rsrq, Sinr };
enum class SignalQuality : quint8 { Poor, Fair, Good, Excellent };

/// The lower ends of fair, good and excellent; dBm for RSRP, else dB. Rules of thumb as makers of LTE modems and
/// routers publish them; 3GPP defines how the figures are measured and their range (TS 36.214, TS 36.133 §9.1), not
/// what is good.
[[nodiscard]] std::array<double, 3> qualityBounds(SignalKind kind);
[[nodiscard]] SignalQuality qualityOf(SignalKind kind, double value);
[[nodiscard]] QString qualityWord(SignalQuality quality); ///< "good"
[[nodiscard]] QString signalName(SignalKind kind);        ///< "RSRP"
[[nodiscard]] QString signalUnit(SignalKind kind);
/// What it is, and which figures are called excellent, good, fair and poor, and by whom.
[[nodiscard]] QString qualityExplained(SignalKind kind);

} // namespace widgets
