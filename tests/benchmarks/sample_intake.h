// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"
#include "device_link/protocols/port_codec.h"
#include "device_link/protocols/sample_receiver.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace usb_figures {

/// Bytes of a `kit` port to samples in a store, with the parts a link thread has for it.
class SampleIntake : private device_link::PortSink
{
public:
    SampleIntake();

    /// A stream.start was sent; the answer is among the bytes that come.
    void expect() { m_receiver.expect(); }
    /// A stream whose start was answered to somebody else.
    void begin(const QByteArray &grant);
    /// The same stream again from its first block, behind what is in the store.
    void beginAgain();
    void take(const QByteArray &bytes);

    /// The answer to stream.start, once it came.
    [[nodiscard]] const QByteArray &grant() const { return m_grant; }
    [[nodiscard]] std::uint64_t samples() const { return m_store ? m_store->received() : 0; }
    [[nodiscard]] std::uint64_t lost() const { return m_store ? m_store->lostSamples() : 0; }
    /// Frames or blocks that were not taken, and should have been.
    [[nodiscard]] std::uint64_t refused() const { return m_receiver.rejected() + m_codec->badFrames(); }
    [[nodiscard]] std::optional<QByteArray> report() const;

private:
    void message(framing::ByteView bytes) override;
    void event(framing::ByteView) override { }
    void samples(framing::ByteView block) override;
    void text(framing::ByteView) override { }
    void start(bool resumed);

    std::unique_ptr<device_link::PortCodec> m_codec;
    device_link::SampleReceiver m_receiver;
    std::shared_ptr<device_link::SampleStore> m_store;
    QByteArray m_grant;
    std::uint32_t m_number = 0; ///< of the last block
};

} // namespace usb_figures
