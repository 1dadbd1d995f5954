// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/settings_keeper.h"

#include "workbench/appearance.h"
#include "workbench/main_window.h"
#include "workbench/panel_area.h"

#include <QEvent>

namespace app {

namespace {
constexpr int kSoonMs = 200; ///< a window that is dragged changes many times a second
}

SettingsKeeper::SettingsKeeper(MainWindow *window, const Appearance *appearance)
    : m_window(window)
    , m_appearance(appearance)
{
    m_soon.setInterval(kSoonMs);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &SettingsKeeper::save);
    const auto soon = [this] { m_soon.start(); };
    connect(appearance, &Appearance::changed, this, soon);
    connect(window->area(), &PanelArea::shownChanged, this, soon);
    connect(window->area(), &PanelArea::looksChanged, this, soon);
    window->installEventFilter(this);
}

void SettingsKeeper::save()
{
    m_soon.stop();
    Settings settings;
    settings.language = m_appearance->language();
    settings.dark = m_appearance->chosenDark();
    m_window->store(settings);
    saveSettings(settings);
}

bool SettingsKeeper::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::WindowStateChange)
        m_soon.start();
    return QObject::eventFilter(watched, event);
}

} // namespace app
