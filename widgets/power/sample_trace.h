// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/common/theme.h"
#include "widgets/power/column_raster.h"
#include "widgets/power/trace_image.h"

#include "widgets/power/qcp.h"

#include <memory>
#include <vector>

namespace widgets {

/// One channel of a sample store on a time axis in seconds of kit time and a value axis in base units. Asks the store
/// for one column per device pixel and rasterises them into an image: the cost does not depend on how many samples are
/// in view, and nothing is ever stroked.
class SampleTrace : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    SampleTrace(QCPAxis *keyAxis, QCPAxis *valueAxis, DataColour Theme::*hue);

    /// A null store shows nothing.
    void setSource(std::shared_ptr<const device_link::SampleView> store, std::size_t channel);
    [[nodiscard]] std::size_t channel() const { return m_window.channel(); }
    /// Asks the store for what the axes show now; once per frame, before the replot.
    void query();
    /// Makes the picture of it on that ground; an empty one is left to others. Before the replot, where there is one.
    void render(TraceGround ground);
    /// What draw() will hide all of.
    [[nodiscard]] QRegion covered() const { return m_image.covered(mKeyAxis->axisRect()->rect().topLeft()); }
    /// As asked last: one per device pixel of the axis rect, left to right.
    [[nodiscard]] const std::vector<device_link::SampleColumn> &columns() const { return m_window.columns(); }
    /// Extremes over the columns; false when none holds a sample.
    bool extremes(double *min, double *max) const;
    /// The smallest and largest value above 0 that the columns show; false when there is none.
    bool positiveExtremes(double *min, double *max) const;
    /// On a logarithmic axis values at or below its lower end are drawn there.
    void setLogarithmic(bool logarithmic) { m_logarithmic = logarithmic; }
    /// First and last sample index in view, first == last when none.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> indexRange() const { return m_window.indexRange(); }

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
        const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    void renderImage();

    ColumnWindow m_window;
    DataColour Theme::*m_hue;
    std::vector<device_link::SampleColumn> m_logged; ///< the same in decades
    bool m_logarithmic = false;
    TraceGround m_ground;
    TraceImage m_image;
};

} // namespace widgets
