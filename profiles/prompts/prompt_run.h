// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_event.h"
#include "device_link/session/modem_status.h"
#include "device_link/session/prompt_runner.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace profiles {

/// One piece of an answer, when the kit had it.
struct PromptToken {
    quint32 index = 0;
    std::int64_t kitTimeNs = 0;
    QString text;
    friend bool operator==(const PromptToken &, const PromptToken &) = default;
};

struct PromptUsage {
    qint64 promptTokens = 0, completionTokens = 0;
    QString source; ///< server_usage, server_estimate, chunk_count, unknown
    friend bool operator==(const PromptUsage &, const PromptUsage &) = default;
};

struct PromptCharge {
    qint64 micro = 0;        ///< micro-units of the account
    quint64 ledgerEntry = 0; ///< the entry that committed it
    friend bool operator==(const PromptCharge &, const PromptCharge &) = default;
};

struct RadioMark {
    std::int64_t kitTimeNs = 0;
    device_link::RadioState state = device_link::RadioState::Unknown;
    friend bool operator==(const RadioMark &, const RadioMark &) = default;
};

/// One asked prompt with everything that is known of it. All times are nanoseconds of the kit's clock in the boot
/// bootId; an empty optional has not happened yet, or the kit did not tell.
struct PromptRun {
    QString id;
    QString text; ///< what was asked
    quint32 bootId = 0;
    QString model; ///< as the kit chose it
    std::optional<device_link::ComputeTier> tier;

    std::optional<std::int64_t> accepted;  ///< t0
    std::optional<std::int64_t> radioUp;   ///< tR: RRC connected
    std::optional<std::int64_t> sent;      ///< last byte of the request left; the only send stamp of protocol 1
    std::optional<std::int64_t> firstByte; ///< th
    std::optional<std::int64_t> done;      ///< tF: the finish
    std::optional<std::int64_t> radioIdle; ///< te: first time the radio was idle after the answer
    std::optional<std::int64_t> quiet;     ///< tq: the prompt's energy is complete

    QList<PromptToken> tokens; ///< by index; a hole is a token that was not received
    QList<RadioMark> radio;    ///< radio states while the prompt was running
    std::optional<PromptUsage> usage;
    std::optional<PromptCharge> charge;
    QString finish;                   ///< stop, length, cancelled, error; empty: running
    QString error;                    ///< the kit's reason when finish is "error"
    std::optional<quint32> endBootId; ///< it ended in this later boot: done and quiet are of that one's clock
    bool tailCut = false;  ///< the kit restarted in the tail of the answer: there is no quiet in this boot's clock
    bool replayed = false; ///< part of it was fetched later, after a loss of the link

    [[nodiscard]] bool finished() const { return done.has_value(); }
    /// Nothing more will come of its energy.
    [[nodiscard]] bool settled() const { return quiet || tailCut; }
    /// First and last piece with content that is not empty (tk, tL).
    [[nodiscard]] std::optional<std::int64_t> firstContent() const;
    [[nodiscard]] std::optional<std::int64_t> lastContent() const;
    [[nodiscard]] QString answer() const;
    /// Tokens that are missing below the highest index received.
    [[nodiscard]] qint64 missingTokens() const;

    friend bool operator==(const PromptRun &, const PromptRun &) = default;
};

/// Takes one event of the prompt into the run; false when it belongs to another prompt or brings nothing new. Events
/// may come twice (replay) and tokens in any order: the first stamp of each kind stays.
bool apply(PromptRun &run, const device_link::PromptEvent &event);

/// Takes a "radio" event of the kit into the run when it falls between accepted and quiet; false otherwise.
bool apply(PromptRun &run, const device_link::KitEvent &event);

} // namespace profiles
