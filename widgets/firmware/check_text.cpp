// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/check_text.h"

#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

namespace widgets {

using profiles::CheckOutcome;
using profiles::ImageCheck;
using profiles::ImageCheckId;
using profiles::McubootTlvType;

namespace {

QString say(const char *source) { return QCoreApplication::translate("Firmware", source); }

QString textOf(const ImageCheck &check, const char *key) { return check.detail.value(QLatin1String(key)).toString(); }

QString bytesOf(const ImageCheck &check, const char *key)
{
    return text(bytes(check.detail.value(QLatin1String(key)).toLongLong()));
}

QString shortKey(const ImageCheck &check)
{
    return shortHash(QByteArray::fromHex(textOf(check, "keyHash").toLatin1()));
}

CheckText hashText(const ImageCheck &check)
{
    QString algorithm = textOf(check, "algorithm").toUpper();
    algorithm.insert(3, u'-'); // SHA-256
    switch (check.outcome) {
    case CheckOutcome::Pass: return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1 recomputed, equal")).arg(algorithm), {}};
    case CheckOutcome::Warn:
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "encrypted: only the board can check it")), {}};
    default: break;
    }
    if (check.detail.isEmpty())
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "the image has none")),
            say(QT_TRANSLATE_NOOP("Firmware", "Sign it with imgtool: an image without a hash cannot be marked."))};
    return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1 differs: the file is damaged")).arg(algorithm),
        say(QT_TRANSLATE_NOOP("Firmware", "Build or copy it again; a bootloader refuses it as it is."))};
}

CheckText signatureText(const ImageCheck &check)
{
    const QString state = textOf(check, "state");
    const QString kind = signatureKind(static_cast<quint16>(check.detail.value(QLatin1String("type")).toUInt()),
        check.detail.value(QLatin1String("pure")).toBool());
    if (state == QLatin1String("valid"))
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1, key %2")).arg(kind, textOf(check, "keyName")), {}};
    if (state == QLatin1String("noKeyGiven"))
        return {{},
            say(QT_TRANSLATE_NOOP("Firmware", "%1 by key %2; add its public key to check it"))
                .arg(kind, shortKey(check)),
            {}};
    if (state == QLatin1String("unknownKey"))
        return {{},
            say(QT_TRANSLATE_NOOP("Firmware", "%1 by key %2, which is none of yours")).arg(kind, shortKey(check)),
            say(QT_TRANSLATE_NOOP("Firmware", "Add that key, or sign the image with a key the bootloader trusts."))};
    if (state == QLatin1String("invalid"))
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1, but not over these bytes")).arg(kind),
            say(QT_TRANSLATE_NOOP("Firmware", "Sign the image again; a bootloader refuses it as it is."))};
    return {{}, say(QT_TRANSLATE_NOOP("Firmware", "not signed")),
        say(QT_TRANSLATE_NOOP("Firmware", "Sign it with imgtool and a key the bootloader trusts."))};
}

CheckText paddingText(const ImageCheck &check)
{
    if (check.outcome == CheckOutcome::Pass)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "none")), {}};
    if (check.detail.value(QLatin1String("trailer")).toBool())
        return {{},
            say(QT_TRANSLATE_NOOP("Firmware", "%1 behind the image, with MCUboot's trailer"))
                .arg(bytesOf(check, "extraBytes")),
            say(QT_TRANSLATE_NOOP("Firmware", "Sign it without --pad: the board writes its own trailer."))};
    if (check.outcome == CheckOutcome::Warn)
        return {{},
            say(QT_TRANSLATE_NOOP("Firmware", "%1 of erased bytes behind the image")).arg(bytesOf(check, "extraBytes")),
            {}};
    return {{},
        say(QT_TRANSLATE_NOOP("Firmware", "%1 of something else behind the image")).arg(bytesOf(check, "extraBytes")),
        say(QT_TRANSLATE_NOOP("Firmware", "Use the file as imgtool wrote it."))};
}

