// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/text_label.h"
#include "widgets/firmware/firmware_work.h"

#include <QString>

namespace widgets {

/// One word (for tables) and the ink of an outcome.
struct OutcomeText {
    QString word;
    Tone tone = Tone::Text;
};
[[nodiscard]] OutcomeText pushOutcomeText(profiles::PushOutcome outcome);
/// "stopped", or "failed: the kit is not connected".
[[nodiscard]] QString pushErrorWord(const device_link::Error &error);

/// How a push ended: told as what it is, with what to do next.
struct EndText {
    QString title, what, next;
    Tone tone = Tone::Text;
};
[[nodiscard]] EndText pushEndText(const PushEnd &end);

[[nodiscard]] QString pushStepText(profiles::PushStep step, PushHow how);
/// What the step under way is doing, or what a finished one found; often empty.
[[nodiscard]] QString pushStepNote(const PushRun &run, profiles::PushStep step, StepState state);

[[nodiscard]] QString pushHowText(PushHow how);   ///< "On trial"
[[nodiscard]] QString pushHowDetail(PushHow how); ///< one sentence

/// What a cancel would leave now, one sentence; oldVersion and newVersion as shown.
[[nodiscard]] QString cancelText(const FirmwareWork &work);
/// What an error or a cancel left on the board.
[[nodiscard]] QString leftText(const PushEnd &end);
/// Why Send is disabled, with what would enable it; empty when nothing is in the way.
[[nodiscard]] QString sendBlockText(const FirmwareWork &work);

} // namespace widgets
