// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace device_link {

struct WordKernels;
/// With AVX2; null when this CPU or this build has none.
[[nodiscard]] const WordKernels *avx2WordKernels();

} // namespace device_link
