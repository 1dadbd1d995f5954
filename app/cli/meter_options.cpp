// SPDX-License-Identifier: GPL-3.0-or-later
#include "meter_options.h"

#include "../command_line/option_checks.h"

#include "device_link/session/kit_session.h"
#include "device_link/session/power_meter.h"

namespace app {

using namespace device_link;

void addMeterOptions(CLI::App &command, const std::shared_ptr<MeterOptions> &options)
{
    const std::string group = "A power meter beside the kit (role=meter)";
    command
        .add_option("--meter-mode", options->mode, "source: the meter feeds the board; ampere: the board has a supply")
        ->check(CLI::IsMember({"source", "ampere"}))
        ->group(group);
    command
        .add_option("--meter-mv", options->milliVolts,
            "Millivolts: what the meter gives as source; as ampere meter what the supply gives, for power and energy")
        ->check(wholeRange(PowerMeter::kMinMilliVolts, PowerMeter::kMaxMilliVolts))
        ->group(group);
    command
        .add_option("--meter-board", options->board,
            "on: connects the board to the meter, and as source feeds it (wants --meter-mv), also after the command "
            "has ended; off: cuts it off")
        ->check(CLI::IsMember({"on", "off"}))
        ->group(group);
    command
        .add_flag("--no-spike-filter", options->noSpikeFilter,
            "Leaves the spikes in that a change of the meter's range makes")
        ->group(group);
}

Result<void> setMeter(const KitSession &session, const MeterOptions &options)
{
    if (!options.any())
        return {};
    const std::shared_ptr<PowerMeter> meter = session.powerMeter();
    if (!meter) {
        return fail(Fault::NotSupported,
            QStringLiteral("there is no power meter to set: add its port, for example "
                           "--device serial:/dev/ttyACM0,role=meter"));
    }
    // What it was set to the last time may be more than this board stands.
    const bool source
        = options.mode.empty() ? meter->settings().mode == PowerMeter::Mode::Source : options.mode == "source";
    if (source && options.board == "on" && !options.milliVolts) {
        return fail(Fault::BadArgument,
            QStringLiteral("--meter-board on feeds the board: say with how much, --meter-mv (now %1)")
                .arg(meter->settings().sourceMilliVolts));
    }
    Result<void> done;
    const auto then = [&done](bool wanted, auto &&set) {
        if (done && wanted)
            done = set();
    };
    then(options.board == "off", [&] { return meter->setDutPower(false); });
    if (!options.mode.empty()) {
        const auto mode = options.mode == "source" ? PowerMeter::Mode::Source : PowerMeter::Mode::Ampere;
        then(true, [&] { return meter->setMode(mode); });
    }
    then(options.milliVolts.has_value(), [&] { return meter->setSourceMilliVolts(*options.milliVolts); });
    then(options.noSpikeFilter, [&] { return meter->setSpikeFilter(false); });
    // The mode ampere connects the board by itself.
    then(options.board == "off", [&] { return meter->setDutPower(false); });
    then(options.board == "on", [&] { return meter->setDutPower(true); });
    return done;
}

} // namespace app
