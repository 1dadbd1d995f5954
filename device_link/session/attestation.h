// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>
#include <QCoroTask>
#include <QObject>

#include <stop_token>

namespace device_link {

/// What the secure element signed. Judging it is profiles/trust.
struct AttestationReply {
    QByteArray nonce;               ///< as sent
    QByteArray statement;           ///< the CBOR bytes that were signed
    QByteArray signature;           ///< ECDSA P-256 over SHA-256(statement), raw r||s, 64 bytes
    QList<QByteArray> certificates; ///< DER, device first
};

/// Capability: proof of the device's identity by its secure element.
class Attestation : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QCoro::Task<Result<AttestationReply>> attest(QByteArray nonce, std::stop_token stop) = 0;
};

} // namespace device_link
