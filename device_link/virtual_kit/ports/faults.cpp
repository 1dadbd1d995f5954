// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults.h"

#include <array>
#include <charconv>
#include <cmath>
#include <functional>

namespace virtual_kit {

namespace {

/// One item of the list, cut at its first '=' or '@'.
struct Item {
    std::string_view text;
    std::string_view name;
    std::string_view value;
    char sign = 0;                   ///< '=', '@' or none
    std::optional<SimTime> duration; ///< a following for=D
};

struct Known {
    const char *usage;
    const char *meaning;
    /// Takes the item into the plan; false: the value is not what the usage says.
    std::function<bool(const Item &, FaultPlan &)> take;
};

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool probability(const Item &item, double &to)
{
    const auto value = item.sign == '=' ? number(item.value) : std::nullopt;
    if (!value || *value < 0 || *value > 1)
        return false;
    to = *value;
    return true;
}

/// "20ms", or a bare number of milliseconds.
bool milliseconds(const Item &item, LinkTime &to)
{
    if (item.sign != '=')
        return false;
    const auto bare = number(item.value);
    const auto value = bare ? std::optional<SimTime>(static_cast<SimTime>(*bare * 1e6)) : parseDuration(item.value);
    if (!value || (bare && (*bare < 0 || *bare > 3.6e6)))
        return false;
    to = *value;
    return true;
}

bool flag(const Item &item, bool &to)
{
    to = true;
    return item.sign == 0;
}

bool unplug(const Item &item, FaultPlan &plan)
{
    const auto at = item.sign == '@' ? parseDuration(item.value) : std::nullopt;
    if (at)
        plan.unplugs.push_back({*at, item.duration.value_or(0)});
    return at.has_value();
}

bool silent(const Item &item, FaultPlan &plan)
{
    plan.silentAt = item.sign == '@' ? parseDuration(item.value) : std::nullopt;
    return plan.silentAt.has_value();
}

bool brownout(const Item &item, FaultPlan &plan)
{
    using Kind = KitFault::Kind;
    if (item.sign == '=') {
        plan.kit.push_back({item.value == "erase" ? Kind::BrownoutInErase : Kind::BrownoutInSwap, 0, 0});
        return item.value == "update" || item.value == "erase";
    }
    const auto at = item.sign == '@' ? parseDuration(item.value) : std::nullopt;
    if (at)
        plan.kit.push_back({Kind::Brownout, *at, 0});
    return at.has_value();
}

bool account(const Item &item, FaultPlan &plan)
{
    plan.kit.push_back({KitFault::Kind::AccountExhausted, 0, 0});
    return item.sign == '=' && item.value == "exhausted";
}

bool meterLoss(const Item &item, FaultPlan &plan)
{
    const auto value = item.sign == '=' ? number(item.value) : std::nullopt;
    constexpr double most = 500'000; // half of the time from one loss to the next
    if (!value || *value < 1 || *value > most || *value != std::floor(*value))
        return false;
    plan.meterLoss = static_cast<std::uint64_t>(*value);
    return true;
}

bool noNetwork(const Item &item, FaultPlan &plan)
{
    const auto at = item.sign == '@' ? parseDuration(item.value) : std::optional<SimTime>(0);
    if (at)
        plan.kit.push_back({KitFault::Kind::NoNetwork, *at, item.duration.value_or(0)});
    return at.has_value() && item.sign != '=';
}

const std::array<Known, 16> &known()
{
    static const std::array<Known, 16> table{{
        {"drop=P", "each frame to the host is lost with probability P (kit frames, console packets)",
            [](const Item &item, FaultPlan &plan) { return probability(item, plan.drop); }},
        {"corrupt=P", "each of them has one byte changed with probability P",
            [](const Item &item, FaultPlan &plan) { return probability(item, plan.corrupt); }},
        {"malformed=P", "each kit frame is replaced by a malformed one with probability P",
            [](const Item &item, FaultPlan &plan) { return probability(item, plan.malformed); }},
        {"delay=MS", "every frame to the host leaves MS later",
            [](const Item &item, FaultPlan &plan) { return milliseconds(item, plan.delay); }},
        {"late=MS", "every answer (SMP and AT) leaves MS later; events and samples do not",
            [](const Item &item, FaultPlan &plan) { return milliseconds(item, plan.late); }},
        {"twice", "every SMP request is answered twice",
            [](const Item &item, FaultPlan &plan) { return flag(item, plan.twice); }},
        {"wrong-seq", "every SMP answer has the sequence number of another request",
            [](const Item &item, FaultPlan &plan) { return flag(item, plan.wrongSequence); }},
        {"silent@T", "from T on nothing is sent on any port", silent},
        {"flood", "junk bytes without end on every port",
            [](const Item &item, FaultPlan &plan) { return flag(item, plan.flood); }},
        {"never-read", "input is never read on any port",
            [](const Item &item, FaultPlan &plan) { return flag(item, plan.neverRead); }},
        {"unplug@T[,for=D]", "the ports vanish at T and come back after D (without for: never)", unplug},
        {"brownout@T | brownout=update | brownout=erase",
            "the supply collapses at T, or in the middle of the next firmware swap or slot erase", brownout},
        {"account=exhausted", "the token account is empty from the start", account},
        {"ppk2-lose=N", "the power meter loses N samples (to 500000) every ten seconds of its stream, first after five",
            meterLoss},
        {"ppk2-split", "what the power meter sends is cut in the middle of its words",
            [](const Item &item, FaultPlan &plan) { return flag(item, plan.meterSplits); }},
        {"no-network[@T[,for=D]]", "no cell answers, from T on, for D (without: from the start, for good)", noNetwork},
    }};
    return table;
}

const Known *find(std::string_view name)
{
    for (const Known &entry : known()) {
        const std::string_view usage = entry.usage;
        if (usage.substr(0, usage.find_first_of("=@[ ")) == name)
            return &entry;
    }
    return nullptr;
}

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }

Item cut(std::string_view piece)
{
    Item item;
    item.text = piece;
    const std::size_t sign = piece.find_first_of("=@");
    item.name = piece.substr(0, sign);
    if (sign != std::string_view::npos) {
        item.sign = piece[sign];
        item.value = piece.substr(sign + 1);
    }
    return item;
}

/// Splits at commas; "for=D" belongs to the item before it.
bool split(std::string_view spec, std::vector<Item> &items, QString &error)
{
    while (true) {
        const std::size_t comma = spec.find(',');
        const Item item = cut(spec.substr(0, comma));
        if (item.name == "for") {
            const auto duration = item.sign == '=' ? parseDuration(item.value) : std::nullopt;
            const bool takes = !items.empty() && (items.back().name == "unplug" || items.back().name == "no-network")
                && !items.back().duration;
            if (!takes || !duration || *duration == 0) {
                error = takes ? QStringLiteral("'%1': for= needs a duration such as 500ms or 2.5s").arg(text(item.text))
                              : QStringLiteral("'%1' must follow unplug@T or no-network@T").arg(text(item.text));
                return false;
            }
            items.back().duration = duration;
        } else {
            items.push_back(item);
        }
        if (comma == std::string_view::npos)
            return true;
        spec.remove_prefix(comma + 1);
    }
}

} // namespace

