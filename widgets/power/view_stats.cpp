// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/view_stats.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/text/units.h"

#include <QGridLayout>

#include <cmath>

namespace widgets {

ViewStats::ViewStats(QWidget *parent)
    : QWidget(parent)
    , m_name(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->addWidget(m_name, 1, 0);
    for (int i = 0; i < ColumnCount; ++i) {
        Cell cell{new TextLabel(TextRole::Table, Tone::Text2, this), new NumberLabel(TextRole::Table, this)};
        cell.header->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        cell.number->setAlignment(Qt::AlignRight);
        grid->addWidget(cell.header, 0, i + 1);
        grid->addWidget(cell.number, 1, i + 1);
        grid->setColumnStretch(i + 1, 1);
        m_cells.push_back(cell);
    }
    m_cells.at(Energy).number->setTone(Tone::Energy);
    retranslate();
    clearNumbers();
}

void ViewStats::retranslate()
{
    m_name->setText(tr("View"));
    const QStringList headers{tr("Duration s"), tr("Min mA"), tr("Avg mA"), tr("Max mA"), tr("Std mA"), tr("Rms mA"),
        tr("Charge mC"), QStringLiteral("mAh"), tr("Energy mJ"), QStringLiteral("mWh"), tr("Lost samples")};
    for (int i = 0; i < ColumnCount; ++i) {
        m_cells.at(static_cast<std::size_t>(i)).header->setText(headers.at(i));
        m_cells.at(static_cast<std::size_t>(i)).number->setAccessibleName(headers.at(i));
    }
}

QString ViewStats::value(int column) const
{
    return m_cells.at(static_cast<std::size_t>(column)).number->quantity().number;
}

void ViewStats::clearNumbers()
{
    for (const Cell &cell : m_cells)
        cell.number->setQuantity(unknown(), tr("No samples in view"));
}

void ViewStats::setView(const device_link::SampleStore *store, std::uint64_t first, std::uint64_t last)
{
    const auto energy = store && last > first ? profiles::energyStats(*store, first, last) : std::nullopt;
    const auto channel = energy ? profiles::channelNamed(*store, "current") : std::nullopt;
    if (!energy || !channel) {
        clearNumbers();
        return;
    }
    const device_link::SampleStats current = store->stats(*channel, first, last);
    const auto set = [this](Column column, const QString &number, const QString &reason = {}) {
        m_cells.at(column).number->setQuantity({number, {}}, reason);
    };
    const auto milliamp = [](double ampere) { return significant(ampere * 1e3, 4); };
    set(Duration, fixed(energy->seconds, 3));
    set(Min, milliamp(current.min));
    set(Average, milliamp(current.mean));
    set(Max, milliamp(current.max));
    set(Deviation, milliamp(current.stddev));
    set(Rms, milliamp(current.rms));
    const QString incomplete = energy->missing > 0 ? tr("Incomplete: samples are missing in this view") : QString();
    set(Charge, significant(energy->chargeC * 1e3, 4), incomplete);
    set(MilliampHours, significant(energy->chargeMah(), 4), incomplete);
    set(Energy, energy->energyJ ? significant(*energy->energyJ * 1e3, 4) : QString(kEmDash), incomplete);
    set(MilliwattHours, energy->energyMwh() ? significant(*energy->energyMwh(), 4) : QString(kEmDash), incomplete);
    set(Missing, integer(static_cast<qint64>(energy->missing)));
    m_cells.at(Missing).number->setTone(energy->missing > 0 ? Tone::Error : Tone::Text);
}

} // namespace widgets
