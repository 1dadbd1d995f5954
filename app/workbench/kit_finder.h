// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/settings.h"

#include "device_link/transports/usb/usb_watch.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace widgets {
class KitContext;
class KitListModel;
} // namespace widgets

namespace app {

/// Puts the kits on USB into the list as they are plugged in, and takes out again, when they leave, those that never
/// were connected. Opens only kits that were connected here before: nothing is sent to a kit nobody chose. Kits that
/// share a serial number are listed by their places.
class KitFinder : public QObject
{
    Q_OBJECT
public:
    /// What is remembered of a kit, by its serial number.
    struct Memory {
        std::function<KitMemory(const QString &serial)> load;
        std::function<void(const QString &serial, const KitMemory &memory)> save;
    };
    /// kits outlives this.
    KitFinder(widgets::KitListModel *kits, Memory memory, QObject *parent = nullptr);
    ~KitFinder() override;

private:
    using Kit = std::shared_ptr<widgets::KitContext>;
    void refresh();
    void found(const device_link::UsbKit &usb);
    void add(const device_link::UsbKit &usb);
    void dropLeft();
    void look(widgets::KitContext *kit);
    void watch(const Kit &kit);
    [[nodiscard]] Kit known(const device_link::UsbKit &usb) const;
    [[nodiscard]] bool isThere(const widgets::KitContext &kit) const;

    widgets::KitListModel *m_kits;
    Memory m_memory;
    device_link::UsbWatch m_usb;
    QSet<widgets::KitContext *> m_ours;    ///< found here
    QSet<widgets::KitContext *> m_unnamed; ///< have not got back their remembered name
};

} // namespace app
