// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_file.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <openssl/crypto.h>

namespace profiles {
namespace {

constexpr qint64 kMaxKeyFile = 64 * 1024;

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    // Asked before it is opened: opening a pipe that nobody writes to, or reading a device without an end, would hang.
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return fail(Fault::CannotRead,
            info.isDir() ? QStringLiteral("%1 is a folder").arg(path)
                         : QStringLiteral("%1 is a device or a pipe, not a file").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Fault::CannotRead, QString(path + QStringLiteral(": ") + file.errorString()));
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(Fault::CannotRead, QString(path + QStringLiteral(": ") + file.errorString()));
    if (bytes.size() > limit)
        return fail(Fault::BadFile, QStringLiteral("%1 has more than %2 bytes").arg(path).arg(limit));
    return bytes;
}

Result<ImageFile> readImage(const QString &path, const QList<ImagePublicKey> &keys)
{
    const Result<QByteArray> bytes = readFile(path, kMaxImageFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const Result<ImageInspection> inspection = inspectImage(*bytes, keys);
    if (!inspection)
        return fail(inspection.error().fault(), QString(path + QStringLiteral(": ") + inspection.error().detail()));
    return ImageFile{*bytes, *inspection};
}

} // namespace

QFuture<Result<ImageFile>> openImageFile(QString path, QList<ImagePublicKey> keys)
{
    return QtConcurrent::run([path = std::move(path), keys = std::move(keys)] {
        Result<ImageFile> result = readImage(path, keys);
        OPENSSL_thread_stop(); // as in inspectImageOnPool()
        return result;
    });
}

Result<ImagePublicKey> openKeyFile(const QString &path)
{
    const Result<QByteArray> pem = readFile(path, kMaxKeyFile);
    if (!pem)
        return tl::unexpected(pem.error());
    return ImagePublicKey::fromPem(*pem, QFileInfo(path).fileName());
}

} // namespace profiles
