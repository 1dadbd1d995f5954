// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tour/unattended_run.h"

#include "workbench/main_window.h"
#include "workbench/screenshots.h"
#include "workbench/tour/tour_record.h"

#include "widgets/kit/kit_context.h"
#include "widgets/tour/tour_guide.h"
#include "widgets/tour/tour_step.h"

#include <QDir>
#include <QStandardPaths>

namespace app {

using device_link::Result;
using widgets::Tour;
using widgets::TourState;
using widgets::TourStep;

UnattendedRun::UnattendedRun(MainWindow *window, Options options, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_options(std::move(options))
    , m_record(std::make_shared<TourRecord>())
{
}

void UnattendedRun::start()
{
    if (m_options.tour) {
        m_window->tour()->setImage(m_options.firmware);
        m_window->tour()->start(Tour::Pace::ByHand); // the hand is ours
        m_tour = m_window->tour()->tour();
    } else {
        m_tour = new Tour(m_window->kit(), Tour::Route::ForPictures, {}, this);
        m_tour->start(Tour::Pace::ByHand);
    }
    connect(m_tour, &Tour::settled, this, &UnattendedRun::onSettled);
    connect(m_tour, &Tour::finished, this, &UnattendedRun::onFinished);
}

void UnattendedRun::onSettled(int index)
{
    const TourStep &step = *m_tour->at(index);
    m_record->add(step);
    if (index == 0) {
        m_connected = m_window->kit()->session()->state() == device_link::SessionState::Connected;
        if (!m_connected)
            return m_tour->end(); // nothing to see
        m_record->setKit(m_window->kit()->session()->identity());
    }
    if (!m_options.tour || m_options.screenshots.isEmpty())
        return m_tour->next();
    const QString name = QStringLiteral("tour-%1-%2").arg(index + 1).arg(step.id());
    QCoro::connect(takePictures(m_window, m_options.screenshots, name, m_record), this, [this](Result<void> taken) {
        if (!taken)
            m_pictures = taken;
        m_tour->next();
    });
}

void UnattendedRun::onFinished()
{
    if (!m_connected || m_options.screenshots.isEmpty())
        return finish({});
    QCoro::connect(takeScreenshots(m_window, m_options.screenshots, m_record), this,
        [this](const Result<void> &taken) { finish(taken); });
}

void UnattendedRun::finish(const Result<void> &pictures)
{
    if (!pictures || !m_pictures)
        m_record->addFailure(QStringLiteral("screenshots"), pictures ? m_pictures.error() : pictures.error());
    const bool written = !m_options.tour || m_record->write(recordPath());
    Q_EMIT ended(m_record->allWell() && written ? 0 : 1);
}

QString UnattendedRun::recordPath() const
{
    if (!m_options.screenshots.isEmpty()) {
        QDir().mkpath(m_options.screenshots);
        return QDir(m_options.screenshots).filePath(QStringLiteral("tour.json"));
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    QDir().mkpath(folder);
    return QDir(folder).filePath(QStringLiteral("tour.json"));
}

} // namespace app
