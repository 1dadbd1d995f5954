// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "directory_lock.h"
#include "options.h"
#include "truth_file.h"

#include "virtual_kit/usb/usbip_server.h"
#include "virtual_kit/usb/vhci_attach_linux.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace app {

/// The kits of one process, with their ports.
class KitSet
{
public:
    explicit KitSet(VirtualKitOptions options);
    ~KitSet();

    /// False with a sentence in error: a port or file cannot be made.
    [[nodiscard]] bool start(QString &error);
    /// {"ready":true,"kits":[{"serial":...,"ports":{...},"tcp":{...},"usb":{...},"ppk2":"..."}]}, one line without its
    /// end.
    [[nodiscard]] QByteArray readyLine() const;

private:
    struct Entry {
        std::unique_ptr<TruthFile> truth;
        std::unique_ptr<virtual_kit::UsbDevice> usb; ///< outlives the runner's ports
        QString busid;                               ///< on the USB/IP server
        std::unique_ptr<virtual_kit::KitRunner> runner;
        std::unique_ptr<virtual_kit::VhciAttach> attach;
        std::vector<std::pair<QString, const virtual_kit::BytePort *>> ptys; ///< by role
        std::vector<std::pair<QString, const virtual_kit::BytePort *>> tcps;
        const virtual_kit::BytePort *meter = nullptr;
    };
    [[nodiscard]] bool startKit(int index, QString &error);
    [[nodiscard]] bool addPtys(int index, Entry &entry, QString &error);
    void addTcps(int index, Entry &entry);
    void addUsb(Entry &entry);
    void addMeter(int index, Entry &entry);
    [[nodiscard]] QJsonObject usbOf(const Entry &entry) const;
    [[nodiscard]] bool makeDirectory(const QString &path, QString &error);

    VirtualKitOptions m_options;
    std::unique_ptr<QTemporaryDir> m_private;
    DirectoryLock m_lock;
    std::unique_ptr<virtual_kit::UsbipServer> m_usbip;
    std::vector<Entry> m_kits;
    QStringList m_made; ///< folders to remove again when they are empty
};

} // namespace app
