// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/sample_csv.h"

#include <QFutureWatcher>
#include <QObject>

namespace widgets {

/// One export of samples at a time, on the pool; the GUI goes on.
class RegionExport : public QObject
{
    Q_OBJECT
public:
    explicit RegionExport(QObject *parent = nullptr);
    ~RegionExport() override; ///< cancels, and waits for the file to be given up

    void start(const QString &path, profiles::SampleCsvJob job);
    void cancel();
    [[nodiscard]] bool running() const { return m_watcher.isRunning(); }
    [[nodiscard]] double share() const; ///< 0...1
    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    void progressed();
    void finished(const profiles::SampleCsvTotals &totals);
    void failed(const device_link::Error &error);
    void cancelled();

private:
    void onFinished();

    QString m_path;
    QFutureWatcher<profiles::Result<profiles::SampleCsvTotals>> m_watcher;
};

} // namespace widgets
