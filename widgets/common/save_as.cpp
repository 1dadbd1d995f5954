// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/save_as.h"

#include "device_link/capture/file/whole_file.h"

#include <QFileDialog>
#include <QFileInfo>

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
        const QByteArray bytes = what.contents();
        const auto written = device_link::writeWholeFile<qsizetype>(path, [&bytes](QIODevice &file) {
            return device_link::writeAll(file, bytes.constData(), std::size_t(bytes.size())).map([&bytes] {
                return bytes.size();
            });
        });
        what.done(path, written ? QString() : written.error().detail());
    });
    dialog->open();
}

} // namespace widgets
