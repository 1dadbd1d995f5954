// SPDX-License-Identifier: GPL-3.0-or-later
#include "constants.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace virtual_kit {

namespace {

constexpr auto Sourced = Provenance::Sourced;
constexpr auto Derived = Provenance::Derived;
constexpr auto Assumed = Provenance::Assumed;

// One row per number. What is Assumed was chosen by us and must be shown as such wherever it is shown.
// clang-format off
constexpr auto kConstants = std::to_array<Constant>({
    {"cat1.idle_ma", 1.5, "mA", Sourced, "EC801E registered standby 1-2 mA (esp-ml307 3.5)"},
    {"cat1.paging_ma", 30, "mA", Assumed, "receiver on, no published plot read"},
    {"cat1.paging_period_ms", 1280, "ms", Sourced, "paging usually 1.28 s (monogoto); 320 to 2560 ms (u-blox)"},
    {"cat1.paging_awake_ms", 50, "ms", Sourced, "u-blox: about 50 ms awake per paging"},
    {"cat1.promotion_ms", 150, "ms", Assumed, "above the 50 ms target of TR 36.913"},
    {"cat1.promotion_ma", 180, "mA", Assumed, "between RX and TX"},
    {"cat1.tx_ma", 260, "mA", Assumed, "within 100-360 mA for RRC connected (monogoto)"},
    {"cat1.rx_ma", 130, "mA", Assumed, "within 100-360 mA for RRC connected (monogoto)"},
    {"cat1.connected_ma", 90, "mA", Assumed, "connected without data; also the first part of the tail"},
    {"cat1.hold_ms", 100, "ms", Assumed, "silence after which the kit calls the connection a tail"},
    {"cat1.tail_ms", 1000, "ms", Assumed, "continuous reception after the last data"},
    {"cat1.drx_ms", 9000, "ms", Derived, "typical RRC inactivity timer 10 s, less the continuous part"},
    {"cat1.drx_ma", 45, "mA", Assumed, "mean over a C-DRX cycle"},
    {"cat1.drx_cycle_ms", 80, "ms", Assumed, "a usual long C-DRX cycle"},
    {"cat1.drx_on_ms", 32, "ms", Assumed, "on duration that gives the mean with a plausible peak"},
    {"cat1.search_ms", 2500, "ms", Assumed, "band scan of a known network"},
    {"cat1.search_ma", 110, "mA", Assumed, "receiver scanning"},
    {"cat1.attach_ms", 900, "ms", Assumed, "attach or tracking area update signalling"},
    {"cat1.uplink_kbps", 2000, "kbit/s", Assumed, "below the 5 Mbit/s of category 1, a loaded cell"},
    {"cat1.downlink_kbps", 5000, "kbit/s", Assumed, "below the 10 Mbit/s of category 1, a loaded cell"},
    {"cat1.rtt_ms", 55, "ms", Assumed, "radio leg of a round trip"},
    {"cat1.rtt_sd_ms", 15, "ms", Assumed, "spread of it"},
    {"cat1.phone_ms", 0, "ms", Assumed, "no phone in between"},
    {"cat1.phone_sd_ms", 0, "ms", Assumed, "no phone in between"},
    {"cat1.loss", 0.003, "1", Assumed, "round trips without answer"},

    {"ltem.idle_ma", 0.5, "mA", Assumed, "LTE-M registered without PSM or eDRX"},
    {"ltem.paging_ma", 15, "mA", Assumed, "receiver on, no published plot read"},
    {"ltem.paging_period_ms", 2560, "ms", Sourced, "u-blox: LTE paging cycle 320 to 2560 ms"},
    {"ltem.paging_awake_ms", 50, "ms", Sourced, "u-blox: about 50 ms awake per paging"},
    {"ltem.promotion_ms", 300, "ms", Assumed, "repetitions make it slower than Cat 1"},
    {"ltem.promotion_ma", 60, "mA", Assumed, "between RX and TX"},
    {"ltem.tx_ma", 105, "mA", Sourced, "nRF9160 Cat-M1 uplink 180 kbit/s at 23 dBm: 100-115 mA"},
    {"ltem.rx_ma", 45, "mA", Derived, "as nRF9160 Cat-M1 at 0 dBm: 45 mA"},
    {"ltem.connected_ma", 34.8, "mA", Derived, "NB-IoT send of 395.03 mC with a 12 s tail, 28.15 mC without"},
    {"ltem.hold_ms", 100, "ms", Assumed, "silence after which the kit calls the connection a tail"},
    {"ltem.tail_ms", 10000, "ms", Sourced, "RRC inactivity timer, typical 10 s"},
    {"ltem.drx_ms", 0, "ms", Assumed, "no connected mode DRX configured"},
    {"ltem.drx_ma", 0, "mA", Assumed, "no connected mode DRX configured"},
    {"ltem.drx_cycle_ms", 0, "ms", Assumed, "no connected mode DRX configured"},
    {"ltem.drx_on_ms", 0, "ms", Assumed, "no connected mode DRX configured"},
    {"ltem.search_ms", 4000, "ms", Assumed, "slower than Cat 1: narrow band, repetitions"},
    {"ltem.search_ma", 45, "mA", Assumed, "receiver scanning"},
    {"ltem.attach_ms", 1500, "ms", Sourced, "nRF9160 tracking area update 1.5 s"},
    {"ltem.uplink_kbps", 180, "kbit/s", Sourced, "nRF9160 Cat-M1 uplink 180 kbit/s"},
    {"ltem.downlink_kbps", 300, "kbit/s", Assumed, "half duplex, below the 375 kbit/s peak"},
    {"ltem.rtt_ms", 110, "ms", Assumed, "radio leg of a round trip"},
    {"ltem.rtt_sd_ms", 40, "ms", Assumed, "spread of it"},
    {"ltem.phone_ms", 0, "ms", Assumed, "no phone in between"},
    {"ltem.phone_sd_ms", 0, "ms", Assumed, "no phone in between"},
    {"ltem.loss", 0.006, "1", Assumed, "round trips without answer"},

    {"redcap.idle_ma", 3, "mA", Assumed, "no RedCap module current was found"},
    {"redcap.paging_ma", 60, "mA", Assumed, "receiver on, no published plot read"},
    {"redcap.paging_period_ms", 1280, "ms", Sourced, "paging usually 1.28 s (monogoto)"},
    {"redcap.paging_awake_ms", 50, "ms", Sourced, "u-blox: about 50 ms awake per paging"},
    {"redcap.promotion_ms", 60, "ms", Assumed, "NR idle to connected, near the 50 ms target of TR 36.913"},
    {"redcap.promotion_ma", 250, "mA", Assumed, "between RX and TX"},
    {"redcap.tx_ma", 350, "mA", Assumed, "within 100-360 mA for RRC connected (monogoto)"},
    {"redcap.rx_ma", 170, "mA", Assumed, "within 100-360 mA for RRC connected (monogoto)"},
    {"redcap.connected_ma", 110, "mA", Assumed, "connected without data; also the first part of the tail"},
    {"redcap.hold_ms", 100, "ms", Assumed, "silence after which the kit calls the connection a tail"},
    {"redcap.tail_ms", 1000, "ms", Assumed, "continuous reception after the last data"},
    {"redcap.drx_ms", 9000, "ms", Derived, "typical RRC inactivity timer 10 s, less the continuous part"},
    {"redcap.drx_ma", 35, "mA", Assumed, "mean over a C-DRX cycle"},
    {"redcap.drx_cycle_ms", 80, "ms", Assumed, "a usual long C-DRX cycle"},
    {"redcap.drx_on_ms", 24, "ms", Assumed, "on duration that gives the mean with a plausible peak"},
    {"redcap.search_ms", 2000, "ms", Assumed, "scan of a known network"},
    {"redcap.search_ma", 150, "mA", Assumed, "receiver scanning"},
    {"redcap.attach_ms", 600, "ms", Assumed, "registration signalling"},
    {"redcap.uplink_kbps", 20000, "kbit/s", Assumed, "below the RedCap peak, a loaded cell"},
    {"redcap.downlink_kbps", 50000, "kbit/s", Assumed, "below the RedCap peak, a loaded cell"},
    {"redcap.rtt_ms", 25, "ms", Assumed, "radio leg of a round trip"},
    {"redcap.rtt_sd_ms", 8, "ms", Assumed, "spread of it"},
    {"redcap.phone_ms", 0, "ms", Assumed, "no phone in between"},
    {"redcap.phone_sd_ms", 0, "ms", Assumed, "no phone in between"},
    {"redcap.loss", 0.002, "1", Assumed, "round trips without answer"},

    {"ble-tether.idle_ma", 0.4, "mA", Assumed, "BLE connection kept open"},
    {"ble-tether.paging_ma", 8, "mA", Assumed, "one connection event"},
    {"ble-tether.paging_period_ms", 100, "ms", Assumed, "BLE connection interval with latency"},
    {"ble-tether.paging_awake_ms", 2, "ms", Assumed, "length of one connection event"},
    {"ble-tether.promotion_ms", 0, "ms", Assumed, "the BLE link is always up"},
    {"ble-tether.promotion_ma", 8, "mA", Assumed, "the BLE link is always up"},
    {"ble-tether.tx_ma", 8, "mA", Assumed, "BLE radio at 0 dBm"},
    {"ble-tether.rx_ma", 8, "mA", Assumed, "BLE radio receiving"},
    {"ble-tether.connected_ma", 2, "mA", Assumed, "short connection interval while data flows"},
    {"ble-tether.hold_ms", 100, "ms", Assumed, "silence after which the kit calls the link idle"},
    {"ble-tether.tail_ms", 0, "ms", Assumed, "the tail is the phone's, outside the device"},
    {"ble-tether.drx_ms", 0, "ms", Assumed, "the tail is the phone's, outside the device"},
    {"ble-tether.drx_ma", 0, "mA", Assumed, "the tail is the phone's, outside the device"},
    {"ble-tether.drx_cycle_ms", 0, "ms", Assumed, "the tail is the phone's, outside the device"},
    {"ble-tether.drx_on_ms", 0, "ms", Assumed, "the tail is the phone's, outside the device"},
    {"ble-tether.search_ms", 1200, "ms", Assumed, "advertising until the phone connects"},
    {"ble-tether.search_ma", 6, "mA", Assumed, "advertising"},
    {"ble-tether.attach_ms", 400, "ms", Assumed, "service discovery and pairing check"},
    {"ble-tether.uplink_kbps", 200, "kbit/s", Assumed, "BLE with data length extension, half duplex"},
    {"ble-tether.downlink_kbps", 200, "kbit/s", Assumed, "BLE with data length extension, half duplex"},
    {"ble-tether.rtt_ms", 60, "ms", Assumed, "BLE leg of a round trip"},
    {"ble-tether.rtt_sd_ms", 25, "ms", Assumed, "spread of it"},
    {"ble-tether.phone_ms", 45, "ms", Assumed, "the phone's own radio leg"},
    {"ble-tether.phone_sd_ms", 12, "ms", Assumed, "spread of it"},
    {"ble-tether.loss", 0.004, "1", Assumed, "round trips without answer"},

    {"toy.battery_mah", 1000, "mAh", Sourced, "4G camera board with 1000 mAh"},
    {"toy.battery_ohm", 0.15, "ohm", Assumed, "series resistance of a cell of this size, protection included"},
    {"toy.speaker_ma", 70, "mA", Assumed, "small loudspeaker at talking level"},

    {"glasses.battery_mah", 150, "mAh", Sourced, "Ray-Ban Meta 150 mAh"},
    {"glasses.battery_ohm", 0.45, "ohm", Assumed, "series resistance of a cell of this size, protection included"},
    {"glasses.speaker_ma", 25, "mA", Assumed, "open-ear transducers"},

    {"wearable.battery_mah", 400, "mAh", Sourced, "ESP32-S3 watch with 400 mAh"},
    {"wearable.battery_ohm", 0.25, "ohm", Assumed, "series resistance of a cell of this size, protection included"},
    {"wearable.speaker_ma", 15, "mA", Assumed, "watch loudspeaker"},

    {"cell.ocv_0", 3.2, "V", Assumed, "open-circuit voltage of a lithium cell at 0 % of charge"},
    {"cell.ocv_10", 3.6, "V", Assumed, "open-circuit voltage of a lithium cell at 10 % of charge"},
    {"cell.ocv_25", 3.7, "V", Assumed, "open-circuit voltage of a lithium cell at 25 % of charge"},
    {"cell.ocv_50", 3.8, "V", Assumed, "open-circuit voltage of a lithium cell at 50 % of charge"},
    {"cell.ocv_75", 3.95, "V", Assumed, "open-circuit voltage of a lithium cell at 75 % of charge"},
    {"cell.ocv_100", 4.18, "V", Assumed, "open-circuit voltage of a lithium cell at 100 % of charge"},

    {"host.idle_ma", 12, "mA", Assumed, "microcontroller waiting; ESP32 voice boards take about 130 mA in all"},
    {"host.active_ma", 85, "mA", Derived, "between 50 and 130 mA, from battery life of voice boards"},
    {"host.boot_ma", 45, "mA", Assumed, "bootloader checking an image"},

    {"core.metro_ms", 1, "ms", Sourced, "latency circle of the operator's computing network: 1, 5 and 20 ms"},
    {"core.province_ms", 5, "ms", Sourced, "latency circle of the operator's computing network: 1, 5 and 20 ms"},
    {"core.nation_ms", 20, "ms", Sourced, "latency circle of the operator's computing network: 1, 5 and 20 ms"},
    {"core.margin", 0.15, "1", Assumed, "how far the usual core leg stays below its circle, part of the circle"},
    {"core.jitter", 0.04, "1", Assumed, "spread of the core leg, part of its nominal value"},
    {"core.jitter_floor_ms", 0.05, "ms", Assumed, "spread of the core leg that does not shrink with it"},

    {"uplink.grant_ms", 15, "ms", Assumed, "scheduling request and grant before the first byte leaves"},
    {"uplink.overhead_bytes", 420, "byte", Assumed, "TLS record and HTTP header around a prompt"},
    {"uplink.retransmit_ms", 1000, "ms", Assumed, "transport's first retransmission time-out"},

    {"burst.token_rx_ms", 4, "ms", Assumed, "receiver busy for one streamed token"},
    {"burst.ack_tx_ms", 1, "ms", Assumed, "transmitter busy for one transport acknowledgement"},
    {"burst.probe_ms", 3, "ms", Assumed, "transmitter or receiver busy for one probe packet"},

    {"modem.sim_read_ms", 800, "ms", Assumed, "SIM power-on and file reads"},
    {"modem.refresh_off_ms", 600, "ms", Assumed, "radio off while the card restarts after REFRESH"},
    {"modem.reattach_ms", 3000, "ms", Assumed, "pause before the next search when no cell answered"},

    {"signal.rsrp_dbm", -88, "dBm", Sourced, "mean; Air780E currents were published at RSRP -88"},
    {"signal.rsrp_sd_db", 5, "dB", Assumed, "slow fading of a device that is carried about"},
    {"signal.rsrq_db", -10.5, "dB", Assumed, "mean in a loaded cell"},
    {"signal.sinr_db", 12, "dB", Assumed, "mean at that RSRP"},
    {"signal.correlation_s", 20, "s", Assumed, "time over which the signal forgets itself"},
    {"signal.cell_change_s", 240, "s", Assumed, "mean time between cell changes"},

    {"noise.floor_ma", 0.08, "mA", Assumed, "front end of the current meter, one sigma"},
    {"noise.part", 0.012, "1", Assumed, "converter ripple, part of the current, one sigma"},
    {"noise.volts_mv", 1.2, "mV", Assumed, "front end of the voltage meter, one sigma"},

    {"battery.dead_part", 0.02, "1", Assumed, "charge at which the protection opens; a full cell is then put in"},
    {"battery.swap_s", 5, "s", Assumed, "the kit is dark while the cell is changed"},

    {"brownout.mv", 2850, "mV", Assumed, "threshold of the brown-out detector"},
    {"brownout.dark_ms", 400, "ms", Assumed, "time until the rail is back"},

    {"sim-toy-1b.ttft_ms", 120, "ms", Assumed, "prefill of a short prompt on an idle server"},
    {"sim-toy-1b.tokens_per_s", 60, "1/s", Assumed, "decode pace"},
    {"sim-toy-1b.jitter", 0.05, "1", Assumed, "spread of the gap between tokens, part of the gap"},

    {"sim-chat-7b.ttft_ms", 260, "ms", Assumed, "prefill of a short prompt on an idle server"},
    {"sim-chat-7b.tokens_per_s", 40, "1/s", Assumed, "decode pace"},
    {"sim-chat-7b.jitter", 0.08, "1", Assumed, "spread of the gap between tokens, part of the gap"},

    {"sim-deep-32b.ttft_ms", 600, "ms", Assumed, "prefill of a short prompt on an idle server"},
    {"sim-deep-32b.tokens_per_s", 22, "1/s", Assumed, "decode pace"},
    {"sim-deep-32b.jitter", 0.1, "1", Assumed, "spread of the gap between tokens, part of the gap"},

    {"server.usage_ms", 8, "ms", Assumed, "from the last token to the usage record"},
    {"server.queue_ms", 40, "ms", Assumed, "mean wait behind other requests"},
    {"server.prefill_ms_per_token", 0.35, "ms", Assumed, "longer prompts take longer to read"},
    {"server.stall_part", 0.012, "1", Assumed, "tokens that come after a stall"},
    {"server.stall_ms", 350, "ms", Assumed, "mean length of a stall"},

    {"price.micro_cny_per_mtoken", 2500000, "uCNY", Derived, "China Mobile Shanghai: 400 k tokens per CNY 1"},
});
// clang-format on

} // namespace

std::string_view name(Provenance provenance)
{
    constexpr std::array<std::string_view, 3> names{"sourced", "derived", "assumed"};
    return names[static_cast<std::size_t>(provenance)];
}

std::span<const Constant> constants() { return kConstants; }

const Constant *findConstant(std::string_view id)
{
    const auto it = std::ranges::find(kConstants, id, &Constant::id);
    return it == kConstants.end() ? nullptr : &*it;
}

double constant(std::string_view group, std::string_view key)
{
    const auto matches = [&](const Constant &row) {
        return row.id.size() == group.size() + 1 + key.size() && row.id.starts_with(group) && row.id.ends_with(key)
            && row.id[group.size()] == '.';
    };
    const auto it = std::ranges::find_if(kConstants, matches);
    assert(it != kConstants.end());
    return it == kConstants.end() ? 0.0 : it->value;
}

} // namespace virtual_kit
