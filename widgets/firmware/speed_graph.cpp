// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/speed_graph.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {

constexpr int kHeight = 40;

QString rateText(double bytesPerSecond)
{
    const Quantity amount = si(bytesPerSecond, QStringLiteral("B/s"), 3);
    return text(amount);
}

} // namespace

SpeedGraph::SpeedGraph(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SpeedGraph::setRun(const PushRun &run)
{
    const device_link::UploadProgress &upload = run.upload();
    m_samples = run.speed();
    m_total = upload.total;
    m_ceiling = upload.lineShare > 0 ? upload.bytesPerSecond / upload.lineShare : 0;
    const auto best = std::ranges::max_element(m_samples, {}, &PushRun::SpeedSample::bytesPerSecond);
    setAccessibleName(tr("Speed of the upload"));
    setAccessibleDescription(m_samples.isEmpty()
            ? QString()
            : tr("now %1, at most %2").arg(rateText(m_samples.last().bytesPerSecond), rateText(best->bytesPerSecond)));
    update();
}

void SpeedGraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    painter.fillRect(rect(), t.sunken);
    double top = m_ceiling;
    for (const PushRun::SpeedSample &sample : m_samples)
        top = std::max(top, sample.bytesPerSecond);
    if (!(top > 0) || m_total <= 0)
        return;
    const double high = height() - 4;
    const auto at = [&](const PushRun::SpeedSample &sample) {
        return QPointF(static_cast<double>(sample.done) / static_cast<double>(m_total) * width(),
            height() - sample.bytesPerSecond / top * high);
    };
    QPolygonF line;
    for (const PushRun::SpeedSample &sample : m_samples)
        line.append(at(sample));
    if (line.size() > 1) {
        QPolygonF area = line;
        area.append({line.last().x(), static_cast<double>(height())});
        area.append({line.first().x(), static_cast<double>(height())});
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.selected);
        painter.drawPolygon(area);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 1.25));
        painter.drawPolyline(line);
    }
    if (m_ceiling > 0) {
        const double y = height() - m_ceiling / top * high;
        painter.setPen(QPen(t.line2, 1, Qt::DashLine));
        painter.drawLine(QPointF(0, y), QPointF(width(), y));
    }
}

} // namespace widgets
