// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/firmware/push_run.h"

#include <QWidget>

namespace widgets {

/// The speed of an upload over its bytes: how evenly it goes, and the line's ceiling where it is known.
class SpeedGraph : public QWidget
{
    Q_OBJECT
public:
    explicit SpeedGraph(QWidget *parent = nullptr);
    void setRun(const PushRun &run);
    [[nodiscard]] qsizetype samples() const { return m_samples.size(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<PushRun::SpeedSample> m_samples;
    qint64 m_total = 0;
    double m_ceiling = 0; ///< B/s; 0: the line is not known
};

} // namespace widgets
