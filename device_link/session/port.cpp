// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/port.h"

#include "device_link/protocols/at_identity.h"
#include "device_link/protocols/smp_server_info.h"
#include "device_link/session/open_link.h"

#include <QCoroFuture>

namespace device_link {

namespace {

constexpr int kOpenTimeoutMs = 6000;

QCoro::Task<Result<void>> greetKitPort(std::shared_ptr<Port> port, std::stop_token stop)
{
    port->smp->resetVersion();
    const Result<KitHello> hello = co_await greetKit(port->aiesim, stop);
    if (!hello)
        co_return tl::unexpected(hello.error());
    if (port->role() == PortRole::Kit)
        port->smp->setMaxPacket(kitPacketLimit(hello->bufferBytes));
    Result<KitIdentity> identity = co_await readKitIdentity(port->aiesim, stop);
    if (!identity)
        co_return tl::unexpected(identity.error());
    identity->protocolVersion = quint8(hello->version);
    identity->bootId = hello->bootId;
    port->hello = *hello;
    port->identity = *identity;
    co_return Result<void>();
}

/// A console: any SMP server will do; ours tells more.
QCoro::Task<Result<void>> greetConsole(std::shared_ptr<Port> port, std::stop_token stop)
{
    port->smp->resetVersion();
    const Result<SmpServerInfo> server = co_await readSmpServerInfo(port->smp, stop);
    if (!server)
        co_return tl::unexpected(server.error());
    port->smp->setMaxPacket(server->packetLimit);
    const Result<void> kit = co_await greetKitPort(port, stop);
    if (kit)
        co_return kit;
    if (kit.error().fault() == Fault::LinkLost || kit.error().fault() == Fault::Cancelled)
        co_return kit;
    port->hello.reset();
    port->identity = KitIdentity();
    port->identity.hardware = server->hardware;
    port->identity.firmware = server->software;
    co_return Result<void>();
}

QCoro::Task<Result<void>> greetModem(std::shared_ptr<Port> port, std::stop_token stop)
{
    const Result<KitIdentity> identity = co_await readModemIdentity(port->at, stop);
    if (!identity)
        co_return tl::unexpected(identity.error());
    port->identity = *identity;
    co_return Result<void>();
}

QCoro::Task<Result<void>> greetMeter(std::shared_ptr<Port> port, std::stop_token stop)
{
    const Result<void> greeted = co_await Ppk2Client::greet(port->meter, stop);
    if (!greeted)
        co_return greeted;
    const framing::Ppk2Metadata &metadata = port->meter->metadata();
    port->identity = KitIdentity();
    port->identity.vendor = QStringLiteral("Nordic Semiconductor");
    port->identity.model = QStringLiteral("PPK2");
    if (metadata.hardware > 0)
        port->identity.hardware = QString::number(metadata.hardware);
    if (metadata.simulated)
        port->identity.simulated = true;
    co_return Result<void>();
}

QCoro::Task<Result<void>> openAndGreet(std::shared_ptr<Port> port, std::stop_token stop)
{
    if (!port->link->isOpen()) {
        const QFuture<Result<void>> opening = openLink(*port->link, kOpenTimeoutMs, stop);
        const Result<void> opened = co_await opening;
        if (!opened)
            co_return opened;
    }
    Result<void> greeted;
    switch (port->role()) {
    case PortRole::Kit: greeted = co_await greetKitPort(port, stop); break;
    case PortRole::Console: greeted = co_await greetConsole(port, stop); break;
    case PortRole::At: greeted = co_await greetModem(port, stop); break;
    case PortRole::Meter: greeted = co_await greetMeter(port, stop); break;
    }
    // A port that serves one client at a time takes the connection of a second one and closes it without a word.
    if (!greeted && greeted.error().fault() == Fault::LinkLost && port->link->url().scheme == DeviceUrl::Scheme::Tcp) {
        co_return fail(Fault::HeldByOther,
            QStringLiteral("%1 closed the connection at the first word (%2)")
                .arg(toString(port->link->url()), greeted.error().detail()));
    }
    // Silence at the first word is also what a port of another role answers with.
    if (!greeted && greeted.error().fault() == Fault::Timeout) {
        co_return fail(Fault::Timeout,
            QStringLiteral("%1: %2; a port of another role is silent like this, so check the role as well")
                .arg(toString(port->link->url()), greeted.error().detail()));
    }
    co_return greeted;
}

} // namespace

Port::Port(const DeviceUrl &url, int requestTimeoutMs)
    : link(std::make_unique<Link>(url))
{
    if (url.role == PortRole::At) {
        at = std::make_shared<AtClient>(link.get());
        return;
    }
    if (url.role == PortRole::Meter) {
        meter = std::make_shared<Ppk2Client>(link.get(), requestTimeoutMs);
        return;
    }
    smp = std::make_shared<SmpClient>(link.get());
    if (url.role == PortRole::Console) {
        smp->setMaxOutstanding(1); // two packets at once overrun the line pool of a stock Zephyr console
        smp->setMaxPacket(kStockConsolePacket);
    }
    aiesim = std::make_shared<AiesimClient>(smp, requestTimeoutMs);
    events = std::make_shared<EventReceiver>(aiesim);
    clock = std::make_unique<ClockSync>(aiesim);
    if (url.role == PortRole::Kit) {
        QObject::connect(link.get(), &Link::event, events.get(), &EventReceiver::take);
    }
}

Port::~Port() = default;

bool Port::offers(const char *capability) const
{
    return hello && hello->capabilities.contains(QLatin1String(capability));
}

QCoro::Task<Result<void>> bringUp(std::shared_ptr<Port> port, std::stop_token stop)
{
    // A request that comes after the closing hears only that nothing is connected.
    const auto held = std::make_shared<std::optional<Error>>();
    const QMetaObject::Connection watching
        = QObject::connect(port->link.get(), &MessagePipe::closed, port->link.get(), [held](const Error &error) {
              if (error.fault() == Fault::HeldByOther)
                  *held = error;
          });
    Result<void> up = co_await openAndGreet(port, stop);
    QObject::disconnect(watching);
    if (!up && *held)
        up = tl::unexpected(**held);
    co_return up;
}

} // namespace device_link
