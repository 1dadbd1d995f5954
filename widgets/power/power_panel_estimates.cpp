// SPDX-License-Identifier: GPL-3.0-or-later
// What a PowerPanel makes of the selected region: a battery life, and a comparison with another.
#include "widgets/battery/battery_card.h"
#include "widgets/compare/compare_window.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/region_details.h"

#include <QScrollArea>
#include <QTimer>

namespace widgets {

void PowerPanel::connectEstimates()
{
    m_battery->hide();
    connect(m_region, &RegionDetails::refreshed, m_battery, [this] { m_battery->setReport(m_region->report()); });
    connect(m_region, &RegionDetails::batteryRequested, this, &PowerPanel::showBattery);
    connect(m_region, &RegionDetails::compareRequested, this, &PowerPanel::showCompare);
    connect(m_battery, &BatteryCard::closeRequested, this, [this] {
        m_battery->hide();
        m_plot->setFocus(Qt::OtherFocusReason);
    });
}

void PowerPanel::showBattery()
{
    m_battery->setReport(m_region->report());
    m_battery->show();
    m_battery->focusFirst();
    // It stands at the end of what may have to scroll; its place is known when it has been laid out.
    QTimer::singleShot(0, m_battery, [this] {
        for (QWidget *up = m_battery->parentWidget(); up; up = up->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(up))
                area->ensureWidgetVisible(m_battery, 0, 12);
        }
    });
}

CompareWindow *PowerPanel::showCompare()
{
    if (!m_compare) {
        m_compare = new CompareWindow(this);
        m_compare->setKit(m_kit);
    }
    m_compare->open();
    return m_compare;
}

} // namespace widgets
