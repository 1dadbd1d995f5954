// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace app {

/// What the workbench remembers between runs. Read and written in this one place; never holds a secret.
struct Settings {
    QString language;         ///< empty: as the system
    std::optional<bool> dark; ///< empty: as the system
    QByteArray geometry;      ///< of the main window
    int panel = 0;            ///< the one shown last
    QVariantMap looks;        ///< PanelArea::looks()
};

/// What is remembered of a kit.
struct KitMemory {
    QString alias;        ///< given by the user; empty: none
    bool connect = false; ///< was connected when it was seen last
};

[[nodiscard]] Settings loadSettings();
void saveSettings(const Settings &settings);
/// By serial number. Saved at once: a name must not be lost with a crash.
[[nodiscard]] KitMemory loadKitMemory(const QString &serial);
void saveKitMemory(const QString &serial, const KitMemory &memory);

/// Recordings that were cut off and that the user was told of; the list forgets those that are gone.
[[nodiscard]] QStringList loadToldRecordings();
void saveToldRecordings(const QStringList &more);

} // namespace app
