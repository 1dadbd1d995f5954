// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link_time.h"

#include "framing/bytes.h"

#include <cstddef>
#include <deque>
#include <optional>

namespace virtual_kit {

/// Bytes on their way out of a text port: in order, bounded, each piece not before its time. What does not fit is
/// dropped whole, as a UART driver does whose buffer is full.
class OutQueue
{
public:
    /// A pty holds less than 12 kB; the rest of a firmware's answers waits here.
    static constexpr std::size_t kMaxBytes = 256UL * 1024;

    /// False: no room, dropped.
    bool push(framing::Bytes bytes, LinkTime readyAt);
    void clear();
    /// What may leave at this time; valid until the next call.
    [[nodiscard]] framing::ByteView pending(LinkTime now) const;
    void consume(std::size_t bytes);
    /// When the first piece may leave.
    [[nodiscard]] std::optional<LinkTime> readyAt() const;

private:
    struct Piece {
        framing::Bytes bytes;
        LinkTime readyAt = 0;
    };
    std::deque<Piece> m_pieces;
    std::size_t m_sent = 0;  ///< of the first piece
    std::size_t m_bytes = 0; ///< waiting in all
};

} // namespace virtual_kit
