// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_watch.h"

#include "device_link/transports/usb/usb_bus.h"
#include "device_link/transports/usb/usb_discovery.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <array>

namespace device_link {

namespace {

/// Device nodes of serial ports, and the rights on them, come after the device: one looks again, less and less often.
constexpr std::array<int, 6> kLookAgainMs{60, 120, 250, 500, 1000, 2000};
constexpr int kPollMs = 1000;

} // namespace

UsbWatch::UsbWatch(QObject *parent)
    : QObject(parent)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &UsbWatch::look);
    if (const Result<std::shared_ptr<UsbBus>> bus = UsbBus::open()) {
        m_bus = *bus;
        connect(m_bus.get(), &UsbBus::changed, this, &UsbWatch::onBusChanged, Qt::QueuedConnection);
    }
    look();
}

UsbWatch::~UsbWatch() = default;

void UsbWatch::onBusChanged()
{
    m_step = 0;
    look();
}

void UsbWatch::look()
{
    if (m_looking) {
        m_lookOnceMore = true;
        return;
    }
    m_looking = true;
    auto *watcher = new QFutureWatcher<QList<UsbKit>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        take(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(discoverUsbKits));
}

void UsbWatch::take(const QList<UsbKit> &kits)
{
    m_looking = false;
    const bool first = !std::exchange(m_looked, true);
    const bool differs = kits != m_kits;
    m_kits = kits;
    if (std::exchange(m_lookOnceMore, false)) {
        look();
    } else if (m_bus && !m_bus->hasHotplug()) {
        m_again.start(kPollMs);
    } else if (m_bus && m_step < int(kLookAgainMs.size())) {
        m_again.start(kLookAgainMs.at(std::size_t(m_step++)));
    }
    if (first || differs)
        Q_EMIT changed();
}

} // namespace device_link
