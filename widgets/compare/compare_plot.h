// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/aligned_columns.h"
#include "widgets/compare/compare_curves.h"
#include "widgets/power/si_ticker.h"
#include "widgets/power/value_range.h"

#include <array>
#include <memory>
#include <optional>

namespace widgets {

class PlotOverlay;

/// The currents of two stretches over one axis that begins with both, and below them their difference. The wheel pans,
/// with Ctrl it zooms at the mouse; a drag pans; arrows, plus and minus, F or a double click (all); Shift with arrows
/// moves B by a pixel.
class ComparePlot : public QCustomPlot
{
    Q_OBJECT
public:
    enum Side { A, B, SideCount };
    struct Trace {
        std::shared_ptr<const device_link::SampleView> store; ///< null: nothing
        std::size_t channel = 0;                              ///< the current
        profiles::AlignedStretch stretch;
        friend bool operator==(const Trace &, const Trace &) = default;
    };
    /// What lies under the mouse, A; empty: nothing there.
    struct Values {
        std::int64_t axisNs = 0;
        std::optional<double> a, b, difference;
    };

    explicit ComparePlot(QWidget *parent = nullptr);
    void setTraces(const std::array<Trace, SideCount> &traces);
    void setNote(const QString &note); ///< one sentence in its middle
    /// What A and B are called.
    void setLabels(const QString &a, const QString &b);
    void showAll();
    /// Draws now, when what it shows has changed: also samples that came.
    void refresh();
    [[nodiscard]] const CompareCurves *both() const { return m_both; }
    [[nodiscard]] const CompareCurves *difference() const { return m_difference; }
    [[nodiscard]] std::int64_t fromNs() const { return m_fromNs; } ///< what is shown of the axis
    [[nodiscard]] std::int64_t toNs() const { return m_toNs; }
    void setRange(std::int64_t fromNs, std::int64_t toNs);
    [[nodiscard]] std::optional<Values> valuesUnderMouse() const;
    void retranslate();

Q_SIGNALS:
    void drawn();
    void mouseOver();
    void nudged(std::int64_t byNs); ///< B is wanted elsewhere

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    /// Whose change makes a frame worth drawing.
    using Seen = std::array<std::uint64_t, 4>;
    QCPAxisRect *addLane(bool last);
    void restyle();
    void query();
    void fitValues();
    void fitAxis();
    void moveCursor(std::optional<double> x);
    void zoom(double factor, std::int64_t aroundNs);
    void pan(std::int64_t byNs);
    [[nodiscard]] std::int64_t nsAt(double x) const;
    [[nodiscard]] double nsPerPixel() const;
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> whole() const;
    [[nodiscard]] Seen seen() const;

    std::array<Trace, SideCount> m_traces;
    QCPAxisRect *m_upper;
    QCPAxisRect *m_lower;
    QSharedPointer<SiTicker> m_time, m_value, m_delta;
    CompareCurves *m_both;
    CompareCurves *m_difference;
    PlotOverlay *m_overlay;
    QString m_note;
    QString m_minus; ///< "A − B"
    ValueRange m_values{true};
    std::int64_t m_fromNs = 0, m_toNs = 1'000'000'000;
    bool m_all = true; ///< shows all, whatever that becomes
    bool m_dirty = true;
    Seen m_seen{};
    std::optional<double> m_dragX, m_hoverX; ///< pixels
};

} // namespace widgets