CheckText slotSizeText(const ImageCheck &check)
{
    const QString file = bytesOf(check, "fileSize");
    if (check.outcome == CheckOutcome::NotChecked)
        return {
            {}, say(QT_TRANSLATE_NOOP("Firmware", "%1; the board does not tell the size of its slots")).arg(file), {}};
    const QString words
        = say(QT_TRANSLATE_NOOP("Firmware", "%1 in a slot of %2")).arg(file, bytesOf(check, "slotSize"));
    if (check.outcome == CheckOutcome::Pass)
        return {{}, words, {}};
    return {{}, words, say(QT_TRANSLATE_NOOP("Firmware", "Build a smaller image."))};
}

CheckText slotFreeText(const ImageCheck &check)
{
    if (check.outcome == CheckOutcome::Pass)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "the other slot may be written")), {}};
    if (check.outcome == CheckOutcome::NotChecked)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "the board names no running image")), {}};
    const QString version = textOf(check, "version");
    if (textOf(check, "reason") == QLatin1String("trial"))
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1 runs on trial: the other slot is its way back")).arg(version),
            say(QT_TRANSLATE_NOOP("Firmware", "Confirm it or reboot to go back first."))};
    return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1 waits there for its boot")).arg(version),
        say(QT_TRANSLATE_NOOP("Firmware", "Reset the kit first, so that it boots."))};
}

CheckText notRunningText(const ImageCheck &check)
{
    if (check.outcome == CheckOutcome::Pass)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "another image runs")), {}};
    if (check.outcome == CheckOutcome::NotChecked)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "the board does not tell the hash of what runs")), {}};
    return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1 runs already: this very image")).arg(textOf(check, "version")),
        say(QT_TRANSLATE_NOOP("Firmware", "There is nothing to send; open another file."))};
}

CheckText notPendingText(const ImageCheck &check)
{
    if (check.outcome == CheckOutcome::Warn)
        return {{},
            say(QT_TRANSLATE_NOOP("Firmware", "slot %1 holds it, marked: it is not sent again"))
                .arg(textOf(check, "slot")),
            {}};
    if (check.outcome == CheckOutcome::NotChecked)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "an image without a hash cannot be found")), {}};
    return {{}, say(QT_TRANSLATE_NOOP("Firmware", "does not wait on the board")), {}};
}

CheckText versionText(const ImageCheck &check)
{
    const QString file = textOf(check, "file");
    const QString running = textOf(check, "running");
    if (running.isEmpty())
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1; the board's version is not known")).arg(file), {}};
    const QString change = running + QStringLiteral(" → ") + file;
    const QString relation = textOf(check, "relation");
    if (relation == QLatin1String("older"))
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1, older")).arg(change), {}};
    if (relation == QLatin1String("same"))
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "%1, the same")).arg(change), {}};
    return {{}, change, {}};
}

CheckText counterText(const ImageCheck &check)
{
    const QVariant counter = check.detail.value(QLatin1String("counter"));
    if (!counter.isValid())
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "none in the image")), {}};
    return {{},
        say(QT_TRANSLATE_NOOP("Firmware", "%1; the board does not tell its own")).arg(integer(counter.toLongLong())),
        {}};
}

CheckText bootableText(const ImageCheck &check)
{
    if (check.outcome == CheckOutcome::Pass)
        return {{}, say(QT_TRANSLATE_NOOP("Firmware", "yes")), {}};
    return {{}, say(QT_TRANSLATE_NOOP("Firmware", "marked as not bootable")),
        say(QT_TRANSLATE_NOOP("Firmware", "Use the application's image, not a part of it."))};
}

} // namespace

QString checkTitle(ImageCheckId id)
{
    switch (id) {
    case ImageCheckId::Hash: return say(QT_TRANSLATE_NOOP("Firmware", "Image hash"));
    case ImageCheckId::Signature: return say(QT_TRANSLATE_NOOP("Firmware", "Signature"));
    case ImageCheckId::Bootable: return say(QT_TRANSLATE_NOOP("Firmware", "Bootable"));
    case ImageCheckId::Padding: return say(QT_TRANSLATE_NOOP("Firmware", "Padding"));
    case ImageCheckId::SlotSize: return say(QT_TRANSLATE_NOOP("Firmware", "Fits"));
    case ImageCheckId::SlotFree: return say(QT_TRANSLATE_NOOP("Firmware", "Free slot"));
    case ImageCheckId::NotRunning: return say(QT_TRANSLATE_NOOP("Firmware", "Not running yet"));
    case ImageCheckId::NotPending: return say(QT_TRANSLATE_NOOP("Firmware", "Not waiting yet"));
    case ImageCheckId::Version: return say(QT_TRANSLATE_NOOP("Firmware", "Newer"));
    case ImageCheckId::SecurityCounter: return say(QT_TRANSLATE_NOOP("Firmware", "Security counter"));
    }
    return {};
}

