// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_meter.h"

#include <algorithm>
#include <cstring>

namespace virtual_kit {

namespace {

constexpr double kNoiseCodes = 0.6; ///< one sigma; assumed
constexpr std::uint64_t kSamplesPerSecond = 100'000;
constexpr std::uint64_t kFirstLoss = 5 * kSamplesPerSecond;
constexpr std::uint64_t kLossEvery = 10 * kSamplesPerSecond;
constexpr std::uint8_t kAmpereMode = 1;
constexpr std::uint8_t kSourceMode = 2;

} // namespace

Ppk2Meter::Ppk2Meter(std::uint64_t seed)
    : m_random(seed, "ppk2")
{
}

void Ppk2Meter::powerOn()
{
    stop();
    m_calibration = MeterCalibration();
    m_in.clear();
    m_out.clear();
    m_milliVolts = 3000;
    m_mode = kAmpereMode;
    m_dutPower = false;
}

std::size_t Ppk2Meter::argumentsOf(std::uint8_t command)
{
    switch (command) {
    case 0x01: // trigger level
    case 0x0D: return 2;
    case 0x0C:
    case 0x11: return 1;
    case 0x25: return 5;
    default: return 0;
    }
}

void Ppk2Meter::receive(framing::ByteView bytes)
{
    m_in.insert(m_in.end(), bytes.begin(), bytes.end());
    std::size_t at = 0;
    while (at < m_in.size() && m_in.size() - at > argumentsOf(m_in[at])) {
        const framing::Bytes command(m_in.begin() + static_cast<std::ptrdiff_t>(at),
            m_in.begin() + static_cast<std::ptrdiff_t>(at + 1 + argumentsOf(m_in[at])));
        at += command.size();
        if (command[0] == 0x20)
            return powerOn(); // what was sent after it is not heard
        execute(command);
    }
    m_in.erase(m_in.begin(), m_in.begin() + static_cast<std::ptrdiff_t>(at));
}

void Ppk2Meter::execute(framing::ByteView command)
{
    switch (command[0]) {
    case 0x06: return start();
    case 0x07: return stop();
    case 0x0C: m_dutPower = command[1] == 1; return;
    case 0x0D: m_milliVolts = std::clamp(command[1] * 256 + command[2], 800, 5000); return;
    case 0x11:
        if (command[1] == 1 || command[1] == 2)
            m_mode = command[1];
        return;
    case 0x19: {
        const std::string text = m_calibration.text(m_milliVolts, m_mode);
        m_out.insert(m_out.end(), text.begin(), text.end());
        return;
    }
    case 0x25: {
        float gain = 0;
        static_assert(sizeof gain == 4);
        const std::uint32_t bits = static_cast<std::uint32_t>(command[2]) | static_cast<std::uint32_t>(command[3]) << 8
            | static_cast<std::uint32_t>(command[4]) << 16 | static_cast<std::uint32_t>(command[5]) << 24;
        std::memcpy(&gain, &bits, sizeof gain);
        m_calibration.setUserGain(command[1], static_cast<double>(gain));
        return;
    }
    default: return;
    }
}

void Ppk2Meter::start()
{
    if (m_streaming)
        return;
    m_streaming = true;
    m_totals = MeterTotals();
    m_nextSample = m_now + kSamplePeriod;
}

void Ppk2Meter::stop()
{
    if (!m_streaming)
        return;
    m_streaming = false;
    if (onStopped)
        onStopped(m_totals);
}

void Ppk2Meter::hostLeft()
{
    m_in.clear();
    m_out.clear(); // it goes on streaming, as a meter does whose program was killed; nobody hears it
}

void Ppk2Meter::advanceTo(LinkTime now)
{
    m_now = std::max(m_now, now);
    while (m_streaming && m_nextSample <= m_now) {
        measure(m_nextSample);
        m_nextSample += kSamplePeriod;
    }
}

double Ppk2Meter::amperesAt(LinkTime at) const
{
    if (!m_dutPower || !railAt)
        return 0;
    const Rail rail = railAt(at);
    return m_mode == kSourceMode ? rail.amperes * rail.volts * 1000 / m_milliVolts : rail.amperes;
}

bool Ppk2Meter::isLost() const
{
    const std::uint64_t sample = m_totals.samples;
    return m_out.size() + 4 > kMaxBytes || (sample >= kFirstLoss && (sample - kFirstLoss) % kLossEvery < m_loss);
}

void Ppk2Meter::measure(LinkTime at)
{
    const double amperes = amperesAt(at);
    m_range = MeterCalibration::rangeFor(amperes, m_range);
    const double noise = m_random.normal(0, kNoiseCodes);
    const std::uint32_t code = m_calibration.codeOf(amperes, m_range, m_milliVolts * 1e-3, noise);
    const auto counter = static_cast<std::uint32_t>(m_totals.samples % 64);
    const std::uint32_t word
        = code | static_cast<std::uint32_t>(m_range) << 14 | counter << 18 | static_cast<std::uint32_t>(m_logic) << 24;
    m_totals.coulombs += amperes / static_cast<double>(kSamplesPerSecond);
    if (isLost()) {
        ++m_totals.lost;
    } else {
        for (unsigned shift = 0; shift < 32; shift += 8)
            m_out.push_back(static_cast<std::uint8_t>(word >> shift));
    }
    ++m_totals.samples;
}

} // namespace virtual_kit
