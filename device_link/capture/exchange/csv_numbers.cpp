// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_numbers.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kAround = " \t\"";
    const std::size_t first = text.find_first_not_of(kAround);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

QString shown(std::string_view field)
{
    return QString::fromUtf8(field.data(), qsizetype(std::min<std::size_t>(field.size(), 40)));
}

} // namespace

tl::unexpected<Error> badCsvLine(std::uint64_t line, const QString &what)
{
    return fail(Fault::BadFile, QStringLiteral("line %1: ").arg(line) + what);
}

void splitCsv(std::string_view line, char separator, std::vector<std::string_view> &fields)
{
    fields.clear();
    for (;;) {
        const std::size_t end = line.find(separator);
        fields.push_back(trimmed(line.substr(0, end)));
        if (end == std::string_view::npos)
            return;
        line.remove_prefix(end + 1);
    }
}

Result<double> csvNumber(std::string_view field, std::uint64_t line)
{
    if (field.empty())
        return std::numeric_limits<double>::quiet_NaN();
    if (field.front() == '+')
        field.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error == std::errc() && end == field.data() + field.size() && !std::isinf(value))
        return value;
    if (field.find(',') != std::string_view::npos)
        return badCsvLine(line,
            QStringLiteral("\"%1\" has a decimal comma; numbers need a decimal point: export the file again with one")
                .arg(shown(field)));
    if (error == std::errc::result_out_of_range)
        return badCsvLine(
            line, QStringLiteral("\"%1\" is too large or too small for any measurement").arg(shown(field)));
    return badCsvLine(line, QStringLiteral("\"%1\" is no number").arg(shown(field)));
}

template <typename Integer>
std::optional<Integer> csvInteger(std::string_view field)
{
    Integer value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc() || end != field.data() + field.size())
        return {};
    return value;
}
template std::optional<std::uint64_t> csvInteger(std::string_view field);
template std::optional<std::int64_t> csvInteger(std::string_view field);

} // namespace device_link
