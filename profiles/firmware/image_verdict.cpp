// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_verdict.h"

#include <QtConcurrentRun>

#include <openssl/crypto.h>

#include <algorithm>

namespace profiles {

using device_link::FirmwareSlot;
using device_link::FirmwareState;

namespace {

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }

const char *algorithmName(HashAlgorithm algorithm)
{
    switch (algorithm) {
    case HashAlgorithm::Sha384: return "sha384";
    case HashAlgorithm::Sha512: return "sha512";
    case HashAlgorithm::Sha256: break;
    }
    return "sha256";
}

const char *stateName(SignatureState state)
{
    constexpr const char *kNames[] = {"unsigned", "noKeyGiven", "unknownKey", "invalid", "valid"};
    return kNames[static_cast<std::size_t>(state)];
}

ImageCheck checkHash(const McubootImage &image, const QByteArray &digest)
{
    ImageCheck check{ImageCheckId::Hash, CheckOutcome::Fail, {}};
    const auto algorithm = image.hashAlgorithm();
    if (!algorithm)
        return check; // a bootloader that checks anything refuses an image without a hash
    check.detail = {{QStringLiteral("algorithm"), QLatin1String(algorithmName(*algorithm))},
        {QStringLiteral("stored"), hex(image.hash())}, {QStringLiteral("computed"), hex(digest)}};
    if (image.encrypted()) {
        check.outcome = CheckOutcome::Warn; // the hash is over the plain text
        check.detail.insert(QStringLiteral("encrypted"), true);
    } else if (image.hash() == digest)
        check.outcome = CheckOutcome::Pass;
    return check;
}

ImageCheck checkOf(const SignatureFinding &finding, bool keysGiven, bool encrypted)
{
    ImageCheck check{ImageCheckId::Signature, CheckOutcome::Fail, {}};
    check.detail = {{QStringLiteral("state"), QLatin1String(stateName(finding.state))},
        {QStringLiteral("type"), finding.type}, {QStringLiteral("keyHash"), hex(finding.keyHash)},
        {QStringLiteral("keyName"), finding.keyName}, {QStringLiteral("pure"), finding.pure}};
    if (finding.state == SignatureState::Valid)
        check.outcome = CheckOutcome::Pass;
    else if (!keysGiven)
        check.outcome = CheckOutcome::NotChecked;
    else if (encrypted && finding.state == SignatureState::Invalid)
        check.outcome = CheckOutcome::Warn; // it is over the plain text's hash
    return check;
}

ImageCheck checkBootable(const McubootImage &image)
{
    const bool bootable = (image.flags & McubootImage::kFlagNonBootable) == 0;
    return {ImageCheckId::Bootable, bootable ? CheckOutcome::Pass : CheckOutcome::Fail,
        {{QStringLiteral("flags"), image.flags}}};
}

ImageCheck checkPadding(const McubootImage &image)
{
    const qint64 extra = image.fileSize - image.endOffset;
    CheckOutcome outcome = CheckOutcome::Fail;
    if (extra == 0)
        outcome = CheckOutcome::Pass;
    else if (image.tailErased)
        outcome = CheckOutcome::Warn;
    return {ImageCheckId::Padding, outcome,
        {{QStringLiteral("extraBytes"), extra}, {QStringLiteral("trailer"), image.hasTrailer}}};
}

ImageCheck checkCounter(const McubootImage &image)
{
    ImageCheck check{ImageCheckId::SecurityCounter, CheckOutcome::NotChecked, {}};
    if (const auto counter = image.securityCounter())
        check.detail.insert(QStringLiteral("counter"), *counter);
    return check;
}

ImageCheck checkSlotSize(const McubootImage &image, const FirmwareState &state, int imageNumber)
{
    std::optional<qint64> smallest;
    for (const FirmwareSlot &slot : state.slotList) {
        if (slot.image == imageNumber && slot.size)
            smallest = qMin(smallest.value_or(*slot.size), *slot.size);
    }
    ImageCheck check{ImageCheckId::SlotSize, CheckOutcome::NotChecked, {{QStringLiteral("fileSize"), image.fileSize}}};
    if (smallest) {
        check.outcome = image.fileSize <= *smallest ? CheckOutcome::Pass : CheckOutcome::Fail;
        check.detail.insert(QStringLiteral("slotSize"), *smallest);
    }
    return check;
}

/// The slot an upload would overwrite must neither wait for its boot nor be what a trial falls back to.
ImageCheck checkSlotFree(
    const FirmwareState &state, int imageNumber, const FirmwareSlot *running, const QByteArray &ownHash)
{
    ImageCheck check{ImageCheckId::SlotFree, running ? CheckOutcome::Pass : CheckOutcome::NotChecked, {}};
    const auto block = [&check](const char *reason, const QString &version) {
        check.outcome = CheckOutcome::Fail;
        check.detail = {{QStringLiteral("reason"), QLatin1String(reason)}, {QStringLiteral("version"), version}};
    };
    if (running && !running->confirmed && running->hash != ownHash)
        block("trial", running->version);
    for (const FirmwareSlot &slot : state.slotList) {
        if (slot.image == imageNumber && !slot.active && slot.pending && slot.hash != ownHash)
            block("pending", slot.version);
    }
    return check;
}

ImageCheck checkNotRunning(const QByteArray &hash, const FirmwareSlot *running)
{
    ImageCheck check{ImageCheckId::NotRunning, CheckOutcome::NotChecked, {}};
    if (!running || running->hash.isEmpty() || hash.isEmpty())
        return check;
    check.outcome = running->hash == hash ? CheckOutcome::Fail : CheckOutcome::Pass;
    check.detail.insert(QStringLiteral("version"), running->version);
    return check;
}

ImageCheck checkNotPending(const QByteArray &hash, const FirmwareState &state, int imageNumber)
{
    ImageCheck check{ImageCheckId::NotPending, hash.isEmpty() ? CheckOutcome::NotChecked : CheckOutcome::Pass, {}};
    const FirmwareSlot *slot = slotWithHash(state, imageNumber, hash);
    if (slot && !slot->active && slot->pending) {
        check.outcome = CheckOutcome::Warn;
        check.detail = {{QStringLiteral("slot"), slot->slot}, {QStringLiteral("version"), slot->version}};
    }
    return check;
}

ImageCheck checkVersion(const McubootVersion &version, const FirmwareSlot *running)
{
    ImageCheck check{ImageCheckId::Version, CheckOutcome::NotChecked, {{QStringLiteral("file"), version.toString()}}};
    const auto other = running ? McubootVersion::fromString(running->version) : std::nullopt;
    if (!other)
        return check;
    const bool newer = version > *other;
    check.outcome = newer ? CheckOutcome::Pass : CheckOutcome::Warn;
    check.detail.insert(QStringLiteral("running"), running->version);
    check.detail.insert(QStringLiteral("relation"),
        QLatin1String(newer         ? "newer"
                : version == *other ? "same"
                                    : "older"));
    return check;
}

} // namespace

