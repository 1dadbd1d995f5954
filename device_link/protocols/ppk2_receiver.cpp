// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/ppk2_receiver.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace device_link {

namespace {

constexpr std::size_t kFrameBytes = 7; ///< current 4, voltage 2, logic 1
constexpr std::uint64_t kBlock = 1000; ///< samples that go into the store together: 10 ms
/// The first stamp waits for these, so that it is not the delay of one read that places the stream.
constexpr std::uint64_t kFirstBlock = 10'000;
constexpr std::size_t kMostHeld = 200'000;
constexpr double kMaxSlew = 1e-3; ///< by which the time axis may run faster or slower than the index
constexpr double kPeriodNs = 1e9 / framing::kPpk2RateHz;

/// Little endian.
void append(std::uint32_t value, std::size_t bytes, framing::Bytes &to)
{
    for (std::size_t byte = 0; byte < bytes; ++byte)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * byte)));
}

SampleChannel channel(const char *name, const char *unit, int bits, double gain)
{
    SampleChannel channel;
    channel.name = name;
    channel.unit = unit;
    channel.bits = bits;
    channel.ranges = {SampleRange{gain, 0}};
    // The store derives power in finer steps when it knows that no word of 16 bits is above 8191: 5000 mV is the most.
    channel.rangeBits = bits == 16 ? 3 : 0;
    return channel;
}

} // namespace

SampleStreamInfo Ppk2Receiver::streamInfo(std::uint32_t bootId)
{
    SampleStreamInfo info;
    info.channels = {channel("current", "A", 32, 1e-9), channel("voltage", "V", 16, 1e-3), channel("logic", "", 8, 1)};
    info.rateHz = framing::kPpk2RateHz;
    info.rateNum = framing::kPpk2RateHz;
    info.bootId = bootId;
    return info;
}

Ppk2Receiver::Ppk2Receiver(std::function<std::int64_t()> clock)
    : m_clock(std::move(clock))
{
}

void Ppk2Receiver::begin(Stream stream)
{
    const std::scoped_lock lock(m_mutex);
    m_parser.reset();
    m_losses.reset();
    m_filter.reset();
    m_held.clear();
    m_holding = m_any = false;
    m_heldMissing = m_next = m_stamped = 0;
    m_words.clear();
    m_placed = !stream.resumed;
    m_offset = 0;
    if (!stream.resumed)
        m_storeEnd = 0;
    m_stream = std::move(stream);
}

void Ppk2Receiver::continueIn(std::shared_ptr<SampleStore> store)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_stream)
        return;
    flush();
    m_stream->store = std::move(store);
    m_stream->resumed = false;
    m_placed = true;
    m_offset = 0 - m_next;
    m_storeEnd = 0;
}

void Ppk2Receiver::end()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_stream)
        return;
    release();
    flush();
    m_stream.reset();
}

void Ppk2Receiver::setSupplyMilliVolts(int milliVolts)
{
    const std::scoped_lock lock(m_mutex);
    m_milliVolts = milliVolts;
}

void Ppk2Receiver::setSpikeFilter(bool on)
{
    const std::scoped_lock lock(m_mutex);
    if (on != m_filterOn)
        m_filter.reset(); // its means are of a time that is long gone
    m_filterOn = on;
}

void Ppk2Receiver::setTimeOffset(std::int64_t ns)
{
    const std::scoped_lock lock(m_mutex);
    m_timeOffsetNs = ns;
}

framing::Ppk2StreamCounters Ppk2Receiver::counters() const
{
    const std::scoped_lock lock(m_mutex);
    return m_parser.counters();
}

std::optional<double> Ppk2Receiver::driftPpm() const
{
    const std::scoped_lock lock(m_mutex);
    return m_stream ? m_losses.driftPpm() : std::nullopt;
}

