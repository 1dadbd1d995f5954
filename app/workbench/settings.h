// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace app {

/// What the workbench remembers between runs. Read and written in this one place; never holds a secret.
struct Settings {
    QString language;         ///< empty: as the system
    std::optional<bool> dark; ///< empty: as the system
    QByteArray geometry;      ///< of the main window
    int panel = 0;            ///< the one shown last
};

[[nodiscard]] Settings loadSettings();
void saveSettings(const Settings &settings);

} // namespace app
