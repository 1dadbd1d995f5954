// SPDX-License-Identifier: GPL-3.0-or-later
#include "apdu_fields.h"

#include "framing/at_lines.h"
#include "profiles/esim/apdu_meaning.h"
#include "profiles/frames/hex_dump.h"

namespace profiles {
namespace {

QString byteHex(quint8 byte) { return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')).toUpper(); }

void addFunction(QList<FrameField> &fields, quint32 function, int depth)
{
    if (function == 0)
        return;
    const QString name = es10FunctionName(function);
    const QString tag = QString::number(function, 16).toUpper();
    fields.append({depth, QStringLiteral("function"), name.isEmpty() ? tag : QString(name + u' ' + tag)});
}

} // namespace

QList<FrameField> commandApduFields(const QByteArray &apdu, int depth)
{
    const Result<CommandApdu> command = decodeCommandApdu(apdu);
    if (!command)
        return {};
    QList<FrameField> fields{{depth, QStringLiteral("CLA"), byteHex(command->cla)},
        {depth, QStringLiteral("INS"), byteHex(command->ins)},
        {depth, QStringLiteral("P1 P2"), QString(byteHex(command->p1) + u' ' + byteHex(command->p2))}};
    if (!command->data.isEmpty())
        fields.append({depth, QStringLiteral("data"), shortHex(command->data)});
    if (command->le)
        fields.append({depth, QStringLiteral("Le"), QString::number(*command->le)});
    const Es10Request request = readEs10Request(command->data);
    addFunction(fields, request.function, depth);
    if (!request.profile.isEmpty())
        fields.append({depth, QStringLiteral("profile"), request.profile});
    return fields;
}

QList<FrameField> responseApduFields(const QByteArray &response, int depth)
{
    if (response.size() < 2)
        return {};
    QList<FrameField> fields{{depth, QStringLiteral("SW"), shortHex(response.last(2))}};
    addFunction(fields, readEs10Answer(response.chopped(2)).function, depth);
    return fields;
}

QList<FrameField> atApduFields(const QByteArray &line, int depth)
{
    const QByteArray upper = line.left(16).toUpper();
    const bool command = upper.startsWith("AT+CGLA=") || upper.startsWith("AT+CSIM=");
    const bool answer = upper.startsWith("+CGLA:") || upper.startsWith("+CSIM:");
    if (!command && !answer)
        return {};
    const std::vector<std::string> parts
        = framing::atFields(std::string_view(line.constData(), std::size_t(line.size())));
    framing::Bytes bytes;
    if (parts.empty() || !framing::atHex(parts.back(), bytes))
        return {};
    const QByteArray apdu(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return command ? commandApduFields(apdu, depth) : responseApduFields(apdu, depth);
}

} // namespace profiles
