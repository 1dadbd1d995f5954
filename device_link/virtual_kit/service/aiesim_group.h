// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include <QCborMap>
#include <QString>

#include <cstdint>
#include <map>
#include <utility>

namespace virtual_kit {

/// Error codes of the aiesim group (PROTOCOL.md §5).
enum class AiesimRc : std::uint16_t {
    Unknown = 1,
    Argument = 2,
    NotFound = 3,
    Busy = 4,
    Refused = 5,
    NoNetwork = 6,
    AccountExhausted = 7,
    NotSupported = 8,
    ChannelClosed = 9,
    TooLarge = 10,
    Gone = 11,
};

/// Default id of the group; hosts find it by name.
inline constexpr std::uint16_t kAiesimGroup = 72;
/// Largest CBOR body that fits one kit frame with its SMP header.
inline constexpr std::size_t kLargestBody = 4064;

/// Refuses a request with an error of the group, the reason as "rsn", and further keys.
void refuse(const SmpReply &reply, AiesimRc rc, const QString &reason, const QCborMap &more = {});

/// The vendor group: a table of commands, each with its one operation.
class AiesimGroup
{
public:
    void add(std::uint8_t command, framing::SmpOp op, SmpHandler handler);
    /// Dispatches; a command sent with the other operation and an unknown command are "not supported".
    void handle(const SmpRequest &request, const SmpReply &reply) const;
    static constexpr int kHandlerCount = 81; ///< highest command + 1
    /// What an SMP v1 host gets for an error of the group.
    [[nodiscard]] static SmpRc translate(std::uint16_t rc);

private:
    struct Command {
        framing::SmpOp op;
        SmpHandler handler;
    };
    std::map<std::uint8_t, Command> m_commands;
};

} // namespace virtual_kit
