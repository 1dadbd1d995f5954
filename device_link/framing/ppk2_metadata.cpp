// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_metadata.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace framing {

namespace {

constexpr std::string_view kEnd = "END";
constexpr std::array<double, kPpk2Ranges> kDefaultOhms{1031.64, 101.65, 10.15, 0.94, 0.043};
constexpr double kLargest = 1e9; ///< beyond this no value of a meter lies

struct Field {
    std::string_view name; ///< followed by the range's digit
    double Ppk2RangeCalibration::*member;
    bool zeroIsNone;
};
constexpr std::array<Field, 7> kFields{{{"R", &Ppk2RangeCalibration::r, true}, {"GS", &Ppk2RangeCalibration::gs, false},
    {"GI", &Ppk2RangeCalibration::gi, true}, {"O", &Ppk2RangeCalibration::o, false},
    {"S", &Ppk2RangeCalibration::s, false}, {"I", &Ppk2RangeCalibration::i, false},
    {"UG", &Ppk2RangeCalibration::userGain, true}}};

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t'))
        text.remove_suffix(1);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    return text;
}

std::string quoted(std::string_view line) { return '"' + std::string(line.substr(0, 40)) + '"'; }

bool isText(std::string_view text)
{
    return std::ranges::all_of(
        text, [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; });
}

/// Takes one line after another; error is empty while all is well.
class Reader
{
public:
    Ppk2Metadata metadata = defaultPpk2Metadata();
    std::string error;
    bool sawResistance = false;

    void line(std::string_view text)
    {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos || colon == 0) {
            error = quoted(text) + " is no line of a meter's metadata";
            return;
        }
        const std::string_view key = trimmed(text.substr(0, colon));
        const std::string_view value = trimmed(text.substr(colon + 1));
        if (!inRange(key, value))
            general(key, value);
    }

private:
    /// Empty when it is not a number, with error set; NaN and infinity are numbers here.
    std::optional<double> number(std::string_view key, std::string_view text)
    {
        double value = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = code == std::errc() && end == text.data() + text.size();
        if (whole && (!std::isfinite(value) || std::abs(value) <= kLargest))
            return value;
        error = quoted(std::string(key) + ": " + std::string(text)) + " has no number";
        return std::nullopt;
    }

    bool inRange(std::string_view key, std::string_view text)
    {
        const std::size_t range = key.empty() ? kPpk2Ranges : static_cast<std::size_t>(key.back() - '0');
        if (range >= kPpk2Ranges)
            return false;
        const auto *const field = std::ranges::find(kFields, key.substr(0, key.size() - 1), &Field::name);
        if (field == kFields.end())
            return false;
        const std::optional<double> value = number(key, text);
        if (!value)
            return true;
        const bool resistance = field->member == &Ppk2RangeCalibration::r;
        if (resistance && *value < 0)
            error = std::string(key) + " is below 0";
        sawResistance = sawResistance || resistance;
        if (std::isfinite(*value) && !(field->zeroIsNone && *value == 0))
            metadata.ranges[range].*(field->member) = *value;
        return true;
    }

    void general(std::string_view key, std::string_view text)
    {
        if (key != "VDD" && key != "HW" && key != "mode" && key != "Calibrated" && key != "Simulated")
            return;
        const double value = number(key, text).value_or(0);
        if (!std::isfinite(value))
            return;
        const int whole = static_cast<int>(value);
        if (key == "VDD" && whole != 0)
            metadata.vddMilliVolts = std::clamp(whole, kPpk2MinMilliVolts, kPpk2MaxMilliVolts);
        else if (key == "HW")
            metadata.hardware = whole;
        else if (key == "mode" && (whole == 1 || whole == 2))
            metadata.mode = static_cast<Ppk2Mode>(whole);
        else if (key == "Calibrated")
            metadata.calibrated = whole != 0;
        else if (key == "Simulated")
            metadata.simulated = whole != 0;
    }
};

} // namespace

Ppk2Metadata defaultPpk2Metadata()
{
    Ppk2Metadata metadata;
    for (std::size_t range = 0; range < kPpk2Ranges; ++range)
        metadata.ranges[range].r = kDefaultOhms[range];
    return metadata;
}

std::optional<std::size_t> ppk2MetadataEnd(std::string_view text)
{
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t newline = text.find('\n', start);
        if (newline == std::string_view::npos)
            return std::nullopt;
        if (trimmed(text.substr(start, newline - start)) == kEnd)
            return newline + 1;
        start = newline + 1;
    }
    return std::nullopt;
}

Ppk2MetadataResult parsePpk2Metadata(std::string_view text)
{
    const std::optional<std::size_t> end = ppk2MetadataEnd(text.substr(0, kMaxPpk2Metadata));
    if (!end && text.size() > kMaxPpk2Metadata)
        return {std::nullopt, "no END in " + std::to_string(kMaxPpk2Metadata) + " bytes"};
    if (!end)
        return {std::nullopt, "the text does not end with END"};
    text = text.substr(0, *end);
    if (!isText(text))
        return {std::nullopt, "bytes that are no text"};
    Reader reader;
    while (!text.empty() && reader.error.empty()) {
        const std::size_t newline = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, newline));
        text.remove_prefix(newline + 1);
        if (!line.empty() && line != kEnd)
            reader.line(line);
    }
    if (reader.error.empty() && !reader.sawResistance)
        reader.error = "no resistance (R0 to R4): this is no Power Profiler Kit II";
    if (!reader.error.empty())
        return {std::nullopt, reader.error};
    return {reader.metadata, {}};
}

} // namespace framing
