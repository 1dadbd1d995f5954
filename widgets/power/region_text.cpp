// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_context.h"

#include "profiles/tokens/money.h"
#include "widgets/text/csv_field.h"
#include "widgets/text/figures.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

namespace widgets {
namespace {

QString say(const char *text) { return QCoreApplication::translate("Region", text); }

QString plain(double value) { return QString::number(value, 'g', 9); }

struct Line {
    QString name, value;
};

QList<Line> energyLines(const profiles::RegionStats &stats)
{
    if (!stats.energy)
        return {};
    const profiles::EnergyStats &energy = *stats.energy;
    const QString ampere = QStringLiteral("A");
    QList<Line> lines{{say(QT_TRANSLATE_NOOP("Region", "Average current")), figure(energy.currentA.mean, ampere)},
        {say(QT_TRANSLATE_NOOP("Region", "Min current")), figure(energy.currentA.min, ampere)},
        {say(QT_TRANSLATE_NOOP("Region", "Max current")), figure(energy.currentA.max, ampere)},
        {say(QT_TRANSLATE_NOOP("Region", "Rms current")), figure(stats.rmsA, ampere)},
        {say(QT_TRANSLATE_NOOP("Region", "Charge")),
            QString(figure(energy.chargeC, QStringLiteral("C")) + QStringLiteral(" = ")
                + figure(energy.chargeMah() / 1e3, QStringLiteral("Ah")))}};
    if (energy.energyJ)
        lines.append({say(QT_TRANSLATE_NOOP("Region", "Energy")),
            QString(figure(energy.energyJ, QStringLiteral("J")) + QStringLiteral(" = ")
                + figure(*energy.energyMwh() / 1e3, QStringLiteral("Wh")))});
    if (energy.powerW)
        lines.append(
            {say(QT_TRANSLATE_NOOP("Region", "Average power")), figure(energy.powerW->mean, QStringLiteral("W"))});
    lines.append({say(QT_TRANSLATE_NOOP("Region", "Lost samples")), integer(static_cast<qint64>(energy.lost()))});
    return lines;
}

} // namespace

QString originWord(std::optional<Origin> origin)
{
    if (!origin)
        return QStringLiteral("unknown");
    switch (*origin) {
    case Origin::Live: return QStringLiteral("LIVE");
    case Origin::Simulated: return QStringLiteral("SIMULATED");
    case Origin::Replay: return QStringLiteral("REPLAY");
    }
    return {};
}

QString promptList(const PromptsInRegion &prompts)
{
    constexpr qsizetype kMost = 8; // more is not read
    QStringList words;
    for (const int number : prompts.whole)
        words.append(u'#' + QString::number(number));
    for (const int number : prompts.partly)
        words.append(say(QT_TRANSLATE_NOOP("Region", "#%1 (in part)")).arg(number));
    if (words.isEmpty())
        return QString(kEmDash);
    const qsizetype more = words.size() - kMost;
    words = words.first(std::min(kMost, words.size()));
    if (more > 0)
        words.append(say(QT_TRANSLATE_NOOP("Region", "%1 more")).arg(more));
    return words.join(say(QT_TRANSLATE_NOOP("Region", ", ")));
}

QString radioList(const QList<RadioShare> &shares)
{
    double total = 0;
    for (const RadioShare &share : shares)
        total += static_cast<double>(share.ns);
    QList<double> parts;
    for (const RadioShare &share : shares)
        parts.append(total > 0 ? 100 * static_cast<double>(share.ns) / total : 0);
    parts = roundedToSum(parts, 0);
    QStringList words;
    for (qsizetype i = 0; i < shares.size(); ++i) {
        const bool known = shares.at(i).state != device_link::RadioState::Unknown;
        words.append((known ? radioWord(shares.at(i).state) : say(QT_TRANSLATE_NOOP("Region", "not known"))) + u' '
            + text(percent(parts.at(i))));
    }
    return words.isEmpty() ? QString(kEmDash) : words.join(say(QT_TRANSLATE_NOOP("Region", ", ")));
}

/// Of a stretch whose samples stand evenly over its time.
static QString pausedTime(const profiles::RegionStats &stats)
{
    const auto all = static_cast<double>(stats.energy->count + stats.energy->missing);
    return duration(static_cast<std::int64_t>(stats.energy->seconds * 1e9 * static_cast<double>(stats.paused()) / all));
}

QStringList regionCaveats(const RegionReport &report)
{
    const profiles::RegionStats &stats = report.stats;
    const bool replay = report.origin == Origin::Replay;
    QStringList caveats;
    if (!stats.energy) {
        caveats.append(stats.forgotten && !replay
                ? say(QT_TRANSLATE_NOOP("Region", "Its samples are no longer in memory."))
                : say(QT_TRANSLATE_NOOP("Region", "No samples were taken in it.")));
        return caveats;
    }
    const QString covered = duration(stats.coveredEndNs - stats.coveredBeginNs);
    if (stats.remembered)
        caveats.append(say(
            QT_TRANSLATE_NOOP("Region", "Its samples are no longer in memory; the figures are from when they were.")));
    if (stats.forgotten && replay)
        caveats.append(say(QT_TRANSLATE_NOOP("Region",
                               "The figures cover the last %1 only: what came before is not in the recording."))
                           .arg(covered));
    else if (stats.forgotten)
        caveats.append(say(
            QT_TRANSLATE_NOOP("Region", "The figures cover the last %1 only: older samples are no longer in memory."))
                           .arg(covered));
    else if (stats.startsEarlier)
        caveats.append(
            say(QT_TRANSLATE_NOOP("Region", "The figures cover the last %1 only: before it no samples were taken."))
                .arg(covered));
    if (stats.endsLater)
        caveats.append(
            say(QT_TRANSLATE_NOOP("Region", "No samples have come for its end; the figures cover %1.")).arg(covered));
    if (stats.paused() > 0)
        caveats.append(
            say(QT_TRANSLATE_NOOP("Region", "Measuring was stopped for %1 of it: charge and energy are without that."))
                .arg(pausedTime(stats)));
    if (stats.lost() > 0)
        caveats.append(
            say(QT_TRANSLATE_NOOP("Region", "%1 samples in it were lost: charge and energy are without them."))
                .arg(integer(static_cast<qint64>(stats.lost()))));
    return caveats;
}

QString regionText(const RegionReport &report)
{
    QList<Line> lines{{say(QT_TRANSLATE_NOOP("Region", "Region")),
                          report.letter + (report.note.isEmpty() ? QString() : u' ' + report.note)},
        {say(QT_TRANSLATE_NOOP("Region", "Kit")), QString(report.kit + u' ' + originWord(report.origin))},
        {say(QT_TRANSLATE_NOOP("Region", "From")), clockTime(report.beginOfDayNs)},
        {say(QT_TRANSLATE_NOOP("Region", "To")), clockTime(report.endOfDayNs)},
        {say(QT_TRANSLATE_NOOP("Region", "Duration")),
            secondsFigure(static_cast<double>(report.region.lengthNs()) / 1e9)}};
    lines += energyLines(report.stats);
    lines.append({say(QT_TRANSLATE_NOOP("Region", "Radio")), radioList(report.radio)});
    lines.append({say(QT_TRANSLATE_NOOP("Region", "Prompts")), promptList(report.prompts)});
    lines.append({say(QT_TRANSLATE_NOOP("Region", "Tokens")), integer(report.prompts.tokens)});
    if (report.prompts.cost)
        lines.append({say(QT_TRANSLATE_NOOP("Region", "Money")),
            moneyText(money(report.prompts.cost->micro, report.prompts.cost->currency))});
    if (const auto perToken = report.mjPerToken())
        lines.append({say(QT_TRANSLATE_NOOP("Region", "Energy per token, with idle")),
            figure(*perToken / 1e3, QStringLiteral("J"), 3)});
    QString out;
    for (const Line &line : std::as_const(lines))
        out += line.name + u'\t' + line.value + u'\n';
    for (const QString &caveat : regionCaveats(report))
        out += caveat + u'\n';
    return out;
}

QString regionCsv(const RegionReport &report)
{
    QList<Line> fields{{QStringLiteral("region"), report.letter}, {QStringLiteral("note"), report.note},
        {QStringLiteral("kit"), report.kit}, {QStringLiteral("origin"), originWord(report.origin)},
        {QStringLiteral("begin_ns"), QString::number(report.region.beginNs)},
        {QStringLiteral("end_ns"), QString::number(report.region.endNs)},
        {QStringLiteral("duration_s"), plain(static_cast<double>(report.region.lengthNs()) / 1e9)},
        {QStringLiteral("covered_s"),
            plain(static_cast<double>(report.stats.coveredEndNs - report.stats.coveredBeginNs) / 1e9)}};
    const auto &energy = report.stats.energy;
    const auto field = [&](const char *name, std::optional<double> value) {
        fields.append({QLatin1String(name), value ? plain(*value) : QString()});
    };
    const auto of = [&](auto get) { return energy ? std::optional<double>(get(*energy)) : std::nullopt; };
    field("average_A", of([](const profiles::EnergyStats &e) { return e.currentA.mean; }));
    field("min_A", of([](const profiles::EnergyStats &e) { return e.currentA.min; }));
    field("max_A", of([](const profiles::EnergyStats &e) { return e.currentA.max; }));
    field("rms_A", energy ? std::optional(report.stats.rmsA) : std::nullopt);
    field("charge_C", of([](const profiles::EnergyStats &e) { return e.chargeC; }));
    field("energy_J", energy ? energy->energyJ : std::nullopt);
    field("average_W", report.stats.meanPowerW());
    fields.append({QStringLiteral("lost_samples"), energy ? QString::number(energy->lost()) : QString()});
    fields.append({QStringLiteral("not_measured_samples"), energy ? QString::number(energy->paused) : QString()});
    for (const RadioShare &share : report.radio)
        fields.append({QStringLiteral("radio_%1_s").arg(device_link::radioStateName(share.state)),
            plain(static_cast<double>(share.ns) / 1e9)});
    fields.append({QStringLiteral("prompts_whole"), QString::number(report.prompts.whole.size())});
    fields.append({QStringLiteral("prompts_in_part"), QString::number(report.prompts.partly.size())});
    fields.append({QStringLiteral("tokens"), QString::number(report.prompts.tokens)});
    fields.append(
        {QStringLiteral("money"), report.prompts.cost ? profiles::formatMicro(report.prompts.cost->micro) : QString()});
    fields.append({QStringLiteral("currency"), report.prompts.cost ? report.prompts.cost->currency : QString()});
    field("mJ_per_token", report.mjPerToken());
    QStringList names;
    QStringList values;
    for (const Line &line : std::as_const(fields)) {
        names.append(line.name);
        values.append(csvField(line.value));
    }
    const QString end = QStringLiteral("\r\n");
    return names.join(u',') + end + values.join(u',') + end;
}

} // namespace widgets
