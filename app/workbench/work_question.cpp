// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/work_question.h"

#include "widgets/common/question.h"
#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_context.h"
#include "widgets/recording/recorder.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace app {

using widgets::FirmwareWork;

namespace {

QString sentence(const char *english, const widgets::KitContext &kit)
{
    return QCoreApplication::translate("WorkQuestion", english).arg(kit.alias());
}

} // namespace

QStringList workOn(widgets::KitContext &kit)
{
    QStringList work;
    switch (kit.model<FirmwareWork>()->busy()) {
    case FirmwareWork::Busy::No:
    case FirmwareWork::Busy::Restarting: break; // it restarts all the same
    case FirmwareWork::Busy::Pushing:
        work.append(sentence(QT_TRANSLATE_NOOP("WorkQuestion",
                                 "A firmware image is on its way to %1. It would be left as far as it got, perhaps on "
                                 "trial."),
            kit));
        break;
    case FirmwareWork::Busy::Confirming:
    case FirmwareWork::Busy::GoingBack:
        work.append(sentence(
            QT_TRANSLATE_NOOP("WorkQuestion", "The firmware of %1 is being changed. Its end would not be seen."), kit));
        break;
    }
    if (kit.model<widgets::SwitchRun>()->phase() == widgets::SwitchRun::Phase::Running)
        work.append(sentence(
            QT_TRANSLATE_NOOP("WorkQuestion", "A profile of %1 is being changed. Its end would not be seen."), kit));
    if (kit.model<widgets::Recorder>()->state() == widgets::Recorder::State::Recording)
        work.append(sentence(QT_TRANSLATE_NOOP("WorkQuestion",
                                 "%1 is being recorded. The recording would end here; what is in it is kept."),
            kit));
    return work;
}

QMessageBox *makeWorkQuestion(QWidget *window, const WorkQuestion &words, const std::function<void()> &anyway)
{
    const QString name = words.name + QLatin1String("Question");
    if (window->findChild<QMessageBox *>(name))
        return nullptr;
    return widgets::makeQuestion(window,
        {name, words.title, words.text, words.about.join(u'\n'), words.anyway, words.name + QLatin1String("Anyway"),
            QCoreApplication::translate("WorkQuestion", "Stay")},
        anyway);
}

} // namespace app
