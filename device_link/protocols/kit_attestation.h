// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/session/attestation.h"

namespace device_link {

/// attest over the aiesim group (PROTOCOL.md §5.8).
class KitAttestation : public Attestation
{
    Q_OBJECT
public:
    explicit KitAttestation(std::shared_ptr<AiesimClient> client);
    /// nonce: 16 to 64 bytes.
    [[nodiscard]] QCoro::Task<Result<AttestationReply>> attest(QByteArray nonce, std::stop_token stop) override;

private:
    std::shared_ptr<AiesimClient> m_client;
};

} // namespace device_link
