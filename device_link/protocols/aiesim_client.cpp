// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/aiesim_client.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/smp_errors.h"
#include "framing/kit_frame.h"

#include <QCoroFuture>

#include <algorithm>

namespace device_link {

namespace {

constexpr int kSpokenVersion = 1;
constexpr quint16 kDefaultGroup = 72;
constexpr int kRepetitions = 3;
constexpr quint8 kEnumerationDetails = 3;

struct CommandEntry {
    AiesimCommand command;
    framing::SmpOp op;
    const char *name;
};
using framing::SmpOp;
constexpr CommandEntry kCommands[] = {
    {AiesimCommand::Hello, SmpOp::Read, "hello"},
    {AiesimCommand::Identity, SmpOp::Read, "identity"},
    {AiesimCommand::Time, SmpOp::Read, "time"},
    {AiesimCommand::CardOpen, SmpOp::Write, "card.open"},
    {AiesimCommand::CardTransmit, SmpOp::Write, "card.transmit"},
    {AiesimCommand::CardClose, SmpOp::Write, "card.close"},
    {AiesimCommand::PromptStart, SmpOp::Write, "prompt.start"},
    {AiesimCommand::PromptCancel, SmpOp::Write, "prompt.cancel"},
    {AiesimCommand::PromptGet, SmpOp::Read, "prompt.get"},
    {AiesimCommand::PromptModels, SmpOp::Read, "prompt.models"},
    {AiesimCommand::AccountGet, SmpOp::Read, "account.get"},
    {AiesimCommand::AccountLedger, SmpOp::Read, "account.ledger"},
    {AiesimCommand::StreamList, SmpOp::Read, "stream.list"},
    {AiesimCommand::StreamStart, SmpOp::Write, "stream.start"},
    {AiesimCommand::StreamStop, SmpOp::Write, "stream.stop"},
    {AiesimCommand::ProbeStart, SmpOp::Write, "probe.start"},
    {AiesimCommand::ProbeStop, SmpOp::Write, "probe.stop"},
    {AiesimCommand::RadioGet, SmpOp::Read, "radio.get"},
    {AiesimCommand::Attest, SmpOp::Write, "attest"},
    {AiesimCommand::EventsGet, SmpOp::Read, "events.get"},
};

/// The id the enumeration group gives for "aiesim". Empty: it is not among the groups listed.
std::optional<quint16> groupByName(const QCborMap &details)
{
    std::optional<quint16> unnamedDefault;
    const QCborArray groups = details.value(QLatin1String("groups")).toArray();
    for (const QCborValue &value : groups) {
        const QCborMap entry = value.toMap();
        const qint64 id = entry.value(QLatin1String("group")).toInteger(-1);
        const QString name = entry.value(QLatin1String("name")).toString();
        if (id < 0 || id > 0xFFFF)
            continue;
        if (name == QLatin1String("aiesim"))
            return static_cast<quint16>(id);
        if (id == kDefaultGroup && name.isEmpty())
            unnamedDefault = kDefaultGroup;
    }
    return unnamedDefault;
}

Result<KitHello> parseHello(const QCborMap &body)
{
    if (body.value(QLatin1String("magic")).toString() != QLatin1String("aiesim-kit"))
        return fail(Fault::NotSupported, QStringLiteral("the vendor group is another product's"));
    CborReader reader(body, QStringLiteral("hello"));
    KitHello hello;
    hello.version = int(reader.u("ver", 255));
    hello.minVersion = int(reader.u("min", 255));
    hello.bufferBytes = int(reader.u("buf", 1 << 20));
    hello.bootId = reader.u32("boot");
    hello.kitTimeNs = reader.kitTime();
    hello.capabilities = reader.texts("caps");
    hello.simulated = reader.flag("sim");
    if (reader.failed())
        return tl::unexpected(reader.error());
    if (hello.minVersion > kSpokenVersion)
        return fail(Fault::NotSupported,
            QStringLiteral("the kit speaks protocol %1 to %2, this program %3")
                .arg(hello.minVersion)
                .arg(hello.version)
                .arg(kSpokenVersion));
    if (hello.bufferBytes < 512 || hello.bootId == 0)
        return fail(Fault::BadReply, QStringLiteral("hello: buffer below 512 bytes or boot id 0"));
    return hello;
}

} // namespace

int kitPacketLimit(int frameBytes)
{
    // Delimiter, COBS overhead, channel and CRC taken off.
    const int decoded = (frameBytes - 2) * 254 / 255 - 1;
    return std::min(decoded - 5, int(framing::kMaxKitPayload));
}

AiesimClient::AiesimClient(std::shared_ptr<SmpClient> smp, int timeoutMs)
    : m_smp(std::move(smp))
    , m_timeoutMs(timeoutMs)
{
}

void AiesimClient::setGroup(quint16 group)
{
    m_group = group;
    m_smp->setAiesimGroup(group);
}

SmpRequest AiesimClient::request(AiesimCommand command, QCborMap body) const
{
    const auto *entry
        = std::ranges::find_if(kCommands, [command](const CommandEntry &one) { return one.command == command; });
    SmpRequest request;
    request.op = entry->op;
    request.group = m_group;
    request.command = quint8(command);
    request.body = std::move(body);
    request.what = QString::fromLatin1(entry->name);
    return request;
}

QFuture<Result<SmpReply>> AiesimClient::call(AiesimCommand command, QCborMap body, const std::stop_token &stop)
{
    SmpRequest one = request(command, std::move(body));
    one.attempts = kRepetitions;
    one.timeoutMs = std::max(1, m_timeoutMs / kRepetitions);
    return m_smp->request(std::move(one), stop);
}

QFuture<Result<SmpReply>> AiesimClient::callOnce(
    AiesimCommand command, QCborMap body, int timeoutMs, const std::stop_token &stop)
{
    SmpRequest one = request(command, std::move(body));
    one.timeoutMs = timeoutMs;
    return m_smp->request(std::move(one), stop);
}

void AiesimClient::callOnce(AiesimCommand command, QCborMap body, int timeoutMs, SmpClient::Handler handler)
{
    SmpRequest one = request(command, std::move(body));
    one.timeoutMs = timeoutMs;
    m_smp->request(std::move(one), std::stop_token(), std::move(handler));
}

QCoro::Task<Result<KitHello>> greetKit(std::shared_ptr<AiesimClient> client, std::stop_token stop)
{
    SmpRequest details;
    details.group = smp_group::kEnumeration;
    details.command = kEnumerationDetails;
    details.timeoutMs = 700;
    details.attempts = 2;
    details.what = QStringLiteral("enumeration details");
    const QFuture<Result<SmpReply>> listing = client->smp().request(details, stop);
    const Result<SmpReply> groups = co_await listing;
    std::optional<quint16> group = kDefaultGroup;
    if (groups)
        group = groupByName(groups->body);
    else if (groups.error().fault() == Fault::Cancelled || groups.error().fault() == Fault::LinkLost)
        co_return tl::unexpected(groups.error());
    if (!group)
        co_return fail(Fault::NotSupported, QStringLiteral("this SMP server has no group named aiesim"));
    client->setGroup(*group);
    const QFuture<Result<SmpReply>> asked = client->call(AiesimCommand::Hello, QCborMap(), stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    const Result<KitHello> hello = parseHello(answer->body);
    co_return hello;
}

QCoro::Task<Result<KitIdentity>> readKitIdentity(std::shared_ptr<AiesimClient> client, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = client->call(AiesimCommand::Identity, QCborMap(), stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("identity"));
    KitIdentity identity;
    identity.serial = reader.text("serial");
    identity.vendor = reader.text("vendor");
    identity.model = reader.text("model");
    identity.hardware = reader.text("hw");
    identity.firmware = reader.text("fw");
    identity.simulated = reader.flag("sim");
    identity.bootId = reader.u32("boot");
    identity.eid = reader.text("eid");
    identity.imei = reader.text("imei");
    identity.iccid = reader.optionalText("iccid");
    identity.deviceKind = reader.optionalText("kind");
    identity.network = reader.optionalText("net");
    if (const auto stated = reader.optionalU("bat_mah", std::numeric_limits<std::uint32_t>::max()); stated > 0U)
        identity.batteryMah = static_cast<std::uint32_t>(*stated);
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    co_return identity;
}

} // namespace device_link
