// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panel_bench.h"

#include "workbench/appearance.h"
#include "workbench/main_window.h"

#include "widgets/common/focus_ring.h"
#include "widgets/log/log_model.h"

#include <memory>

class QStackedWidget;

namespace test_window {

/// The whole window on a kit process of its own.
class WorkbenchBench
{
public:
    explicit WorkbenchBench(QStringList kitOptions = {});
    ~WorkbenchBench();

    [[nodiscard]] bool open(); ///< starts the kit and waits until its modem is in a network
    /// Fills every panel: a prompt answered, a few probes of every tier, an image opened, lines in the log.
    [[nodiscard]] bool makeLive();
    /// Runs what leaves an outcome on a panel: a firmware push, a change of profile, a prompt made the region.
    [[nodiscard]] bool makeOutcomes();
    [[nodiscard]] QStackedWidget *panels() const;
    [[nodiscard]] const std::shared_ptr<widgets::KitContext> &kit() const { return m_kit.kit; }
    [[nodiscard]] test_kit::VirtualKit &process() { return m_kit.process; }
    /// Lets layouts and posted changes settle.
    void settle() const;

    app::Appearance appearance;
    widgets::LogModel log;
    std::unique_ptr<app::MainWindow> window;

private:
    void writeLog();
    widgets::FocusRing m_ring;
    test_kit::PanelBench m_kit;
};

} // namespace test_window
