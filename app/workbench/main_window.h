// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/panels.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QStackedWidget;

namespace widgets {
class KitListModel;
class KitRail;
class LinkBanner;
class PanelListModel;
class StatusBar;
class TimeStrip;
class TopBar;
} // namespace widgets

namespace app {

class Appearance;
struct Settings;

/// Wires rail, panels, strip and status bar to the chosen kit.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    /// appearance and log outlive the window.
    MainWindow(Appearance *appearance, widgets::LogModel *log, QWidget *parent = nullptr);
    ~MainWindow() override;

    void addKit(std::shared_ptr<widgets::KitContext> kit);
    [[nodiscard]] std::shared_ptr<widgets::KitContext> kit() const { return m_kit; }
    void showPanel(int index);
    [[nodiscard]] int panel() const;
    [[nodiscard]] Appearance *appearance() const { return m_appearance; }
    void restore(const Settings &settings);
    void store(Settings &settings) const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makePanels(widgets::LogModel *log);
    void layOut();
    void makeShortcuts();
    void showKit(int row);
    void refreshStrip();
    void refreshValues();
    void retranslate();
    void nextKit(int step);

    Appearance *m_appearance;
    widgets::FrameClock *m_clock;
    widgets::KitListModel *m_kits;
    widgets::PanelListModel *m_panelList;
    widgets::KitRail *m_rail;
    widgets::TopBar *m_topBar;
    widgets::LinkBanner *m_banner;
    QStackedWidget *m_stack;
    widgets::TimeStrip *m_strip;
    widgets::StatusBar *m_status;
    std::vector<Panel> m_panels;
    std::shared_ptr<widgets::KitContext> m_kit;
    QTimer m_values;
};

} // namespace app
