// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/recorded_log.h"

#include "device_link/session/replay/recorded_lines.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/log/frame_words.h"

#include <algorithm>

namespace widgets {

using device_link::RecordedLines;
using device_link::ReplayedLine;

namespace {

/// All the bytes of the lines that are shown may stay: they are bounded already.
constexpr qsizetype kBytes = qsizetype(RecordedLines::kMax) * device_link::RecordedLine::kMaxBytes;

LogLine lineOf(const ReplayedLine &recorded, std::uint32_t boot)
{
    LogLine line = frameLine(std::make_shared<device_link::RawFrame>(recorded.frame), recorded.utcMs, FrameText::Told);
    if (recorded.bootId == boot && recorded.kitTimeNs > 0)
        line.axisNs = recorded.kitTimeNs;
    return line;
}

} // namespace

RecordedLog::RecordedLog(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
    , m_model(int(RecordedLines::kMax), nullptr, kBytes)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RecordedLog::takePiece);
    connect(m_kit->session().get(), &device_link::KitSession::replayed, this, &RecordedLog::load);
    load();
}

RecordedLog::~RecordedLog() = default;

std::uint64_t RecordedLog::total() const { return m_lines ? m_lines->total : 0; }

std::optional<std::int64_t> RecordedLog::beginMs() const
{
    return m_lines && !m_lines->lines.empty() ? std::optional(m_lines->lines.front().utcMs) : std::nullopt;
}

void RecordedLog::load()
{
    auto lines = device_link::recordedLinesOf(*m_kit->session());
    if (lines == m_lines)
        return;
    m_lines = std::move(lines);
    m_taken = 0;
    m_model.clear();
    if (m_lines && !m_lines->lines.empty())
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT changed();
}

void RecordedLog::takePiece()
{
    const std::size_t end = std::min(m_taken + std::size_t(kPiece), m_lines->lines.size());
    const std::uint32_t boot = axisBoot(*m_kit);
    QList<LogLine> piece;
    piece.reserve(kPiece);
    for (; m_taken < end; ++m_taken)
        piece.append(lineOf(m_lines->lines[m_taken], boot));
    const bool last = end == m_lines->lines.size();
    if (last)
        m_timer.stop();
    m_model.append(piece);
    if (last)
        Q_EMIT changed();
}

} // namespace widgets
