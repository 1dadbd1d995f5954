// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace test_cli {

/// What a run of aiesim left behind.
struct CliRun {
    int exitCode = -1;
    QByteArray out, err;

    /// The objects of --json output, in order.
    [[nodiscard]] QList<QJsonObject> objects() const
    {
        QList<QJsonObject> list;
        for (const QByteArray &line : out.split('\n')) {
            if (!line.isEmpty())
                list.append(QJsonDocument::fromJson(line).object());
        }
        return list;
    }
    [[nodiscard]] QJsonObject last() const
    {
        const QList<QJsonObject> list = objects();
        return list.isEmpty() ? QJsonObject() : list.last();
    }
};

/// Runs aiesim to its end; exit code -1 when it did not end in two minutes.
[[nodiscard]] inline CliRun runCli(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"), arguments);
    CliRun run;
    if (!process.waitForFinished(120000)) {
        process.kill();
        process.waitForFinished();
        return run;
    }
    run.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

} // namespace test_cli
