// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace device_link {

/// Blocks until what was written to an open file is on the medium. False when the medium failed; true also where the
/// file is of a kind that cannot be synchronised (a pipe, a device).
[[nodiscard]] bool syncToDisk(int fileDescriptor);

} // namespace device_link
