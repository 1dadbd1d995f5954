// SPDX-License-Identifier: GPL-3.0-or-later
// ModemManager's InhibitDevice and what its refusals mean.
#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"
#include "device_link/transports/modem_manager_bus.h"

#include <QDBusPendingCall>

namespace device_link {

namespace {

constexpr int kAnswerTimeoutMs = 120000; // the user may have to type a password

QString shellQuoted(QString text)
{
    text.replace(u'\'', QLatin1String("'\\''"));
    return u'\'' + text + u'\'';
}

Error refusal(const QDBusError &error, const ModemManagerClaim &claim)
{
    const QString said = QStringLiteral("%1: %2").arg(error.name(), error.message().left(200));
    const QString name = error.name().section(u'.', -1);
    if (name == QLatin1String("NotFound") || name == QLatin1String("ServiceUnknown")
        || name == QLatin1String("NameHasNoOwner"))
        return Error(Fault::NotFound, said);
    if (name == QLatin1String("WrongState"))
        return Error(Fault::Busy, said);
    if (name == QLatin1String("InProgress")) {
        return Error(Fault::HeldByOther,
            QStringLiteral("another program has borrowed %1 from ModemManager already").arg(claim.port));
    }
    // Debian 12's bus policy lets only root call this; elsewhere polkit decides.
    if (name == QLatin1String("AccessDenied") || name == QLatin1String("Unauthorized")) {
        return Error(Fault::NoPermission,
            QStringLiteral(
                "ModemManager does not lend %1 to this user (%2). Root may borrow it for as long as this runs: "
                "mmcli --inhibit-device")
                .arg(claim.port, said))
            .withRemedy(QStringLiteral("sudo mmcli --inhibit-device=%1").arg(shellQuoted(claim.uid)));
    }
    if (error.type() == QDBusError::NoReply || error.type() == QDBusError::TimedOut)
        return Error(Fault::Timeout, QStringLiteral("ModemManager did not answer about %1 (%2)").arg(claim.port, said));
    return Error(Fault::Refused, QStringLiteral("ModemManager keeps %1 (%2)").arg(claim.port, said));
}

/// One call under way; deletes itself when it has answered.
class InhibitCall : public QDBusPendingCallWatcher
{
public:
    InhibitCall(const QDBusPendingCall &call, const ModemManagerClaim &claim, const std::stop_token &stop)
        : QDBusPendingCallWatcher(call)
        , m_watch(this, stop,
              [this] { end(fail(Fault::Cancelled, QStringLiteral("borrowing from ModemManager: stopped"))); })
    {
        connect(this, &QDBusPendingCallWatcher::finished, this,
            [this, claim] { end(isError() ? tl::unexpected(refusal(error(), claim)) : Result<void>()); });
    }
    [[nodiscard]] QFuture<Result<void>> future() const { return m_answer.future(); }

private:
    void end(Result<void> result)
    {
        m_answer.finish(std::move(result));
        deleteLater();
    }
    Answer<void> m_answer;
    StopWatch m_watch;
};

} // namespace

QFuture<Result<void>> inhibitDevice(const PrivateBus &bus, const ModemManagerClaim &claim, const std::stop_token &stop)
{
    const QString service = QString::fromLatin1(kModemManagerService);
    QDBusMessage question = QDBusMessage::createMethodCall(
        service, QStringLiteral("/org/freedesktop/ModemManager1"), service, QStringLiteral("InhibitDevice"));
    question << claim.uid << true;
    question.setAutoStartService(false);
    question.setInteractiveAuthorizationAllowed(true);
    auto *call = new InhibitCall(bus.connection().asyncCall(question, kAnswerTimeoutMs), claim, stop);
    return call->future();
}

} // namespace device_link
