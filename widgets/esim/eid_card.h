// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

class QPushButton;

namespace widgets {

class EuiccFacts;
class NumberLabel;
class TextLabel;

/// Who the card is and how much room it has: EID in groups with the verdict on its check digits, free memory, and the
/// notifications it keeps.
class EidCard : public Card
{
    Q_OBJECT
public:
    explicit EidCard(QWidget *parent = nullptr);
    void setFacts(EuiccFacts *facts); ///< of a kit; null: none
    void copyEid() const;
    [[nodiscard]] QString eid() const;     ///< in groups; an em dash before it is known
    [[nodiscard]] QString verdict() const; ///< "check digits right"
    [[nodiscard]] QString notifications() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    class QVBoxLayout *addColumn(class QHBoxLayout *row, TextLabel *caption, QWidget *value, TextLabel *note);
    void retranslate();
    void refresh();
    void refreshEid();
    void refreshMemory();
    void refreshNotifications();

    EuiccFacts *m_facts = nullptr;
    TextLabel *m_eidCaption;
    TextLabel *m_eid;
    QPushButton *m_copy;
    class IconLabel *m_tick;
    TextLabel *m_verdict;
    TextLabel *m_versions;
    TextLabel *m_memoryCaption;
    NumberLabel *m_memory;
    TextLabel *m_ram;
    TextLabel *m_queueCaption;
    TextLabel *m_queue;
    TextLabel *m_queueNote;
};

} // namespace widgets
