// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/firmware/slot_text.h"

#include <QWidget>

class QHBoxLayout;

namespace widgets {

class HashLabel;
class TextLabel;
class Trough;

/// One slot of the board in a frame: number, version, flags, hash, size; the bytes that arrive while it is written.
class SlotFrame : public QWidget
{
    Q_OBJECT
public:
    explicit SlotFrame(QWidget *parent = nullptr);
    /// A slot that the board lists.
    void showSlot(const device_link::FirmwareSlot &slot, bool severalImages);
    /// A slot that the board does not list: nothing bootable is in it.
    void showEmpty(int number);
    void setRunningFor(const QString &duration); ///< empty: not known, no row
    /// The slot is being written with this version; before: what was in it.
    void showReceiving(const QString &version, qint64 done, qint64 total);
    /// This much of this version was acknowledged, and the slot could not be read since.
    void showUnread(const QString &version, qint64 done, qint64 total);
    void retranslate();
    [[nodiscard]] QString version() const;
    [[nodiscard]] QStringList flags() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setTitle(int number, std::optional<int> image);
    void setFlags(const QList<SlotFlag> &flags);
    void setRow(int row, const QString &value);

    bool m_receiving = false;
    QStringList m_flagWords;
    TextLabel *m_title;
    QHBoxLayout *m_chips;
    QList<Chip *> m_flagChips;
    TextLabel *m_version;
    TextLabel *m_hashTitle;
    HashLabel *m_hash;
    QList<TextLabel *> m_labels; ///< size, received, running for
    QList<TextLabel *> m_values;
    Trough *m_trough;
};

} // namespace widgets
