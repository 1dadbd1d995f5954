// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/panel_area.h"

#include <QWidget>

#include <memory>

namespace widgets {
class CommandModel;
class CommandPalette;
class KitListModel;
class KitRail;
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
    [[nodiscard]] int panel() const;
    [[nodiscard]] widgets::KitListModel *kits() const { return m_kits; }
    [[nodiscard]] widgets::KitRail *rail() const { return m_rail; }
    [[nodiscard]] PanelArea *area() const { return m_area; }
    /// F6: rail, top bar, panel, strip, round and round.
    void focusArea(int step);
    void showPalette();
    [[nodiscard]] widgets::CommandModel *commands() const { return m_commands; }
    [[nodiscard]] widgets::TourGuide *tour() const { return m_tour; }
    void toggleRecording();
    void copyPanel();
    void resetLayout();
    [[nodiscard]] Appearance *appearance() const { return m_appearance; }
    void restore(const Settings &settings);
    void store(Settings &settings) const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
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
    PanelArea *m_area;
    widgets::TimeStrip *m_strip;
    widgets::StatusBar *m_status;
    widgets::CommandModel *m_commands;
    widgets::CommandPalette *m_palette;
    widgets::Toast *m_toast;
    class RecordingNotice *m_recording;
    class QuitQuestion *m_quit = nullptr;
    widgets::TourGuide *m_tour = nullptr;
    std::shared_ptr<widgets::KitContext> m_kit;
};

} // namespace app
