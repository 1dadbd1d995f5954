// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

class QPushButton;
class QTableView;

namespace widgets {

class ApduDelegate;
class ApduModel;
class EmptyState;
class Segmented;
class TextLabel;

/// The APDU timeline: what was said to the card and what it means, or all its bytes. Follows the newest line until the
/// reader scrolls up.
class ApduCard : public Card
{
    Q_OBJECT
public:
    explicit ApduCard(QWidget *parent = nullptr);
    void setModel(ApduModel *model); ///< of a kit; null: none
    void setHex(bool hex);
    [[nodiscard]] bool hex() const { return m_hex; }
    /// What Copy gives: the selected lines when there are several, else all.
    [[nodiscard]] QString copiedText() const;
    void copy() const;
    [[nodiscard]] int heightOfRows(int rows) const; ///< of the card, when it shows so many whole lines
    [[nodiscard]] QTableView *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpTable();
    void retranslate();
    void refresh();
    void showColumns();

    ApduModel *m_model = nullptr;
    ApduDelegate *m_delegate;
    QTableView *m_table;
    EmptyState *m_empty;
    TextLabel *m_caption;
    Segmented *m_mode;
    QPushButton *m_copy;
    bool m_hex = false;
    bool m_follow = true;
};

} // namespace widgets
