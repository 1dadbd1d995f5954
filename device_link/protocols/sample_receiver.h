// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"
#include "device_link/protocols/sample_sink.h"

#include <QByteArray>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace device_link {

/// Takes the blocks of one stream into a store: checks them (PROTOCOL.md §7, §11), places them by index.
/// block() and report() are called in the link thread, the rest in the GUI thread; a mutex keeps them apart.
class SampleReceiver : public SampleSink
{
public:
    /// What stream.start granted.
    struct Stream {
        std::uint8_t id = 0;
        std::int64_t rateNum = 1, rateDen = 1;
        std::shared_ptr<SampleStore> store;
        /// Into a store that has samples already: the index goes on by kit time, and the gap between has this cause.
        std::optional<SampleGap::Cause> pause = {};
    };

    /// A start was sent: blocks of streams we do not know yet are kept (at most 1 MB), its answer may come after them.
    void expect();
    void begin(Stream stream);
    /// No more blocks are wanted, or the link is down.
    void end();
    /// Blocks that broke a rule and were dropped.
    [[nodiscard]] std::uint64_t rejected() const { return m_rejected; }

    void block(framing::ByteView payload) override;
    [[nodiscard]] std::optional<framing::SampleReport> report() const override;

private:
    void take(const framing::SampleBlockView &view);
    [[nodiscard]] bool obeysRules(const framing::SampleBlockHeader &header) const;
    [[nodiscard]] std::uint64_t storeIndexOf(const framing::SampleBlockHeader &header);
    [[nodiscard]] SampleGap::Cause causeOf(const framing::SampleBlockHeader &header) const;
    void hold(framing::ByteView payload);

    mutable std::mutex m_mutex;
    std::optional<Stream> m_stream;
    bool m_expecting = false;
    std::deque<framing::Bytes> m_held;
    std::size_t m_heldBytes = 0;
    std::atomic<std::uint64_t> m_rejected = 0;

    // Of the running stream, in its own indices.
    std::uint64_t m_end = 0;        ///< one past the last sample taken
    std::uint64_t m_offset = 0;     ///< store index less stream index
    std::uint32_t m_lastNumber = 0; ///< of the last block taken
    std::uint64_t m_lastTimeNs = 0;
    bool m_any = false; ///< a block of this stream was taken
    // Of the store: where a stream joins after a pause.
    std::uint64_t m_storeEnd = 0;
    double m_storeEndTimeNs = 0;
    // Part of a sample that rounding left at the pauses before and at this one: or they would add up.
    std::weak_ptr<SampleStore> m_joined;
    double m_restBefore = 0, m_rest = 0;
};

} // namespace device_link
