// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace widgets {

/// Two small MCUboot images, signed with the development keys that the simulated kit's bootloader trusts. They hold no
/// code for any real board: nothing but a simulated kit may be offered them. Two, so that one of them can always be
/// sent: a kit that runs one does not run the other.
[[nodiscard]] QStringList sampleFirmware();

} // namespace widgets
