// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a battery estimate.
#include "widgets/battery/battery_estimate.h"

#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

#include <cmath>

namespace widgets {
namespace {

QString say(const char *words) { return QCoreApplication::translate("Battery", words); }

QString amps(double value) { return text(si(value, QStringLiteral("A"), 4)); }
QString volts(double value) { return text({significant(value, 3), QStringLiteral("V")}); }
QString share(double value) { return text(percent(value * 100, value < 0.1 ? 1 : 0)); }
QString mah(double value) { return text({significant(value, 4), QStringLiteral("mAh")}); }

struct Line {
    QString name, value;
};

QList<Line> resultLines(const BatteryEstimate &estimate)
{
    if (!estimate.life)
        return {};
    const profiles::BatteryLife &life = *estimate.life;
    const QList<double> parts
        = roundedToSum({life.activeShare * 100, life.idleShare * 100, life.lossShare * 100, life.selfShare * 100}, 1);
    QList<Line> lines{{say(QT_TRANSLATE_NOOP("Battery", "Battery life, ESTIMATE")), lifeWords(life.hours)},
        {say(QT_TRANSLATE_NOOP("Battery", "In hours")), text({significant(life.hours, 3), QStringLiteral("h")})},
        {say(QT_TRANSLATE_NOOP("Battery", "Average out of the cell")), amps(life.averageA)},
        {say(QT_TRANSLATE_NOOP("Battery", "Activities on one charge")), significant(life.activities, 3)},
        {say(QT_TRANSLATE_NOOP("Battery", "Usable charge")), mah(life.usableMah)}};
    const QStringList names{say(QT_TRANSLATE_NOOP("Battery", "Share of the activity")),
        say(QT_TRANSLATE_NOOP("Battery", "Share of the time between")),
        say(QT_TRANSLATE_NOOP("Battery", "Share of the regulator")),
        say(QT_TRANSLATE_NOOP("Battery", "Share of self-discharge"))};
    for (qsizetype i = 0; i < names.size(); ++i)
        lines.append({names.at(i), text(percent(parts.at(i), 1))});
    return lines;
}

QString idleWords(const BatteryEstimate &estimate)
{
    switch (estimate.idleFrom) {
    case IdleFrom::QuietestOfRegion: return say(QT_TRANSLATE_NOOP("Battery", "quietest tenth of the region"));
    case IdleFrom::Typed: return say(QT_TRANSLATE_NOOP("Battery", "typed"));
    case IdleFrom::OtherRegion:
        return say(QT_TRANSLATE_NOOP("Battery", "average of region %1")).arg(estimate.idleLetter);
    }
    return {};
}

QList<Line> assumptionLines(const BatteryEstimate &estimate)
{
    const profiles::BatterySupply &supply = estimate.setup.supply;
    const profiles::BatteryCell *cell = profiles::batteryCell(estimate.setup.cell);
    const auto seconds = [](double value) { return text({significant(value, 4), QStringLiteral("s")}); };
    QList<Line> lines{
        {say(QT_TRANSLATE_NOOP("Battery", "Activity, measured")),
            QString(amps(estimate.duty.activeA) + QStringLiteral(" × ") + seconds(estimate.duty.activeSeconds))},
        {say(QT_TRANSLATE_NOOP("Battery", "Repeats every")), seconds(estimate.duty.periodSeconds)},
        {say(QT_TRANSLATE_NOOP("Battery", "Current between")),
            QString(amps(estimate.duty.idleA) + QStringLiteral(" (") + idleWords(estimate) + u')')},
        {say(QT_TRANSLATE_NOOP("Battery", "Cell, assumed")), cell ? cellName(*cell) : QString(kEmDash)},
        {say(QT_TRANSLATE_NOOP("Battery", "Capacity")),
            estimate.stated ? say(QT_TRANSLATE_NOOP("Battery", "%1, stated by the kit")).arg(mah(supply.capacityMah))
                            : mah(supply.capacityMah)},
        {say(QT_TRANSLATE_NOOP("Battery", "Turns off at")), volts(estimate.setup.cutoffV)},
        {say(QT_TRANSLATE_NOOP("Battery", "Usable until then")), share(supply.usableShare)},
        {say(QT_TRANSLATE_NOOP("Battery", "Charged to")), share(supply.startCharge)},
        {say(QT_TRANSLATE_NOOP("Battery", "Left by cold and age")), share(supply.capacityFactor)},
        {say(QT_TRANSLATE_NOOP("Battery", "Self-discharge a month")), share(supply.selfDischargePerMonth)},
        {say(QT_TRANSLATE_NOOP("Battery", "Regulator efficiency")), share(supply.efficiency)}};
    const bool power = supply.draws == profiles::BoardDraws::SamePower;
    lines.append({say(QT_TRANSLATE_NOOP("Battery", "The board draws")),
        power ? QString(
            say(QT_TRANSLATE_NOOP("Battery", "the same power at any voltage")) + comma() + volts(supply.nominalV))
              : say(QT_TRANSLATE_NOOP("Battery", "the same current at any voltage"))});
    return lines;
}

} // namespace

QString lifeWords(double hours)
{
    constexpr double kYear = 365.25 * 24;
    if (!std::isfinite(hours))
        return QString(kEmDash);
    if (hours >= 100 * kYear)
        return say(QT_TRANSLATE_NOOP("Battery", "over 100 years"));
    const QString about = say(QT_TRANSLATE_NOOP("Battery", "about %1"));
    if (hours >= 2 * kYear)
        return about.arg(say(QT_TRANSLATE_NOOP("Battery", "%1 years")).arg(fixed(hours / kYear, 1)));
    if (hours >= 14 * 24)
        return about.arg(say(QT_TRANSLATE_NOOP("Battery", "%1 days")).arg(fixed(hours / 24, 0)));
    return about.arg(duration(static_cast<std::int64_t>(std::llround(hours * 3600e9))));
}

QString cellName(const profiles::BatteryCell &cell)
{
    const QString id = QLatin1String(cell.id);
    const QString name = id == QLatin1String("cr2032") ? QStringLiteral("CR2032")
        : id == QLatin1String("aaa2")                  ? say(QT_TRANSLATE_NOOP("Battery", "2 × AAA alkaline"))
        : id == QLatin1String("aa2")                   ? say(QT_TRANSLATE_NOOP("Battery", "2 × AA alkaline"))
                                                       : say(QT_TRANSLATE_NOOP("Battery", "LiPo"));
    return name + u' ' + mah(cell.capacityMah);
}

QString faultSentence(profiles::BatteryFault fault)
{
    using enum profiles::BatteryFault;
    switch (fault) {
    case ActiveCurrent:
        return say(QT_TRANSLATE_NOOP(
            "Battery", "The average current of the region is below 0: choose one in which the board draws current."));
    case ActiveSeconds: return say(QT_TRANSLATE_NOOP("Battery", "The region is longer than ten years."));
    case Period:
        return say(QT_TRANSLATE_NOOP("Battery", "Repeats every: a number above 0, at most ten years, is needed."));
    case PeriodTooShort:
        return say(
            QT_TRANSLATE_NOOP("Battery", "Repeats every: the region is longer than that. Type its length or more."));
    case IdleCurrent:
        return say(QT_TRANSLATE_NOOP("Battery", "Current between: a number from 0 to 1 000 000 mA is needed."));
    case Voltage:
        return say(QT_TRANSLATE_NOOP(
            "Battery", "The region has no voltage, which the same power needs. Choose the same current."));
    case Capacity: return say(QT_TRANSLATE_NOOP("Battery", "Capacity: a number above 0, at most 1 000 000 mAh."));
    case NominalVoltage: return say(QT_TRANSLATE_NOOP("Battery", "Mean voltage: a number above 0, at most 1 000 V."));
    case UsableShare: return say(QT_TRANSLATE_NOOP("Battery", "Usable: a number above 0, at most 100 %."));
    case StartCharge: return say(QT_TRANSLATE_NOOP("Battery", "Charged to: a number above 0, at most 100 %."));
    case CapacityFactor: return say(QT_TRANSLATE_NOOP("Battery", "Cold and age: a number above 0, at most 100 %."));
    case Efficiency: return say(QT_TRANSLATE_NOOP("Battery", "Regulator: a number above 0, at most 100 %."));
    case SelfDischarge: return say(QT_TRANSLATE_NOOP("Battery", "Self-discharge: a number from 0 to 100 %."));
    case NothingDrawn:
        return say(QT_TRANSLATE_NOOP("Battery", "Nothing is drawn: with these figures the cell would last for ever."));
    }
    return {};
}

QStringList batteryNotes(const BatteryEstimate &estimate)
{
    QStringList notes{estimate.usual && estimate.stated
            ? say(QT_TRANSLATE_NOOP("Battery",
                "The kit states the capacity. All else of the cell is assumed: what such a device usually has."))
            : estimate.usual
            ? say(QT_TRANSLATE_NOOP(
                "Battery", "The cell is assumed: what such a device usually has, not what this kit states."))
            : say(QT_TRANSLATE_NOOP("Battery", "The figures of the cell are assumed, not of a certain product."))};
    notes.append(say(QT_TRANSLATE_NOOP(
        "Battery", "Linear: the region repeats as measured, and high currents do not lower the capacity.")));
    if (estimate.reportedPercent)
        notes.append(say(QT_TRANSLATE_NOOP("Battery", "The kit reports a charge of %1 now."))
                         .arg(text(percent(*estimate.reportedPercent))));
    return notes;
}

QStringList batteryWarnings(const BatteryEstimate &estimate)
{
    QStringList warnings = estimate.caveats;
    const profiles::BatteryCell *cell = profiles::batteryCell(estimate.setup.cell);
    if (estimate.peakTooHigh && cell)
        warnings.append(say(
            QT_TRANSLATE_NOOP("Battery", "The region peaks at %1; such a cell gives about %2: it may turn off early."))
                            .arg(amps(estimate.peakA), amps(cell->peakA)));
    return warnings;
}

QString batteryText(const BatteryEstimate &estimate)
{
    const QString region = estimate.letter + (estimate.note.isEmpty() ? QString() : u' ' + estimate.note);
    QList<Line> lines{{say(QT_TRANSLATE_NOOP("Battery", "Region")), region},
        {say(QT_TRANSLATE_NOOP("Battery", "Kit")), QString(estimate.kit + u' ' + originWord(estimate.origin))}};
    lines += resultLines(estimate);
    if (estimate.measured)
        lines += assumptionLines(estimate);
    QString out;
    for (const Line &line : std::as_const(lines))
        out += line.name + u'\t' + line.value + u'\n';
    QStringList sentences;
    for (const profiles::BatteryFault fault : estimate.faults)
        sentences.append(faultSentence(fault));
    sentences += batteryWarnings(estimate) + batteryNotes(estimate);
    for (const QString &sentence : std::as_const(sentences))
        out += sentence + u'\n';
    return out;
}

} // namespace widgets
