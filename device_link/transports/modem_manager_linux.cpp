// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/modem_manager.h"

#include "device_link/protocols/delay.h"
#include "device_link/transports/modem_manager_bus.h"
#include "device_link/transports/serial_holder.h"

#include <QCoroFuture>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>

namespace device_link {

namespace {

constexpr int kLookEveryMs = 250;
constexpr int kProbingMs = 20000; // ModemManager looks at a new port for about this long before it knows what it is
constexpr int kClosingMs = 2000;

using Inhibition = std::shared_ptr<ModemManagerInhibition>;

/// The kernel's name of a device node: "ttyUSB2" of /dev/ttyUSB2 and of a link to it.
QString portName(const QString &devicePath)
{
    QString path = QFileInfo(devicePath).canonicalFilePath();
    if (path.startsWith(QLatin1String("/dev/")))
        path.remove(0, 5);
    return path;
}

/// The USB device behind a port in sysfs, which is the name ModemManager gives it unless a udev rule says otherwise.
QString usbDeviceOf(const QString &port)
{
    QString folder = QFileInfo(QStringLiteral("/sys/class/tty/%1/device").arg(port)).canonicalFilePath();
    while (folder.startsWith(QLatin1String("/sys/devices/"))) {
        if (QFileInfo::exists(folder + QLatin1String("/idVendor")))
            return folder;
        folder = QFileInfo(folder).path();
    }
    return {};
}

bool lists(const QList<ModemManagerClaim> &claims, const QString &uid)
{
    return std::ranges::find(claims, uid, &ModemManagerClaim::uid) != claims.end();
}

/// The devices to borrow, each once; none when ModemManager does not run. A device that is not a modem (yet) is asked
/// for by its place.
QList<ModemManagerClaim> claimsOf(const QStringList &devicePaths, const QString &busAddress)
{
    QList<ModemManagerClaim> claims;
    const PrivateBus bus(busAddress);
    const std::optional<QDBusMessage> answer = askForModems(bus);
    if (!answer)
        return claims;
    for (const QString &path : devicePaths) {
        const QString port = portName(path);
        const ModemManagerClaim byPlace{port, {}, usbDeviceOf(port)};
        const ModemManagerClaim claim = claimIn(*answer, port).value_or(byPlace);
        if (!port.isEmpty() && !claim.uid.isEmpty() && !lists(claims, claim.uid))
            claims.append(claim);
    }
    return claims;
}

std::shared_ptr<PrivateBus> connectTo(const QString &busAddress) { return std::make_shared<PrivateBus>(busAddress); }

bool portHeld(const QString &port) { return serialPortHeld(QStringLiteral("/dev/") + port); }

/// Passes when the port is free. Cancelled, or Timeout when it is held until the deadline.
QCoro::Task<Result<void>> waitUntilFree(QString port, QDeadlineTimer deadline, std::stop_token stop)
{
    for (;;) {
        const QFuture<bool> looking = QtConcurrent::run(portHeld, port);
        const bool held = co_await looking;
        if (!held)
            co_return Result<void>();
        if (deadline.hasExpired())
            co_return fail(Fault::Timeout, QStringLiteral("%1 is still held").arg(port));
        const QFuture<Result<void>> waiting = delay(kLookEveryMs, stop);
        const Result<void> waited = co_await waiting;
        if (!waited)
            co_return waited;
    }
}

/// ModemManager lends no port it is just looking at: asks until it has made up its mind.
QCoro::Task<Result<void>> inhibitWhenKnown(
    std::shared_ptr<PrivateBus> bus, ModemManagerClaim claim, std::stop_token stop)
{
    const QDeadlineTimer deadline(kProbingMs);
    for (;;) {
        const QFuture<Result<void>> asking = inhibitDevice(*bus, claim, stop);
        const Result<void> asked = co_await asking;
        if (asked || asked.error().fault() != Fault::Busy)
            co_return asked;
        if (deadline.hasExpired()) {
            co_return fail(
                Fault::Timeout, QStringLiteral("ModemManager is still looking at %1 for a modem").arg(claim.port));
        }
        const QFuture<bool> looking = QtConcurrent::run(portHeld, claim.port);
        const bool held = co_await looking;
        if (!held)
            co_return asked;
        const QFuture<Result<void>> waiting = delay(kLookEveryMs, stop);
        const Result<void> waited = co_await waiting;
        if (!waited)
            co_return waited;
    }
}

/// Null when there was nothing to borrow.
QCoro::Task<Result<Inhibition>> borrow(ModemManagerClaim claim, QString busAddress, std::stop_token stop)
{
    const QFuture<std::shared_ptr<PrivateBus>> connecting = QtConcurrent::run(connectTo, busAddress);
    const std::shared_ptr<PrivateBus> bus = co_await connecting;
    const Result<void> inhibited = co_await inhibitWhenKnown(bus, claim, stop);
    if (!inhibited) {
        const Fault fault = inhibited.error().fault();
        // Not ModemManager's, or known to it as no modem and not open: whoever opens it next has it.
        if (fault == Fault::NotFound || fault == Fault::Busy)
            co_return Inhibition();
        co_return tl::unexpected<Error>(inhibited.error());
    }
    const Inhibition inhibition = std::make_shared<ModemManagerInhibition>(claim, bus);
    // It closes its ports right after its answer. Who else may have the port is for the opening to tell.
    const QDeadlineTimer closing(kClosingMs);
    const Result<void> free = co_await waitUntilFree(claim.port, closing, stop);
    if (!free && free.error().fault() == Fault::Cancelled)
        co_return tl::unexpected<Error>(free.error());
    co_return inhibition;
}

} // namespace

ModemManagerView lookAtModemManager(const QString &devicePath, const QString &busAddress)
{
    const PrivateBus bus(busAddress);
    const std::optional<QDBusMessage> answer = askForModems(bus);
    ModemManagerView view;
    view.running = answer.has_value();
    if (answer)
        view.claim = claimIn(*answer, portName(devicePath));
    return view;
}

QFuture<std::optional<ModemManagerClaim>> findModemManagerClaim(const QString &devicePath, const QString &busAddress)
{
    return QtConcurrent::run([devicePath, busAddress] { return lookAtModemManager(devicePath, busAddress).claim; });
}

QCoro::Task<ModemManagerLoans> borrowFromModemManager(QStringList devicePaths, std::stop_token stop, QString busAddress)
{
    ModemManagerLoans loans;
    const QFuture<QList<ModemManagerClaim>> looking = QtConcurrent::run(claimsOf, devicePaths, busAddress);
    const QList<ModemManagerClaim> claims = co_await looking;
    for (const ModemManagerClaim &claim : claims) {
        const Result<Inhibition> borrowed = co_await borrow(claim, busAddress, stop);
        if (!borrowed)
            loans.refused.append(borrowed.error());
        else if (*borrowed)
            loans.held.push_back(*borrowed);
    }
    co_return loans;
}

Error modemManagerFault(const QString &devicePath, const ModemManagerView &view, bool certain)
{
    const QString modem = view.claim ? view.claim->modem : QString();
    QString what = QStringLiteral("ModemManager drives the modem on it");
    if (!view.claim && certain)
        what = QStringLiteral("ModemManager has it open");
    else if (!view.claim)
        what = QStringLiteral("probably by ModemManager, which looks at every new port for a modem for some seconds");
    else if (!modem.isEmpty())
        what = QStringLiteral("ModemManager drives the modem %1 on it").arg(modem);
    return Error(Fault::HeldByOther,
        QStringLiteral("%1 is in use: %2. It can be borrowed: aiesim --borrow-from-modemmanager").arg(devicePath, what))
        .withRemedy(QStringLiteral("sudo systemctl stop ModemManager"));
}

} // namespace device_link
