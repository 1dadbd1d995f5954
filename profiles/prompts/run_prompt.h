// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/common/result.h"
#include "profiles/prompts/prompt_run.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>

namespace profiles {

/// Called in the session's thread after each event that changed the run.
using PromptUpdateHandler = std::function<void(const PromptRun &)>;

struct PromptRunOptions {
    bool untilQuiet = true;       ///< go on after the answer until the radio is idle and the energy complete
    int silenceTimeoutMs = 30000; ///< without any event before the answer's end, after asking the kit what it knows
    int quietTimeoutMs = 30000;   ///< how long to wait for quiet after the answer's end
    int reconnectTimeoutMs = 60000;
    int cancelTimeoutMs = 5000; ///< how long the kit may take to end a cancelled prompt
};

/// An id for PromptRequest::id that was never used before (a random UUID, RFC 4122 version 4).
[[nodiscard]] QString newPromptId();

/// Asks a kit and follows the answer to its end. An empty request.id gets a new one. Listens before it starts, so no
/// event is missed; after a lost link it waits for the kit and fetches what happened meanwhile; starting again with the
/// same id cannot ask twice.
/// Stop: before the answer's end the prompt is cancelled at the kit, and the run that the kit then ends (finish
/// "cancelled", charged for what was delivered) is the result; after it, the run is returned at once.
/// Errors: NotSupported, Refused (account exhausted, no network, busy, too long), LinkLost when the kit does not come
/// back, Restarted when it restarted and forgot the prompt, Timeout when it goes silent, Cancelled when it does not
/// confirm the cancel. What was received until then was given to onUpdate.
[[nodiscard]] QCoro::Task<Result<PromptRun>> runPrompt(std::shared_ptr<device_link::KitSession> session,
    device_link::PromptRequest request, PromptRunOptions options, PromptUpdateHandler onUpdate, std::stop_token stop);
[[nodiscard]] QCoro::Task<Result<PromptRun>> runPrompt(std::shared_ptr<device_link::KitSession> session,
    device_link::PromptRequest request, PromptUpdateHandler onUpdate, std::stop_token stop);

/// Takes up a prompt that was left before its end (the link was lost, or a stop could not be told to the kit): waits
/// for the kit, fetches what it knows of it and follows it to its end; `cancel`: one that still runs is cancelled at
/// the kit. Errors as of runPrompt.
[[nodiscard]] QCoro::Task<Result<PromptRun>> takeUpPrompt(std::shared_ptr<device_link::KitSession> session,
    PromptRun left, bool cancel, PromptUpdateHandler onUpdate, std::stop_token stop);

} // namespace profiles
