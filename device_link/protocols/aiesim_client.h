// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/smp_client.h"
#include "device_link/session/kit_identity.h"

#include <QCoroTask>
#include <QStringList>

namespace device_link {

/// Commands of the aiesim group (PROTOCOL.md §5).
enum class AiesimCommand : quint8 {
    Hello = 0,
    Identity = 1,
    Time = 2,
    CardOpen = 10,
    CardTransmit = 11,
    CardClose = 12,
    PromptStart = 20,
    PromptCancel = 21,
    PromptGet = 22,
    PromptModels = 23,
    AccountGet = 30,
    AccountLedger = 31,
    StreamList = 40,
    StreamStart = 41,
    StreamStop = 42,
    ProbeStart = 50,
    ProbeStop = 51,
    RadioGet = 60,
    Attest = 70,
    EventsGet = 80
};

/// The answer to hello (§5.1).
struct KitHello {
    int version = 0, minVersion = 0;
    int bufferBytes = 0; ///< largest frame the kit takes
    quint32 bootId = 0;
    std::int64_t kitTimeNs = 0;
    QStringList capabilities;
    bool simulated = false;
};

/// Largest SMP packet that surely fits a kit frame of so many bytes on the wire.
[[nodiscard]] int kitPacketLimit(int frameBytes);

/// Requests of the aiesim group over an SMP client.
class AiesimClient
{
public:
    /// timeoutMs: for a plain request with all its repetitions.
    AiesimClient(std::shared_ptr<SmpClient> smp, int timeoutMs);

    /// Sends a command with the op the protocol gives it. What is safe to repeat is sent up to three times.
    [[nodiscard]] QFuture<Result<SmpReply>> call(AiesimCommand command, QCborMap body, const std::stop_token &stop);
    /// The same with a deadline of its own and without repetition.
    [[nodiscard]] QFuture<Result<SmpReply>> callOnce(
        AiesimCommand command, QCborMap body, int timeoutMs, const std::stop_token &stop);
    void callOnce(AiesimCommand command, QCborMap body, int timeoutMs, SmpClient::Handler handler);

    [[nodiscard]] SmpClient &smp() { return *m_smp; }
    [[nodiscard]] std::shared_ptr<SmpClient> sharedSmp() const { return m_smp; }
    void setGroup(quint16 group);
    [[nodiscard]] quint16 group() const { return m_group; }

private:
    [[nodiscard]] SmpRequest request(AiesimCommand command, QCborMap body) const;
    std::shared_ptr<SmpClient> m_smp;
    int m_timeoutMs;
    quint16 m_group = 72; ///< the documented default
};

/// Finds the group by its name in the enumeration group, or at the default id, and says hello.
/// NotSupported: there is an SMP server, but it is not an aiesim kit or only speaks newer versions.
[[nodiscard]] QCoro::Task<Result<KitHello>> greetKit(std::shared_ptr<AiesimClient> client, std::stop_token stop);

/// identity (§5.2); protocolVersion is left to the caller.
[[nodiscard]] QCoro::Task<Result<KitIdentity>> readKitIdentity(
    std::shared_ptr<AiesimClient> client, std::stop_token stop);

} // namespace device_link
