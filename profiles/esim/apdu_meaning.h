// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace profiles {

/// A command APDU in short form (ISO/IEC 7816-4 §5.2), taken apart.
struct CommandApdu {
    quint8 cla = 0, ins = 0, p1 = 0, p2 = 0;
    QByteArray data;
    std::optional<int> le; ///< 1 to 256
};
/// BadReply for bytes that are none.
[[nodiscard]] Result<CommandApdu> decodeCommandApdu(const QByteArray &apdu);

/// "ES10c EnableProfile" for BF31 (SGP.22 §5.7); empty for a tag that is no function known here.
[[nodiscard]] QString es10FunctionName(quint32 tag);

/// What an ES10 request asks for. Fields that are not there or cannot be read stay empty: this is for showing.
struct Es10Request {
    quint32 function = 0; ///< tag; 0: not an ES10 request
    QString profile;      ///< ICCID digits or AID hex of the profile it names
    std::optional<bool> refresh;
};
[[nodiscard]] Es10Request readEs10Request(const QByteArray &command);

/// What an ES10 response says, as far as it is worth a line.
struct Es10Answer {
    quint32 function = 0;
    std::optional<Error> refusal; ///< a result code other than 0, or BadReply
    std::optional<qsizetype> profiles, enabled, notifications;
    QString eid, specification;        ///< specification: SGP.22 version "2.2.2"
    std::optional<quint64> freeMemory; ///< non-volatile, bytes
};
[[nodiscard]] Es10Answer readEs10Answer(const QByteArray &response);

/// What one exchange means within its conversation.
struct ApduMeaning {
    enum class Command : quint8 { Unknown, Select, OpenChannel, CloseChannel, StoreData, GetResponse };
    Command command = Command::Unknown;
    CommandApdu apdu;
    Es10Request request;              ///< what the exchange belongs to; its details only with the last block
    bool lastBlock = false;           ///< STORE DATA: the request is whole with this one
    std::optional<quint16> sw;        ///< empty: the answer has none
    int announced = 0;                ///< bytes that wait for GET RESPONSE (61 xx; 256: that many or more)
    std::optional<Es10Answer> answer; ///< when the response is whole with this exchange
};

/// Follows the exchanges on one channel: puts the blocks of a request and the pieces of a response together, at most
/// 64 KiB of each. Any bytes may be given.
class ApduConversation
{
public:
    [[nodiscard]] ApduMeaning take(const QByteArray &command, const QByteArray &response);

private:
    void takeCommand(ApduMeaning &meaning);
    void takeResponse(ApduMeaning &meaning, const QByteArray &response);

    QByteArray m_request, m_response;
    bool m_whole = false; ///< the request was sent to its last block
};

} // namespace profiles