void Ppk2Receiver::block(framing::ByteView bytes)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_stream)
        return;
    m_nowNs = m_clock();
    m_items.clear();
    m_parser.feed(bytes, m_items);
    for (const framing::Ppk2Item &item : m_items) {
        if (item.missingBefore > 0 && !m_holding) {
            m_losses.suspect(m_nowNs);
            m_holding = true;
        }
        if (!m_holding) {
            addSample(item.sample);
            continue;
        }
        m_held.push_back(item);
        m_heldMissing += item.missingBefore;
    }
    endRead(m_nowNs);
    if (!m_any && m_words.size() >= kFrameBytes * kFirstBlock)
        flush();
}

/// The clock says how much is missing where the counter jumped; until it does, what came after that waits.
void Ppk2Receiver::endRead(std::int64_t nowNs)
{
    if (!m_holding) {
        const std::uint64_t more = m_losses.observe(nowNs, m_next);
        if (more > 0)
            lose(more);
        return;
    }
    const std::optional<std::uint64_t> more = m_losses.settle(nowNs, m_next + m_held.size() + m_heldMissing);
    if (!more && m_held.size() < kMostHeld)
        return;
    if (more.value_or(0) > 0)
        lose(*more);
    release();
}

void Ppk2Receiver::release()
{
    m_holding = false;
    m_heldMissing = 0;
    const std::vector<framing::Ppk2Item> held = std::exchange(m_held, {});
    for (const framing::Ppk2Item &item : held)
        take(item);
}

void Ppk2Receiver::take(const framing::Ppk2Item &item)
{
    if (item.missingBefore > 0)
        lose(item.missingBefore);
    addSample(item.sample);
}

void Ppk2Receiver::lose(std::uint64_t samples)
{
    flush();
    m_next += samples;
}

void Ppk2Receiver::addSample(const framing::Ppk2Sample &sample)
{
    double amperes = m_stream->calibration.amperes(sample, m_milliVolts * 1e-3);
    if (m_filterOn)
        amperes = m_filter.filter(amperes, sample.range);
    append(static_cast<std::uint32_t>(Ppk2Calibration::nanoAmperes(amperes)), 4, m_words);
    append(static_cast<std::uint32_t>(m_milliVolts), 2, m_words);
    append(sample.logic, 1, m_words);
    ++m_next;
    if (m_any && m_words.size() >= kFrameBytes * kBlock)
        flush();
}

/// Of the first sample in m_words.
std::int64_t Ppk2Receiver::hostTimeOfFirst()
{
    const std::uint64_t first = m_next - m_words.size() / kFrameBytes;
    const double target = m_losses.floorAt(m_nowNs);
    const double room = kMaxSlew * static_cast<double>(first - m_stamped);
    m_floor = m_any ? std::clamp(target, m_floor - room, m_floor + room) : target;
    m_any = true;
    m_stamped = first;
    return m_losses.startNs() + std::llround((static_cast<double>(first) + m_floor) * kPeriodNs);
}

void Ppk2Receiver::placeFirst(std::int64_t hostNs)
{
    if (m_placed)
        return;
    const double pause = static_cast<double>(hostNs - m_storeEndNs) / kPeriodNs;
    const auto missing = static_cast<std::uint64_t>(std::max(0.0, std::round(pause)));
    m_offset = m_storeEnd + missing - (m_next - m_words.size() / kFrameBytes);
    m_placed = true;
}

void Ppk2Receiver::flush()
{
    if (m_words.empty())
        return;
    const std::int64_t hostNs = hostTimeOfFirst();
    const bool joins = !m_placed;
    placeFirst(hostNs);
    const std::uint64_t count = m_words.size() / kFrameBytes;
    const std::uint64_t first = m_next - count + m_offset;
    const SampleGap::Cause cause = joins ? m_stream->pause : SampleGap::Cause::KitDropped;
    if (m_stream->store->append(first, hostNs + m_timeOffsetNs, std::span<const std::uint8_t>(m_words), cause)) {
        m_storeEnd = first + count;
        m_storeEndNs = hostNs + std::llround(static_cast<double>(count) * kPeriodNs);
    }
    m_words.clear();
}

} // namespace device_link
