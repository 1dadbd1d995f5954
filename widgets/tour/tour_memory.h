// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_profiles.h"
#include "widgets/firmware/push_run.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace widgets {

/// What the steps of one tour leave for those after them, and what has to be put back at its end.
struct TourMemory {
    QString imageGiven; ///< file that the user wants to see sent; empty: none

    bool profileKnown = false;                          ///< profileBefore was taken
    std::optional<profiles::ProfileInfo> profileBefore; ///< enabled before the tour; empty: none was
    bool profileMoved = false;                          ///< another one is, or may be, enabled now

    QString promptId; ///< of the tour's own prompt; empty: none yet
    std::optional<qint64> balanceBefore;

    bool firmwareTouched = false; ///< a file was opened in place of the user's, and perhaps sent
    QString fileBefore;           ///< open in the firmware panel then
    PushHow howBefore = PushHow::OnTrial;
    QByteArray imageHash;   ///< of the image that was sent
    bool trialLeft = false; ///< it is, or may be, on trial
};

} // namespace widgets
