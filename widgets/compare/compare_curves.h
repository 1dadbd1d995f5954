// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/common/theme.h"

#include "widgets/power/qcp.h"

#include <span>
#include <vector>

namespace widgets {

/// Traces laid over each other in one lane: first the spans of all from min to max, through which one sees the other,
/// then the means over them, solid or dashed. One column per device pixel of the axis rect.
class CompareCurves : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    struct Curve {
        DataColour Theme::*hue = nullptr;
        bool dashed = false;
        std::vector<device_link::SampleColumn> columns;
    };

    CompareCurves(QCPAxis *keyAxis, QCPAxis *valueAxis, QList<Curve> curves);

    [[nodiscard]] std::size_t width() const; ///< columns that a curve has to have, device pixels
    void setColumns(qsizetype curve, std::vector<device_link::SampleColumn> columns);
    [[nodiscard]] const std::vector<device_link::SampleColumn> &columns(qsizetype curve) const
    {
        return m_curves.at(curve).columns;
    }
    /// Extremes over all columns; false when none holds a sample.
    bool extremes(double *min, double *max) const;

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
        const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    void drawSpans(QCPPainter *painter, const Curve &curve, const QRect &area);
    void drawMeans(QCPPainter *painter, const Curve &curve, const QRect &area);
    /// Up to its last column: after that no value holds.
    [[nodiscard]] static std::span<const device_link::SampleColumn> shown(const Curve &curve);
    bool makeImage(const Curve &curve, const QRect &area);

    QList<Curve> m_curves;
    QImage m_image;
};

/// How the means of A and B are told apart beside their hue: pixels of a dash and of what follows it.
inline constexpr int kDash = 7;
inline constexpr int kDashGap = 4;

} // namespace widgets