const char *checkName(ImageCheckId id)
{
    constexpr const char *kNames[] = {"hash", "signature", "bootable", "padding", "slotSize", "slotFree", "notRunning",
        "notPending", "version", "securityCounter"};
    return kNames[static_cast<std::size_t>(id)];
}

const char *outcomeName(CheckOutcome outcome)
{
    constexpr const char *kNames[] = {"pass", "warn", "fail", "notChecked"};
    return kNames[static_cast<std::size_t>(outcome)];
}

Result<ImageInspection> inspectImage(const QByteArray &file, const QList<ImagePublicKey> &keys)
{
    const auto image = parseMcubootImage(viewOf(file));
    if (!image)
        return tl::unexpected(image.error());
    ImageInspection result;
    result.image = *image;
    result.digest = computeImageHash(viewOf(file), *image, image->hashAlgorithm().value_or(HashAlgorithm::Sha256));
    result.signature = checkSignature(viewOf(file), *image, result.digest, keys);
    result.checks = {checkHash(*image, result.digest), checkOf(result.signature, !keys.isEmpty(), image->encrypted()),
        checkBootable(*image), checkPadding(*image), checkCounter(*image)};
    return result;
}

QFuture<Result<ImageInspection>> inspectImageOnPool(QByteArray file, QList<ImagePublicKey> keys)
{
    return QtConcurrent::run([file = std::move(file), keys = std::move(keys)] {
        Result<ImageInspection> result = inspectImage(file, keys);
        // A pool thread may outlive OpenSSL's own clean-up at exit; then what OpenSSL keeps for it would never be
        // freed.
        OPENSSL_thread_stop();
        return result;
    });
}

const ImageCheck *ImageVerdict::find(ImageCheckId id) const
{
    const auto it
        = std::find_if(checks.begin(), checks.end(), [id](const ImageCheck &check) { return check.id == id; });
    return it == checks.end() ? nullptr : &*it;
}

QList<ImageCheckId> ImageVerdict::failed() const
{
    QList<ImageCheckId> ids;
    for (const ImageCheck &check : checks) {
        if (check.outcome == CheckOutcome::Fail)
            ids.append(check.id);
    }
    return ids;
}

ImageVerdict judgeImage(const ImageInspection &inspection, const FirmwareState &state, int imageNumber)
{
    const FirmwareSlot *running = runningSlot(state, imageNumber);
    // A file whose bytes do not give its hash is not the image that the hash names, so it neither runs nor waits there.
    const bool damaged = std::ranges::any_of(inspection.checks,
        [](const ImageCheck &check) { return check.id == ImageCheckId::Hash && check.outcome == CheckOutcome::Fail; });
    const QByteArray hash = damaged ? QByteArray() : inspection.image.hash();
    ImageVerdict verdict{inspection.checks};
    verdict.checks.append(checkSlotSize(inspection.image, state, imageNumber));
    verdict.checks.append(checkSlotFree(state, imageNumber, running, hash));
    verdict.checks.append(checkNotRunning(hash, running));
    verdict.checks.append(checkNotPending(hash, state, imageNumber));
    verdict.checks.append(checkVersion(inspection.image.version, running));
    return verdict;
}

const FirmwareSlot *runningSlot(const FirmwareState &state, int imageNumber)
{
    for (const FirmwareSlot &slot : state.slotList) {
        if (slot.image == imageNumber && slot.active)
            return &slot;
    }
    return nullptr;
}

const FirmwareSlot *slotWithHash(const FirmwareState &state, int imageNumber, const QByteArray &hash)
{
    const FirmwareSlot *found = nullptr;
    for (const FirmwareSlot &slot : state.slotList) {
        if (slot.image == imageNumber && slot.hash == hash && !hash.isEmpty() && (!found || slot.active))
            found = &slot;
    }
    return found;
}

} // namespace profiles
