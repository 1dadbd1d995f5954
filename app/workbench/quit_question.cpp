// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/quit_question.h"

#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/recording/recorder.h"
#include "widgets/tour/tour_guide.h"

#include <QMessageBox>
#include <QPushButton>

namespace app {

using widgets::FirmwareWork;
using widgets::KitContext;

namespace {

const QString kName = QStringLiteral("quitQuestion");

QStringList workOn(KitContext &kit)
{
    QStringList work;
    switch (kit.model<FirmwareWork>()->busy()) {
    case FirmwareWork::Busy::No: break;
    case FirmwareWork::Busy::Pushing:
        work.append(QuitQuestion::tr(
            "A firmware image is on its way to %1. It would be left as far as it got, perhaps on trial.")
                        .arg(kit.alias()));
        break;
    case FirmwareWork::Busy::Confirming:
    case FirmwareWork::Busy::GoingBack:
        work.append(
            QuitQuestion::tr("The firmware of %1 is being changed. Its end would not be seen.").arg(kit.alias()));
        break;
    }
    if (kit.model<widgets::SwitchRun>()->phase() == widgets::SwitchRun::Phase::Running)
        work.append(QuitQuestion::tr("A profile of %1 is being changed. Its end would not be seen.").arg(kit.alias()));
    if (kit.model<widgets::Recorder>()->state() == widgets::Recorder::State::Recording)
        work.append(QuitQuestion::tr("%1 is being recorded. The recording would end here; what is in it is kept.")
                        .arg(kit.alias()));
    return work;
}

} // namespace

QStringList workInProgress(const widgets::KitListModel &kits)
{
    QStringList work;
    for (int row = 0; row < kits.rowCount(); ++row)
        work += workOn(*kits.kit(row));
    return work;
}

QuitQuestion::QuitQuestion(QWidget *window, const widgets::KitListModel *kits, widgets::TourGuide *tour)
    : QObject(window)
    , m_window(window)
    , m_kits(kits)
    , m_tour(tour)
{
}

bool QuitQuestion::mayClose()
{
    const widgets::Tour *tour = m_tour->tour();
    const bool touring = tour && !tour->ending(); // its acts are its own to end; a second close does not wait for that
    const QStringList work = m_anyway || touring ? QStringList() : workInProgress(*m_kits);
    if (!work.isEmpty()) {
        ask(work);
        return false;
    }
    if (!touring || !tour->mustPutBack() || !tour->onRealKit())
        return true;
    m_tour->endThen([this] { m_window->close(); });
    return false;
}

void QuitQuestion::ask(const QStringList &work)
{
    if (m_window->findChild<QMessageBox *>(kName))
        return;
    auto *question = new QMessageBox(m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    question->setObjectName(kName);
    question->setIcon(QMessageBox::NoIcon);
    question->setWindowTitle(tr("Quit"));
    question->setText(tr("Quit in the middle of this?"));
    question->setInformativeText(work.join(u'\n'));
    QPushButton *leave = question->addButton(tr("Quit"), QMessageBox::DestructiveRole);
    QPushButton *stay = question->addButton(tr("Stay"), QMessageBox::RejectRole);
    leave->setObjectName(QStringLiteral("quitAnyway"));
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(leave, &QPushButton::clicked, this, [this] {
        m_anyway = true;
        m_window->close();
    });
    question->open();
}

} // namespace app
