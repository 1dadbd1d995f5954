// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/fault_text.h"

#include "widgets/text/refusal_text.h"

#include <QCoreApplication>

namespace widgets {
namespace {

using device_link::Error;
using device_link::Fault;
using device_link::RefusalCode;

struct Sentences {
    const char *what;
    const char *next;
};

// A switch without default: a new fault does not compile without a sentence.
Sentences sentencesFor(Fault fault)
{
    switch (fault) {
    case Fault::LinkLost:
        return {QT_TRANSLATE_NOOP("Fault", "The kit is not connected."),
            QT_TRANSLATE_NOOP("Fault", "Plug it in again; the link comes back by itself.")};
    case Fault::Timeout:
        return {QT_TRANSLATE_NOOP("Fault", "The kit did not answer in time."),
            QT_TRANSLATE_NOOP("Fault", "Try again; if it stays silent, reset the kit.")};
    case Fault::Cancelled:
        return {QT_TRANSLATE_NOOP("Fault", "Stopped before it was finished."),
            QT_TRANSLATE_NOOP("Fault", "Start it again when you are ready.")};
    case Fault::Refused:
        return {QT_TRANSLATE_NOOP("Fault", "The kit refused."),
            QT_TRANSLATE_NOOP("Fault", "Its reason is in the details.")};
    case Fault::BadReply:
        return {QT_TRANSLATE_NOOP("Fault", "The kit answered something that does not follow its protocol."),
            QT_TRANSLATE_NOOP("Fault", "Try again; if it happens each time, check the kit's firmware version.")};
    case Fault::BadFile:
        return {QT_TRANSLATE_NOOP("Fault", "The file is damaged or of another kind."),
            QT_TRANSLATE_NOOP("Fault", "Choose another file, or build it again.")};
    case Fault::CannotRead:
        return {QT_TRANSLATE_NOOP("Fault", "The file cannot be read."),
            QT_TRANSLATE_NOOP("Fault", "Check its name, that it is a file, and that you may read it.")};
    case Fault::CannotWrite:
        return {QT_TRANSLATE_NOOP("Fault", "The file or folder cannot be written."),
            QT_TRANSLATE_NOOP("Fault", "Check the folder, your rights to it and the free space, or choose another.")};
    case Fault::AlreadyThere:
        return {QT_TRANSLATE_NOOP("Fault", "A file of that name is there already."),
            QT_TRANSLATE_NOOP("Fault", "Choose another name, or remove that file first.")};
    case Fault::BadArgument:
        return {QT_TRANSLATE_NOOP("Fault", "A value is outside what is possible."),
            QT_TRANSLATE_NOOP("Fault", "Correct the value and try again.")};
    case Fault::NotSupported:
        return {QT_TRANSLATE_NOOP("Fault", "This kit does not offer that."),
            QT_TRANSLATE_NOOP("Fault", "Add a port that offers it, or use another kit.")};
    case Fault::NotFound:
        return {QT_TRANSLATE_NOOP("Fault", "It is not there."),
            QT_TRANSLATE_NOOP("Fault", "Check the name; list what is there and try again.")};
    case Fault::Busy:
        return {QT_TRANSLATE_NOOP("Fault", "The kit is busy with something else."),
            QT_TRANSLATE_NOOP("Fault", "Wait until it is done, or stop it.")};
    case Fault::NoPermission:
        return {QT_TRANSLATE_NOOP("Fault", "You may not open this port."),
            QT_TRANSLATE_NOOP("Fault", "Install the udev rule, or join the dialout group and log in again.")};
    case Fault::Restarted:
        return {QT_TRANSLATE_NOOP("Fault", "The kit restarted in the middle of it."),
            QT_TRANSLATE_NOOP("Fault", "What arrived before is kept. Start it again.")};
    case Fault::HeldByOther:
        return {QT_TRANSLATE_NOOP("Fault", "Another program has this port open."),
            QT_TRANSLATE_NOOP("Fault", "Close that program, then try again.")};
    }
    return {"", ""};
}

/// The detail of an error of a recording begins with its path, or says that the file is no recording.
bool namesRecording(const QString &detail)
{
    return detail.contains(QLatin1String(".aer: "), Qt::CaseInsensitive)
        || detail.endsWith(QLatin1String(": is not a recording"));
}

/// The advice for a file that is not what it should be, where that is no firmware image.
Sentences sentencesFor(Fault fault, FileKind file, const QString &detail)
{
    Sentences sentences = sentencesFor(fault);
    // A form that cannot be read is the file's matter, not the kit's.
    if (fault == Fault::NotSupported && file == FileKind::Import)
        sentences.what = QT_TRANSLATE_NOOP("Fault", "A recording cannot be made of this form of the file.");
    else if (fault != Fault::BadFile)
        return sentences;
    if (file == FileKind::Import)
        sentences.next = QT_TRANSLATE_NOOP("Fault",
            "A recording can be made of a .ppk2 file, or of CSV that names a time and currents or voltages with their "
            "units.");
    else if (file == FileKind::Recording || namesRecording(detail))
        sentences.next = QT_TRANSLATE_NOOP("Fault",
            "\"aiesim verify\" tells what of a recording is sound; of a .ppk2 or CSV file \"aiesim import\" makes "
            "one.");
    return sentences;
}

QString codeText(const RefusalCode &code)
{
    const QString rc = QString::number(code.rc);
    switch (code.space) {
    case RefusalCode::Space::SmpCommon: return QStringLiteral("SMP rc ") + rc;
    case RefusalCode::Space::SmpGroup:
        return QStringLiteral("SMP group ") + QString::number(code.group) + QStringLiteral(" rc ") + rc;
    case RefusalCode::Space::StatusWord:
        return QStringLiteral("SW ") + QString::number(code.rc, 16).toUpper().rightJustified(4, u'0');
    case RefusalCode::Space::Es10:
        return QStringLiteral("ES10 ") + QString::number(code.group, 16).toUpper() + QStringLiteral(" result ") + rc;
    case RefusalCode::Space::AtCme: return QStringLiteral("+CME ERROR: ") + rc;
    }
    return rc;
}

} // namespace

FaultText faultText(const Error &error, FileKind file)
{
    const Sentences general = sentencesFor(error.fault(), file, error.detail());
    if (error.code()) {
        if (const RefusalText *text = refusalText(*error.code()))
            return {
                QCoreApplication::translate("Refusal", text->what), QCoreApplication::translate("Refusal", text->next)};
    }
    const QString what = QCoreApplication::translate("Fault", general.what);
    if (!error.remedy().isEmpty()) {
        return {what, QCoreApplication::translate("Fault", "A command in a terminal mends it; after it, try again.")};
    }
    return {what, QCoreApplication::translate("Fault", general.next)};
}

QString faultLine(const Error &error)
{
    const FaultText text = faultText(error);
    QString line = text.what + u' ' + text.next;
    if (!error.detail().isEmpty())
        line += QStringLiteral(" [") + error.detail() + u']';
    return line;
}

QString faultDetails(const Error &error)
{
    QString text = QString::fromLatin1(device_link::faultName(error.fault()));
    if (error.code())
        text += QStringLiteral(", ") + codeText(*error.code());
    if (!error.detail().isEmpty())
        text += QStringLiteral(": ") + error.detail();
    return text;
}

} // namespace widgets
