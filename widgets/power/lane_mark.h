// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/qcp.h"

#include <cstdint>

namespace widgets {

/// What a lane without samples draws: nothing that can be selected, and nothing that an axis has to fit.
class LaneMark : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    LaneMark(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setLatest(std::int64_t kitNs) { m_latestNs = kitNs; } ///< how far what still goes on has come

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
        const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void drawLegendIcon(
        QCPPainter *painter, const QRectF &rect) const override; ///< none: lanes are named at their left
    [[nodiscard]] std::int64_t latestNs() const { return m_latestNs; }

private:
    std::int64_t m_latestNs = 0;
};

} // namespace widgets
