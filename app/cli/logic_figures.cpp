// SPDX-License-Identifier: GPL-3.0-or-later
#include "logic_figures.h"

#include "columns.h"

#include "widgets/text/units.h"

#include <QJsonArray>

#include <cmath>

namespace app {

using namespace device_link;

namespace {

constexpr std::size_t kAtOnce = 65'536;
constexpr int kNameColumns = 8, kCellColumns = 11; // as the other channels have them

/// The end of the gap that holds index; index itself where none does. No gap is worth going through sample by sample.
std::uint64_t behindGap(const std::vector<SampleGap> &gaps, std::uint64_t index)
{
    for (const SampleGap &gap : gaps)
        if (gap.firstIndex <= index && index - gap.firstIndex < gap.count)
            return gap.firstIndex + gap.count;
    return index;
}

QString inputName(std::size_t input) { return QStringLiteral("D%1").arg(input); }

} // namespace

double LogicFigures::highShare(std::size_t input) const
{
    return count > 0 ? double(high.at(input)) / double(count) : 0;
}

LogicFigures logicFigures(const SampleView &samples, std::size_t channel, std::uint64_t first, std::uint64_t last,
    const std::stop_token &stop)
{
    const std::vector<SampleGap> gaps = samples.gaps();
    std::array<std::uint64_t, 256> words{};
    LogicFigures figures;
    std::optional<unsigned> before;
    for (std::uint64_t at = first; at < last && !stop.stop_requested();) {
        if (const std::uint64_t behind = behindGap(gaps, at); behind != at) {
            before.reset();
            at = behind;
            continue;
        }
        const std::vector<float> values = samples.values(channel, at, last, kAtOnce);
        if (values.empty())
            break;
        at += values.size();
        for (const float value : values) {
            if (std::isnan(value)) {
                before.reset();
                continue;
            }
            const unsigned word = static_cast<unsigned>(value) & 0xFFU;
            ++words[word];
            const unsigned changed = before ? *before ^ word : 0U;
            for (std::size_t input = 0; changed >> input != 0; ++input)
                figures.edges[input] += changed >> input & 1U;
            before = word;
        }
    }
    for (std::size_t word = 0; word < words.size(); ++word) {
        figures.count += words[word];
        for (std::size_t input = 0; input < LogicFigures::kInputs; ++input)
            figures.high[input] += (word >> input & 1U) != 0 ? words[word] : 0;
    }
    return figures;
}

void printLogic(const CommandContext &context, const LogicFigures &figures)
{
    QString names = leftCell(QStringLiteral("logic"), kNameColumns);
    QString high = leftCell(QStringLiteral("high"), kNameColumns);
    QString edges = leftCell(QStringLiteral("edges"), kNameColumns);
    const auto add = [](QString &line, const QString &text) { line += u' ' + rightCell(text, kCellColumns); };
    for (std::size_t input = 0; input < LogicFigures::kInputs; ++input) {
        add(names, inputName(input));
        add(high, widgets::text(widgets::percent(figures.highShare(input) * 100, 2)));
        add(edges, widgets::integer(qint64(figures.edges[input])));
    }
    for (const QString &line : {names, high, edges})
        context.print(line);
}

QJsonObject toJson(const LogicFigures &figures)
{
    QJsonArray inputs;
    for (std::size_t input = 0; input < LogicFigures::kInputs; ++input)
        inputs.append(QJsonObject{{QStringLiteral("input"), inputName(input)},
            {QStringLiteral("high_share"), figures.highShare(input)},
            {QStringLiteral("edges"), qint64(figures.edges[input])}});
    return {{QStringLiteral("count"), qint64(figures.count)}, {QStringLiteral("inputs"), inputs}};
}

} // namespace app
