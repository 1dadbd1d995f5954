// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_commands.h"
#include "kit_parts.h"
#include "ledger_fields.h"
#include "request_arguments.h"

#include "virtual_kit/physics/constants.h"

#include <QCborArray>
#include <QCborValue>

namespace virtual_kit {

namespace {

constexpr std::size_t kPageOverhead = 64; ///< bytes of an answer around its list

void answerAccount(const KitParts &kit, const SmpReply &reply)
{
    QCborMap body;
    body.insert(QLatin1String("account"), QStringLiteral("SIM-%1").arg(QString::fromStdString(kit.card.state().eid)));
    body.insert(QLatin1String("unit"), QStringLiteral("token"));
    body.insert(QLatin1String("balance"), static_cast<qint64>(kit.account.balance()));
    body.insert(QLatin1String("reserved"), static_cast<qint64>(kit.account.reserved()));
    body.insert(QLatin1String("currency"), QStringLiteral("CNY"));
    body.insert(QLatin1String("price"), static_cast<qint64>(constant("price", "micro_cny_per_mtoken")));
    body.insert(QLatin1String("price_ver"), QStringLiteral("simulated-1"));
    body.insert(QLatin1String("last"), static_cast<qint64>(kit.account.entries().size()));
    body.insert(QLatin1String("t"), static_cast<qint64>(kit.events.kitTime(kit.simulation.now())));
    reply.send(body);
}

QCborMap ledgerLine(const LedgerEntry &entry)
{
    QCborMap line{{QLatin1String("b"), static_cast<qint64>(entry.bootId)},
        {QLatin1String("t"), static_cast<qint64>(entry.kitTime)}};
    const QCborMap fields = ledgerFields(entry);
    for (auto it = fields.constBegin(); it != fields.constEnd(); ++it)
        line.insert(it.key(), it.value());
    return line;
}

void answerLedger(const KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const std::uint64_t from = arguments.number(QLatin1String("from"), 1, 0xFFFFFFFFu);
    const std::uint64_t most = arguments.optionalNumber(QLatin1String("max"), 1, 0xFFFFFFFFu).value_or(0xFFFFFFFFu);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    const auto &entries = kit.account.entries();
    QCborArray list;
    std::size_t room = std::min(request.maxBody, kLargestBody) - kPageOverhead;
    std::uint64_t next = from;
    while (next <= entries.size() && static_cast<std::uint64_t>(list.size()) < most) {
        const QCborMap line = ledgerLine(entries[next - 1]);
        const auto size = static_cast<std::size_t>(line.toCborValue().toCbor().size());
        if (size > room)
            break;
        room -= size;
        list.append(line);
        ++next;
    }
    reply.send({{QLatin1String("entries"), list}, {QLatin1String("next"), static_cast<qint64>(next)},
        {QLatin1String("end"), next > entries.size()}});
}

void answerEvents(const KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const std::uint64_t boot = arguments.number(QLatin1String("boot"), 1, 0xFFFFFFFFu);
    const std::uint64_t from = arguments.number(QLatin1String("from"), 0, 0xFFFFFFFFu);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    const std::size_t room = std::min(request.maxBody, kLargestBody) - kPageOverhead;
    const EventLog::Page page = kit.events.page(static_cast<std::uint32_t>(boot), from, room);
    reply.send({{QLatin1String("boot"), static_cast<qint64>(kit.events.bootId())},
        {QLatin1String("events"), page.events}, {QLatin1String("next"), static_cast<qint64>(page.next)},
        {QLatin1String("end"), page.end}, {QLatin1String("oldest"), static_cast<qint64>(page.oldest)}});
}

} // namespace

QCborMap ledgerFields(const LedgerEntry &entry)
{
    QCborMap fields;
    fields.insert(QLatin1String("no"), static_cast<qint64>(entry.number));
    fields.insert(QLatin1String("kind"), QString::fromStdString(std::string(name(entry.kind))));
    fields.insert(QLatin1String("amount"), static_cast<qint64>(entry.amount));
    fields.insert(QLatin1String("bal"), static_cast<qint64>(entry.balance));
    fields.insert(QLatin1String("res"), static_cast<qint64>(entry.reserved));
    if (!entry.prompt.empty())
        fields.insert(QLatin1String("id"), QString::fromStdString(entry.prompt));
    if (!entry.note.empty())
        fields.insert(QLatin1String("note"), QString::fromStdString(entry.note));
    return fields;
}

void addAccountCommands(KitParts &kit)
{
    const auto read = framing::SmpOp::Read;
    kit.group.add(30, read, [&kit](const SmpRequest &, const SmpReply &reply) { answerAccount(kit, reply); });
    kit.group.add(
        31, read, [&kit](const SmpRequest &request, const SmpReply &reply) { answerLedger(kit, request, reply); });
    kit.group.add(
        80, read, [&kit](const SmpRequest &request, const SmpReply &reply) { answerEvents(kit, request, reply); });
}

} // namespace virtual_kit
