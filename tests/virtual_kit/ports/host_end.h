// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/ports/kit_link.h"

#include "framing/kit_frame.h"
#include "framing/sample_block.h"

#include <QByteArray>
#include <QString>

#include <cstring>
#include <vector>

/// The host's end of a kit link in a test: takes what the link lets out, decodes it, makes frames to the kit.
class HostEnd
{
public:
    explicit HostEnd(virtual_kit::KitLink &link)
        : m_link(link)
    {
    }

    struct Frame {
        framing::KitChannel channel;
        QByteArray payload;
    };

    /// Takes at most `limit` bytes now; the frames completed by them are added to frames.
    std::size_t take(std::size_t limit = static_cast<std::size_t>(-1));
    /// Letters of the channels of the frames so far: c, e, l, s.
    [[nodiscard]] QString order() const;
    /// Sample blocks among the frames so far.
    [[nodiscard]] std::vector<framing::SampleBlockHeader> blocks() const;

    void send(framing::KitChannel channel, framing::ByteView payload);
    void report(std::uint8_t stream, std::uint32_t number);

    std::vector<Frame> frames;
    QByteArray wire; ///< all bytes taken
    [[nodiscard]] const framing::KitFrameCounters &counters() const { return m_decoder.counters(); }

private:
    virtual_kit::KitLink &m_link;
    framing::KitFrameDecoder m_decoder;
};

[[nodiscard]] inline framing::ByteView view(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

[[nodiscard]] inline framing::Bytes bytesOf(const char *text) { return framing::Bytes(text, text + std::strlen(text)); }

/// Hands the link blocks number from, from + 1, ... of 10 samples each.
void makeBlocks(virtual_kit::KitLink &link, std::uint8_t stream, int from, int count);
