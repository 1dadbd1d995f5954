// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/view_stats.h"

#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/power/region_model.h"
#include "widgets/power/region_tab.h"
#include "widgets/text/units.h"

#include <QGridLayout>

#include <cmath>

namespace widgets {

ViewStats::ViewStats(QWidget *parent)
    : QWidget(parent)
    , m_name(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_tab(new RegionTab(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    for (int i = 0; i < ColumnCount; ++i) {
        auto *header = new TextLabel(TextRole::Table, Tone::Text2, this);
        header->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(header, 0, i + 1);
        grid->setColumnStretch(i + 1, 1);
        m_headers.push_back(header);
    }
    m_lines[Region] = makeLine(m_tab, 1);
    m_lines[View] = makeLine(m_name, 2);
    retranslate();
    clearLine(m_lines[View]);
    setRegion(nullptr);
}

ViewStats::Line ViewStats::makeLine(QWidget *name, int gridRow)
{
    auto *grid = qobject_cast<QGridLayout *>(layout());
    Line line{name};
    grid->addWidget(name, gridRow, 0);
    for (int i = 0; i < ColumnCount; ++i) {
        auto *cell = new NumberLabel(TextRole::Table, this);
        cell->setAlignment(Qt::AlignRight);
        grid->addWidget(cell, gridRow, i + 1);
        line.cells.at(static_cast<std::size_t>(i)) = cell;
    }
    line.cells[Energy]->setTone(Tone::Energy);
    return line;
}

void ViewStats::retranslate()
{
    m_name->setText(tr("View"));
    m_tab->setWords(RegionModel::letter(0), tr("Region"));
    const QStringList headers{tr("Duration s"), tr("Min mA"), tr("Avg mA"), tr("Max mA"), tr("Std mA"), tr("Rms mA"),
        tr("Charge mC"), QStringLiteral("mAh"), tr("Energy mJ"), QStringLiteral("mWh"), tr("Avg mW"),
        tr("Lost samples")};
    for (int i = 0; i < ColumnCount; ++i) {
        const auto at = static_cast<std::size_t>(i);
        m_headers.at(at)->setText(headers.at(i));
        m_lines[View].cells.at(at)->setAccessibleName(tr("View, %1").arg(headers.at(i)));
        m_lines[Region].cells.at(at)->setAccessibleName(tr("Region, %1").arg(headers.at(i)));
    }
}

QString ViewStats::value(int column, Row row) const
{
    return m_lines.at(row).cells.at(static_cast<std::size_t>(column))->quantity().number;
}

void ViewStats::clearLine(const Line &line)
{
    for (NumberLabel *cell : line.cells)
        cell->setQuantity(unknown(), tr("No samples here"));
}

void ViewStats::setView(const device_link::SampleStore *store, std::uint64_t first, std::uint64_t last)
{
    const auto energy = store && last > first ? profiles::energyStats(*store, first, last) : std::nullopt;
    const auto channel = energy ? profiles::channelNamed(*store, "current") : std::nullopt;
    if (!energy || !channel)
        return clearLine(m_lines[View]);
    const device_link::SampleStats current = store->stats(*channel, first, last);
    show(m_lines[View], {*energy, energy->seconds, current.stddev, current.rms, energy->missing == 0});
}

void ViewStats::setRegion(const profiles::RegionStats *region)
{
    const Line &line = m_lines[Region];
    line.name->setVisible(region);
    for (NumberLabel *cell : line.cells)
        cell->setVisible(region);
    if (!region)
        return;
    const double seconds = static_cast<double>(region->endNs - region->beginNs) / 1e9;
    if (region->energy)
        return show(line, {*region->energy, seconds, region->stddevA, region->rmsA, region->complete()});
    clearLine(line);
    line.cells[Duration]->setQuantity({fixed(seconds, 3), {}});
}

void ViewStats::show(const Line &line, const Figures &figures)
{
    const profiles::EnergyStats &energy = figures.energy;
    const auto set = [&line](Column column, const QString &number, const QString &reason = {}) {
        line.cells.at(column)->setQuantity({number, {}}, reason);
    };
    const auto milli = [](double value) { return significant(value * 1e3, 4); };
    set(Duration, fixed(figures.seconds, 3));
    set(Min, milli(energy.currentA.min));
    set(Average, milli(energy.currentA.mean));
    set(Max, milli(energy.currentA.max));
    set(Deviation, milli(figures.stddevA));
    set(Rms, milli(figures.rmsA));
    const QString incomplete = figures.complete ? QString() : tr("Incomplete: samples are missing here");
    const QString noVoltage = energy.energyJ ? incomplete : tr("This stream carries no voltage.");
    set(Charge, milli(energy.chargeC), incomplete);
    set(MilliampHours, significant(energy.chargeMah(), 4), incomplete);
    set(Energy, energy.energyJ ? milli(*energy.energyJ) : QString(kEmDash), noVoltage);
    set(MilliwattHours, energy.energyMwh() ? significant(*energy.energyMwh(), 4) : QString(kEmDash), noVoltage);
    set(AveragePower, energy.powerW ? milli(energy.powerW->mean) : QString(kEmDash), noVoltage);
    set(Missing, integer(static_cast<qint64>(energy.missing)));
    line.cells[Missing]->setTone(energy.missing > 0 ? Tone::Error : Tone::Text);
    line.cells[Energy]->setTone(figures.complete ? Tone::Energy : Tone::Warn);
}

} // namespace widgets
