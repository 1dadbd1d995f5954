// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>
#include <QCoroTask>
#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

/// A claim on the card; while it lives nobody else gets a turn. Destroying it passes the turn on.
class CardTurn
{
public:
    virtual ~CardTurn() = default;
};

/// An open logical channel, kept as the text or number the port gave (27.007 +CCHO session id, kit channel).
struct CardSession {
    QByteArray handle;
    QByteArray fci; ///< response to SELECT when the port gives it
};

/// One exchange with the card as the port carried it, for those who watch. Ports with commands of their own for
/// channels (kit card.open, 27.007 +CCHO) show no APDUs for opening and closing.
struct ApduExchange {
    enum class Kind : std::uint8_t { Open, Transmit, Close };
    Kind kind = Kind::Transmit;
    QByteArray handle;          ///< of the channel; empty: it did not open
    QByteArray command;         ///< Open: the AID; Transmit: the APDU as the caller gave it; Close: empty
    QByteArray response;        ///< Open: the FCI when the port gives it; Transmit: data and SW1 SW2; Close: empty
    std::optional<Error> error; ///< why there is no response
    std::int64_t sentNs = 0, answeredNs = 0; ///< host monotonic clock
};

/// Capability: APDUs to the eUICC on logical channels (27.007 §8.43-8.46; aiesim card.*).
class CardChannel : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Waits for the card to be free, then holds it.
    [[nodiscard]] virtual QCoro::Task<Result<std::shared_ptr<CardTurn>>> takeTurn(std::stop_token stop) = 0;
    /// Opens a logical channel and selects the application. Refused: with the status word when it is known.
    [[nodiscard]] virtual QCoro::Task<Result<CardSession>> open(QByteArray aid, std::stop_token stop) = 0;
    /// One APDU, answered with data and SW1 SW2 (also 61xx: fetching the rest is the caller's, one storey up).
    /// The CLA's channel bits are the port's business: pass 80 or 00.
    [[nodiscard]] virtual QCoro::Task<Result<QByteArray>> transmit(
        CardSession session, QByteArray apdu, std::stop_token stop)
        = 0;
    /// Closes; also after an error or a cancel, so it takes no stop token (5 s deadline of its own).
    [[nodiscard]] virtual QCoro::Task<Result<void>> close(CardSession session) = 0;
    /// Data bytes per STORE DATA this port carries safely (ES10 segment size), 1...255.
    [[nodiscard]] virtual int segmentSize() const = 0;
Q_SIGNALS:
    /// The card was reset or refreshed: every open channel is gone, the ICCID may be another.
    void cardReset();
    /// After each exchange, before its caller goes on. APDUs that were refused unsent are none.
    void exchanged(const device_link::ApduExchange &exchange);
};

} // namespace device_link
