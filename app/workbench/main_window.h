// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/panels.h"

#include <QWidget>

#include <memory>
#include <vector>

class QStackedWidget;

namespace widgets {
class CommandModel;
class CommandPalette;
class ErrorBanner;
class KitListModel;
class KitRail;
class LinkBanner;
class PanelListModel;
class StatusBar;
class TimeStrip;
class Toast;
class TopBar;
class TourGuide;
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
    void showPanelNamed(const QString &id); ///< of panelEntries()
    [[nodiscard]] int panel() const;
    void focusPanel();
    void nextKit(int step);
    /// F6: rail, top bar, panel, strip, round and round.
    void focusArea(int step);
    void findInPanel();
    void doMainAction();
    void showPalette();
    void showShortcuts();
    void showSettings();
    [[nodiscard]] widgets::TourGuide *tour() const { return m_tour; }
    void toggleRecording();
    void connectKit(); ///< tries again at once when the kit is not connected
    void copyPanel();
    void resetLayout();
    /// Hands a file to the panel that takes it, the shown one first; says so when none does.
    void openFile(const QString &path);
    [[nodiscard]] Appearance *appearance() const { return m_appearance; }
    void restore(const Settings &settings);
    void store(Settings &settings) const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makePanels(widgets::LogModel *log);
    void layOut();
    void makeCommands();
    void makeTour();
    void showKit(int row);
    void refreshStrip();
    void refreshValues();
    void retranslate();

    Appearance *m_appearance;
    widgets::FrameClock *m_clock;
    widgets::KitListModel *m_kits;
    widgets::PanelListModel *m_panelList;
    widgets::KitRail *m_rail;
    widgets::TopBar *m_topBar;
    widgets::LinkBanner *m_banner;
    widgets::ErrorBanner *m_notice; ///< what concerns the window as a whole
    QWidget *m_area;
    QStackedWidget *m_stack;
    widgets::TimeStrip *m_strip;
    widgets::StatusBar *m_status;
    widgets::CommandModel *m_commands;
    widgets::CommandPalette *m_palette;
    widgets::Toast *m_toast;
    class RecordingNotice *m_recording;
    widgets::TourGuide *m_tour = nullptr;
    std::vector<Panel> m_panels;
    std::shared_ptr<widgets::KitContext> m_kit;
    bool m_quitAnyway = false;
};

} // namespace app
