// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pyramid_index.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace device_link {

/// What a long piece of work tells and is told meanwhile.
struct PyramidProgress {
    std::stop_token stop;
    /// Called on the worker's thread, now and then: bytes of the recording done, and in all.
    std::function<void(std::uint64_t done, std::uint64_t all)> report;
};

/// What a pyramid of this recording is bound to. BadFile when it is no recording, CannotRead when the disk fails.
[[nodiscard]] Result<PyramidBinding> pyramidBinding(RandomFile &recording);

/// Makes the pyramid of all streams of a recording and puts it at a path, where it takes the place of another one; it
/// appears there whole or not at all. Reads the recording once, as long as it was when it was opened: about a second
/// for 10^8 frames. CannotWrite: it cannot be written there. Cancelled: by the stop token. Otherwise as
/// indexRecording().
[[nodiscard]] Result<void> writePyramid(RandomFile &recording, const QString &path, const PyramidProgress &progress);

} // namespace device_link
