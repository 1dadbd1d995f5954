// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells and headers of the region table say, and the table as text.
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/figure_roles.h"
#include "widgets/power/region_table_model.h"
#include "widgets/text/csv_field.h"
#include "widgets/text/figures.h"

#include <array>

namespace widgets {
namespace {

/// Which columns go first where there is no room for all, by Column.
constexpr std::array<int, RegionTableModel::ColumnCount> kRanks{
    0, 1, 8, 2, 3, 15, 10, 9, 6, 12, 7, 14, 1, 13, 16, 5, 4, 11};

constexpr quint64 kFewForP99 = 100; ///< samples: below, one of them decides it

/// What cannot be told from its name and its figures: which of two units of the same thing a column has.
QString unitOf(int column)
{
    switch (column) {
    case RegionTableModel::Charge: return QStringLiteral("C");
    case RegionTableModel::MilliampHours: return QStringLiteral("Ah");
    case RegionTableModel::Energy: return QStringLiteral("J");
    case RegionTableModel::MilliwattHours: return QStringLiteral("Wh");
    default: return {};
    }
}

/// The figures of a column go from nA to A without its width changing.
QString widestOf(int column)
{
    const QString number = QStringLiteral("000.0") + kThinSpace;
    switch (column) {
    case RegionTableModel::Name:
    case RegionTableModel::Tokens:
    case RegionTableModel::Lost: return {};
    case RegionTableModel::Duration: return number + QStringLiteral("ms");
    case RegionTableModel::Min: return kMinus + number + QStringLiteral("mA");
    case RegionTableModel::AveragePower: return number + QStringLiteral("mW");
    default: return number + u'm' + (unitOf(column).isEmpty() ? QStringLiteral("A") : unitOf(column));
    }
}

QString plain(std::optional<double> value) { return value ? QString::number(*value, 'g', 9) : QString(); }

} // namespace

QVariant RegionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == RankRole)
        return kRanks.at(static_cast<std::size_t>(section));
    if (role == WidestRole)
        return widestOf(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const QStringList names{tr("Region"), tr("Duration"), tr("Min"), tr("Avg"), tr("Max"), tr("Std"), tr("Rms"),
        QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99"), tr("Charge"), tr("Charge"), tr("Energy"),
        tr("Energy"), tr("Avg power"), tr("Tokens"), tr("Per token"), tr("Lost")};
    const QString &name = names.at(section);
    const QString unit = unitOf(section);
    if (role == Qt::AccessibleTextRole)
        return unit.isEmpty() ? name : QString(name + u' ' + unit);
    if (role == Qt::ToolTipRole && section >= P50 && section <= P99)
        return tr("The current that %1 of the samples do not exceed")
            .arg(section == P50      ? tr("half")
                    : section == P95 ? QStringLiteral("95 %")
                                     : QStringLiteral("99 %"));
    if (role == Qt::ToolTipRole && section == Lost)
        return tr("Samples that were lost in it");
    if (role == Qt::DisplayRole)
        return unit.isEmpty() ? name : QString(name + u'\n' + unit);
    return {};
}

QString RegionTableModel::cell(int row, int column) const
{
    const Figures &shown = figures(row);
    const auto &energy = shown.stats.energy;
    const QString unknown(kEmDash);
    const QString ampere = QStringLiteral("A");
    if (column == Duration)
        return m_kit ? secondsFigure(shown.seconds) : unknown;
    if (column == Tokens)
        return integer(shown.tokens);
    if (!energy)
        return unknown;
    if (column >= P50 && column <= P99) {
        const auto known = percentiles(row);
        if (!known)
            return unknown;
        return figure(column == P50 ? known->p50A : column == P95 ? known->p95A : known->p99A, ampere, 3);
    }
    switch (column) {
    case Min: return figure(energy->currentA.min, ampere);
    case Average: return figure(energy->currentA.mean, ampere);
    case Max: return figure(energy->currentA.max, ampere);
    case Deviation: return figure(shown.stats.stddevA, ampere);
    case Rms: return figure(shown.stats.rmsA, ampere);
    case Charge: return figure(energy->chargeC, unitOf(column));
    case MilliampHours: return figure(energy->chargeMah() / 1e3, unitOf(column));
    case Energy: return figure(energy->energyJ, unitOf(column));
    case MilliwattHours: return energy->energyMwh() ? figure(*energy->energyMwh() / 1e3, unitOf(column)) : unknown;
    case AveragePower: return energy->powerW ? figure(energy->powerW->mean, QStringLiteral("W")) : unknown;
    case PerToken: return shown.mjPerToken ? figure(*shown.mjPerToken / 1e3, QStringLiteral("J"), 3) : unknown;
    case Lost: return integer(static_cast<qint64>(energy->lost()));
    default: return unknown;
    }
}

