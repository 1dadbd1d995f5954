// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <QPointer>
#include <QTimer>

#include <memory>

class QComboBox;
class QMessageBox;
class QPushButton;

namespace widgets {

class FirmwareWork;
class KitContext;
class SlotFrame;

/// The slots as the board reports them, and what a power cut would do now.
class SlotsCard : public Card
{
    Q_OBJECT
public:
    explicit SlotsCard(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit, FirmwareWork *work);
    void refresh();
    void refreshProgress();
    void retranslate();
    [[nodiscard]] const QList<SlotFrame *> &frames() const { return m_frames; }
    [[nodiscard]] QString powerCut() const;
    /// Asks, then restarts the kit. Nothing happens while something else is under way; during a trial, which a restart
    /// ends, it leaves the asking to trialEndAsked().
    void askRestart();

Q_SIGNALS:
    void trialEndAsked(); ///< a restart during a trial

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refreshImages();
    void refreshFrames();
    void refreshNotes();
    [[nodiscard]] bool receives(int slot) const;
    [[nodiscard]] bool heldUnread(int slot) const;
    SlotFrame *frameAt(int index);

    std::shared_ptr<KitContext> m_kit;
    FirmwareWork *m_work = nullptr;
    TextLabel *m_bootloader;
    QComboBox *m_image;
    QPushButton *m_read;
    QPushButton *m_restart;
    QPointer<QMessageBox> m_question;
    QVBoxLayout *m_frameColumn;
    QList<SlotFrame *> m_frames;
    QList<int> m_frameSlots; ///< the slot's number, per frame
    TextLabel *m_none;
    TextLabel *m_powerCut;
    QTimer m_ages; ///< "running for", "read 12 s ago"
};

} // namespace widgets
