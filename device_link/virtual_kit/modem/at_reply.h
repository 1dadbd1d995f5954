// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace virtual_kit {

/// <err> of +CME ERROR (3GPP TS 27.007 §9.2.1), those that are used here.
enum class CmeError : std::uint8_t {
    NotAllowed = 3,
    NotSupported = 4,
    SimNotInserted = 10,
    SimBusy = 14,
    MemoryFull = 20,
    NotFound = 22,
    IncorrectParameters = 50,
    Unknown = 100,
};
/// The verbose form of +CMEE=2.
[[nodiscard]] std::string_view cmeErrorText(CmeError error);

/// What one command answers: information lines, then how the line of commands goes on.
struct AtReply {
    enum class Outcome : std::uint8_t { Ok, Error, Cme, Silent };
    std::vector<std::string> lines;
    Outcome outcome = Outcome::Ok;
    CmeError error = CmeError::Unknown; ///< for Cme

    [[nodiscard]] static AtReply ok() { return {}; }
    [[nodiscard]] static AtReply line(std::string text) { return {{std::move(text)}, Outcome::Ok, CmeError::Unknown}; }
    [[nodiscard]] static AtReply syntaxError() { return {{}, Outcome::Error, CmeError::Unknown}; }
    [[nodiscard]] static AtReply cme(CmeError error) { return {{}, Outcome::Cme, error}; }
    [[nodiscard]] static AtReply silent() { return {{}, Outcome::Silent, CmeError::Unknown}; }
};

} // namespace virtual_kit
