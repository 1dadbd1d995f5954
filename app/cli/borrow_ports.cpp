// SPDX-License-Identifier: GPL-3.0-or-later
#include "borrow_ports.h"

#include "device_link/session/device_nodes.h"
#include "device_link/transports/modem_manager.h"

#include <QCoroFuture>

namespace app {

using namespace device_link;

namespace {

QString nameOf(const ModemManagerClaim &claim)
{
    return claim.modem.isEmpty() ? claim.port : QStringLiteral("%1 (%2)").arg(claim.port, claim.modem);
}

} // namespace

QCoro::Task<void> borrowPorts(std::shared_ptr<CommandContext> context)
{
    context->progress(QStringLiteral("Borrowing from ModemManager"));
    const QStringList nodes = deviceNodesOf(context->devices());
    const std::stop_token stop = context->stop();
    const ModemManagerLoans loans = co_await borrowFromModemManager(nodes, stop);
    context->progress({});
    for (const std::shared_ptr<ModemManagerInhibition> &held : loans.held) {
        context->complain(
            QStringLiteral("borrowed %1 from ModemManager until this command ends").arg(nameOf(held->claim())));
        QObject::connect(held.get(), &ModemManagerInhibition::lost, held.get(),
            [context = context.get()](const Error &error) { context->complain(error.detail()); });
    }
    for (const Error &error : loans.refused) {
        context->complain(QStringLiteral("not borrowed: %1").arg(error.detail()));
        if (!error.remedy().isEmpty())
            context->complain(QStringLiteral("This mends it: ") + error.remedy());
    }
    context->keep(loans.held);
}

} // namespace app
