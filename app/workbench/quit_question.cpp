// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/quit_question.h"

#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/recording/recorder.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace app {

using widgets::FirmwareWork;
using widgets::KitContext;

namespace {

const QString kName = QStringLiteral("quitQuestion");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(QuitQuestion)
};

QStringList workOn(KitContext &kit)
{
    QStringList work;
    switch (kit.model<FirmwareWork>()->busy()) {
    case FirmwareWork::Busy::No: break;
    case FirmwareWork::Busy::Pushing:
        work.append(
            Words::tr("A firmware image is on its way to %1. It would be left as far as it got, perhaps on trial.")
                .arg(kit.alias()));
        break;
    case FirmwareWork::Busy::Confirming:
    case FirmwareWork::Busy::GoingBack:
        work.append(Words::tr("The firmware of %1 is being changed. Its end would not be seen.").arg(kit.alias()));
        break;
    }
    if (kit.model<widgets::SwitchRun>()->phase() == widgets::SwitchRun::Phase::Running)
        work.append(Words::tr("A profile of %1 is being changed. Its end would not be seen.").arg(kit.alias()));
    if (kit.model<widgets::Recorder>()->state() == widgets::Recorder::State::Recording)
        work.append(
            Words::tr("%1 is being recorded. The recording would end here; what is in it is kept.").arg(kit.alias()));
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

void askToQuit(QWidget *window, const QStringList &work, std::function<void()> quit)
{
    if (window->findChild<QMessageBox *>(kName))
        return;
    auto *question = new QMessageBox(window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    question->setObjectName(kName);
    question->setIcon(QMessageBox::NoIcon);
    question->setWindowTitle(Words::tr("Quit"));
    question->setText(Words::tr("Quit in the middle of this?"));
    question->setInformativeText(work.join(u'\n'));
    QPushButton *leave = question->addButton(Words::tr("Quit"), QMessageBox::DestructiveRole);
    QPushButton *stay = question->addButton(Words::tr("Stay"), QMessageBox::RejectRole);
    leave->setObjectName(QStringLiteral("quitAnyway"));
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    QObject::connect(leave, &QPushButton::clicked, window, std::move(quit));
    question->open();
}

} // namespace app
