// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_attestation.h"

#include "device_link/protocols/cbor_reader.h"

#include <QCoroFuture>

namespace device_link {

namespace {

constexpr int kTimeoutMs = 10000; ///< a secure element signs slowly
constexpr qsizetype kSignatureSize = 64;

QCoro::Task<Result<AttestationReply>> askStatement(
    std::shared_ptr<AiesimClient> client, QByteArray nonce, std::stop_token stop)
{
    if (nonce.size() < 16 || nonce.size() > 64)
        co_return fail(Fault::BadArgument, QStringLiteral("a nonce has 16 to 64 bytes, not %1").arg(nonce.size()));
    QCborMap body;
    body.insert(QLatin1String("nonce"), nonce);
    const QFuture<Result<SmpReply>> asked = client->callOnce(AiesimCommand::Attest, body, kTimeoutMs, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("attest"));
    AttestationReply reply;
    reply.nonce = nonce;
    reply.statement = reader.bytes("stmt");
    reply.signature = reader.bytes("sig");
    const QCborArray certificates = reader.array("certs");
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    for (const QCborValue &value : certificates) {
        if (!value.isByteArray())
            co_return fail(Fault::BadReply, QStringLiteral("attest: key \"certs\" is not an array of byte strings"));
        reply.certificates.append(value.toByteArray());
    }
    if (reply.signature.size() != kSignatureSize)
        co_return fail(Fault::BadReply, QStringLiteral("attest: key \"sig\" is not 64 bytes"));
    co_return reply;
}

} // namespace

KitAttestation::KitAttestation(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
{
}

QCoro::Task<Result<AttestationReply>> KitAttestation::attest(QByteArray nonce, std::stop_token stop)
{
    return askStatement(m_client, nonce, stop);
}

} // namespace device_link
