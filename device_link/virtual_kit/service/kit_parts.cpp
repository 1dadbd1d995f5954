// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_parts.h"

#include "virtual_kit/euicc/digits.h"
#include "virtual_kit/kernel/random.h"

#include <cstdio>

namespace virtual_kit {

namespace {

std::string chooseSerial(const KitConfig &config)
{
    if (!config.serial.empty())
        return config.serial;
    char text[16];
    std::snprintf(text, sizeof text, "VK%08X", static_cast<unsigned>(mix64(config.seed ^ 0x5E71A1u) & 0xFFFFFFFFu));
    return text;
}

/// A number of the test range: type allocation code 35000000, then six digits of the seed, then Luhn's.
std::string chooseImei(std::uint64_t seed)
{
    char digits[16];
    std::snprintf(digits, sizeof digits, "35000000%06u", static_cast<unsigned>(mix64(seed ^ 0x1AE1u) % 1'000'000));
    return std::string(digits) + luhnCheckDigit(digits);
}

SmpServerConfig smpConfig()
{
    SmpServerConfig config;
    config.bufferSize = kLargestBody + framing::kSmpHeaderSize; // an answer fits one kit frame
    return config;
}

std::vector<SettingDefinition> settingDefinitions()
{
    return {
        {"aiesim/name", 32, "kit"}, {"aiesim/model", 32, {}}, // of prompts that name none
        {"aiesim/tier", 16, {}},                              // of prompts that name none
        {"aiesim/max_tokens", 4, {}}                          // of prompts that name none, decimal
    };
}

} // namespace

KitParts::KitParts(Simulation &simulationIn, const KitConfig &configIn, const KitOutputs &outputsIn)
    : simulation(simulationIn)
    , config(configIn)
    , outputs(outputsIn)
    , serial(chooseSerial(config))
    , imei(chooseImei(config.seed))
    , power(config.seed, batteryOf(config.device, config.batteryCharge))
    , radio(simulation, power, networkProfile(config.network))
    , host(simulation, power, config.device)
    , card(factoryEuicc(config.seed))
    , modem(simulation, radio, card, config.seed)
    , flash(simulation)
    , events(simulation, outputs.event)
    , truth(simulation, events, outputs.truth)
    , account([this] { return std::pair(events.bootId(), events.kitTime(simulation.now())); })
    , prompts(config.seed,
          {simulation, radio, host, power, events, account, truth, [this](const std::string &line) { log(line); }})
    , probes(config.seed, simulation, radio, events, truth)
    , cardCommands(card)
    , deviceKey(config.seed, serial)
    , at(
          card, modem,
          [this](framing::ByteView bytes) {
              if (outputs.at)
                  outputs.at(bytes);
          },
          AtIdentity{.imei = imei})
    , settings(settingDefinitions())
    , smp(simulation, flash, settings, smpConfig(), [this](SmpPort port, const framing::Bytes &packet) {
        if (outputs.control)
            outputs.control(static_cast<int>(port), packet);
    })
{
    SmpGroup vendor;
    vendor.id = kAiesimGroup;
    vendor.name = "aiesim";
    vendor.handlerCount = AiesimGroup::kHandlerCount;
    vendor.handler = [this](const SmpRequest &request, const SmpReply &reply) { group.handle(request, reply); };
    vendor.translate = &AiesimGroup::translate;
    smp.registerGroup(std::move(vendor));
}

void KitParts::log(const std::string &text) const
{
    const std::int64_t microseconds = events.kitTime(simulation.now()) / 1000;
    const std::int64_t seconds = microseconds / 1'000'000;
    char stamp[48];
    std::snprintf(stamp, sizeof stamp, "[%02d:%02d:%02d.%03d,%03d] <inf> ", static_cast<int>(seconds / 3600),
        static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60),
        static_cast<int>(microseconds / 1000 % 1000), static_cast<int>(microseconds % 1000));
    const std::string line = stamp + text;
    if (outputs.log)
        outputs.log(line);
    if (outputs.consoleText)
        outputs.consoleText(line);
}

} // namespace virtual_kit
