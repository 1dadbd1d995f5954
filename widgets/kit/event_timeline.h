// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_event.h"
#include "device_link/session/modem_status.h"
#include "device_link/session/prompt_runner.h"
#include "profiles/connectivity/radio_history.h"

#include <QHash>
#include <QObject>

#include <deque>

namespace widgets {

/// What happened on a kit's own time axis in its present boot: radio states, prompts and their tokens. Bounded: the
/// oldest go first. A new boot id starts it afresh, because its clock starts at 0 again.
class EventTimeline : public QObject
{
    Q_OBJECT
public:
    using RadioSpan = profiles::RadioHistory::Span;
    struct Token {
        std::int64_t kitTimeNs = 0;
        std::int64_t gapNs = 0; ///< since the token before it; 0 for the first of an answer
    };
    struct Prompt {
        QString id;
        int number = 0; ///< 1... in the order asked, as shown ("#47")
        std::int64_t acceptedNs = 0;
        std::int64_t firstTokenNs = 0; ///< 0: not yet
    };
    static constexpr std::int64_t kStallNs = 100'000'000; ///< a longer gap between tokens is a stall

    using QObject::QObject;

    void add(const device_link::KitEvent &event);
    /// number: how the transcript counts this prompt.
    void add(const device_link::PromptEvent &event, int number);
    /// Starts afresh for another boot; the same boot id changes nothing.
    void setBoot(std::uint32_t bootId);

    [[nodiscard]] const std::deque<RadioSpan> &radio() const { return m_radio.spans(); }
    [[nodiscard]] const profiles::RadioHistory &radioHistory() const { return m_radio; }
    /// A state that was read, not told by an event: the lane is known from there on.
    void addRadio(std::int64_t kitTimeNs, device_link::RadioState state);
    [[nodiscard]] const std::deque<Token> &tokens() const { return m_tokens; }
    [[nodiscard]] const std::deque<Prompt> &prompts() const { return m_prompts; }
    [[nodiscard]] std::uint32_t bootId() const { return m_bootId; }
    /// The state at a time; Unknown before the first event.
    [[nodiscard]] device_link::RadioState radioAt(std::int64_t kitTimeNs) const { return m_radio.at(kitTimeNs); }

Q_SIGNALS:
    void changed();

private:
    void addToken(const device_link::PromptEvent &event);

    std::uint32_t m_bootId = 0;
    profiles::RadioHistory m_radio;
    std::deque<Token> m_tokens;
    std::deque<Prompt> m_prompts;
    QHash<QString, std::int64_t> m_lastToken; ///< per running prompt
};

} // namespace widgets
