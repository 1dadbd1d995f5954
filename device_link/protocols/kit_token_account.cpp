// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_token_account.h"

#include "device_link/protocols/cbor_reader.h"

#include <QCoroFuture>

namespace device_link {

namespace {

/// Entries of a ledger that is asked for as a whole: 64 MB of them; a kit with more must be asked in parts.
constexpr qsizetype kMaxEntries = 500'000;

LedgerEntry readEntry(CborReader &reader)
{
    LedgerEntry entry;
    entry.number = reader.u("no");
    entry.kind = reader.text("kind", 16);
    entry.amountMicro = reader.i("amount");
    entry.balanceMicro = reader.i("bal");
    entry.reservedMicro = reader.i("res");
    entry.promptId = reader.optionalText("id");
    entry.note = reader.optionalText("note");
    return entry;
}

/// Appends a page of account.ledger. True while there is more.
Result<bool> takePage(const QCborMap &page, quint64 &from, quint64 limit, QList<LedgerEntry> &entries)
{
    CborReader reader(page, QStringLiteral("account.ledger"));
    const QCborArray array = reader.array("entries");
    const quint64 next = reader.u("next");
    const bool end = reader.flag("end");
    if (reader.failed())
        return tl::unexpected(reader.error());
    for (const QCborValue &value : array) {
        const Result<LedgerEntry> entry = parseLedgerEntry(value.toMap());
        if (!entry)
            return tl::unexpected(entry.error());
        entries.append(*entry);
        if (limit > 0 && quint64(entries.size()) >= limit)
            return false;
    }
    const bool forward = next > from;
    from = next;
    return !end && forward && entries.size() < kMaxEntries;
}

QCoro::Task<Result<QList<LedgerEntry>>> readLedger(
    std::shared_ptr<AiesimClient> client, quint64 from, quint64 limit, std::stop_token stop)
{
    QList<LedgerEntry> entries;
    bool more = true;
    while (more) {
        QCborMap body;
        body.insert(QLatin1String("from"), qint64(from));
        if (limit > 0)
            body.insert(QLatin1String("max"), qint64(limit) - qint64(entries.size()));
        const QFuture<Result<SmpReply>> asked = client->call(AiesimCommand::AccountLedger, body, stop);
        const Result<SmpReply> answer = co_await asked;
        if (!answer)
            co_return tl::unexpected(answer.error());
        const Result<bool> page = takePage(answer->body, from, limit, entries);
        if (!page)
            co_return tl::unexpected(page.error());
        more = *page;
    }
    co_return entries;
}

} // namespace

Result<LedgerEntry> parseLedgerEntry(const QCborMap &map)
{
    CborReader reader(map, QStringLiteral("ledger entry"));
    LedgerEntry entry = readEntry(reader);
    entry.bootId = reader.u32("b");
    entry.kitTimeNs = reader.kitTime();
    if (reader.failed())
        return tl::unexpected(reader.error());
    return entry;
}

Result<LedgerEntry> parseLedgerEvent(const KitEvent &event)
{
    CborReader reader(event.fields, event.name);
    LedgerEntry entry = readEntry(reader);
    if (reader.failed())
        return tl::unexpected(reader.error());
    entry.bootId = event.bootId;
    entry.kitTimeNs = event.kitTimeNs;
    return entry;
}

KitTokenAccount::KitTokenAccount(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
{
}

QCoro::Task<Result<AccountState>> KitTokenAccount::read(std::stop_token stop)
{
    return readState(shared_from_this(), stop);
}

QCoro::Task<Result<QList<LedgerEntry>>> KitTokenAccount::ledger(quint64 from, quint64 limit, std::stop_token stop)
{
    return readLedger(m_client, std::max<quint64>(from, 1), limit, stop);
}

QCoro::Task<Result<AccountState>> KitTokenAccount::readState(
    std::shared_ptr<KitTokenAccount> self, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::AccountGet, QCborMap(), stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("account.get"));
    AccountState state;
    state.account = reader.text("account");
    state.unit = reader.text("unit", 32);
    state.balanceMicro = reader.i("balance");
    state.reservedMicro = reader.i("reserved");
    state.currency = reader.text("currency", 8);
    state.priceMicroPerMillionTokens = reader.i("price");
    state.priceVersion = reader.text("price_ver", 64);
    state.lastEntry = reader.u("last");
    state.kitTimeNs = reader.kitTime();
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    self->update(state);
    co_return state;
}

void KitTokenAccount::update(const AccountState &state)
{
    m_last = state;
    Q_EMIT changed(state);
}

void KitTokenAccount::take(const KitEvent &event)
{
    if (event.name != QLatin1String("ledger"))
        return;
    const Result<LedgerEntry> entry = parseLedgerEvent(event);
    if (!entry)
        return;
    if (entry->number > m_last.lastEntry) {
        m_last.balanceMicro = entry->balanceMicro;
        m_last.reservedMicro = entry->reservedMicro;
        m_last.lastEntry = entry->number;
        m_last.kitTimeNs = entry->kitTimeNs;
        const AccountState state = m_last;
        Q_EMIT changed(state);
    }
    Q_EMIT entryAdded(*entry);
}

} // namespace device_link
