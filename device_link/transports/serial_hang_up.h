// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace device_link {

/// The port behind this descriptor is gone for good: unplugged, or its other end closed. A read that gave nothing does
/// not say so: another program may have taken the bytes first.
[[nodiscard]] bool serialHungUp(int descriptor);

} // namespace device_link
