// SPDX-License-Identifier: GPL-3.0-or-later
#include "es10_result.h"

#include "tlv.h"

namespace profiles {

namespace {

/// ASN.1 names of the result codes, for logs (SGP.22 annex H).
const char *resultName(Es10Function function, qint64 rc)
{
    if (rc == 127)
        return "undefinedError";
    const bool change = function == Es10Function::EnableProfile || function == Es10Function::DisableProfile
        || function == Es10Function::DeleteProfile;
    switch (rc) {
    case 1:
        if (change)
            return "iccidOrAidNotFound";
        return function == Es10Function::SetNickname ? "iccidNotFound" : "incorrectInputValues";
    case 2: return function == Es10Function::DisableProfile ? "profileNotInEnabledState" : "profileNotInDisabledState";
    case 3: return "disallowedByPolicy";
    case 4: return "wrongProfileReenabling";
    case 5: return "catBusy";
    default: return "unknown code";
    }
}

} // namespace

tl::unexpected<Error> es10Refusal(Es10Function function, qint64 rc)
{
    const auto tag = static_cast<quint16>(function);
    const QString detail
        = QStringLiteral("ES10 %1 answered %2 (%3)")
              .arg(QString::number(tag, 16).toUpper(), QString::number(rc), QLatin1String(resultName(function, rc)));
    const auto code = static_cast<qint32>(qBound(qint64(INT32_MIN), rc, qint64(INT32_MAX)));
    return fail(Fault::Refused, detail, RefusalCode{RefusalCode::Space::Es10, tag, code});
}

Result<ByteView> es10Body(Es10Function function, const QByteArray &response)
{
    return onlyTlv(viewOf(response), static_cast<quint32>(function));
}

Result<void> decodeEs10Result(Es10Function function, const QByteArray &response)
{
    const auto body = es10Body(function, response);
    if (!body)
        return tl::unexpected(body.error());
    const auto value = findTlv(*body, 0x80);
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return fail(Fault::BadReply, QStringLiteral("ES10 response without a result"));
    const auto rc = decodeInteger(**value);
    if (!rc)
        return tl::unexpected(rc.error());
    if (*rc != 0)
        return es10Refusal(function, *rc);
    return {};
}

Result<ByteView> es10List(Es10Function function, const QByteArray &response)
{
    const auto body = es10Body(function, response);
    if (!body)
        return tl::unexpected(body.error());
    TlvReader reader(*body);
    const auto choice = reader.next();
    if (!choice)
        return tl::unexpected(choice.error());
    if (choice->tag == 0x81) {
        const auto rc = decodeInteger(choice->value);
        return rc ? Result<ByteView>(es10Refusal(function, *rc)) : tl::unexpected(rc.error());
    }
    if (choice->tag != 0xA0 || !reader.atEnd())
        return fail(Fault::BadReply, QStringLiteral("ES10 list response is neither A0 nor 81"));
    return choice->value;
}

} // namespace profiles
