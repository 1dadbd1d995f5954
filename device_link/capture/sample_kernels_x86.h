// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace device_link {

struct SampleKernels;

/// Null when this CPU, or what this was compiled for, has no AVX2.
[[nodiscard]] const SampleKernels *avx2SampleKernels();

} // namespace device_link
