// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/import_notice.h"

#include "workbench/main_window.h"
#include "workbench/open_recording.h"

#include "device_link/capture/exchange/import_file.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/trough.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

#include <QBoxLayout>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QPushButton>
#include <QtConcurrentRun>

#include <utility>

namespace app {

using device_link::ImportReport;
using device_link::Result;
using widgets::ErrorBanner;

namespace {

constexpr int kProgressSteps = 1000;
constexpr qint64 kKnownAfterMs = 1000; ///< how long an import runs before it is said how long it will take

/// Beside the file, under its name; nothing that is there is written over.
QString recordingFor(const QString &path)
{
    const QFileInfo file(path);
    const QDir folder = file.absoluteDir();
    QString made = folder.filePath(file.completeBaseName() + QStringLiteral(".aer"));
    for (int i = 2; QFileInfo::exists(made); ++i)
        made = folder.filePath(QStringLiteral("%1 (%2).aer").arg(file.completeBaseName()).arg(i));
    return made;
}

void makeRecording(QPromise<Result<ImportReport>> &promise, const QString &path, const QString &made)
{
    promise.setProgressRange(0, kProgressSteps);
    const device_link::ExchangeProgress progress = [&promise](std::uint64_t done, std::uint64_t all) {
        const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0;
        promise.setProgressValue(static_cast<int>(share * kProgressSteps));
        return !promise.isCanceled();
    };
    const Result<ImportReport> report = device_link::importFile(path, made, {}, progress);
    if (report && promise.isCanceled())
        QFile::remove(made); // it was done before it heard of it
    promise.addResult(report);
}

} // namespace

bool isImportable(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix();
    return suffix.compare(u"ppk2", Qt::CaseInsensitive) == 0 || suffix.compare(u"csv", Qt::CaseInsensitive) == 0;
}

ImportNotice *ImportNotice::of(MainWindow *window)
{
    auto *found = window->findChild<ImportNotice *>(QString(), Qt::FindDirectChildrenOnly);
    return found ? found : new ImportNotice(window);
}

ImportNotice::ImportNotice(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_banner(new ErrorBanner(window->area()))
    , m_progress(new widgets::Trough(m_banner))
    , m_dismiss(new QPushButton(m_banner))
{
    qobject_cast<QBoxLayout *>(window->area()->layout())->insertWidget(0, m_banner);
    // The banner's row is an icon, the words and the buttons.
    auto *row = qobject_cast<QBoxLayout *>(m_banner->layout());
    constexpr int kProgressWidth = 140;
    constexpr int kFirstButton = 2;
    m_progress->setFixedWidth(kProgressWidth);
    row->insertWidget(kFirstButton, m_progress, 0, Qt::AlignVCenter);
    row->addWidget(m_dismiss, 0, Qt::AlignTop);
    m_dismiss->setObjectName(QStringLiteral("importDismiss"));
    m_banner->installEventFilter(this);
    connect(m_banner, &ErrorBanner::actionTriggered, this, &ImportNotice::act);
    connect(m_dismiss, &QPushButton::clicked, this, &ImportNotice::dismiss);
    connect(&m_import, &QFutureWatcherBase::progressValueChanged, this, &ImportNotice::show);
    connect(&m_import, &QFutureWatcherBase::finished, this, &ImportNotice::end);
    show();
}

ImportNotice::~ImportNotice()
{
    m_import.disconnect(this);
    m_import.cancel();
    m_import.waitForFinished();
}

void ImportNotice::offer(const QString &path)
{
    const bool known = m_waiting.contains(path) || (m_stage == Stage::Running && path == m_path);
    if (!known)
        m_waiting.append(path);
    if (m_stage != Stage::Running)
        m_stage = Stage::Offered;
    show();
}

void ImportNotice::show()
{
    const QString name = QFileInfo(m_path).fileName();
    m_progress->setVisible(m_stage == Stage::Running);
    m_dismiss->setVisible(m_stage == Stage::Offered || (m_stage == Stage::Ended && m_error));
    m_dismiss->setText(m_stage == Stage::Offered ? tr("Leave it") : tr("Close"));
    switch (m_stage) {
    case Stage::Nothing: return m_banner->clear();
    case Stage::Offered: {
        const QString first = m_waiting.first();
        return m_banner->showMessage(ErrorBanner::Severity::Notice,
            m_waiting.size() == 1 ? tr("%1 is a file of another program.").arg(QFileInfo(first).fileName())
                                  : tr("%1 files are of other programs, the first is %2.")
                                        .arg(m_waiting.size())
                                        .arg(QFileInfo(first).fileName()),
            m_waiting.size() == 1
                ? tr("The workbench can make a recording of it, %1 beside it, and open that; the file stays as it is.")
                      .arg(QFileInfo(recordingFor(first)).fileName())
                : tr("The workbench can make a recording of each beside it, and open those; the files stay as they "
                     "are."),
            m_waiting.join(u'\n'), tr("Import"));
    }
    case Stage::Running: {
        const double share = static_cast<double>(m_import.progressValue()) / kProgressSteps;
        m_progress->setShare(share);
        const QString done = widgets::text(widgets::percent(100 * share));
        const bool known = m_since.elapsed() > kKnownAfterMs && share > 0;
        const double left = known ? static_cast<double>(m_since.nsecsElapsed()) * (1 / share - 1) : 0;
        return m_banner->showMessage(ErrorBanner::Severity::Notice,
            known ? tr("Importing %1, %2, about %3 left")
                        .arg(name, done, widgets::duration(static_cast<std::int64_t>(left)))
                  : tr("Importing %1, %2").arg(name, done),
            tr("A cancelled import leaves nothing behind."), {}, tr("Cancel"));
    }
    case Stage::Ended: break;
    }
    if (!m_error)
        return m_banner->showMessage(ErrorBanner::Severity::Warning, tr("Not all of %1 was imported.").arg(name),
            tr("No unit is known for: %1").arg(m_ignored.join(tr(", "))), {}, tr("Close"));
    const widgets::FaultText words = widgets::faultText(*m_error, widgets::FileKind::Import);
    m_banner->showMessage(ErrorBanner::Severity::Error, tr("%1 was not imported. %2").arg(name, words.what), words.next,
        widgets::faultDetails(*m_error), tr("Try again"));
}

void ImportNotice::act()
{
    switch (m_stage) {
    case Stage::Nothing: break;
    case Stage::Offered: begin(); break;
    case Stage::Running: m_import.cancel(); break;
    case Stage::Ended:
        if (m_error)
            m_waiting.prepend(m_path);
        if (m_waiting.isEmpty())
            dismiss();
        else
            begin();
        break;
    }
}

void ImportNotice::begin()
{
    m_path = m_waiting.takeFirst();
    m_made = recordingFor(m_path);
    m_error.reset();
    m_ignored.clear();
    m_stage = Stage::Running;
    m_since.start();
    m_import.setFuture(QtConcurrent::run(makeRecording, m_path, m_made));
    show();
}

void ImportNotice::end()
{
    const auto future = m_import.future();
    const bool cancelled = future.resultCount() == 0;
    m_stage = Stage::Ended;
    if (cancelled) {
        m_waiting.clear();
        m_stage = Stage::Nothing;
    } else if (const Result<ImportReport> report = future.resultAt(0); !report) {
        m_error = report.error();
    } else {
        m_ignored = report->ignored;
        openRecording(m_window, m_made);
        if (!m_waiting.isEmpty())
            return begin();
        if (m_ignored.isEmpty())
            m_stage = Stage::Nothing;
    }
    if (m_stage == Stage::Nothing)
        m_path.clear();
    show();
}

void ImportNotice::dismiss()
{
    m_stage = Stage::Nothing;
    m_waiting.clear();
    m_path.clear();
    show();
}

bool ImportNotice::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        show();
    return QObject::eventFilter(watched, event);
}

} // namespace app
