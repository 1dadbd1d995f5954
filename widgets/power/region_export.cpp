// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_export.h"

namespace widgets {

RegionExport::RegionExport(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &RegionExport::progressed);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &RegionExport::onFinished);
}

RegionExport::~RegionExport()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
    m_watcher.waitForFinished();
}

void RegionExport::start(const QString &path, profiles::SampleCsvJob job)
{
    if (running())
        return;
    m_path = path;
    m_watcher.setFuture(profiles::writeSampleCsv(path, std::move(job)));
    Q_EMIT progressed();
}

void RegionExport::cancel() { m_watcher.cancel(); }

double RegionExport::share() const
{
    const int all = m_watcher.progressMaximum() - m_watcher.progressMinimum();
    return all > 0 ? static_cast<double>(m_watcher.progressValue()) / all : 0;
}

void RegionExport::onFinished()
{
    const auto future = m_watcher.future();
    if (future.resultCount() == 0) {
        Q_EMIT cancelled();
        return;
    }
    const profiles::Result<profiles::SampleCsvTotals> result = future.resultAt(0);
    if (result)
        Q_EMIT finished(*result);
    else
        Q_EMIT failed(result.error());
}

} // namespace widgets
