// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/image_file.h"

#include <QObject>

#include <optional>

namespace widgets {

/// The image file that is open, and the public keys its signature is checked against. Both are remembered for this
/// session only, the keys by their paths.
class OpenedImage : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Reads and checks on the pool; until then the last one stays. changed() tells the end.
    void open(const QString &path);
    void addKey(const QString &path); ///< and checks again
    void forgetKeys();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString name() const; ///< of the file, without its folder
    [[nodiscard]] bool reading() const { return m_reading; }
    /// Empty before a file was opened; a failure keeps its error.
    [[nodiscard]] const std::optional<profiles::Result<profiles::ImageFile>> &result() const { return m_result; }
    [[nodiscard]] const profiles::ImageFile *image() const; ///< null: none, or not an image
    [[nodiscard]] const QList<profiles::ImagePublicKey> &keys() const { return m_keys; }
    [[nodiscard]] QStringList keyNames() const;
    [[nodiscard]] const QStringList &keyPaths() const { return m_keyPaths; }

    /// Failed checks that the user accepts; another file or key takes them back.
    void setAccepted(profiles::ImageCheckId id, bool accepted);
    [[nodiscard]] bool isAccepted(profiles::ImageCheckId id) const { return m_accepted.contains(id); }
    [[nodiscard]] const QList<profiles::ImageCheckId> &accepted() const { return m_accepted; }
    /// False for those that the board would refuse all the same, or that leave nothing to do.
    [[nodiscard]] static bool mayAccept(const profiles::ImageCheck &check);

    struct KeyProblem {
        QString path;
        profiles::Error error;
    };
    [[nodiscard]] const std::optional<KeyProblem> &keyProblem() const { return m_keyProblem; } ///< of the last addKey()

Q_SIGNALS:
    void changed();

private:
    void read();

    QString m_path;
    std::optional<profiles::Result<profiles::ImageFile>> m_result;
    QStringList m_keyPaths;
    QList<profiles::ImagePublicKey> m_keys;
    std::optional<KeyProblem> m_keyProblem;
    QList<profiles::ImageCheckId> m_accepted;
    bool m_reading = false;
    int m_round = 0; ///< an answer of an earlier round is nobody's
};

} // namespace widgets
