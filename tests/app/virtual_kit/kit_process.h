// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

/// The program aiesim-virtual-kit, started and ended for one test.
class KitProcess
{
public:
    KitProcess();
    ~KitProcess();

    /// Starts it and waits for the ready line. False: it ended instead; see output() and exitCode().
    [[nodiscard]] bool start(const QStringList &arguments);
    /// Sends a signal and waits for the end; the exit code, -1 when it crashed or did not end.
    int stop(int signal);

    [[nodiscard]] QJsonArray kits() const { return m_ready.value(QStringLiteral("kits")).toArray(); }
    /// "ports" or "tcp" of one kit, role "kit", "at" or "console".
    [[nodiscard]] QString port(const char *role, const char *way = "ports", int kit = 0) const;
    [[nodiscard]] QProcess &process() { return m_process; }
    [[nodiscard]] QByteArray readyLine() const { return m_readyLine; }
    /// What it printed to stderr so far.
    [[nodiscard]] QString errors() { return QString::fromUtf8(m_process.readAllStandardError()); }
    /// CPU seconds used so far.
    [[nodiscard]] double cpuSeconds() const;

private:
    QProcess m_process;
    QByteArray m_readyLine;
    QJsonObject m_ready;
};
