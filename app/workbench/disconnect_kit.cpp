// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/disconnect_kit.h"

#include "workbench/work_question.h"

#include "widgets/kit/kit_context.h"
#include "widgets/recording/recorder.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace app {

namespace {

QString text(const char *english) { return QCoreApplication::translate("DisconnectKit", english); }

void letGo(widgets::KitContext &kit)
{
    kit.model<widgets::Recorder>()->stop(); // it would wait for a kit that nobody wants back
    kit.close();
}

} // namespace

void disconnectKit(const std::shared_ptr<widgets::KitContext> &kit, QWidget *window)
{
    const QStringList work = workOn(*kit);
    if (work.isEmpty())
        return letGo(*kit);
    const WorkQuestion words{QStringLiteral("disconnect"), text(QT_TRANSLATE_NOOP("DisconnectKit", "Disconnect")),
        text(QT_TRANSLATE_NOOP("DisconnectKit", "Disconnect in the middle of this?")), work,
        text(QT_TRANSLATE_NOOP("DisconnectKit", "Disconnect"))};
    const std::weak_ptr<widgets::KitContext> weak = kit; // it may be unplugged and gone by the answer
    QMessageBox *question = makeWorkQuestion(window, words, [weak] {
        if (const std::shared_ptr<widgets::KitContext> still = weak.lock())
            letGo(*still);
    });
    if (question)
        question->open();
}

} // namespace app
