// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/save_as.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace widgets {
namespace {

QString &rememberedFolder()
{
    static QString folder;
    return folder;
}

} // namespace

QString lastSaveFolder() { return rememberedFolder(); }

void rememberSaveFolder(const QString &filePath) { rememberedFolder() = QFileInfo(filePath).absolutePath(); }

void saveAs(QWidget *parent, SaveAs what)
{
    auto *dialog = new QFileDialog(parent, what.title, lastSaveFolder(), what.filter);
    dialog->setObjectName(QStringLiteral("saveAs"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(what.fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [what = std::move(what)](const QString &path) {
        rememberSaveFolder(path);
        QSaveFile file(path);
        const QByteArray bytes = what.contents();
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        what.done(path, written ? QString() : file.errorString());
    });
    dialog->open();
}

} // namespace widgets
