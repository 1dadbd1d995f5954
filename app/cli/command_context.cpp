// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_context.h"

#include "borrow_ports.h"
#include "visible_text.h"

#include "profiles/connectivity/registration.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace app {

using namespace device_link;

namespace {

bool hasTerminal()
{
    static const bool terminal = ::isatty(STDERR_FILENO) == 1;
    return terminal;
}

QString oneLine(const widgets::FaultText &text, const QString &detail)
{
    const QString sentences = QString(text.what + QLatin1Char(' ') + text.next);
    return detail.isEmpty() ? sentences : QStringLiteral("%1 [%2]").arg(sentences, detail);
}

} // namespace

void CommandContext::print(const QString &line) const
{
    if (m_json)
        return;
    std::fputs(qPrintable(visibleLine(line)), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void CommandContext::printJson(const QJsonObject &object) const
{
    if (!m_json)
        return;
    std::fputs(QJsonDocument(object).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void CommandContext::progress(const QString &text) const
{
    if (!hasTerminal() || (text.isEmpty() && !m_progressShown))
        return;
    // Carriage return and "erase to the end of the line", so that the line is replaced.
    std::fprintf(stderr, "\r\033[K%s", qPrintable(visibleLine(text)));
    std::fflush(stderr);
    m_progressShown = !text.isEmpty();
}

void CommandContext::complain(const QString &sentence) const
{
    progress({});
    std::fprintf(stderr, "aiesim: %s\n", qPrintable(visibleLine(sentence)));
}

void CommandContext::announce(const QString &sentence) const
{
    if (!hasTerminal())
        complain(sentence);
}

widgets::FaultText CommandContext::wordsOf(const Error &error) const
{
    widgets::FaultText text = widgets::faultText(error, m_file);
    const auto pluggedIn = [](const DeviceUrl &url) {
        return url.scheme == DeviceUrl::Scheme::Usb || url.scheme == DeviceUrl::Scheme::Serial;
    };
    if (m_opening && error.fault() == Fault::NotFound && std::ranges::any_of(m_devices, pluggedIn))
        text.next = QStringLiteral("Check the name; \"aiesim devices\" lists what is plugged in.");
    return text;
}

int CommandContext::wrongUsage(const Error &error) const
{
    [[maybe_unused]] const int code = failed(error);
    return 2;
}

int CommandContext::failed(const Error &error) const
{
    const widgets::FaultText text = wordsOf(error);
    complain(oneLine(text, error.detail()));
    if (!error.remedy().isEmpty())
        complain(QStringLiteral("This mends it: ") + error.remedy());
    QJsonObject object{{QStringLiteral("error"), QString::fromLatin1(faultName(error.fault()))},
        {QStringLiteral("what"), text.what}, {QStringLiteral("next"), text.next},
        {QStringLiteral("detail"), error.detail()}};
    if (!error.remedy().isEmpty())
        object.insert(QStringLiteral("remedy"), error.remedy());
    if (error.code()) {
        object.insert(QStringLiteral("group"), error.code()->group);
        object.insert(QStringLiteral("rc"), error.code()->rc);
    }
    printJson(object);
    return 1;
}

QCoro::Task<void> awaitNetwork(std::shared_ptr<KitSession> session, std::shared_ptr<CommandContext> context)
{
    constexpr int kTimeoutMs = 15000;
    context->progress(QStringLiteral("Waiting for the network"));
    const std::stop_token stop = context->stop();
    [[maybe_unused]] const bool there = co_await profiles::waitRegistered(session, kTimeoutMs, stop);
    context->progress({});
}

Error notOffered(Capability which)
{
    QStringList roles;
    for (const PortRole role : KitSession::rolesGiving(which))
        roles.append(roleName(role));
    return Error(Fault::NotSupported,
        QStringLiteral("the open ports do not give this; a port with role %1 would")
            .arg(roles.join(QStringLiteral(" or "))));
}

namespace {

void complainOfMissing(const CommandContext &context, const KitSession &session)
{
    QStringList remedies;
    for (const MissingPort &missing : session.missingPorts()) {
        context.complain(
            QStringLiteral("Going on without one of the ports, %1. %2")
                .arg(roleName(missing.url.role), oneLine(context.wordsOf(missing.why), missing.why.detail())));
        if (!missing.why.remedy().isEmpty() && !remedies.contains(missing.why.remedy()))
            remedies.append(missing.why.remedy());
    }
    for (const QString &remedy : std::as_const(remedies))
        context.complain(QStringLiteral("This mends it: ") + remedy);
}

} // namespace

QCoro::Task<Result<std::shared_ptr<KitSession>>> openSession(std::shared_ptr<CommandContext> context)
{
    if (context->borrow())
        co_await borrowPorts(context);
    context->progress(QStringLiteral("Connecting"));
    std::shared_ptr<KitSession> session = KitSession::create(context->devices());
    const std::stop_token stop = context->stop();
    context->keep(session);
    context->setOpening(true);
    const Result<void> opened = co_await session->open(stop);
    context->progress({});
    if (!opened)
        co_return tl::unexpected<Error>(opened.error());
    // One port is enough to work with; that another did not open must not pass in silence.
    complainOfMissing(*context, *session);
    context->setOpening(false);
    co_return session;
}

} // namespace app
