// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QMap>

#include <zip.h>

/// Archives for the tests of .ppk2 files, straight by libzip.
namespace zip_example {

using Members = QMap<QByteArray, QByteArray>;

inline bool writeZip(const QString &path, const Members &members)
{
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (!archive)
        return false;
    for (auto member = members.begin(); member != members.end(); ++member) {
        zip_source_t *source
            = zip_source_buffer(archive, member.value().constData(), zip_uint64_t(member.value().size()), 0);
        if (zip_file_add(archive, member.key().constData(), source, 0) < 0)
            return false;
    }
    return zip_close(archive) == 0;
}

inline QByteArray memberOf(const QString &path, const char *name)
{
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, nullptr);
    if (!archive)
        return {};
    QByteArray bytes;
    if (zip_file_t *file = zip_fopen(archive, name, 0)) {
        QByteArray part(65536, '\0');
        for (zip_int64_t count = 0; (count = zip_fread(file, part.data(), 65536)) > 0;)
            bytes += part.first(count);
        zip_fclose(file);
    }
    zip_discard(archive);
    return bytes;
}

} // namespace zip_example
