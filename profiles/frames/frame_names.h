// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/smp_packet.h"

#include <QString>

namespace profiles {

/// "aiesim.card.transmit", "image.upload", "group 99.3": group and command as MCUmgr and PROTOCOL.md name them. The
/// aiesim group is known by its default id.
[[nodiscard]] QString smpCommandName(quint16 group, quint8 command);
[[nodiscard]] QString smpOpName(framing::SmpOp op); ///< "read", "read answer", ...

} // namespace profiles
