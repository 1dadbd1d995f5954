// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_process.h"

#include <QFile>
#include <QJsonDocument>

#include <csignal>
#include <unistd.h>

namespace {
constexpr int kStartMs = 60'000;
constexpr int kEndMs = 30'000;
} // namespace

KitProcess::KitProcess() { m_process.setProgram(QStringLiteral(AIESIM_BIN_DIR "/aiesim-virtual-kit")); }

KitProcess::~KitProcess()
{
    if (m_process.state() != QProcess::NotRunning)
        stop(SIGKILL);
}

bool KitProcess::start(const QStringList &arguments)
{
    m_process.setArguments(arguments);
    m_process.start();
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kStartMs)) {
            m_process.waitForFinished(kEndMs);
            return false;
        }
    }
    m_readyLine = m_process.readLine();
    m_ready = QJsonDocument::fromJson(m_readyLine).object();
    return m_ready.value(QStringLiteral("ready")).toBool();
}

int KitProcess::stop(int signal)
{
    if (m_process.state() != QProcess::NotRunning) {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        if (!m_process.waitForFinished(kEndMs)) {
            m_process.kill();
            m_process.waitForFinished(kEndMs);
            return -1;
        }
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QString KitProcess::port(const char *role, const char *way, int kit) const
{
    const QJsonObject ports = kits().at(kit).toObject().value(QLatin1String(way)).toObject();
    return ports.value(QLatin1String(role)).toString();
}

double KitProcess::cpuSeconds() const
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(::sysconf(_SC_CLK_TCK));
}
