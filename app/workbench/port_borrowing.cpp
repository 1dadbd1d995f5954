// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/port_borrowing.h"

#include "workbench/logging.h"

#include "device_link/session/device_nodes.h"
#include "device_link/transports/modem_manager.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/modem_manager_loan.h"

#include <QCoroFuture>
#include <QtConcurrentRun>

namespace app {

using namespace device_link;
using widgets::KitContext;
using widgets::ModemManagerLoan;

namespace {

QCoro::Task<ModemManagerLoans> borrow(QList<DeviceUrl> ports, std::stop_token stop)
{
    const QFuture<QStringList> looking = QtConcurrent::run(deviceNodesOf, ports);
    const QStringList nodes = co_await looking;
    const ModemManagerLoans loans = co_await borrowFromModemManager(nodes, stop);
    co_return loans;
}

/// English, as all of the log.
void log(const QString &name, const ModemManagerLoans &loans)
{
    for (const std::shared_ptr<ModemManagerInhibition> &held : loans.held)
        logInfo(QStringLiteral("%1: borrowed %2 from ModemManager").arg(name, held->claim().port));
    for (const Error &error : loans.refused)
        logWarning(QStringLiteral("%1: not borrowed, %2").arg(name, error.detail()));
}

void connectAgain(KitContext *kit)
{
    // One that connects or comes back tries by itself.
    const SessionState state = kit->session()->state();
    if (state == SessionState::Failed || state == SessionState::Closed)
        kit->open();
}

} // namespace

void borrowForKit(const std::shared_ptr<KitContext> &kit)
{
    auto *loan = kit->model<ModemManagerLoan>();
    if (loan->asking())
        return;
    const QString name = kit->serialOrPorts();
    QObject::disconnect(loan, &ModemManagerLoan::lost, nullptr, nullptr);
    QObject::connect(loan, &ModemManagerLoan::lost, loan,
        [name](const Error &error) { logWarning(QStringLiteral("%1: %2").arg(name, error.detail())); });
    const std::stop_token stop = loan->beginAsking();
    // The loan goes with its kit, and with the loan the continuation.
    QCoro::connect(borrow(kit->session()->ports(), stop), loan,
        [kit = kit.get(), loan, name, stop](const ModemManagerLoans &loans) {
            if (!loan->take(stop, loans))
                return;
            log(name, loans);
            if (!loans.held.empty() || loans.refused.isEmpty())
                connectAgain(kit);
        });
}

} // namespace app