std::optional<SimTime> parseDuration(std::string_view text)
{
    const std::size_t unitAt = text.find_first_not_of("0123456789.");
    if (unitAt == std::string_view::npos || unitAt == 0)
        return std::nullopt;
    const std::string_view unit = text.substr(unitAt);
    const double scale = unit == "ns" ? 1
        : unit == "us"                ? 1e3
        : unit == "ms"                ? 1e6
        : unit == "s"                 ? 1e9
        : unit == "min"               ? 60e9
                                      : 0;
    const auto value = number(text.substr(0, unitAt));
    constexpr double year = 3.2e16;
    if (!value || scale == 0 || *value * scale > year)
        return std::nullopt;
    return static_cast<SimTime>(std::llround(*value * scale));
}

bool parseFaults(std::string_view spec, FaultPlan &plan, QString &error)
{
    std::vector<Item> items;
    if (!split(spec, items, error))
        return false;
    for (const Item &item : items) {
        const Known *entry = find(item.name);
        if (!entry) {
            error = QStringLiteral("there is no fault '%1'; see --help for the list").arg(text(item.text));
            return false;
        }
        if (!entry->take(item, plan)) {
            error = QStringLiteral("'%1' is not of the form %2").arg(text(item.text), QLatin1String(entry->usage));
            return false;
        }
    }
    return true;
}

QString faultHelp()
{
    QString help = QStringLiteral("Faults for --fault (T and D in kit seconds, such as 2.5s or 800ms; P from 0 to 1; "
                                  "MS in milliseconds):\n");
    for (const Known &entry : known())
        help += QStringLiteral("  %1\n        %2\n").arg(QLatin1String(entry.usage), QLatin1String(entry.meaning));
    return help;
}

} // namespace virtual_kit
