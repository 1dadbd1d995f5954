// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

class QPushButton;
class QScrollArea;

namespace widgets {

class CheckRow;
class EmptyState;
class FactList;
class FirmwareWork;
class TextLabel;

/// The file that is open: the verdict big, what the file is, and every check in words.
class ImageCard : public Card
{
    Q_OBJECT
public:
    explicit ImageCard(QWidget *parent = nullptr);
    void setWork(FirmwareWork *work);
    void refresh();
    void retranslate();
    void setDropTarget(bool on); ///< a file hangs over the panel
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] const QList<CheckRow *> &rows() const { return m_rows; }

Q_SIGNALS:
    void openRequested();
    void keyRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeFile();
    void refreshVerdict();
    void refreshFacts();
    void refreshRows();
    void refreshKeys();

    FirmwareWork *m_work = nullptr;
    bool m_dropTarget = false;
    EmptyState *m_empty;
    QPushButton *m_open;
    TextLabel *m_verdict;
    TextLabel *m_summary;
    FactList *m_facts;
    QVBoxLayout *m_rowColumn;
    QList<CheckRow *> m_rows;
    TextLabel *m_keys;
    QPushButton *m_addKey;
    QPushButton *m_forgetKeys;
    QWidget *m_file; ///< after its parts, which its making places
};

} // namespace widgets
