// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_header.h"

#include "csv_numbers.h"
#include "csv_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace device_link {

namespace {

struct Unit {
    std::string_view written;
    const char *base;
    double scale;
};
constexpr std::array<Unit, 8> kQuantities{{{"A", "A", 1}, {"mA", "A", 1e-3}, {"uA", "A", 1e-6},
    {"\xC2\xB5"
     "A",
        "A", 1e-6},
    {"\xCE\xBC"
     "A",
        "A", 1e-6},
    {"nA", "A", 1e-9}, {"V", "V", 1}, {"mV", "V", 1e-3}}};
constexpr std::array<Unit, 6> kTimes{{{"s", "s", 1}, {"ms", "s", 1e-3}, {"us", "s", 1e-6},
    {"\xC2\xB5"
     "s",
        "s", 1e-6},
    {"\xCE\xBC"
     "s",
        "s", 1e-6},
    {"ns", "s", 1e-9}}};
constexpr std::array<std::string_view, 12> kOurUnits{"A", "V", "W", "J", "C", "F", "Hz", "s", "K", "Ohm", "Wh", "Ah"};

template <std::size_t N>
const Unit *unitOf(const std::array<Unit, N> &units, std::string_view written)
{
    const auto found = std::ranges::find(units, written, &Unit::written);
    return found == units.end() ? nullptr : &*found;
}

/// "Main current (mA)" → "Main current", "mA"; also "[mA]", "current_mA" and "current mA".
struct Title {
    std::string_view name, unit;
};
Title titleOf(std::string_view field)
{
    const auto split = [](std::string_view name, std::string_view unit) {
        while (name.ends_with(' ') || name.ends_with('_'))
            name.remove_suffix(1);
        return Title{name, unit};
    };
    if (field.ends_with(')') || field.ends_with(']')) {
        const std::size_t open = field.find_last_of(field.back() == ')' ? '(' : '[');
        if (open != std::string_view::npos)
            return split(field.substr(0, open), field.substr(open + 1, field.size() - open - 2));
    }
    const std::size_t last = field.find_last_of("_ ");
    if (last != std::string_view::npos)
        return split(field.substr(0, last), field.substr(last + 1));
    return {field, {}};
}

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
    return result;
}

std::optional<CsvColumn> timeColumn(std::string_view field)
{
    const Title title = titleOf(field);
    const Unit *unit = unitOf(kTimes, title.unit);
    const std::string whole = lower(field);
    const bool isTime = whole.starts_with("time") || lower(title.name) == "t" || whole == "t";
    if (!isTime || (!unit && !title.unit.empty() && field.find_first_of("([") != std::string_view::npos))
        return {};
    CsvColumn column{CsvColumn::Kind::Time, "time", "s", unit ? unit->scale : 1.0};
    return column;
}

std::optional<CsvColumn> logicColumn(std::string_view field)
{
    CsvColumn column{CsvColumn::Kind::LogicBit, "logic", ""};
    if (field == "D0-D7")
        column.kind = CsvColumn::Kind::LogicLow;
    else if (field == "Bits")
        column.kind = CsvColumn::Kind::LogicHigh;
    else if (field.size() == 2 && field[0] == 'D' && field[1] >= '0' && field[1] <= '7')
        column.bit = field[1] - '0';
    else
        return {};
    return column;
}

CsvColumn foreignColumn(std::string_view field, const std::vector<CsvColumn> &before)
{
    const auto has = [&before](auto matches) { return std::ranges::any_of(before, matches); };
    if (!has([](const CsvColumn &each) { return each.kind == CsvColumn::Kind::Time; }))
        if (auto time = timeColumn(field))
            return *time;
    if (const auto logic = logicColumn(field))
        return *logic;
    const Title title = titleOf(field);
    const Unit *unit = unitOf(kQuantities, title.unit);
    if (!unit)
        return {};
    CsvColumn column{CsvColumn::Kind::Value, csvWord(lower(title.name)), unit->base, unit->scale};
    // The first of each is what power and charge are made of.
    const auto same = [&column](const CsvColumn &each) { return each.unit == column.unit; };
    if (!has(same))
        column.name = column.unit == "A" ? "current" : "voltage";
    return column;
}

CsvColumn ourColumn(std::string_view field)
{
    if (field == "index")
        return {CsvColumn::Kind::Index, "index", ""};
    if (field == "kit_time_ns")
        return {CsvColumn::Kind::KitTime, "time", "ns"};
    if (field == "power_W" || field == "lost")
        return {}; // follow from the others
    const std::size_t last = field.find_last_of('_');
    if (last != std::string_view::npos && std::ranges::find(kOurUnits, field.substr(last + 1)) != kOurUnits.end())
        return {CsvColumn::Kind::Value, std::string(field.substr(0, last)), std::string(field.substr(last + 1))};
    return {CsvColumn::Kind::Value, std::string(field), ""};
}

} // namespace

bool CsvHeader::hasLogic() const
{
    return std::ranges::any_of(
        columns, [](const CsvColumn &column) { return column.kind >= CsvColumn::Kind::LogicBit; });
}

bool looksLikeCsvHeader(std::string_view line)
{
    const std::size_t first = line.find_first_not_of(" \t\"");
    if (first == std::string_view::npos)
        return false;
    const char c = line[first];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter && !lower(line.substr(first)).starts_with("nan");
}

Result<CsvHeader> readCsvHeader(std::string_view line, std::uint64_t number)
{
    constexpr std::size_t kMaxColumns = 64;
    CsvHeader header;
    header.ours = line.starts_with("index,kit_time_ns,");
    if (!header.ours && line.find(';') != std::string_view::npos)
        header.separator = ';';
    else if (!header.ours && line.find('\t') != std::string_view::npos)
        header.separator = '\t';
    std::vector<std::string_view> fields;
    splitCsv(line, header.separator, fields);
    if (fields.size() > kMaxColumns)
        return badCsvLine(number, QStringLiteral("more than %1 columns").arg(kMaxColumns));
    if (header.ours && fields[2] == "samples")
        return fail(Fault::NotSupported,
            QStringLiteral("line %1: a reduced CSV has no samples, only bins of them").arg(number));
    std::size_t times = 0;
    std::size_t values = 0;
    for (const std::string_view field : fields) {
        CsvColumn column = header.ours ? ourColumn(field) : foreignColumn(field, header.columns);
        times += column.kind == CsvColumn::Kind::Time || column.kind == CsvColumn::Kind::KitTime ? 1 : 0;
        values += column.kind == CsvColumn::Kind::Value ? 1 : 0;
        if (column.kind == CsvColumn::Kind::Ignored)
            header.ignored.append(QString::fromUtf8(field.data(), qsizetype(field.size())));
        header.columns.push_back(std::move(column));
    }
    if (times != 1)
        return badCsvLine(number, QStringLiteral("no column is called time or timestamp"));
    if (values == 0)
        return badCsvLine(number, QStringLiteral("no column's name has a unit of A, mA, uA, nA, V or mV"));
    return header;
}

} // namespace device_link
