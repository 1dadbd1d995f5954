// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/opened_image.h"

#include <QFileInfo>
#include <QFutureWatcher>

namespace widgets {

using profiles::ImageCheckId;
using profiles::ImageFile;
using profiles::ImagePublicKey;
using profiles::Result;

void OpenedImage::open(const QString &path)
{
    if (path.isEmpty())
        return;
    if (path != m_path)
        m_result.reset();
    m_path = path;
    read();
}

void OpenedImage::addKey(const QString &path)
{
    m_keyProblem.reset();
    const Result<ImagePublicKey> key = profiles::openKeyFile(path);
    if (!key) {
        m_keyProblem = KeyProblem{path, key.error()};
        Q_EMIT changed();
        return;
    }
    const qsizetype known = m_keyPaths.indexOf(path);
    if (known >= 0) {
        m_keys[known] = *key;
    } else {
        m_keyPaths.append(path);
        m_keys.append(*key);
    }
    read();
}

void OpenedImage::forgetKeys()
{
    m_keyPaths.clear();
    m_keys.clear();
    m_keyProblem.reset();
    read();
}

QString OpenedImage::name() const { return QFileInfo(m_path).fileName(); }

const ImageFile *OpenedImage::image() const { return m_result && m_result->has_value() ? &**m_result : nullptr; }

QStringList OpenedImage::keyNames() const
{
    QStringList names;
    for (const ImagePublicKey &key : m_keys)
        names.append(key.name());
    return names;
}

bool OpenedImage::mayAccept(const profiles::ImageCheck &check)
{
    switch (check.id) {
    case ImageCheckId::Hash: return !check.detail.isEmpty(); // without a hash no image can be named
    case ImageCheckId::Signature:
    case ImageCheckId::Bootable:
    case ImageCheckId::Padding: return true;
    default: return false;
    }
}

void OpenedImage::setAccepted(ImageCheckId id, bool accepted)
{
    if (accepted == isAccepted(id))
        return;
    if (accepted)
        m_accepted.append(id);
    else
        m_accepted.removeAll(id);
    Q_EMIT changed();
}

void OpenedImage::read()
{
    const int round = ++m_round;
    m_accepted.clear();
    m_reading = !m_path.isEmpty();
    Q_EMIT changed();
    if (!m_reading)
        return;
    auto *watcher = new QFutureWatcher<Result<ImageFile>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, round] {
        watcher->deleteLater();
        if (round != m_round)
            return;
        m_reading = false;
        m_result = watcher->result();
        Q_EMIT changed();
    });
    watcher->setFuture(profiles::openImageFile(m_path, m_keys));
}

} // namespace widgets
