// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/quit_question.h"

#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/overview/profile_rows.h"
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

QString putBackWords(const widgets::TourChange &change)
{
    if (!change.profile)
        return QuitQuestion::tr("%1 reboots into the firmware from before; the window closes after that.")
            .arg(change.kit->alias());
    const auto &before = change.memory.profileBefore;
    return before
        ? QuitQuestion::tr("%1 was enabled on %2 before the tour. It takes some seconds; the window closes after that.")
              .arg(widgets::profileName(*before), change.kit->alias())
        : QuitQuestion::tr("No profile was enabled on %1 before the tour. It takes some seconds; the window closes "
                           "after that.")
              .arg(change.kit->alias());
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
    const QStringList work = workInProgress(*m_kits);
    const std::optional<widgets::TourChange> change = m_tour->change();
    if (m_anyway || (work.isEmpty() && !change))
        return true;
    ask(work, change);
    return false;
}

void QuitQuestion::leave()
{
    m_anyway = true;
    m_window->close();
}

void QuitQuestion::ask(const QStringList &work, const std::optional<widgets::TourChange> &change)
{
    if (m_window->findChild<QMessageBox *>(kName))
        return;
    auto *question = new QMessageBox(m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::WindowModal);
    question->setObjectName(kName);
    question->setIcon(QMessageBox::NoIcon);
    question->setWindowTitle(tr("Quit"));
    question->setText(!change ? tr("Quit in the middle of this?")
            : change->profile ? tr("The tour changed the profile; put it back first?")
                              : tr("The tour left firmware on trial; end the trial first?"));
    QStringList sentences = work;
    if (change)
        sentences.prepend(putBackWords(*change));
    question->setInformativeText(sentences.join(u'\n'));
    addButtons(question, change.has_value());
    question->open();
}

void QuitQuestion::addButtons(QMessageBox *question, bool offerPutBack)
{
    QPushButton *leaving
        = question->addButton(offerPutBack ? tr("Quit as it is") : tr("Quit"), QMessageBox::DestructiveRole);
    QPushButton *stay = question->addButton(tr("Stay"), QMessageBox::RejectRole);
    leaving->setObjectName(QStringLiteral("quitAnyway"));
    connect(leaving, &QPushButton::clicked, this, &QuitQuestion::leave);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    if (!offerPutBack)
        return;
    QPushButton *putBack = question->addButton(tr("Put back, then quit"), QMessageBox::AcceptRole);
    putBack->setObjectName(QStringLiteral("quitPutBack"));
    question->setDefaultButton(putBack);
    connect(putBack, &QPushButton::clicked, this, [this] { m_tour->putBackThen([this] { leave(); }); });
}

} // namespace app
