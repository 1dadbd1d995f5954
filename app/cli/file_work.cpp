// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_work.h"

#include "widgets/text/units.h"

namespace app {

namespace {
constexpr qint64 kShowEachMs = 200;
}

ProgressLine::ProgressLine(const CommandContext &context, QString doing)
    : m_context(context)
    , m_doing(std::move(doing))
{
    m_since.start();
}

ProgressLine::~ProgressLine() { m_context.progress({}); }

bool ProgressLine::show(std::uint64_t done, std::uint64_t all)
{
    if (m_context.stop().stop_requested())
        return false;
    if (all == 0 || (m_shown.isValid() && m_shown.elapsed() < kShowEachMs))
        return true;
    m_shown.start();
    const double seconds = double(m_since.elapsed()) / 1000;
    QString text = QStringLiteral("%1 %2 %").arg(m_doing).arg(int(100.0 * double(done) / double(all)));
    if (seconds > 1 && done > 0)
        text += QStringLiteral(", %1 s left").arg(widgets::fixed(seconds * double(all - done) / double(done), 0));
    m_context.progress(text);
    return true;
}

} // namespace app
