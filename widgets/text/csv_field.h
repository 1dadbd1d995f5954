// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace widgets {

/// A field of a CSV record, in quotes where it has to be (RFC 4180 §2).
[[nodiscard]] QString csvField(QString text);

} // namespace widgets
