// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pyramid_index.h"

#include <QString>

#include <memory>

namespace device_link {

/// A pyramid file that belongs to a recording as it is.
struct PyramidFile {
    std::unique_ptr<RandomFile> file;
    PyramidIndex index;
};

/// Reads header and index, not the chunks. BadFile when it is damaged, of another format, of another recording, or of
/// an earlier or later state of it; CannotRead when it is not there or cannot be read.
[[nodiscard]] Result<PyramidFile> openPyramid(const QString &path, const PyramidBinding &binding);

} // namespace device_link
