// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/lane_mark.h"
#include "widgets/power/logic_columns.h"

namespace widgets {

/// The logic inputs of a meter, D0 at the top: a strip is filled where its input is high, more strongly where it was
/// both, faintly where that is not known, and has a line at its foot where the input is low.
class LogicLane : public LaneMark
{
    Q_OBJECT
public:
    static constexpr int kInputs = 8;
    static constexpr int kStripHeight = 11;
    static constexpr int kHeight = kInputs * kStripHeight;

    LogicLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setSource(std::shared_ptr<const device_link::SampleView> source, std::size_t channel);
    /// Asks for what the axis shows now; once per frame, before the replot. False: the next time more of it is known.
    bool query();
    [[nodiscard]] const LogicColumns &columns() const { return m_columns; }

protected:
    void draw(QCPPainter *painter) override;

private:
    enum class Look : quint8 { Nothing, Low, High, Both, Unknown };
    [[nodiscard]] Look lookOf(const LogicColumns::Levels &levels, int input) const;
    void drawNames(QCPPainter *painter, const QRect &area) const;

    LogicColumns m_columns;
};

} // namespace widgets
