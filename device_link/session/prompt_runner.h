// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/session/latency_probe.h"

#include <QCoroTask>
#include <QObject>

#include <optional>
#include <stop_token>

namespace device_link {

/// What to ask. The id is chosen by the host (unique per ask), so starting twice is starting once.
struct PromptRequest {
    QString id;
    QString text;
    QString model;                   ///< empty: the kit decides
    std::optional<ComputeTier> tier; ///< empty: the kit decides
    quint32 maxTokens = 0;           ///< 0: the kit's default
};

/// One step of an answer, in the kit's clock. Which fields are set depends on the kind.
struct PromptEvent {
    enum class Kind : std::uint8_t { Accepted, RadioUp, Sent, FirstByte, Token, Usage, Charge, Done, Quiet };
    Kind kind = Kind::Accepted;
    QString id;
    std::int64_t kitTimeNs = 0;
    quint32 tokenIndex = 0;                        ///< Token: 0...
    QString text;                                  ///< Token: its text
    qint64 promptTokens = 0, completionTokens = 0; ///< Usage
    QString tokenSource;                           ///< Usage: server_usage, server_estimate, chunk_count, unknown
    qint64 chargeMicro = 0;                        ///< Charge: micro-units of the account
    quint64 ledgerEntry = 0;                       ///< Charge: the entry that committed it
    QString finish;                                ///< Done: stop, length, cancelled, error
    QString error;                                 ///< Done with finish "error": the kit's reason
    QString model;                                 ///< Accepted: what the kit chose
    std::optional<ComputeTier> tier;               ///< Accepted
    bool replayed = false;                         ///< fetched later (event replay or prompt.get)
};

/// Capability: asks the kit's model. Energy, metrics and cost are put together one floor up (profiles/prompts).
class PromptRunner : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Accepted by the kit (idempotent by id). Refused: account exhausted, no network, busy, too long.
    [[nodiscard]] virtual QCoro::Task<Result<void>> start(PromptRequest request, std::stop_token stop) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> cancel(QString id) = 0;
    /// Everything the kit still knows of a prompt, as the events it would have sent, in order.
    [[nodiscard]] virtual QCoro::Task<Result<QList<PromptEvent>>> fetch(QString id, std::stop_token stop) = 0;
    [[nodiscard]] virtual QStringList models() const = 0;
    [[nodiscard]] virtual int maxPromptBytes() const = 0;
Q_SIGNALS:
    void event(const device_link::PromptEvent &event);
};

} // namespace device_link
Q_DECLARE_METATYPE(device_link::PromptEvent)
