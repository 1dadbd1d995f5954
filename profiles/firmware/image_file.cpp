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
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.exists() ? Fault::NoPermission : Fault::NotFound,
            QString(path + QStringLiteral(": ") + file.errorString()));
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(Fault::BadFile, QString(path + QStringLiteral(": ") + file.errorString()));
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
        return tl::unexpected(inspection.error());
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
