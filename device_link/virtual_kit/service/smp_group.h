// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/smp_packet.h"

#include <QCborMap>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace virtual_kit {

/// Which port a request came from; the answer goes back there. Chosen by the ports, opaque here.
using SmpPort = std::uint32_t;

/// Result codes of SMP itself ("rc" at top level, also in v2).
enum class SmpRc : std::uint16_t {
    Ok = 0,
    Unknown = 1,
    NoMemory = 2,
    BadArgument = 3,
    Timeout = 4,
    NoEntry = 5,
    BadState = 6,
    TooLarge = 7,
    NotSupported = 8,
    Corrupt = 9,
    Busy = 10,
    AccessDenied = 11,
    TooOld = 12,
    TooNew = 13,
};

/// One decoded request, as a group's handler sees it.
struct SmpRequest {
    framing::SmpOp op = framing::SmpOp::Read; ///< Read or Write
    std::uint8_t command = 0;
    std::uint8_t version = 1; ///< 0: SMP v1, 1: SMP v2
    SmpPort port = 0;
    QCborMap body;
    std::size_t maxBody = 0; ///< bytes of CBOR that fit into the answer
    /// True when op and command are these.
    [[nodiscard]] bool is(framing::SmpOp wantedOp, std::uint8_t wantedCommand) const
    {
        return op == wantedOp && command == wantedCommand;
    }
};

/// The answer to one request. Copies share it; it may be kept and completed later, exactly one call counts. The server
/// works on nothing else meanwhile (as Zephyr's). A reply whose last copy goes away unanswered answers rc 1;
/// one completed after the kit was reset or lost power is dropped.
class SmpReply
{
public:
    using Finish = std::function<void(const QCborMap &body, bool isError)>;
    using Translate = std::function<SmpRc(std::uint16_t rc)>;
    SmpReply(std::uint16_t group, std::uint8_t version, Translate translate, Finish finish);

    /// Success with this map. What does not fit the buffer is answered with rc 7 instead.
    void send(const QCborMap &body) const;
    void sendOk() const { send({}); }
    /// A group's own error: v2 {"err":{"group","rc"}}, v1 {"rc": translated}. The reason is added as "rsn" in v1, and
    /// in v2 too for vendor groups (64 and up); extra are further keys beside it.
    void sendGroupError(std::uint16_t rc, const QString &reason = {}, const QCborMap &extra = {}) const;
    /// An SMP-level error, {"rc"} in both versions, with "rsn" as above.
    void sendError(SmpRc rc, const QString &reason = {}) const;
    void sendNotSupported() const { sendError(SmpRc::NotSupported); }
    [[nodiscard]] bool answered() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

using SmpHandler = std::function<void(const SmpRequest &request, SmpReply reply)>;

/// One management group of the server.
struct SmpGroup {
    std::uint16_t id = 0;
    std::string name;     ///< as the enumeration group tells it
    int handlerCount = 0; ///< highest command + 1, as the enumeration group tells it
    SmpHandler handler;   ///< must answer commands it does not have with SmpRc::NotSupported
    /// Group error to SMP v1 result; without it every group error is SmpRc::Unknown in v1.
    SmpReply::Translate translate;
};

} // namespace virtual_kit
