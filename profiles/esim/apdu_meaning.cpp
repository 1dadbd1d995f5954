// SPDX-License-Identifier: GPL-3.0-or-later
#include "apdu_meaning.h"

#include "es10_codec.h"
#include "profile_id.h"
#include "tlv.h"

#include <algorithm>

namespace profiles {

namespace {

constexpr qsizetype kMostBytes = 64 * 1024;
constexpr quint8 kStoreDataLast = 0x91;

struct FunctionName {
    quint32 tag;
    const char *name;
};

constexpr FunctionName kFunctions[] = {
    {0xBF20, "ES10b GetEUICCInfo1"},
    {0xBF21, "ES10b PrepareDownload"},
    {0xBF22, "ES10b GetEUICCInfo2"},
    {0xBF28, "ES10b ListNotification"},
    {0xBF29, "ES10c SetNickname"},
    {0xBF2B, "ES10b RetrieveNotificationsList"},
    {0xBF2D, "ES10c GetProfilesInfo"},
    {0xBF2E, "ES10b GetEUICCChallenge"},
    {0xBF30, "ES10b RemoveNotificationFromList"},
    {0xBF31, "ES10c EnableProfile"},
    {0xBF32, "ES10c DisableProfile"},
    {0xBF33, "ES10c DeleteProfile"},
    {0xBF34, "ES10c eUICCMemoryReset"},
    {0xBF35, "ES10b LoadCRL"},
    {0xBF36, "ES10b LoadBoundProfilePackage"},
    {0xBF38, "ES10b AuthenticateServer"},
    {0xBF3C, "ES10a GetEuiccConfiguredAddresses"},
    {0xBF3E, "ES10c GetEID"},
    {0xBF3F, "ES10a SetDefaultDpAddress"},
    {0xBF41, "ES10b CancelSession"},
    {0xBF43, "ES10b GetRAT"},
};

/// The function tag the bytes begin with; 0: none. Also for the first piece of a longer object.
quint32 functionOf(const QByteArray &bytes)
{
    if (bytes.size() < 3 || quint8(bytes[0]) != 0xBF || (quint8(bytes[1]) & 0x80) != 0)
        return 0;
    return quint32(0xBF00) | quint8(bytes[1]);
}

std::optional<ByteView> valueOf(ByteView objects, quint32 tag)
{
    const auto found = findTlv(objects, tag);
    return found ? *found : std::nullopt;
}

QString profileIn(ByteView objects)
{
    if (const auto value = valueOf(objects, 0x5A)) {
        const auto iccid = Iccid::fromBytes(*value);
        return iccid ? iccid->digits() : QString();
    }
    if (const auto value = valueOf(objects, 0x4F)) {
        const auto aid = Aid::fromBytes(copyOf(*value));
        return aid ? aid->hex() : QString();
    }
    return {};
}

bool hasResultCode(quint32 function)
{
    constexpr quint32 kWithCode[] = {0xBF29, 0xBF30, 0xBF31, 0xBF32, 0xBF33, 0xBF34, 0xBF3F};
    return std::ranges::find(kWithCode, function) != std::end(kWithCode);
}

template <typename T>
bool failed(const Result<T> &result, Es10Answer &answer)
{
    if (!result)
        answer.refusal = result.error();
    return !result;
}

} // namespace

Result<CommandApdu> decodeCommandApdu(const QByteArray &apdu)
{
    const auto byte = [&apdu](qsizetype at) { return static_cast<quint8>(apdu[at]); };
    const auto leOf = [](quint8 value) { return value == 0 ? 256 : int(value); };
    const qsizetype size = apdu.size();
    if (size < 4)
        return fail(Fault::BadReply, QStringLiteral("a command APDU of %1 bytes").arg(size));
    CommandApdu command{byte(0), byte(1), byte(2), byte(3), {}, {}};
    if (size == 4)
        return command;
    if (size == 5) {
        command.le = leOf(byte(4));
        return command;
    }
    const qsizetype lc = byte(4);
    if (lc == 0 || (size != 5 + lc && size != 6 + lc))
        return fail(Fault::BadReply, QStringLiteral("a command APDU of %1 bytes with Lc %2").arg(size).arg(lc));
    command.data = apdu.mid(5, lc);
    if (size == 6 + lc)
        command.le = leOf(byte(size - 1));
    return command;
}

QString es10FunctionName(quint32 tag)
{
    const auto *found = std::ranges::find(kFunctions, tag, &FunctionName::tag);
    return found == std::end(kFunctions) ? QString() : QString::fromLatin1(found->name);
}

Es10Request readEs10Request(const QByteArray &command)
{
    Es10Request request;
    request.function = functionOf(command);
    const auto body = onlyTlv(viewOf(command), request.function);
    if (request.function == 0 || !body)
        return request;
    const auto choice = valueOf(*body, 0xA0); // enable, disable and the search of a list
    request.profile = profileIn(choice ? *choice : *body);
    const bool change = request.function == 0xBF31 || request.function == 0xBF32;
    const auto flag = change ? valueOf(*body, 0x81) : std::nullopt;
    if (flag && flag->size() == 1)
        request.refresh = flag->front() != 0;
    return request;
}

Es10Answer readEs10Answer(const QByteArray &response)
{
    Es10Answer answer;
    answer.function = functionOf(response);
    if (answer.function == 0xBF2D) {
        const auto list = decodeProfilesInfo(response);
        if (!failed(list, answer)) {
            answer.profiles = list->size();
            answer.enabled = std::ranges::count_if(*list, &ProfileInfo::enabled);
        }
    } else if (answer.function == 0xBF28) {
        const auto list = decodeListNotification(response);
        if (!failed(list, answer))
            answer.notifications = list->size();
    } else if (answer.function == 0xBF3E) {
        const auto eid = decodeGetEid(response);
        if (!failed(eid, answer))
            answer.eid = eid->digits();
    } else if (answer.function == 0xBF22) {
        const auto info = decodeEuiccInfo2(response);
        if (!failed(info, answer)) {
            answer.specification = info->svn;
            answer.freeMemory = info->freeNonVolatileMemory;
        }
    } else if (hasResultCode(answer.function)) {
        failed(decodeEs10Result(static_cast<Es10Function>(answer.function), response), answer);
    } else if (answer.function != 0) {
        failed(onlyTlv(viewOf(response), answer.function), answer);
    }
    return answer;
}

ApduMeaning ApduConversation::take(const QByteArray &command, const QByteArray &response)
{
    ApduMeaning meaning;
    if (const auto apdu = decodeCommandApdu(command)) {
        meaning.apdu = *apdu;
        takeCommand(meaning);
    }
    takeResponse(meaning, response);
    return meaning;
}

void ApduConversation::takeCommand(ApduMeaning &meaning)
{
    using Command = ApduMeaning::Command;
    const CommandApdu &apdu = meaning.apdu;
    const bool proprietary = (apdu.cla & 0x80) != 0;
    if (apdu.ins == 0xA4)
        meaning.command = Command::Select;
    else if (apdu.ins == 0x70)
        meaning.command = apdu.p1 == 0x80 ? Command::CloseChannel : Command::OpenChannel;
    else if (apdu.ins == 0xC0)
        meaning.command = Command::GetResponse;
    else if (apdu.ins == 0xE2 && proprietary)
        meaning.command = Command::StoreData;
    if (meaning.command == Command::StoreData) {
        if (apdu.p2 == 0 || m_whole)
            m_request.clear(); // block 0 starts afresh
        m_response.clear();
        if (m_request.size() + apdu.data.size() <= kMostBytes)
            m_request += apdu.data;
        m_whole = meaning.lastBlock = apdu.p1 == kStoreDataLast;
    } else if (meaning.command != Command::GetResponse) {
        *this = ApduConversation();
        return;
    }
    if (m_whole)
        meaning.request = readEs10Request(m_request);
    else
        meaning.request.function = functionOf(m_request);
}

void ApduConversation::takeResponse(ApduMeaning &meaning, const QByteArray &response)
{
    const qsizetype size = response.size();
    if (size < 2)
        return;
    const auto sw1 = static_cast<quint8>(response[size - 2]), sw2 = static_cast<quint8>(response[size - 1]);
    meaning.sw = static_cast<quint16>((sw1 << 8) | sw2);
    if (m_response.size() + size <= kMostBytes)
        m_response += response.left(size - 2);
    if (sw1 == 0x61) {
        meaning.announced = sw2 == 0 ? 256 : sw2;
        return;
    }
    const bool good = meaning.sw == 0x9000 || sw1 == 0x91;
    if (good && m_whole && !m_response.isEmpty() && functionOf(m_response) != 0)
        meaning.answer = readEs10Answer(m_response);
    m_response.clear();
}

} // namespace profiles
