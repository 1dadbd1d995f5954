// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

#include <memory>

namespace test_kit {

/// A simulated kit as its own process, for tests: pseudo terminals in a private folder and TCP ports of 127.0.0.1.
/// It ends with this object, and with the test program.
class VirtualKit
{
public:
    /// options: of aiesim-virtual-kit, without --dir, --tcp, --truth and --with-parent.
    explicit VirtualKit(QStringList options = {})
        : m_options(std::move(options))
    {
    }
    ~VirtualKit() { stop(); }
    VirtualKit(const VirtualKit &) = delete;
    VirtualKit &operator=(const VirtualKit &) = delete;

    /// Waits for the ready line. False, with problem() set, when the kit does not start.
    [[nodiscard]] bool start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const QStringList own{QStringLiteral("--dir"), m_folder.path(), QStringLiteral("--tcp"),
            QStringLiteral("127.0.0.1:0"), QStringLiteral("--truth"), truthPath(), QStringLiteral("--with-parent")};
        m_process->start(QStringLiteral(AIESIM_BIN_DIR "/aiesim-virtual-kit"), own + m_options);
        while (m_process->state() != QProcess::NotRunning && !m_process->canReadLine()) {
            if (!m_process->waitForReadyRead(30000))
                break;
        }
        const QJsonObject ready = QJsonDocument::fromJson(m_process->readLine()).object();
        const QJsonObject kit = ready.value(QLatin1String("kits")).toArray().at(0).toObject();
        m_serial = kit.value(QLatin1String("serial")).toString();
        m_tcp = kit.value(QLatin1String("tcp")).toObject();
        m_usb = kit.value(QLatin1String("usb")).toObject();
        if (m_serial.isEmpty())
            m_problem = m_process->errorString();
        return !m_serial.isEmpty();
    }

    /// SIGTERM, and waits for the end. A kit that was frozen goes on first.
    void stop()
    {
        if (!m_process || m_process->state() == QProcess::NotRunning)
            return;
        thaw();
        m_process->terminate();
        if (!m_process->waitForFinished(10000))
            m_process->kill();
        m_process->waitForFinished(5000);
    }
    /// The process stands still: its ports are there and nothing answers.
    void freeze() { ::kill(static_cast<pid_t>(m_process->processId()), SIGSTOP); }
    void thaw() { ::kill(static_cast<pid_t>(m_process->processId()), SIGCONT); }
    /// The process is gone without a farewell. Its links go too, as a board's device nodes do: the next process that asks
    /// for a pseudo terminal gets the same one, and a kit of the same seed behind it would pass for this one.
    void killHard()
    {
        m_process->kill();
        m_process->waitForFinished(5000);
        for (const char *link : {"kit", "at", "console"})
            QFile::remove(m_folder.filePath(QLatin1String(link)));
    }

    [[nodiscard]] QString serial() const { return m_serial; }
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Of a kit with option --usbip: where its USB device can be imported.
    [[nodiscard]] QString usbipAddress() const { return m_usb.value(QLatin1String("usbip")).toString(); }
    [[nodiscard]] QString busId() const { return m_usb.value(QLatin1String("busid")).toString(); }
    [[nodiscard]] device_link::DeviceUrl usbUrl(device_link::PortRole role) const
    {
        device_link::DeviceUrl url;
        url.scheme = device_link::DeviceUrl::Scheme::Usb;
        url.address = m_serial;
        url.role = role;
        return url;
    }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// The kit's truth log: one JSON object a line.
    [[nodiscard]] QString truthPath() const { return m_folder.filePath(QStringLiteral("truth.jsonl")); }

    [[nodiscard]] device_link::DeviceUrl serialUrl(device_link::PortRole role) const
    {
        device_link::DeviceUrl url;
        url.scheme = device_link::DeviceUrl::Scheme::Serial;
        url.address = m_folder.filePath(device_link::roleName(role));
        url.role = role;
        return url;
    }
    [[nodiscard]] device_link::DeviceUrl tcpUrl(device_link::PortRole role) const
    {
        const QString address = m_tcp.value(device_link::roleName(role)).toString();
        device_link::DeviceUrl url;
        url.scheme = device_link::DeviceUrl::Scheme::Tcp;
        url.address = address.section(QLatin1Char(':'), 0, 0);
        url.tcpPort = static_cast<quint16>(address.section(QLatin1Char(':'), -1).toUInt());
        url.role = role;
        return url;
    }

private:
    QStringList m_options;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    QString m_serial, m_problem;
    QJsonObject m_tcp, m_usb;
};

} // namespace test_kit