CheckText checkText(const ImageCheck &check)
{
    CheckText words;
    switch (check.id) {
    case ImageCheckId::Hash: words = hashText(check); break;
    case ImageCheckId::Signature: words = signatureText(check); break;
    case ImageCheckId::Bootable: words = bootableText(check); break;
    case ImageCheckId::Padding: words = paddingText(check); break;
    case ImageCheckId::SlotSize: words = slotSizeText(check); break;
    case ImageCheckId::SlotFree: words = slotFreeText(check); break;
    case ImageCheckId::NotRunning: words = notRunningText(check); break;
    case ImageCheckId::NotPending: words = notPendingText(check); break;
    case ImageCheckId::Version: words = versionText(check); break;
    case ImageCheckId::SecurityCounter: words = counterText(check); break;
    }
    words.title = checkTitle(check.id);
    if (check.outcome != CheckOutcome::Fail)
        words.next.clear();
    return words;
}

QString checkOutcomeWord(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Pass: return say(QT_TRANSLATE_NOOP("Firmware", "passes"));
    case CheckOutcome::Warn: return say(QT_TRANSLATE_NOOP("Firmware", "warning"));
    case CheckOutcome::Fail: return say(QT_TRANSLATE_NOOP("Firmware", "fails"));
    case CheckOutcome::NotChecked: return say(QT_TRANSLATE_NOOP("Firmware", "not checked"));
    }
    return {};
}

QString signatureKind(quint16 tlvType, bool pure)
{
    switch (static_cast<McubootTlvType>(tlvType)) {
    case McubootTlvType::Rsa2048Pss: return QStringLiteral("RSA-2048 PSS");
    case McubootTlvType::Rsa3072Pss: return QStringLiteral("RSA-3072 PSS");
    case McubootTlvType::Ecdsa: return QStringLiteral("ECDSA");
    case McubootTlvType::Ed25519: return pure ? QStringLiteral("Ed25519 (pure)") : QStringLiteral("Ed25519");
    default: return {};
    }
}

QString tlvNames(const profiles::McubootImage &image)
{
    QStringList names;
    for (const profiles::McubootTlv &tlv : image.tlvs) {
        QString name = signatureKind(tlv.type, false);
        switch (static_cast<McubootTlvType>(tlv.type)) {
        case McubootTlvType::Sha256: name = QStringLiteral("SHA-256"); break;
        case McubootTlvType::Sha384: name = QStringLiteral("SHA-384"); break;
        case McubootTlvType::Sha512: name = QStringLiteral("SHA-512"); break;
        case McubootTlvType::KeyHash: name = say(QT_TRANSLATE_NOOP("Firmware", "key hash")); break;
        case McubootTlvType::PublicKey: name = say(QT_TRANSLATE_NOOP("Firmware", "public key")); break;
        case McubootTlvType::PureSignature: name = say(QT_TRANSLATE_NOOP("Firmware", "pure")); break;
        case McubootTlvType::Dependency: name = say(QT_TRANSLATE_NOOP("Firmware", "dependency")); break;
        case McubootTlvType::SecurityCounter: name = say(QT_TRANSLATE_NOOP("Firmware", "counter")); break;
        default: break;
        }
        if (name.isEmpty())
            name = QStringLiteral("0x") + QString::number(tlv.type, 16).rightJustified(4, u'0');
        names.append(name);
    }
    return names.join(comma());
}

QString shortHash(const QByteArray &hash)
{
    if (hash.isEmpty())
        return QString(kEmDash);
    const QString hex = QString::fromLatin1(hash.toHex());
    if (hex.size() <= 16)
        return hex;
    return hex.left(4) + u' ' + hex.mid(4, 4) + QStringLiteral(" … ") + hex.right(4);
}

} // namespace widgets
