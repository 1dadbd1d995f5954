// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"
#include "device_link/protocols/ppk2_calibration.h"
#include "device_link/protocols/ppk2_spike_filter.h"
#include "device_link/protocols/sample_sink.h"
#include "framing/ppk2_loss.h"
#include "framing/ppk2_stream.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace device_link {

/// Takes the stream of a PPK2 into a store: samples from bytes, losses, amperes, places on the time axis.
///
/// Time: the meter has no clock to ask, so a sample's time is its index at 100 kHz on the meter's clock, anchored to
/// the host's: at the moment when its bytes would have been read had nothing delayed them (Ppk2LossDetector). The
/// anchor follows the drift between the clocks by at most 1000 ppm, so time never jumps. Arrival times are never used
/// as they are.
///
/// block() is called in the link thread, the rest in the GUI thread; a mutex keeps them apart.
class Ppk2Receiver : public SampleSink
{
public:
    /// What a stream of a meter is: "current" in steps of 1 nA, "voltage" in mV (as set), "logic" D0 to D7.
    [[nodiscard]] static SampleStreamInfo streamInfo(std::uint32_t bootId);

    struct Stream {
        std::shared_ptr<SampleStore> store;
        Ppk2Calibration calibration;
        /// Into a store that has samples already: what the pause would have had is a gap of that cause.
        bool resumed = false;
        SampleGap::Cause pause = SampleGap::Cause::LinkLost;
    };

    /// clock: the host's monotonic clock, ns.
    explicit Ppk2Receiver(std::function<std::int64_t()> clock);

    /// The start is sent: what comes from now on belongs to this stream.
    void begin(Stream stream);
    /// The stream goes on in another store, from its index 0 on: the kit beside the meter has restarted its clock.
    void continueIn(std::shared_ptr<SampleStore> store);
    /// No more is wanted, or the link is down. What has come is in the store after it.
    void end();

    void setSupplyMilliVolts(int milliVolts);
    void setSpikeFilter(bool on);
    /// What is added to the host's clock for the time axis: 0, or kit time less host time where a kit gives the axis.
    void setTimeOffset(std::int64_t ns);

    void block(framing::ByteView bytes) override;
    /// A meter wants none.
    [[nodiscard]] std::optional<framing::SampleReport> report() const override { return std::nullopt; }
    [[nodiscard]] framing::Ppk2StreamCounters counters() const;
    /// Of the running stream (Ppk2LossDetector::driftPpm).
    [[nodiscard]] std::optional<double> driftPpm() const;

private:
    void take(const framing::Ppk2Item &item);
    void lose(std::uint64_t samples);
    void addSample(const framing::Ppk2Sample &sample);
    void endRead(std::int64_t nowNs);
    void release();
    void flush();
    [[nodiscard]] std::int64_t hostTimeOfFirst();
    void placeFirst(std::int64_t hostNs);

    std::function<std::int64_t()> m_clock;
    mutable std::mutex m_mutex;
    std::optional<Stream> m_stream;
    int m_milliVolts = 3000;
    bool m_filterOn = true;
    std::int64_t m_timeOffsetNs = 0;

    framing::Ppk2Stream m_parser;
    framing::Ppk2LossDetector m_losses;
    Ppk2SpikeFilter m_filter;
    std::vector<framing::Ppk2Item> m_items;
    std::vector<framing::Ppk2Item> m_held; ///< after a jump of the counter whose size is not settled
    std::uint64_t m_heldMissing = 0;       ///< that their counters tell
    bool m_holding = false;

    // Samples of the stream, missing ones counted in.
    std::uint64_t m_next = 0;    ///< of the next sample to add
    framing::Bytes m_words;      ///< frames up to m_next, not in the store yet
    std::uint64_t m_offset = 0;  ///< store index less stream index; may wrap below 0, the sum is what counts
    bool m_placed = false;       ///< m_offset is known
    double m_floor = 0;          ///< of the last stamp, samples
    std::uint64_t m_stamped = 0; ///< index of the last stamp
    bool m_any = false;          ///< a stamp was given

    // Of the store: where a resumed stream joins. Host time.
    std::uint64_t m_storeEnd = 0;
    std::int64_t m_storeEndNs = 0;
    std::int64_t m_nowNs = 0; ///< of the read that is being taken
};

} // namespace device_link
