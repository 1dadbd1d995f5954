// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/step_list.h"
#include "widgets/esim/switch_run.h"

namespace widgets {

// The words of a change of profile, for the sheet. They are in the language that is installed.

/// "Enable Lab Operational 2?", "Lab Operational 2 is enabled"
[[nodiscard]] QString switchTitle(const SwitchRequest &request, SwitchRun::Phase phase, bool stopped);
/// "Lab Operational 2 is not enabled any more": see SwitchRun::undone()
[[nodiscard]] QString undoneTitle(const SwitchRequest &request);
/// What will happen; goesOff: the profile that the same command disables.
[[nodiscard]] QString switchForecast(
    const SwitchRequest &request, const profiles::ProfileInfo *goesOff, std::optional<qint64> lastTotalMs);
/// What happened, or what is being done.
[[nodiscard]] QString switchReport(const SwitchRun &run);
/// The steps as the list shows them. runningMs: of the running one.
[[nodiscard]] QList<Step> switchSteps(
    const QList<SwitchRun::StepTime> &steps, const SwitchRequest &request, qint64 runningMs);
/// "42 ms", "7.31 s"
[[nodiscard]] QString shortTime(qint64 ms);
/// Profiles whose state differs between two lists, by name: those that are on now, or off now.
[[nodiscard]] QString changedTo(
    bool enabled, const QList<profiles::ProfileInfo> &before, const QList<profiles::ProfileInfo> &after);
/// "enable, disable: 2 servers": who will be told of this change.
[[nodiscard]] QString notificationWords(const SwitchRequest &request, const profiles::ProfileInfo *goesOff);

} // namespace widgets
