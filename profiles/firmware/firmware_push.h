// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/firmware/image_verdict.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace profiles {

enum class PushStep : std::uint8_t {
    Inspect,
    ReadState,
    Compare,
    Upload,
    Mark,
    Reset,
    Reconnect,
    ReadBack,
    SelfTest,
    Confirm
};
[[nodiscard]] const char *pushStepName(PushStep step); ///< "inspect", "readState", ...

struct PushProgress {
    PushStep step = PushStep::Inspect;
    device_link::UploadProgress upload;              ///< bytes, speed, erasing, window; Upload only
    std::optional<double> etaSeconds;                ///< Upload only, once there is a speed
    std::optional<device_link::FirmwareState> state; ///< as read just now: told with Compare and ReadBack
};
using PushProgressHandler = std::function<void(const PushProgress &)>;

/// Tries the new image out; success lets the push confirm it.
using FirmwareSelfTest
    = std::function<QCoro::Task<Result<void>>(std::shared_ptr<device_link::KitSession>, std::stop_token)>;

struct PushOptions {
    int imageNumber = 0;
    bool permanent = false;            ///< mark for good before the reset: no trial, no way back
    bool confirmAfterSelfTest = false; ///< after a trial boot: self-test, then confirm
    FirmwareSelfTest selfTest;         ///< empty: the kit must stay up for selfTestMs and show the same state again
    int selfTestMs = 3000;
    QList<ImagePublicKey> keys;      ///< empty: the signature is not checked
    QList<ImageCheckId> accepted;    ///< failed checks the user accepts (never NotRunning)
    int reconnectTimeoutMs = 120000; ///< reset, swap and boot
};

enum class PushOutcome : std::uint8_t {
    OnTrial,        ///< runs, and goes back at the next reset unless confirmed
    Confirmed,      ///< runs for good
    WentBack,       ///< the board is back with the old image: the bootloader refused the new one or it was reverted
    DidNotComeBack, ///< nothing answers since the reset
    AlreadyRunning, ///< nothing was done: the board runs this image (on trial still: it is confirmed when that is
                    ///< asked)
};
[[nodiscard]] const char *pushOutcomeName(PushOutcome outcome); ///< "onTrial", "confirmed", ...

struct FirmwarePush {
    PushOutcome outcome = PushOutcome::OnTrial;
    ImageInspection inspection;
    ImageVerdict verdict;
    device_link::FirmwareState before;
    std::optional<device_link::FirmwareState> after;
    bool uploadSkipped = false;      ///< the board already held this image, marked for its boot
    qint64 uploadMs = 0, bootMs = 0; ///< host clock; bootMs from the accepted reset to the first answer
    std::optional<Error> trouble; ///< OnTrial: why the self-test or the confirmation failed; DidNotComeBack: last error
};

/// Puts an image onto a kit: inspect (on the pool), read the state, compare, upload, mark, reset, wait for the kit,
/// read the state back, and confirm when asked to. Errors end it and say in their detail what was left on the board:
/// BadFile (no image, or its bytes do not give its hash), NotSupported (no FirmwareTarget), BadArgument (a check failed
/// and was not accepted: its names are in the detail), Cancelled, LinkLost, Timeout, Refused. After the reset the
/// outcomes above are results, not errors.
[[nodiscard]] QCoro::Task<Result<FirmwarePush>> pushFirmware(std::shared_ptr<device_link::KitSession> session,
    QByteArray file, PushOptions options, PushProgressHandler progress, std::stop_token stop);

/// Confirms the running image of this image number and checks that the board now says so. expectedHash: the image the
/// caller means; NotFound when another one runs (it went back meanwhile). Empty: whatever runs.
[[nodiscard]] QCoro::Task<Result<device_link::FirmwareState>> confirmFirmware(
    std::shared_ptr<device_link::KitSession> session, int imageNumber, QByteArray expectedHash, std::stop_token stop);

} // namespace profiles
