// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/card_channel.h"
#include "profiles/esim/apdu_meaning.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace widgets {

/// One line of the APDU timeline: a command, an answer, or a reset of the card. Words are made when it is shown, so
/// that the language can change.
struct ApduLine {
    enum class Way : std::uint8_t { Command, Answer, Reset };
    using Kind = device_link::ApduExchange::Kind;

    Way way = Way::Command;
    Kind kind = Kind::Transmit;
    std::int64_t nsOfDay = 0; ///< local time of day
    QByteArray handle;        ///< of the channel
    QByteArray bytes;         ///< as sent or received; an answer without its status word
    profiles::ApduMeaning meaning;
    std::optional<device_link::Error> error;
    std::int64_t tookNs = 0; ///< answers: since the command
};

[[nodiscard]] QString apduCommandWord(const ApduLine &line); ///< "STORE DATA"; empty for answers
[[nodiscard]] QString apduMeaning(const ApduLine &line);     ///< "4 profiles, 1 enabled"
[[nodiscard]] QString apduStatus(const ApduLine &line);      ///< "9000"; empty for commands
[[nodiscard]] bool apduFailed(const ApduLine &line);
/// Upper-case hex in groups of two bytes; at most so many bytes, then "…". 0: all.
[[nodiscard]] QString groupedHex(const QByteArray &bytes, qsizetype most = 0);
/// Digits in groups of four, as they are printed on cards.
[[nodiscard]] QString groupedDigits(const QString &digits);

} // namespace widgets
