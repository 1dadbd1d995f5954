// SPDX-License-Identifier: GPL-3.0-or-later
#include "es10_transport.h"

namespace profiles {

using device_link::CardChannel;
using device_link::CardSession;

namespace {

constexpr int kSmallestSegment = 16;
constexpr int kMaxBlocks = 256;
/// A card answers in pieces of up to 256 bytes; more rounds than this bring nothing new.
constexpr int kMaxRounds = 1024;
constexpr quint16 kWrongLength = 0x6700;

struct ApduAnswer {
    QByteArray data;
    quint16 sw = 0;
    [[nodiscard]] quint8 sw1() const { return static_cast<quint8>(sw >> 8); }
    [[nodiscard]] char sw2() const { return static_cast<char>(sw & 0xFF); }
    [[nodiscard]] bool good() const { return sw == 0x9000 || sw1() == 0x91; }
};

Result<ApduAnswer> splitAnswer(const Result<QByteArray> &response)
{
    if (!response)
        return tl::unexpected(response.error());
    const qsizetype size = response->size();
    if (size < 2)
        return fail(Fault::BadReply, QStringLiteral("APDU answer of %1 bytes").arg(size));
    const auto sw1 = static_cast<quint8>(response->at(size - 2)), sw2 = static_cast<quint8>(response->at(size - 1));
    return ApduAnswer{response->left(size - 2), static_cast<quint16>((sw1 << 8) | sw2)};
}

tl::unexpected<Error> refusedBy(quint16 sw)
{
    return fail(Fault::Refused, QStringLiteral("card answered %1").arg(sw, 4, 16, QLatin1Char('0')),
        RefusalCode{RefusalCode::Space::StatusWord, 0, sw});
}

/// The same APDU with this Le; GET RESPONSE (INS C0) has one already, STORE DATA has none.
QByteArray withLe(QByteArray apdu, char le)
{
    if (static_cast<quint8>(apdu[1]) == 0xC0)
        apdu.chop(1);
    return apdu.append(le);
}

QByteArray getResponse(char le) { return QByteArray::fromHex("80C00000").append(le); }

bool isWrongLength(const Error &error)
{
    return error.code() && error.code()->space == RefusalCode::Space::StatusWord && error.code()->rc == kWrongLength;
}

/// The last block and all its answer.
QCoro::Task<Result<QByteArray>> collect(
    std::shared_ptr<CardChannel> channel, CardSession session, QByteArray apdu, std::stop_token stop)
{
    QByteArray response;
    for (int round = 0; round < kMaxRounds; ++round) {
        const Result<QByteArray> raw = co_await channel->transmit(session, apdu, stop);
        const Result<ApduAnswer> answer = splitAnswer(raw);
        if (!answer)
            co_return tl::unexpected(answer.error());
        response += answer->data;
        if (response.size() > kMaxEs10Response)
            co_return fail(Fault::BadReply, QStringLiteral("ES10 response above 64 KiB"));
        if (answer->good())
            co_return response;
        if (answer->sw1() == 0x61)
            apdu = getResponse(answer->sw2());
        else if (answer->sw1() == 0x6C && answer->data.isEmpty())
            apdu = withLe(apdu, answer->sw2());
        else
            co_return refusedBy(answer->sw);
    }
    co_return fail(Fault::BadReply, QStringLiteral("card announces data without end"));
}

QCoro::Task<Result<QByteArray>> sendAll(
    std::shared_ptr<CardChannel> channel, CardSession session, QList<QByteArray> apdus, std::stop_token stop)
{
    const QByteArray last = apdus.takeLast();
    for (const QByteArray &apdu : apdus) {
        const Result<QByteArray> raw = co_await channel->transmit(session, apdu, stop);
        const Result<ApduAnswer> answer = splitAnswer(raw);
        if (!answer)
            co_return tl::unexpected(answer.error());
        if (!answer->good())
            co_return refusedBy(answer->sw);
    }
    Result<QByteArray> response = co_await collect(channel, session, last, stop);
    co_return response;
}

} // namespace

Result<QList<QByteArray>> storeDataApdus(const QByteArray &command, int segmentSize)
{
    const qsizetype size = qBound(1, segmentSize, 255);
    const qsizetype blocks = (command.size() + size - 1) / size;
    if (blocks == 0 || blocks > kMaxBlocks)
        return fail(Fault::BadArgument, QStringLiteral("ES10 command of %1 bytes").arg(command.size()));
    QList<QByteArray> apdus;
    for (qsizetype block = 0; block < blocks; ++block) {
        const QByteArray data = command.mid(block * size, size);
        QByteArray apdu = QByteArray::fromHex(block + 1 == blocks ? "80E291" : "80E211");
        apdu.append(static_cast<char>(block)).append(static_cast<char>(data.size())).append(data);
        apdus.append(apdu);
    }
    return apdus;
}

QCoro::Task<Result<QByteArray>> exchangeEs10(
    std::shared_ptr<CardChannel> channel, CardSession session, QByteArray command, std::stop_token stop)
{
    int segment = qBound(1, channel->segmentSize(), 255);
    for (;;) {
        const Result<QList<QByteArray>> apdus = storeDataApdus(command, segment);
        if (!apdus)
            co_return tl::unexpected(apdus.error());
        const QList<QByteArray> chain = *apdus;
        Result<QByteArray> response = co_await sendAll(channel, session, chain, stop);
        if (response || !isWrongLength(response.error()) || segment <= kSmallestSegment)
            co_return response;
        segment = qMax(kSmallestSegment, segment / 2); // block 0 starts the command afresh
    }
}

} // namespace profiles
