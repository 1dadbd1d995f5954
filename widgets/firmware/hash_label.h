// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

class QToolButton;

namespace widgets {

class TextLabel;

/// A hash in short form; the whole one is its tooltip and what its button copies.
class HashLabel : public QWidget
{
    Q_OBJECT
public:
    explicit HashLabel(QWidget *parent = nullptr);
    void setHash(const QByteArray &hash, const QString &reason = {}); ///< reason: why there is none
    [[nodiscard]] QString shown() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    QByteArray m_hash;
    TextLabel *m_text;
    QToolButton *m_copy;
};

} // namespace widgets
