// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_text.h"

#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace widgets {
namespace {

using device_link::SampleColumn;
using profiles::RegionComparison;

QString say(const char *words) { return QCoreApplication::translate("Compare", words); }

QString plain(std::optional<double> value) { return value ? QString::number(*value, 'g', 9) : QString(); }

/// Names come from notes, files and kits.
QString oneLine(QString words)
{
    for (QChar &each : words) {
        if (each < u' ' || each == u',' || each == u'"')
            each = u' ';
    }
    return words.simplified();
}

QString sideWords(const QString &name, const std::optional<RegionReport> &report)
{
    return report ? name + comma() + report->kit + u' ' + originWord(report->origin) : QString(kEmDash);
}

QStringList ofSide(const QString &letter, const std::optional<RegionReport> &report)
{
    QStringList words;
    if (report) {
        for (const QString &caveat : regionCaveats(*report))
            words.append(letter + QStringLiteral(": ") + caveat);
    }
    return words;
}

} // namespace

QStringList compareCaveats(const ComparedRegions &regions)
{
    QStringList words = ofSide(regions.labelA, regions.a) + ofSide(regions.labelB, regions.b);
    if (!regions.a || !regions.b)
        return words;
    if (regions.a->origin != regions.b->origin)
        words.append(
            say(QT_TRANSLATE_NOOP("Compare", "%1 is %2 and %3 is %4: they were not taken in the same way."))
                .arg(regions.labelA, originWord(regions.a->origin), regions.labelB, originWord(regions.b->origin)));
    const double a = static_cast<double>(regions.a->region.lengthNs());
    const double b = static_cast<double>(regions.b->region.lengthNs());
    if (std::max(a, b) > 1.02 * std::min(a, b))
        words.append(say(QT_TRANSLATE_NOOP(
            "Compare", "They are not equally long: compare charge and energy with the durations in mind.")));
    return words;
}

QString compareText(const ComparedRegions &regions, const QString &table)
{
    QString all = regions.labelA + u'\t' + sideWords(regions.nameA, regions.a) + u'\n' + regions.labelB + u'\t'
        + sideWords(regions.nameB, regions.b) + u'\n';
    all += say(QT_TRANSLATE_NOOP("Compare", "%1 shifted by")).arg(regions.labelB) + u'\t'
        + text(si(static_cast<double>(regions.shiftNs) / 1e9, QStringLiteral("s"), 4)) + QStringLiteral("\n\n") + table;
    const QStringList caveats = compareCaveats(regions);
    for (const QString &caveat : caveats)
        all += caveat + u'\n';
    return all;
}

QString compareCsv(const ComparedRegions &regions)
{
    const QString end = QStringLiteral("\r\n");
    const auto origin
        = [](const std::optional<RegionReport> &report) { return report ? originWord(report->origin) : QString(); };
    QString all = QStringLiteral("figure,a,b,a_minus_b,a_over_b,a_name,b_name,a_origin,b_origin,shift_ns") + end;
    const std::array<const char *, RegionComparison::FigureCount> names{
        "duration_s", "average_A", "max_A", "charge_C", "energy_J"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const profiles::ComparedFigure &figure = regions.comparison.figures.at(i);
        const QStringList cells{QLatin1String(names.at(i)), plain(figure.a), plain(figure.b),
            plain(figure.difference()), plain(figure.ratio()), oneLine(regions.nameA), oneLine(regions.nameB),
            origin(regions.a), origin(regions.b), QString::number(regions.shiftNs)};
        all += cells.join(u',') + end;
    }
    return all;
}

QByteArray columnsCsv(const ComparedRegions &regions, std::int64_t fromNs, std::int64_t toNs,
    std::span<const SampleColumn> a, std::span<const SampleColumn> b, std::span<const SampleColumn> difference)
{
    const std::size_t count = std::min({a.size(), b.size(), difference.size()});
    const double step = count > 0 ? static_cast<double>(toNs - fromNs) / static_cast<double>(count) : 0;
    const auto side = [](const QString &name, const std::optional<RegionReport> &report) {
        return QString(oneLine(name)
            + (report ? QStringLiteral(" of ") + oneLine(report->kit) + QStringLiteral(", origin: ")
                        + originWord(report->origin)
                      : QString()));
    };
    QString all = QStringLiteral("# AI-eSIM Workbench comparison\n# a: ") + side(regions.nameA, regions.a)
        + QStringLiteral("\n# b: ") + side(regions.nameB, regions.b) + QStringLiteral("\n# b_shift_ns: ")
        + QString::number(regions.shiftNs) + QStringLiteral("\n# column_s: ") + plain(step / 1e9)
        + QStringLiteral("\ntime_s,a_min_A,a_mean_A,a_max_A,b_min_A,b_mean_A,b_max_A,a_minus_b_A\n");
    const auto cells = [](const SampleColumn &column) {
        return column.count == 0
            ? QStringList{QString(), QString(), QString()}
            : QStringList{plain(double(column.min)), plain(column.mean), plain(double(column.max))};
    };
    for (std::size_t i = 0; i < count; ++i) {
        const double seconds = (static_cast<double>(fromNs) + step * static_cast<double>(i)) / 1e9;
        const QString delta = difference[i].count > 0 ? plain(difference[i].mean) : QString();
        all += (QStringList{plain(seconds)} + cells(a[i]) + cells(b[i]) + QStringList{delta}).join(u',') + u'\n';
    }
    return all.toUtf8();
}

} // namespace widgets
