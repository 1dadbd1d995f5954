// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/apdu_line.h"

#include "profiles/esim/isdr.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

#include <QCoreApplication>

namespace widgets {
namespace {

using Command = profiles::ApduMeaning::Command;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ApduLine)
};

QString functionName(quint32 tag)
{
    const QString known = profiles::es10FunctionName(tag);
    return known.isEmpty() ? QStringLiteral("ES10 ") + QString::number(tag, 16).toUpper() : known;
}

QString requestMeaning(const ApduLine &line)
{
    const profiles::Es10Request &request = line.meaning.request;
    if (request.function == 0)
        return {};
    QString text = functionName(request.function);
    if (!line.meaning.lastBlock)
        return Words::tr("%1, block %2").arg(text, integer(line.meaning.apdu.p2));
    if (!request.profile.isEmpty())
        text += u' ' + request.profile;
    if (request.refresh)
        text
            += QStringLiteral(", ") + (*request.refresh ? Words::tr("refresh flag on") : Words::tr("refresh flag off"));
    return text;
}

QString commandMeaning(const ApduLine &line)
{
    if (line.kind == ApduLine::Kind::Open)
        return profiles::isdrAids().contains(line.bytes) ? Words::tr("open a channel to the ISD-R")
                                                         : Words::tr("open a channel to an application");
    if (line.kind == ApduLine::Kind::Close)
        return Words::tr("close the channel, always");
    switch (line.meaning.command) {
    case Command::OpenChannel: return Words::tr("open a logical channel");
    case Command::CloseChannel: return Words::tr("close the channel, always");
    case Command::Select: return Words::tr("select an application");
    case Command::GetResponse: return Words::tr("fetch the rest of the answer");
    case Command::StoreData: return requestMeaning(line);
    case Command::Unknown: break;
    }
    return {};
}

QString es10Meaning(const profiles::Es10Answer &answer)
{
    if (answer.refusal)
        return faultText(*answer.refusal).what;
    if (answer.profiles) {
        const QString count
            = *answer.profiles == 1 ? Words::tr("1 profile") : Words::tr("%1 profiles").arg(integer(*answer.profiles));
        return Words::tr("%1, %2 enabled").arg(count, integer(answer.enabled.value_or(0)));
    }
    if (answer.notifications)
        return *answer.notifications == 0 ? Words::tr("no notification waits")
            : *answer.notifications == 1  ? Words::tr("1 notification waits")
                                          : Words::tr("%1 notifications wait").arg(integer(*answer.notifications));
    if (!answer.eid.isEmpty())
        return QStringLiteral("EID ") + groupedDigits(answer.eid);
    if (answer.freeMemory)
        return Words::tr("SGP.22 v%1, %2 free")
            .arg(answer.specification, text(bytes(static_cast<qint64>(*answer.freeMemory))));
    return Words::tr("done");
}

QString answerMeaning(const ApduLine &line)
{
    if (line.error)
        return faultText(*line.error).what;
    if (line.kind == ApduLine::Kind::Open)
        return Words::tr("ISD-R selected, session %1").arg(QString::fromLatin1(line.handle));
    if (line.kind == ApduLine::Kind::Close)
        return Words::tr("channel closed");
    if (line.meaning.answer)
        return es10Meaning(*line.meaning.answer);
    if (line.meaning.announced > 0)
        return Words::tr("more to fetch: %1 bytes or more").arg(integer(line.meaning.announced));
    if (apduFailed(line)) {
        const device_link::RefusalCode code{
            device_link::RefusalCode::Space::StatusWord, 0, line.meaning.sw.value_or(0)};
        return faultText(device_link::Error(device_link::Fault::Refused, {}, code)).what;
    }
    return line.meaning.command == Command::StoreData && !line.meaning.lastBlock ? Words::tr("block taken") : QString();
}

} // namespace

QString apduCommandWord(const ApduLine &line)
{
    if (line.way == ApduLine::Way::Reset)
        return QStringLiteral("REFRESH");
    if (line.way == ApduLine::Way::Answer)
        return {};
    if (line.kind == ApduLine::Kind::Open)
        return QStringLiteral("OPEN CHANNEL");
    if (line.kind == ApduLine::Kind::Close)
        return QStringLiteral("CLOSE CHANNEL");
    switch (line.meaning.command) {
    case Command::OpenChannel:
    case Command::CloseChannel: return QStringLiteral("MANAGE CHANNEL");
    case Command::Select: return QStringLiteral("SELECT");
    case Command::StoreData: return QStringLiteral("STORE DATA");
    case Command::GetResponse: return QStringLiteral("GET RESPONSE");
    case Command::Unknown: break;
    }
    return QStringLiteral("INS ") + QString::number(line.meaning.apdu.ins, 16).toUpper().rightJustified(2, u'0');
}

QString apduMeaning(const ApduLine &line)
{
    if (line.way == ApduLine::Way::Reset)
        return Words::tr("the card was reset: every channel is closed");
    return line.way == ApduLine::Way::Command ? commandMeaning(line) : answerMeaning(line);
}

QString apduStatus(const ApduLine &line)
{
    if (line.way != ApduLine::Way::Answer || !line.meaning.sw)
        return {};
    return QString::number(*line.meaning.sw, 16).toUpper().rightJustified(4, u'0');
}

bool apduFailed(const ApduLine &line)
{
    if (line.way != ApduLine::Way::Answer)
        return false;
    if (line.error || (line.meaning.answer && line.meaning.answer->refusal))
        return true;
    const quint16 sw = line.meaning.sw.value_or(0x9000);
    const int sw1 = sw >> 8;
    return sw != 0x9000 && sw1 != 0x61 && sw1 != 0x91 && sw1 != 0x6C;
}

QString groupedHex(const QByteArray &bytes, qsizetype most)
{
    const bool cut = most > 0 && bytes.size() > most;
    const QByteArray hex = (cut ? bytes.left(most) : bytes).toHex().toUpper();
    QString text;
    for (qsizetype at = 0; at < hex.size(); at += 4) {
        if (at > 0)
            text += u' ';
        text += QLatin1String(hex.mid(at, 4));
    }
    return cut ? text + QStringLiteral(" …") : text;
}

QString groupedDigits(const QString &digits)
{
    QString text;
    for (qsizetype at = 0; at < digits.size(); at += 4) {
        if (at > 0)
            text += u' ';
        text += digits.mid(at, 4);
    }
    return text;
}

} // namespace widgets
