// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/unfinished_notice.h"

#include "workbench/main_window.h"
#include "workbench/open_recording.h"
#include "workbench/settings.h"

#include "device_link/capture/file/recording_ending.h"
#include "device_link/capture/file/recording_file_reader.h"
#include "widgets/common/error_banner.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/units.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLocale>
#include <QPushButton>
#include <QtConcurrentRun>

namespace app {

namespace {

/// The time of day of a kit's time, by the last moment at which both were known.
std::optional<std::int64_t> utcMsOf(std::int64_t kitTimeNs, const std::vector<device_link::RecordedClockPoint> &points)
{
    if (points.empty())
        return {};
    const device_link::RecordedClockPoint &last = points.back();
    return (last.utcNs + (kitTimeNs - last.kitTimeNs)) / 1'000'000;
}

} // namespace

UnfinishedNotice::UnfinishedNotice(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_banner(new widgets::ErrorBanner(window->area()))
    , m_dismiss(new QPushButton(m_banner))
{
    m_dismiss->setObjectName(QStringLiteral("unfinishedDismiss"));
    m_dismiss->setProperty("kind", QStringLiteral("quiet"));
    qobject_cast<QBoxLayout *>(m_banner->layout())->addWidget(m_dismiss, 0, Qt::AlignTop);
    connect(m_dismiss, &QPushButton::clicked, this, &UnfinishedNotice::putAway);
    qobject_cast<QBoxLayout *>(window->area()->layout())->insertWidget(0, m_banner);
    m_banner->clear();
    connect(m_banner, &widgets::ErrorBanner::actionTriggered, this, &UnfinishedNotice::openLast);
}

void UnfinishedNotice::look()
{
    auto *watcher = new QFutureWatcher<Found>(this);
    connect(watcher, &QFutureWatcher<Found>::finished, this, [this, watcher] {
        watcher->deleteLater();
        tell(watcher->result());
        Q_EMIT looked();
    });
    watcher->setFuture(QtConcurrent::run(&UnfinishedNotice::find, widgets::Recorder::folder()));
}

UnfinishedNotice::Found UnfinishedNotice::find(const QString &folder)
{
    Found found;
    const QStringList told = loadToldRecordings();
    for (const QString &path : device_link::unfinishedRecordings(folder)) {
        if (!told.contains(path))
            found.paths.append(path);
    }
    if (found.paths.isEmpty())
        return found;
    const auto reader = device_link::RecordingFileReader::open(found.paths.last());
    if (!reader) {
        found.problems = {reader.error().detail()};
        return found;
    }
    for (const auto &[number, stream] : (*reader)->streams())
        for (const device_link::SegmentPlace &segment : stream.segments)
            found.samples += segment.frames;
    const device_link::RecordingRecovery &recovery = (*reader)->recovery();
    found.problems = recovery.problems;
    if (const auto points = (*reader)->clockPoints(); points && recovery.lastKitTimeNs)
        found.lastUtcMs = utcMsOf(*recovery.lastKitTimeNs, *points);
    return found;
}

void UnfinishedNotice::tell(const Found &found)
{
    if (found.paths.isEmpty())
        return;
    m_told = found.paths;
    const QString name = QFileInfo(found.paths.last()).fileName();
    const QString what = found.paths.size() == 1
        ? tr("The recording %1 was cut off: the program or the computer stopped while it ran.").arg(name)
        : tr("%1 recordings were cut off, the last one %2: the program or the computer stopped while they ran.")
              .arg(found.paths.size())
              .arg(name);
    const QString samples = widgets::integer(qint64(found.samples));
    const QString kept = found.lastUtcMs
        ? tr("Its %1 samples up to %2 are safe; at most one second after that is missing.")
              .arg(samples,
                  QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(*found.lastUtcMs), QStringLiteral("HH:mm:ss")))
        : tr("Its %1 samples are safe; at most the last second is missing.").arg(samples);
    m_dismiss->setText(tr("Close"));
    m_banner->showMessage(widgets::ErrorBanner::Severity::Warning, what, kept,
        (found.paths + found.problems).join(QLatin1Char('\n')), tr("Open recording"));
}

void UnfinishedNotice::putAway()
{
    saveToldRecordings(m_told);
    m_banner->clear();
}

void UnfinishedNotice::openLast()
{
    putAway();
    openRecording(m_window, m_told.last());
}

} // namespace app
