// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/transcript.h"

#include "widgets/common/theme.h"
#include "widgets/prompts/transcript_writer.h"

#include <QEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace widgets {
namespace {
constexpr int kShown = 200; ///< older prompts stay in the history, not in the document
}

Transcript::Transcript(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("Transcript"));
    m_timer.setSingleShot(true);
    m_timer.setInterval(16);
    connect(&m_timer, &QTimer::timeout, this, [this] { writeFrom(m_dirtyFrom); });
}

void Transcript::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->prompts()->disconnect(this);
    }
    m_kit = std::move(kit);
    if (m_kit) {
        connect(m_kit->prompts(), &PromptHistory::entryChanged, this, &Transcript::touch);
        connect(m_kit->prompts(), &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first) { touch(first); });
        const auto touchRunning = [this] {
            if (m_kit->prompts()->running())
                touch(m_kit->prompts()->rowCount() - 1);
        };
        connect(m_kit.get(), &KitContext::powerChanged, this, touchRunning);
        connect(m_kit.get(), &KitContext::stateChanged, this, touchRunning);
        connect(m_kit->prompts(), &QAbstractItemModel::rowsRemoved, this, &Transcript::rewrite);
    }
    rewrite();
}

/// With the vertical scroll bar's part left free whether it is there or not: it comes and goes with the text.
double Transcript::textWidth() const { return std::max(100, width() - verticalScrollBar()->sizeHint().width() - 4); }

void Transcript::touch(int row)
{
    m_dirtyFrom = m_dirtyFrom < 0 ? row : std::min(m_dirtyFrom, row);
    if (!m_timer.isActive())
        m_timer.start();
}

void Transcript::rewrite()
{
    m_firstShown = m_kit ? std::max(0, m_kit->prompts()->rowCount() - kShown) : 0;
    m_starts.clear();
    clear();
    touch(m_firstShown);
}

void Transcript::writeFrom(int row)
{
    m_dirtyFrom = -1;
    if (!m_kit || row < 0)
        return;
    const bool end = atEnd();
    int place = std::clamp<int>(row - m_firstShown, 0, static_cast<int>(m_starts.size()));
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    if (place < m_starts.size()) {
        cursor.setPosition(m_starts.at(place));
        cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        m_starts.resize(place);
    } else {
        cursor.movePosition(QTextCursor::End);
    }
    for (int next = m_firstShown + place; next < m_kit->prompts()->rowCount(); ++next) {
        m_starts.append(cursor.position());
        TranscriptWriter writer(cursor, textWidth());
        writer.setMeasuring(m_kit->measuring());
        writer.setHeard(m_kit->session()->state() == device_link::SessionState::Connected);
        writer.write(m_kit->prompts()->at(next), m_starts.size() == 1);
        cursor.movePosition(QTextCursor::End);
    }
    cursor.endEditBlock();
    mark();
    if (end)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void Transcript::setMarked(int row)
{
    if (std::exchange(m_marked, row) != row)
        mark();
}

void Transcript::mark()
{
    QList<ExtraSelection> marks;
    if (const int place = m_marked - m_firstShown; m_marked >= 0 && place >= 0 && place < m_starts.size()) {
        ExtraSelection line;
        line.cursor = QTextCursor(document());
        line.cursor.setPosition(m_starts.at(place));
        if (place > 0) // it begins at the end of the line before
            line.cursor.movePosition(QTextCursor::NextBlock);
        line.format.setBackground(theme().selected);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(line);
    }
    setExtraSelections(marks);
}

void Transcript::mouseReleaseEvent(QMouseEvent *event)
{
    QTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection() || m_starts.isEmpty())
        return;
    const int at = cursorForPosition(event->position().toPoint()).position();
    const auto after = std::ranges::upper_bound(m_starts, at);
    Q_EMIT clicked(m_firstShown + std::max(0, static_cast<int>(after - m_starts.begin()) - 1));
}

bool Transcript::atEnd() const
{
    constexpr int kSlack = 8;
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - kSlack;
}

void Transcript::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Transcript"));
        rewrite();
    }
}

void Transcript::resizeEvent(QResizeEvent *event)
{
    const bool end = atEnd(); // of the height before
    QTextEdit::resizeEvent(event);
    if (end)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (std::exchange(m_writtenWidth, width()) != width())
        touch(m_firstShown);
}

} // namespace widgets
