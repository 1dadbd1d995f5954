// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace app {

/// What else the palette finds a command by, besides its name: English words, which engineers type whatever the
/// language of the window is. Empty for an unknown id.
[[nodiscard]] QString commandWords(const QString &id);

} // namespace app
