// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/plot_marks.h"

#include <algorithm>
#include <vector>

namespace widgets {
namespace {

struct Mark {
    TimeRegion span; ///< of a cursor: no length
    int row = 0;
    bool cursor = false;
};

void bringIntoView(const TimeRegion &span, TimeWindow *window)
{
    const bool seen = span.beginNs >= window->beginNs() && span.endNs <= window->endNs();
    if (seen && !window->following())
        return;
    if (seen)
        return window->setFollowing(false);
    const std::int64_t width = std::max(window->spanNs(), span.lengthNs() + span.lengthNs() / 5);
    const std::int64_t middle = span.beginNs + span.lengthNs() / 2;
    window->setRange(middle - width / 2, middle - width / 2 + width);
}

} // namespace

bool PlotMarks::step(bool forward, TimeWindow *window)
{
    std::vector<Mark> marks;
    for (int row = 0; m_regions && row < m_regions->rowCount(); ++row)
        marks.push_back({m_regions->region(row), row, false});
    for (int row = 0; m_cursors && row < m_cursors->rowCount(); ++row)
        marks.push_back({{m_cursors->timeNs(row), m_cursors->timeNs(row)}, row, true});
    std::ranges::stable_sort(marks, {}, [](const Mark &mark) { return mark.span.beginNs; });
    const bool atCursor = m_cursors && m_cursors->selectedRow() >= 0;
    const int row = atCursor ? m_cursors->selectedRow() : m_regions ? m_regions->selectedRow() : -1;
    const auto here
        = std::ranges::find_if(marks, [&](const Mark &mark) { return mark.cursor == atCursor && mark.row == row; });
    const auto count = static_cast<std::ptrdiff_t>(marks.size());
    const std::ptrdiff_t at = here == marks.end() ? (forward ? -1 : count) : here - marks.begin();
    const std::ptrdiff_t next = forward ? at + 1 : at - 1;
    if (next < 0 || next >= count)
        return false;
    const Mark &chosen = marks.at(static_cast<std::size_t>(next));
    if (chosen.cursor) {
        m_cursors->setSelectedRow(chosen.row);
    } else {
        if (m_cursors)
            m_cursors->setSelectedRow(-1);
        m_regions->setSelectedRow(chosen.row);
    }
    bringIntoView(chosen.span, window);
    return true;
}

bool PlotMarks::go(bool (MarkHistory::*may)() const, void (MarkHistory::*act)())
{
    MarkHistory *marks = history();
    if (!marks || !(marks->*may)())
        return false;
    bool ofCursor = false;
    QMetaObject::Connection watch;
    if (m_cursors)
        watch = QObject::connect(m_cursors, &CursorModel::changed, m_cursors, [&ofCursor] { ofCursor = true; });
    (marks->*act)();
    QObject::disconnect(watch);
    if (m_cursors && !ofCursor)
        m_cursors->setSelectedRow(-1); // keys go to the region
    return true;
}

} // namespace widgets
