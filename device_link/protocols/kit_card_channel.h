// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/card_turns.h"
#include "device_link/session/card_channel.h"
#include "device_link/session/kit_event.h"

namespace device_link {

/// The eUICC behind a kit's own card commands (PROTOCOL.md §5.3).
class KitCardChannel : public CardChannel
{
    Q_OBJECT
public:
    explicit KitCardChannel(std::shared_ptr<AiesimClient> client);

    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<CardTurn>>> takeTurn(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<CardSession>> open(QByteArray aid, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QByteArray>> transmit(
        CardSession session, QByteArray apdu, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> close(CardSession session) override;
    [[nodiscard]] int segmentSize() const override { return 255; }

    /// Events of the kit: card.reset.
    void take(const KitEvent &event);

private:
    std::shared_ptr<AiesimClient> m_client;
    std::shared_ptr<CardTurns> m_turns;
};

} // namespace device_link
