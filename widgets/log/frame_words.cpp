// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/frame_words.h"

#include "profiles/frames/frame_fields.h"

namespace widgets {

using device_link::RawFrame;

namespace {

/// Its beginning, in one line whatever is in it.
QString wordsOf(const QByteArray &bytes)
{
    constexpr qsizetype kMost = 200;
    QString words = QString::fromUtf8(bytes).left(kMost);
    for (QChar &c : words) {
        if (!c.isPrint())
            c = u' ';
    }
    return QStringLiteral("text: ") + words.trimmed();
}

QString sizeOf(const RawFrame &frame)
{
    if (frame.kind == RawFrame::Kind::Samples)
        return {};
    if (frame.isCut())
        return QStringLiteral(", %1 B, only the first %2 B were recorded").arg(frame.wholeSize).arg(frame.bytes.size());
    return QStringLiteral(", %1 B").arg(frame.bytes.size());
}

} // namespace

LogLine frameLine(std::shared_ptr<RawFrame> frame, std::int64_t timeMs, FrameText text)
{
    LogLine line;
    line.timeMs = timeMs;
    line.level = LogLevel::Trace;
    line.area = QStringLiteral("frame:") + device_link::roleName(frame->port);
    const bool toKit = frame->way == RawFrame::Way::ToKit;
    const bool told = text == FrameText::Told && frame->kind == RawFrame::Kind::Text;
    line.text = (toKit ? QStringLiteral("→ ") : QStringLiteral("← "))
        + (told ? wordsOf(frame->bytes) : profiles::frameTitle(*frame)) + sizeOf(*frame);
    line.frame = std::move(frame);
    return line;
}

} // namespace widgets
