// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "framing/bytes.h"

#include <memory>

namespace device_link {

/// Where a codec puts what it cut out of a port's bytes. The views are valid during the call only.
class PortSink
{
public:
    virtual ~PortSink() = default;
    virtual void message(framing::ByteView bytes) = 0; ///< an SMP packet, an AT line, or what a meter answers
    virtual void event(framing::ByteView cbor) = 0;    ///< channel 1 of a kit port
    virtual void samples(framing::ByteView block) = 0; ///< channel 2 of a kit port, or bytes of a meter's stream
    virtual void text(framing::ByteView line) = 0;     ///< console or log text
};

/// What a port's bytes mean, by its role. Pure; one thread.
class PortCodec
{
public:
    virtual ~PortCodec() = default;
    virtual void decode(framing::ByteView bytes, PortSink &sink) = 0;
    /// Appends the wire form of a message. False when it cannot be carried.
    [[nodiscard]] virtual bool encode(framing::ByteView message, framing::Bytes &out) = 0;
    /// Appends the wire form of a report of samples; false when the role has none.
    [[nodiscard]] virtual bool encodeReport(framing::ByteView report, framing::Bytes &out) const;
    /// What is written right after opening.
    [[nodiscard]] virtual framing::Bytes greeting() const { return {}; }
    virtual void reset() = 0;
    [[nodiscard]] virtual std::uint64_t badFrames() const = 0;
    [[nodiscard]] virtual std::uint64_t unknownChannel() const { return 0; }
    [[nodiscard]] virtual std::uint64_t goodFrames() const { return 0; }
};

/// The codec of a role.
[[nodiscard]] std::unique_ptr<PortCodec> makePortCodec(PortRole role);

} // namespace device_link
