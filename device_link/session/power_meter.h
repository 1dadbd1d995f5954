// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QObject>

#include <optional>

namespace device_link {

/// Capability: what can be set on a power meter that stands beside the kit (port role `meter`). Its samples are those
/// of the session's PowerSource: where a meter is in a session, it is the one that measures, also when the kit offers
/// a power stream of its own. Who wires a meter into the rail wants its figures.
///
/// A meter does not measure the voltage. The channel "voltage" of its stream is sourceMilliVolts as set here: what the
/// meter gives in mode Source, and in mode Ampere what the engineer says the board is fed with. A view says "set", and
/// energy is no better than that number.
class PowerMeter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    enum class Mode : std::uint8_t {
        Ampere, ///< the board has its own supply, whose current goes through the meter
        Source  ///< the meter feeds the board
    };
    struct Settings {
        Mode mode = Mode::Ampere;
        int sourceMilliVolts = 3000;
        std::optional<bool> dutPower; ///< the board is connected; empty: the meter does not tell and nobody has set it
        bool spikeFilter = true;      ///< removes the spikes of a change of range, on this computer
        friend bool operator==(const Settings &, const Settings &) = default;
    };
    /// What a meter says of itself, as of its last greeting.
    struct About {
        bool calibrated = false; ///< as it states; the factors it states are used either way
        int hardware = 0;        ///< its number; 0: not told
        friend bool operator==(const About &, const About &) = default;
    };
    static constexpr int kMinMilliVolts = 800;
    static constexpr int kMaxMilliVolts = 5000;

    [[nodiscard]] virtual Settings settings() const = 0;
    [[nodiscard]] virtual About about() const = 0;
    /// It has been greeted and its port is open. Beside a kit it comes and goes while the session stays connected.
    [[nodiscard]] virtual bool connected() const = 0;
    /// How much slower the meter's clock is than this computer's, ppm, which is what tells a loss that its counter
    /// cannot (framing/ppk2_loss.h). Empty until the stream has been watched for some ten seconds.
    [[nodiscard]] virtual std::optional<double> driftPpm() const = 0;

    // All take effect at once, also while it measures; a meter does not acknowledge them. LinkLost while it is not
    // connected, Busy when the port does not take what is sent. Nothing is changed then.
    /// Source begins with the board switched off, Ampere with it switched on.
    [[nodiscard]] virtual Result<void> setMode(Mode mode) = 0;
    /// BadArgument outside kMinMilliVolts...kMaxMilliVolts. In mode Source with the board on, this is what it gets.
    [[nodiscard]] virtual Result<void> setSourceMilliVolts(int milliVolts) = 0;
    [[nodiscard]] virtual Result<void> setDutPower(bool on) = 0;
    [[nodiscard]] virtual Result<void> setSpikeFilter(bool on) = 0;

Q_SIGNALS:
    void settingsChanged();
    void connectedChanged();
};

} // namespace device_link
