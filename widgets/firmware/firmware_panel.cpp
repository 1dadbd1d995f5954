// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/firmware_panel.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/keep_clear.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/firmware/history_card.h"
#include "widgets/firmware/image_card.h"
#include "widgets/firmware/push_card.h"
#include "widgets/firmware/slots_card.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/text/fault_text.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QVBoxLayout>

namespace widgets {
namespace {

bool isImage(const QString &path) { return path.endsWith(QLatin1String(".bin"), Qt::CaseInsensitive); }
bool isKey(const QString &path) { return path.endsWith(QLatin1String(".pem"), Qt::CaseInsensitive); }

/// The first file that hangs over the panel and can be taken; empty when there is none.
QString takable(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        const QString path = url.toLocalFile();
        if (isImage(path) || isKey(path))
            return path;
    }
    return {};
}

} // namespace

FirmwarePanel::FirmwarePanel(QWidget *parent)
    : QWidget(parent)
    , m_banner(new ErrorBanner(this))
    , m_slots(new SlotsCard(this))
    , m_image(new ImageCard(this))
    , m_push(new PushCard(this))
    , m_history(new HistoryCard(this))
{
    setTourTarget(m_push, {QStringLiteral("firmware")});
    setTourTarget(m_slots, {QStringLiteral("firmware")});
    auto *columns = new QHBoxLayout;
    columns->setSpacing(12);
    columns->addWidget(m_slots, 3);
    columns->addWidget(m_image, 4);
    columns->addWidget(m_push, 4);
    auto *content = new QWidget(this);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(12);
    outer->addWidget(m_banner);
    outer->addLayout(columns, 1);
    outer->addWidget(m_history);
    m_stack = new OfferedStack(device_link::Capability::FirmwareTarget, content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setAcceptDrops(true);
    connect(m_image, &ImageCard::openRequested, this, &FirmwarePanel::chooseImage);
    connect(m_image, &ImageCard::keyRequested, this, &FirmwarePanel::chooseKey);
    connect(m_slots, &SlotsCard::trialEndAsked, m_push, &PushCard::askGoBack);
    connect(m_banner, &ErrorBanner::actionTriggered, this, [this] {
        if (m_work && m_work->actionError())
            m_work->clearActionError();
        else if (m_work)
            m_work->readState();
    });
    retranslate();
}

void FirmwarePanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_work)
        m_work->disconnect(this);
    m_kit = std::move(kit);
    m_work = m_kit ? m_kit->model<FirmwareWork>() : nullptr;
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    m_slots->setKit(m_kit, m_work);
    m_image->setWork(m_work);
    m_push->setKit(m_kit, m_work);
    m_history->setHistory(m_work ? m_work->history() : nullptr);
    if (m_work) {
        connect(m_work, &FirmwareWork::changed, this, &FirmwarePanel::refresh);
        connect(m_work, &FirmwareWork::progressed, this, &FirmwarePanel::refreshProgress);
    }
    refreshBanner();
}

void FirmwarePanel::resizeEvent(QResizeEvent *event)
{
    constexpr int kTight = 640; // what the columns and a whole history need
    QWidget::resizeEvent(event);
    m_history->setTight(height() < kTight);
}

bool FirmwarePanel::openFile(const QString &path)
{
    if (!m_work || m_work->busy() != FirmwareWork::Busy::No || !(isImage(path) || isKey(path)))
        return false;
    if (isImage(path))
        m_work->file()->open(path);
    else
        m_work->file()->addKey(path);
    return true;
}

void FirmwarePanel::chooseImage() { choose(tr("Open an image"), tr("MCUboot images (*.bin)")); }

void FirmwarePanel::chooseKey() { choose(tr("Add a public key"), tr("Public keys (*.pem)")); }

void FirmwarePanel::choose(const QString &title, const QString &filter)
{
    if (!m_work || m_work->busy() != FirmwareWork::Busy::No)
        return;
    auto *dialog = new QFileDialog(this, title, QFileInfo(m_work->file()->path()).path(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FirmwarePanel::openFile);
    dialog->open();
}

void FirmwarePanel::send()
{
    if (m_work)
        m_work->push();
}

void FirmwarePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void FirmwarePanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_work || m_work->busy() != FirmwareWork::Busy::No || takable(event->mimeData()).isEmpty())
        return;
    m_image->setDropTarget(true);
    event->acceptProposedAction();
}

void FirmwarePanel::dragLeaveEvent(QDragLeaveEvent *) { m_image->setDropTarget(false); }

void FirmwarePanel::dropEvent(QDropEvent *event)
{
    m_image->setDropTarget(false);
    if (openFile(takable(event->mimeData())))
        event->acceptProposedAction();
}

void FirmwarePanel::retranslate()
{
    m_slots->retranslate();
    m_image->retranslate();
    m_push->retranslate();
    m_history->retranslate();
    refreshBanner();
}

void FirmwarePanel::refresh()
{
    m_slots->refresh();
    m_image->refresh();
    m_push->refresh();
    refreshBanner();
}

void FirmwarePanel::refreshProgress()
{
    if (!isVisible())
        return; // the next change() brings it up to date
    m_slots->refreshProgress();
    m_push->refreshProgress();
}

void FirmwarePanel::refreshBanner()
{
    if (!m_work)
        return m_banner->clear();
    const auto &key = m_work->file()->keyProblem();
    if (m_work->actionError())
        m_banner->showError(*m_work->actionError(), tr("Close"));
    else if (m_work->stateError() && m_work->connected() && !m_work->reading())
        m_banner->showError(*m_work->stateError(), tr("Read again"));
    else if (key && key->error.fault() != device_link::Fault::BadFile)
        m_banner->showError(key->error);
    else if (key)
        m_banner->showMessage(ErrorBanner::Severity::Error,
            tr("%1 holds no public key that can be used.").arg(QFileInfo(key->path).fileName()),
            tr("Export it from the signing key: imgtool getpub -e pem."), faultDetails(key->error));
    else if (!m_work->reading())
        m_banner->clear();
}

} // namespace widgets
