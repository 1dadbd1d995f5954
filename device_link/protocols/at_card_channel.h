// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/at_client.h"
#include "device_link/protocols/card_turns.h"
#include "device_link/session/card_channel.h"

#include <QSet>

namespace device_link {

/// The eUICC behind a modem: +CCHO, +CGLA, +CCHC (3GPP TS 27.007 §8.43-8.46), or +CSIM (§8.17) where a modem has no
/// others. A session's handle is the text the modem gave, or "csim:<channel>".
class AtCardChannel : public CardChannel, public std::enable_shared_from_this<AtCardChannel>
{
    Q_OBJECT
public:
    explicit AtCardChannel(std::shared_ptr<AtClient> at);

    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<CardTurn>>> takeTurn(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<CardSession>> open(QByteArray aid, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QByteArray>> transmit(
        CardSession session, QByteArray apdu, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> close(CardSession session) override;
    /// 120: what modems with short command lines still take.
    [[nodiscard]] int segmentSize() const override { return 120; }

    /// The port was closed: no channel of ours is open any more.
    void forget() { m_open.clear(); }

private:
    static QCoro::Task<Result<CardSession>> openChannel(
        std::shared_ptr<AtCardChannel> self, QByteArray aid, std::stop_token stop);
    static QCoro::Task<Result<void>> closeChannel(std::shared_ptr<AtCardChannel> self, CardSession session);
    static QCoro::Task<void> closeStale(std::shared_ptr<AtCardChannel> self, std::stop_token stop);
    void onUrc(const QByteArray &line);

    std::shared_ptr<AtClient> m_at;
    std::shared_ptr<CardTurns> m_turns;
    QSet<QByteArray> m_open; ///< handles given out and not closed
};

/// CLA with a channel number in its bits (ISO/IEC 7816-4 §5.4.1: 0 to 3 in the low bits, 4 to 19 in the further form).
[[nodiscard]] quint8 claForChannel(quint8 cla, int channel);
/// The session id in an answer to +CCHO, with or without name; empty when it is none.
[[nodiscard]] QByteArray cchoSession(const QByteArray &value);
/// The bytes in an answer to +CGLA or +CSIM: `46,"BF3E..."`, quotes and blanks optional. BadReply otherwise.
[[nodiscard]] Result<QByteArray> apduFromAnswer(const QByteArray &value);

} // namespace device_link
