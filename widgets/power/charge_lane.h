// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/power/lane_mark.h"

#include <vector>

namespace widgets {

class SampleTrace;

/// Charge over time, in C, counted from the left edge of the view: the sum of the current's columns, so that its last
/// value is the charge of what is shown. Flat where samples are missing: what is not there is not counted.
class ChargeLane : public LaneMark
{
    Q_OBJECT
public:
    /// The trace must outlive this.
    ChargeLane(QCPAxis *keyAxis, QCPAxis *valueAxis, const SampleTrace *current);
    /// Seconds from one sample to the next; 0: there is nothing to count.
    void setSampleSeconds(double seconds) { m_sampleSeconds = seconds; }
    /// Takes the columns that the trace has now; once per frame, after its query().
    void query();
    /// Charge up to the end of each of the trace's columns, C; empty when nothing is in view.
    [[nodiscard]] const std::vector<double> &charge() const { return m_charge; }
    /// Extremes of it, 0 among them; false when nothing is in view.
    bool extremes(double *min, double *max) const;

protected:
    void draw(QCPPainter *painter) override;

private:
    const SampleTrace *m_current;
    double m_sampleSeconds = 0;
    std::vector<double> m_charge;
    std::size_t m_from = 0, m_to = 0; ///< columns [from, to) hold samples or lie between such
    double m_min = 0, m_max = 0;
    QList<QRectF> m_rects; ///< what draw() fills; kept so that nothing is allocated per frame
};

/// Charge from the first column's beginning to the end of each, in C, of columns in A.
void chargeOf(const std::vector<device_link::SampleColumn> &columns, double sampleSeconds, std::vector<double> *charge);

} // namespace widgets
