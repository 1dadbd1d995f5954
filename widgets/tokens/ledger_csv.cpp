// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_csv.h"

#include "profiles/tokens/money.h"
#include "widgets/text/csv_field.h"
#include "widgets/text/units.h"
#include "widgets/tokens/ledger_model.h"
#include "widgets/tokens/ledger_words.h"

#include <QStringList>

namespace widgets {

using device_link::LedgerEntry;

namespace {

QStringList header()
{
    return {QStringLiteral("entry"), QStringLiteral("time_of_day"), QStringLiteral("boot"),
        QStringLiteral("kit_time_ns"), QStringLiteral("kind"), QStringLiteral("prompt_number"),
        QStringLiteral("prompt_id"), QStringLiteral("note"), QStringLiteral("amount_tokens"),
        QStringLiteral("balance_tokens"), QStringLiteral("reserved_tokens"), QStringLiteral("available_tokens"),
        QStringLiteral("money"), QStringLiteral("currency"), QStringLiteral("price_version"), QStringLiteral("origin")};
}

QString originName(std::optional<Origin> origin)
{
    if (!origin)
        return {};
    switch (*origin) {
    case Origin::Live: return QStringLiteral("live");
    case Origin::Simulated: return QStringLiteral("simulated");
    case Origin::Replay: return QStringLiteral("replay");
    }
    return {};
}

QStringList record(const LedgerModel &ledger, const LedgerEntry &entry, std::optional<Origin> origin)
{
    const device_link::AccountState &account = ledger.account();
    const auto time = ledger.timeOfDayNs(entry);
    const int number = ledger.promptNumber(entry);
    const bool priced = movesBalance(entry.kind) && account.priceMicroPerMillionTokens > 0;
    const auto cost = priced ? profiles::moneyOf(entry.amountMicro, account) : std::nullopt;
    return {QString::number(entry.number), time ? clockTime(*time) : QString(), QString::number(entry.bootId),
        QString::number(entry.kitTimeNs), entry.kind, number > 0 ? QString::number(number) : QString(), entry.promptId,
        entry.note, profiles::formatMicro(entry.amountMicro), profiles::formatMicro(entry.balanceMicro),
        profiles::formatMicro(entry.reservedMicro), profiles::formatMicro(entry.balanceMicro - entry.reservedMicro),
        cost ? profiles::formatMicro(cost->micro) : QString(), cost ? cost->currency : QString(),
        cost ? cost->priceVersion : QString(), originName(origin)};
}

} // namespace

QString ledgerCsv(const LedgerModel &ledger, const QList<int> &rows, std::optional<Origin> origin)
{
    const QString end = QStringLiteral("\r\n");
    QString out = header().join(u',') + end;
    for (const int row : rows) {
        QStringList fields = record(ledger, ledger.entry(row), origin);
        for (QString &field : fields)
            field = csvField(field);
        out += fields.join(u',') + end;
    }
    return out;
}

QString ledgerTable(const LedgerModel &ledger, const QList<int> &rows, std::optional<Origin> origin)
{
    QString out = header().join(u'\t') + u'\n';
    for (const int row : rows) {
        QStringList fields = record(ledger, ledger.entry(row), origin);
        for (QString &field : fields)
            field.replace(u'\t', u' ').replace(u'\n', u' ');
        out += fields.join(u'\t') + u'\n';
    }
    return out;
}

} // namespace widgets
