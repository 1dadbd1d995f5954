// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/quit_question.h"

#include "workbench/work_question.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/tour/tour_guide.h"

#include <QMessageBox>
#include <QPushButton>

namespace app {

namespace {

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
    WorkQuestion words;
    words.name = QStringLiteral("quit");
    words.title = tr("Quit");
    words.text = !change  ? tr("Quit in the middle of this?")
        : change->profile ? tr("The tour changed the profile; put it back first?")
                          : tr("The tour left firmware on trial; end the trial first?");
    words.about = work;
    if (change)
        words.about.prepend(putBackWords(*change));
    words.anyway = change ? tr("Quit as it is") : tr("Quit");
    QMessageBox *question = makeWorkQuestion(m_window, words, [this] { leave(); });
    if (!question)
        return;
    if (change)
        offerPutBack(question);
    question->open();
}

void QuitQuestion::offerPutBack(QMessageBox *question)
{
    QPushButton *putBack = question->addButton(tr("Put back, then quit"), QMessageBox::AcceptRole);
    putBack->setObjectName(QStringLiteral("quitPutBack"));
    question->setDefaultButton(putBack);
    connect(putBack, &QPushButton::clicked, this, [this] { m_tour->putBackThen([this] { leave(); }); });
}

} // namespace app
