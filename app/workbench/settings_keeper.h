// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/settings.h"

#include <QObject>
#include <QTimer>

namespace app {

class Appearance;
class MainWindow;

/// Saves the settings soon after one of them changed, and not only at the end: a crash must not bring back an earlier
/// language or lanes that were put away.
class SettingsKeeper : public QObject
{
    Q_OBJECT
public:
    SettingsKeeper(MainWindow *window, const Appearance *appearance); ///< both must outlive this
    void save();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    MainWindow *m_window;
    const Appearance *m_appearance;
    QTimer m_soon;
};

} // namespace app
