// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tokens/burn_down_scene.h"

#include <QPointer>
#include <QWidget>

namespace widgets {

class TimeWindow;

/// The balance over the kit's shared time axis; while the view follows, with a straight line ahead at the pace of late.
/// Ctrl+wheel zooms at the cursor, the wheel and drag pan and hold; arrows, + and -, Home, End, Space (follow or hold)
/// and F (all steps) by keyboard.
class BurnDownPlot : public QWidget
{
    Q_OBJECT
public:
    explicit BurnDownPlot(QWidget *parent = nullptr);
    void setWindow(TimeWindow *window);    ///< shared; may be null
    void setRegions(RegionModel *regions); ///< shared; may be null
    void setWallClock(const WallClock &clock);
    void setSteps(QList<KitFacts::BalanceStep> steps, std::int64_t nowNs, std::optional<Pace> pace);
    void setHeard(bool heard);                       ///< false: nothing is known of now
    void setMark(std::optional<std::int64_t> kitNs); ///< the chosen entry of the ledger
    void showAll();
    void retranslate();

    [[nodiscard]] QSize sizeHint() const override { return {560, 220}; }
    [[nodiscard]] const BurnDownScene &scene() const { return m_scene; }

Q_SIGNALS:
    void projectionChanged(); ///< the straight line came or went

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void arrange();
    void describe();

    QPointer<TimeWindow> m_window;
    QPointer<RegionModel> m_regions;
    BurnDownScene m_scene;
    std::optional<Pace> m_pace;
    std::optional<double> m_dragX; ///< pixels
};

} // namespace widgets
