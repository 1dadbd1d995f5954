// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/column_raster.h"

#include "widgets/power/qcp.h"

namespace widgets {

/// The ground of a lane with samples: its colour and the lines of its grid. They lie on whole device pixels, so that it
/// can be painted in pieces, some of them within the picture of the trace.
class LaneGround
{
public:
    /// As the lane's axes, their grids and tickers are now.
    explicit LaneGround(const QCPAxisRect &area);
    /// What of it is not behind something opaque, in the painter's coordinates.
    void paint(QPainter &painter, const QRegion &covered) const;
    /// The same as a picture of the trace needs it, one column per device pixel.
    [[nodiscard]] TraceGround forTrace() const;

private:
    struct Line {
        int at; ///< device pixel of the area
        QColor colour;
    };
    QRect m_area;
    double m_ratio = 1;  ///< device pixels per pixel
    int m_thickness = 1; ///< of a line, device pixels
    QColor m_fill;
    std::vector<Line> m_across, m_upright; ///< later ones lie above earlier ones
};

} // namespace widgets
