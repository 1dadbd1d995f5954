// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/firmware_target.h"
#include "profiles/firmware/image_signature.h"

#include <QFuture>
#include <QVariantMap>

namespace profiles {

/// What is checked of an image before it goes onto a board; the keys of ImageCheck::detail are given with each.
enum class ImageCheckId : std::uint8_t {
    Hash,            ///< stored hash against the computed one: algorithm, stored, computed (hex), encrypted
    Signature,       ///< state (unsigned, noKeyGiven, unknownKey, invalid, valid), type, keyHash, keyName, pure
    Bootable,        ///< flags (number)
    Padding,         ///< extraBytes, trailer (bool): padded files are as large as the slot and carry its trailer
    SlotSize,        ///< fileSize, slotSize
    SlotFree,        ///< reason ("pending" or "trial"), version: the other slot cannot be overwritten now
    NotRunning,      ///< version: the same image runs already
    NotPending,      ///< slot, version: the same image is stored and marked already
    Version,         ///< file, running, relation ("newer", "same", "older")
    SecurityCounter, ///< counter; the board does not tell its own
};

enum class CheckOutcome : std::uint8_t { Pass, Warn, Fail, NotChecked };

struct ImageCheck {
    ImageCheckId id = ImageCheckId::Hash;
    CheckOutcome outcome = CheckOutcome::NotChecked;
    QVariantMap detail;
};

[[nodiscard]] const char *checkName(ImageCheckId id);        ///< "hash", "slotSize", ...
[[nodiscard]] const char *outcomeName(CheckOutcome outcome); ///< "pass", "warn", "fail", "notChecked"

/// What an image file says and proves on its own.
struct ImageInspection {
    McubootImage image;
    QByteArray digest; ///< computed image hash
    SignatureFinding signature;
    QList<ImageCheck> checks; ///< Hash, Signature, Bootable, Padding, SecurityCounter
};

/// Parses, hashes and verifies. CPU-bound (16 MiB at most). BadFile when it is not an image.
[[nodiscard]] Result<ImageInspection> inspectImage(const QByteArray &file, const QList<ImagePublicKey> &keys);
/// The same on the global thread pool.
[[nodiscard]] QFuture<Result<ImageInspection>> inspectImageOnPool(QByteArray file, QList<ImagePublicKey> keys);

struct ImageVerdict {
    QList<ImageCheck> checks;
    [[nodiscard]] const ImageCheck *find(ImageCheckId id) const;
    [[nodiscard]] QList<ImageCheckId> failed() const;
};

/// The inspection's checks and those against the board's state for this image number.
[[nodiscard]] ImageVerdict judgeImage(
    const ImageInspection &inspection, const device_link::FirmwareState &state, int imageNumber);

/// The running slot of an image number, or null.
[[nodiscard]] const device_link::FirmwareSlot *runningSlot(const device_link::FirmwareState &state, int imageNumber);

/// The slot that holds the image with this hash, or null. Two slots with the same image: the running one.
[[nodiscard]] const device_link::FirmwareSlot *slotWithHash(
    const device_link::FirmwareState &state, int imageNumber, const QByteArray &hash);

} // namespace profiles
