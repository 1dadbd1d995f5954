// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/transports/usb/usb_kit.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace device_link {

class UsbBus;

/// Keeps the list of the kits that are plugged in up to date. Lives in a thread with an event loop; looks on a thread
/// of the pool. Opens no kit.
class UsbWatch : public QObject
{
    Q_OBJECT
public:
    explicit UsbWatch(QObject *parent = nullptr);
    ~UsbWatch() override;

    /// As of the last look. Empty before the first, which comes right after construction.
    [[nodiscard]] const QList<UsbKit> &kits() const { return m_kits; }
    /// The first look is over.
    [[nodiscard]] bool looked() const { return m_looked; }

Q_SIGNALS:
    /// Kits came or went, or a kit's device nodes did.
    void changed();

private:
    void onBusChanged();
    void look();
    void take(const QList<UsbKit> &kits);

    std::shared_ptr<UsbBus> m_bus; ///< null: USB cannot be used here
    QTimer m_again;
    int m_step = 0; ///< looks since the bus changed
    QList<UsbKit> m_kits;
    bool m_looked = false;
    bool m_looking = false;
    bool m_lookOnceMore = false;
};

} // namespace device_link
