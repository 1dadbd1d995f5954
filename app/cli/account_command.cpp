// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "json_values.h"

#include "../command_line/option_checks.h"

#include "profiles/tokens/ledger_check.h"
#include "profiles/tokens/money.h"
#include "widgets/text/units.h"

#include <QJsonArray>

namespace app {

using namespace device_link;

namespace {

/// "38 250.5 tokens" from micro-units; exact.
QString tokens(qint64 micro) { return profiles::formatMicro(micro); }

QCoro::Task<int> runShow(std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto account = offered(session->tokenAccount(), Capability::TokenAccount);
    if (!account)
        co_return context->failed(account.error());
    const std::shared_ptr<TokenAccount> tokenAccount = *account;
    const std::stop_token stop = context->stop();
    const Result<AccountState> state = co_await tokenAccount->read(stop);
    if (!state)
        co_return context->failed(state.error());
    context->print(QStringLiteral("Account    %1").arg(state->account));
    context->print(QStringLiteral("Balance    %1 %2").arg(tokens(state->balanceMicro), state->unit));
    context->print(QStringLiteral("Reserved   %1 %2").arg(tokens(state->reservedMicro), state->unit));
    context->print(QStringLiteral("Available  %1 %2").arg(tokens(state->availableMicro()), state->unit));
    context->print(QStringLiteral("Price      %1 %2 per million tokens (%3)")
                       .arg(tokens(state->priceMicroPerMillionTokens), state->currency, state->priceVersion));
    context->printJson(toJson(*state));
    session->close();
    co_return 0;
}

constexpr std::uint64_t kMostEntries = 1'000'000'000'000;

struct LedgerOptions {
    quint64 from = 1;
    quint64 limit = 0;
};

void printEntry(const CommandContext &context, const LedgerEntry &entry)
{
    context.print(QStringLiteral("%1  %2  %3  %4  %5  %6")
                      .arg(entry.number, 6)
                      .arg(entry.kind, -8)
                      .arg(tokens(entry.amountMicro), 16)
                      .arg(tokens(entry.balanceMicro), 16)
                      .arg(tokens(entry.reservedMicro), 14)
                      .arg(entry.promptId.isEmpty() ? entry.note : entry.promptId));
}

/// True when the arithmetic of the ledger holds; a reservation may still be open (a prompt that runs now).
bool printCheck(const CommandContext &context, const QList<LedgerEntry> &entries)
{
    QStringList promptIds;
    for (const LedgerEntry &entry : entries)
        promptIds.append(entry.promptId);
    const profiles::LedgerReport report = profiles::checkLedger(entries, promptIds);
    for (const profiles::LedgerFinding &finding : report.findings)
        context.complain(QStringLiteral("Entry %1: %2, expected %3, found %4")
                             .arg(finding.entry)
                             .arg(QLatin1String(profiles::ledgerFindingName(finding.kind)))
                             .arg(tokens(finding.expected), tokens(finding.actual)));
    if (entries.isEmpty())
        context.print(QStringLiteral("No entries."));
    else if (report.sound())
        context.print(entries.size() == 1
                ? QStringLiteral("1 entry, the sums hold.")
                : QStringLiteral("%1 entries, the sums hold.").arg(widgets::integer(entries.size())));
    return report.sound();
}

QCoro::Task<int> runLedger(LedgerOptions options, std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto account = offered(session->tokenAccount(), Capability::TokenAccount);
    if (!account)
        co_return context->failed(account.error());
    const std::shared_ptr<TokenAccount> tokenAccount = *account;
    const std::stop_token stop = context->stop();
    const auto entries = co_await tokenAccount->ledger(options.from, options.limit, stop);
    if (!entries)
        co_return context->failed(entries.error());
    context->print(QStringLiteral("%1  %2  %3  %4  %5  %6")
                       .arg(QStringLiteral("Entry"), 6)
                       .arg(QStringLiteral("Kind"), -8)
                       .arg(QStringLiteral("Tokens"), 16)
                       .arg(QStringLiteral("Balance"), 16)
                       .arg(QStringLiteral("Reserved"), 14)
                       .arg(QStringLiteral("For")));
    for (const LedgerEntry &entry : *entries) {
        printEntry(*context, entry);
        context->printJson(toJson(entry));
    }
    const bool sound = printCheck(*context, *entries);
    session->close();
    co_return sound ? 0 : 1;
}

} // namespace

void setUpAccount(CLI::App &app, CommandChoice &choice)
{
    CLI::App *account = app.add_subcommand("account", "The token account");
    account->require_subcommand(1);
    CLI::App *show = account->add_subcommand("show", "Balance, reserved and available tokens");
    show->callback([&choice] { choice.choose(runShow); });
    CLI::App *ledger = account->add_subcommand("ledger", "Every movement, oldest first");
    const auto options = std::make_shared<LedgerOptions>();
    ledger->add_option("--from", options->from, "First entry number")
        ->check(wholeRange(1, kMostEntries))
        ->capture_default_str();
    ledger->add_option("--limit", options->limit, "At most so many entries (0: all)")
        ->check(wholeRange(0, kMostEntries))
        ->capture_default_str();
    ledger->callback([&choice, options] {
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runLedger(chosen, std::move(context)); });
    });
}

} // namespace app