QString RegionTableModel::reason(int row, int column) const
{
    const Figures &shown = figures(row);
    const auto &energy = shown.stats.energy;
    if (column == Tokens)
        return shown.tokens > 0 ? tr("Tokens of answers that arrived in it")
                                : tr("No token of an answer arrived in it");
    if (column == Duration)
        return shown.caveats;
    if (!energy)
        return tr("No samples here");
    if (column >= P50 && column <= P99 && !percentiles(row))
        return shown.stats.remembered ? tr("Its samples are no longer in memory.") : tr("Being worked out");
    if (column == P99 && energy->count < kFewForP99)
        return tr("Of %1 samples only").arg(integer(static_cast<qint64>(energy->count)));
    const bool ofPower = column == Energy || column == MilliwattHours || column == AveragePower;
    if (ofPower && !energy->energyJ)
        return tr("This stream carries no voltage.");
    if (column == PerToken)
        return shown.mjPerToken && !shown.stats.complete()
            ? tr("Energy of what was measured of it over the tokens in that")
            : shown.mjPerToken ? tr("Energy of the whole stretch over the tokens in it")
            : shown.tokens > 0 && !shown.stats.complete()
            ? tr("Not told: the energy of all these tokens is not known, samples are missing")
            : tr("Needs tokens and an energy");
    const bool whole = row == viewRow() ? energy->missing == 0 : shown.stats.complete();
    const bool sums = ofPower || column == Charge || column == MilliampHours;
    const bool onlyPaused = energy->missing > 0 && energy->lost() == 0;
    return sums && !whole        ? onlyPaused ? tr("Of the time that was measured: it was stopped meanwhile")
                                              : tr("Incomplete: samples are missing here")
               : shown.stats.remembered ? shown.caveats
                                 : QString();
}

int RegionTableModel::tone(int row, int column) const
{
    const Figures &shown = figures(row);
    const auto &energy = shown.stats.energy;
    Tone tone = Tone::Text;
    // A view may reach beyond the samples; of what was measured in it nothing is missing then.
    const bool whole = row == viewRow() ? energy && energy->missing == 0 : shown.stats.complete();
    if (column == Energy && energy && energy->energyJ)
        tone = whole ? Tone::Energy : Tone::Warn;
    else if (column == Duration && !whole)
        tone = Tone::Warn;
    else if (column == Tokens && shown.tokens > 0)
        tone = Tone::Tokens;
    else if (column == Lost && energy && energy->lost() > 0)
        tone = Tone::Error;
    else if (column == P99 && energy && energy->count < kFewForP99)
        tone = Tone::Text3;
    return static_cast<int>(tone);
}

QString RegionTableModel::asText() const
{
    QStringList headers;
    for (int column = 0; column < ColumnCount; ++column)
        headers.append(headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString());
    headers.insert(1, tr("Note"));
    QString all = headers.join(u'\t') + u'\n';
    for (int row = 0; row < rowCount(); ++row) {
        const bool view = row == viewRow();
        QStringList cells{view ? tr("View") : m_regions->letterOf(row), view ? QString() : m_regions->note(row)};
        for (int column = Duration; column < ColumnCount; ++column)
            cells.append(value(row, column));
        all += cells.join(u'\t') + u'\n';
    }
    return all;
}

QString RegionTableModel::asCsv() const
{
    const QString end = QStringLiteral("\r\n");
    QString all = QStringLiteral("region,note,kit,origin,begin_ns,end_ns,duration_s,min_A,average_A,max_A,std_A,rms_A,"
                                 "p50_A,p95_A,p99_A,charge_C,energy_J,average_W,tokens,mJ_per_token,lost_samples,"
                                 "not_measured_samples")
        + end;
    if (!m_kit)
        return all;
    const RegionReport about = reportOf(*m_kit, {}, {});
    for (int row = 0; row < rowCount(); ++row) {
        const Figures &shown = figures(row);
        const bool view = row == viewRow();
        const auto &energy = shown.stats.energy;
        const auto known = percentiles(row);
        const auto of = [&](auto get) { return energy ? plain(get(*energy)) : QString(); };
        using Stats = profiles::EnergyStats;
        const QStringList cells{view ? QStringLiteral("view") : m_regions->letterOf(row),
            view ? QString() : m_regions->note(row), about.kit, originWord(about.origin),
            QString::number(shown.stats.beginNs), QString::number(shown.stats.endNs), plain(shown.seconds),
            of([](const Stats &e) { return e.currentA.min; }), of([](const Stats &e) { return e.currentA.mean; }),
            of([](const Stats &e) { return e.currentA.max; }), of([&](const Stats &) { return shown.stats.stddevA; }),
            of([&](const Stats &) { return shown.stats.rmsA; }), known ? plain(known->p50A) : QString(),
            known ? plain(known->p95A) : QString(), known ? plain(known->p99A) : QString(),
            of([](const Stats &e) { return e.chargeC; }), of([](const Stats &e) { return e.energyJ; }),
            plain(shown.stats.meanPowerW()), QString::number(shown.tokens), plain(shown.mjPerToken),
            energy ? QString::number(energy->lost()) : QString(), energy ? QString::number(energy->paused) : QString()};
        QStringList fields;
        for (const QString &cell : cells)
            fields.append(csvField(cell));
        all += fields.join(u',') + end;
    }
    return all;
}

} // namespace widgets
