// SPDX-License-Identifier: GPL-3.0-or-later
// How a session finds its ports and opens them.
#include "device_link/protocols/kit_power_source.h"
#include "device_link/session/live_kit_session.h"
#include "device_link/session/usb_kit_ports.h"
#include "device_link/transports/usb/usb_bus.h"

#include <QCoroFuture>

namespace device_link {

QCoro::Task<Result<QList<DeviceUrl>>> LiveKitSession::resolve(Self self, std::stop_token stop)
{
    QList<DeviceUrl> urls;
    for (const DeviceUrl &url : std::as_const(self->m_urls)) {
        if (url.scheme == DeviceUrl::Scheme::Usb)
            self->watchUsb();
        if (url.wholeKit) {
            const Result<QList<DeviceUrl>> ports = co_await usbKitPorts(url, stop);
            if (!ports)
                co_return ports;
            urls.append(*ports);
            continue;
        }
        if (url.scheme != DeviceUrl::Scheme::Virtual) {
            urls.append(url);
            continue;
        }
        if (self->m_virtualKit)
            co_return fail(Fault::BadArgument, QStringLiteral("one virtual: kit to a session"));
        self->m_virtualKit = std::make_unique<VirtualKitProcess>(url.address);
        const QFuture<Result<QList<DeviceUrl>>> starting = self->m_virtualKit->start(stop);
        const Result<QList<DeviceUrl>> started = co_await starting;
        if (!started)
            co_return started;
        urls.append(*started);
    }
    if (urls.isEmpty())
        co_return fail(Fault::BadArgument, QStringLiteral("no port was named"));
    co_return urls;
}

QCoro::Task<Result<void>> LiveKitSession::openSession(Self self, std::stop_token stop)
{
    if (self->m_state != SessionState::Closed && self->m_state != SessionState::Failed)
        co_return fail(Fault::Busy, QStringLiteral("the session is open"));
    const quint32 generation = ++self->m_generation;
    self->m_life = std::stop_source();
    self->m_hurry = std::stop_source();
    self->m_lastError.reset();
    if (self->m_give.kitPower && self->m_give.kitPower->samples())
        self->m_earlier = self->m_give.kitPower->samples();
    self->m_give = Capabilities();
    self->m_identity = KitIdentity();
    self->m_eventPort.reset();
    self->setState(SessionState::Connecting);
    const Result<QList<DeviceUrl>> urls = co_await resolve(self, stop);
    if (!urls || generation != self->m_generation)
        co_return tl::unexpected(self->failed(urls ? Error(Fault::Cancelled) : urls.error(), generation));
    self->makePorts(*urls);
    const Result<void> up = co_await bringUpAll(self, stop);
    if (!up || generation != self->m_generation)
        co_return tl::unexpected(self->failed(up ? Error(Fault::Cancelled) : up.error(), generation));
    for (const std::shared_ptr<Port> &port : std::vector(self->m_ports)) {
        if (port->wasUp && !port->up)
            self->startReturn(port, Return());
    }
    if (self->m_virtualKit) {
        connect(self->m_virtualKit.get(), &VirtualKitProcess::died, self.get(),
            [session = self.get(), generation](const Error &error) { session->failed(error, generation); });
    }
    self->updateState();
    co_return Result<void>();
}

QCoro::Task<Result<void>> LiveKitSession::bringUpAll(Self self, std::stop_token stop)
{
    const quint32 generation = self->m_generation;
    std::optional<Error> firstError;
    const std::vector<std::shared_ptr<Port>> ports = self->portsByPreference();
    for (const std::shared_ptr<Port> &port : ports) {
        Result<void> up = co_await bringUp(port, stop);
        if (generation != self->m_generation)
            co_return fail(Fault::Cancelled);
        if (const std::optional<Error> other = up ? self->otherKit(*port) : std::nullopt)
            up = tl::unexpected(*other);
        port->up = port->wasUp = up.has_value() && port->link->isOpen();
        if (port->up) {
            self->takeCapabilities();
            up = co_await restore(self, port, stop);
            if (generation != self->m_generation)
                co_return fail(Fault::Cancelled);
        }
        if (up)
            continue;
        port->up = port->wasUp = false;
        port->error = up.error();
        port->link->close();
        if (!firstError)
            firstError = up.error();
        if (up.error().fault() == Fault::Cancelled)
            co_return up;
    }
    self->m_lastError = firstError; // a port that did not open beside one that did
    if (!self->leadingPort())
        co_return tl::unexpected(*firstError);
    self->joinIdentity();
    co_return Result<void>();
}

void LiveKitSession::watchUsb()
{
    if (m_usb)
        return;
    const Result<std::shared_ptr<UsbBus>> bus = UsbBus::open();
    if (!bus)
        return; // the transport will say why
    m_usb = *bus;
    connect(
        m_usb.get(), &UsbBus::changed, this, [this] { std::exchange(m_hurry, std::stop_source()).request_stop(); },
        Qt::QueuedConnection);
}

} // namespace device_link
