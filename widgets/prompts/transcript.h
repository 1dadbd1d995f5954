// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_context.h"

#include <QTextEdit>
#include <QTimer>

#include <memory>

namespace widgets {

/// The conversation as one read-only document. Only the last prompt is written again while it streams, at most once per
/// frame; the view stays at the end unless the reader scrolled up.
class Transcript : public QTextEdit
{
    Q_OBJECT
public:
    explicit Transcript(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    /// Marks the line that begins this prompt; -1: none.
    void setMarked(int row);

Q_SIGNALS:
    void clicked(int row); ///< of the history

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void touch(int row);
    void mark();
    void rewrite();
    void writeFrom(int row);
    [[nodiscard]] double textWidth() const;
    [[nodiscard]] bool atEnd() const;

    std::shared_ptr<KitContext> m_kit;
    QList<int> m_starts; ///< document position of each shown prompt
    int m_firstShown = 0;
    int m_dirtyFrom = -1; ///< row, -1: nothing to do
    int m_marked = -1;
    int m_writtenWidth = 0;
    QTimer m_timer;
};

} // namespace widgets
