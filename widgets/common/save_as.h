// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace widgets {

struct SaveAs {
    QString title;
    QString fileName; ///< proposed
    QString filter;   ///< "CSV (*.csv)"
    std::function<QByteArray()> contents;
    /// Called once after writing, with the path and, when it could not be written, why. Not when cancelled.
    std::function<void(const QString &path, const QString &problem)> done;
};

/// Asks for a file name without stopping anything else, then writes it whole or not at all.
void saveAs(QWidget *parent, SaveAs what);

/// The folder of the last file that was saved in this run; empty: none yet.
[[nodiscard]] QString lastSaveFolder();
void rememberSaveFolder(const QString &filePath);

} // namespace widgets
