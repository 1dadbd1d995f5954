// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

#include <functional>
#include <optional>

namespace app {

struct StreamRunOptions {
    double rateHz = 0;
    double seconds = 0;              ///< wall time
    bool throughLoss = false;        ///< a lost link does not end it: what returns within the time goes on
    std::function<bool()> goOn = {}; ///< asked now and then; false ends the run. Empty: always
};

struct StreamRun {
    device_link::StreamGrant grant;
    double ranSeconds = 0;                  ///< from the grant to the end
    double awaySeconds = 0;                 ///< of these: without a link
    double silentSeconds = 0;               ///< at the end, kit time: the link was there and no samples came
    std::optional<device_link::Error> lost; ///< the link was gone at the end, or no samples came, and why
};

/// What is said of a run that was lost before its time.
[[nodiscard]] QString lostSentence(const StreamRun &run, double seconds);
/// What is said of a run that Ctrl+C ended before its time.
[[nodiscard]] QString stoppedSentence(const StreamRun &run, double seconds);

/// Starts the stream and lets it run for that long or until Ctrl+C, which is no error: what was measured until then
/// counts. Shows samples, losses and the time left on a terminal. Stops the stream at its end. A link that is lost is
/// told in the result, never an error: there are samples.
[[nodiscard]] QCoro::Task<device_link::Result<StreamRun>> runStream(std::shared_ptr<CommandContext> context,
    std::shared_ptr<device_link::KitSession> session, std::shared_ptr<device_link::PowerSource> source,
    StreamRunOptions options);

} // namespace app
