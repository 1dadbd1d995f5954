// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/prompt_entry.h"

#include <QTextCursor>

namespace widgets {

/// Writes one prompt into a text document: header, prompt, answer with each token's background by the gap before it,
/// and the cost line.
class TranscriptWriter
{
public:
    /// width: pixels between the margins, for what stands at the right end of a line.
    TranscriptWriter(QTextCursor cursor, double width)
        : m_cursor(std::move(cursor))
        , m_width(width)
    {
    }
    /// Whether samples come from which energy is counted.
    void setHeard(bool heard) { m_heard = heard; } ///< the kit is there
    void setMeasuring(bool measuring) { m_measuring = measuring; }
    void write(const PromptEntry &entry, bool first);

private:
    void writeHeader(const PromptEntry &entry, bool first);
    void writeAnswer(const PromptEntry &entry);
    void writeCosts(const PromptEntry &entry);
    void cost(const Quantity &quantity, const QColor &ink, bool unitFirst = false);

    QTextCursor m_cursor;
    double m_width;
    bool m_measuring = true;
    bool m_heard = true;
};

} // namespace widgets
