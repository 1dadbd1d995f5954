// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace usb_bench {

/// A simulated kit as a process of its own with its USB side alone to talk to. It ends with this object.
class UsbKitProcess
{
public:
    explicit UsbKitProcess(const QStringList &options = {})
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim-virtual-kit"),
            QStringList{QStringLiteral("--dir"), m_folder.path(), QStringLiteral("--usbip"),
                QStringLiteral("127.0.0.1:0"), QStringLiteral("--with-parent")}
                + options);
        while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(30000))
                break;
        }
        m_kits = QJsonDocument::fromJson(m_process.readLine()).object().value(QLatin1String("kits")).toArray();
    }
    ~UsbKitProcess()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10000))
            killHard();
    }
    UsbKitProcess(const UsbKitProcess &) = delete;
    UsbKitProcess &operator=(const UsbKitProcess &) = delete;

    /// 0 when it did not start.
    [[nodiscard]] qsizetype count() const { return m_kits.size(); }
    [[nodiscard]] QString serial(int kit = 0) const { return value(kit, QLatin1String("serial")).toString(); }
    [[nodiscard]] QString address(int kit = 0) const { return usb(kit).value(QLatin1String("usbip")).toString(); }
    [[nodiscard]] QString busid(int kit = 0) const { return usb(kit).value(QLatin1String("busid")).toString(); }
    void killHard()
    {
        m_process.kill();
        m_process.waitForFinished(5000);
    }

private:
    [[nodiscard]] QJsonValue value(int kit, QLatin1String key) const { return m_kits.at(kit).toObject().value(key); }
    [[nodiscard]] QJsonObject usb(int kit) const { return value(kit, QLatin1String("usb")).toObject(); }

    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonArray m_kits;
};

} // namespace usb_bench
