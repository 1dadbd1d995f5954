// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event_log.h"
#include "language_model.h"
#include "prompt_archive.h"
#include "token_account.h"
#include "truth_log.h"

#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/physics/host_model.h"
#include "virtual_kit/physics/network_path.h"
#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/physics/radio_model.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace virtual_kit {

/// What a prompt needs of the kit; all outlive the service.
struct PromptSurroundings {
    Simulation &simulation;
    RadioModel &radio;
    HostModel &host;
    PowerModel &power;
    EventLog &events;
    TokenAccount &account;
    TruthLog &truth;
    std::function<void(const std::string &line)> log;
};

/// A prompt as asked for; every field is valid.
struct PromptAsk {
    QString id;
    QString text;
    QString model;
    ComputeTier tier = ComputeTier::Province;
    int maxTokens = 160;
};

/// Runs prompts (PROTOCOL.md §5.4), one at a time: reserve, radio, send, first byte, tokens, usage, charge, done,
/// quiet. What is charged is the tokens delivered, never more; prompt tokens are free. Ids, records and the account
/// outlive a boot; a prompt that ran is settled when the kit is up again.
class PromptService
{
public:
    PromptService(std::uint64_t seed, const PromptSurroundings &around);
    ~PromptService();
    PromptService(const PromptService &) = delete;
    PromptService &operator=(const PromptService &) = delete;

    enum class Started : std::uint8_t { Running, Busy, Exhausted };
    /// Starts a prompt whose id is new. Not called without network.
    Started start(const PromptAsk &ask);
    /// Ends the running prompt; of any other id nothing happens.
    void cancel(const QString &id);
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    /// isRunning() has changed.
    std::function<void()> onRunning;
    [[nodiscard]] PromptArchive &archive() { return m_archive; }

    /// The radio changed its state; to be told after everybody else was.
    void radioChanged(RadioState state);
    void powerLost();  ///< the kit goes down: the run stops where it is
    void kitStarted(); ///< the kit is up: what was interrupted is settled and told

    static constexpr int kDefaultTokens = 160;
    static constexpr int kMostTokens = 1024;
    static constexpr int kLongestText = 2048; ///< bytes

private:
    struct Run;
    struct Ending {
        QString id;
        int delivered = 0;
        int promptTokens = 0;
        std::string_view source; ///< of the token counts
        std::string_view finish;
        std::string_view error; ///< empty: none
        std::string_view note;  ///< for the ledger
    };
    /// A finished prompt whose energy is not complete: the radio is not back to idle.
    struct Closing {
        QString id;
        SimTime accepted = 0;
        PowerTotals atStart;
    };
    void tell(const QString &id, std::string_view name, const QCborMap &fields = {});
    void truth(std::string_view what, const QString &id, QJsonObject fields = {});
    void tellRunning() const;
    void plan(SimTime delay, void (PromptService::*step)());
    void connected(bool ok);
    void sent();
    void answerArrives();
    void token();
    void complete();
    void conclude(const Ending &ending);
    void finish(std::string_view finish, std::string_view error, std::string_view source);
    void receive(SimTime duration);
    void quiet();

    PromptSurroundings m_around;
    NetworkPath m_path;
    LanguageModel m_model;
    PromptArchive m_archive;
    std::unique_ptr<Run> m_run;
    std::optional<Closing> m_closing;
    struct Interrupted {
        QString id;
        int delivered = 0;
        int promptTokens = 0;
        bool done = false; ///< only its quiet was missing
    };
    std::optional<Interrupted> m_interrupted;
    std::uint64_t m_turn = 0; ///< an answer of the radio to an earlier run is stale
    Simulation::Handle m_step = 0;
};

} // namespace virtual_kit
