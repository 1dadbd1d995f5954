// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_prompts.h"

#include "recorded_lines.h"

#include "framing/smp_packet.h"
#include "device_link/protocols/aiesim_client.h"

#include <QCborMap>
#include <QCborValue>

namespace device_link {

namespace {

constexpr int kFirstUserGroup = 64;   ///< where the group may be; a kit tells which of them it is
constexpr qsizetype kMostText = 2048; ///< bytes, as the protocol allows

} // namespace

QHash<QString, QString> recordedPromptTexts(const RecordedLines &lines)
{
    QHash<QString, QString> texts;
    for (const ReplayedLine &line : lines.lines) {
        const RawFrame &frame = line.frame;
        if (frame.kind != RawFrame::Kind::Smp || frame.way != RawFrame::Way::ToKit || frame.wholeSize != 0)
            continue;
        const auto packet = framing::parseSmpPacket(
            {reinterpret_cast<const std::uint8_t *>(frame.bytes.constData()), std::size_t(frame.bytes.size())});
        if (!packet || packet->header.op != framing::SmpOp::Write || packet->header.group < kFirstUserGroup
            || packet->header.command != std::uint8_t(AiesimCommand::PromptStart))
            continue;
        const QCborMap body
            = QCborValue::fromCbor(QByteArray::fromRawData(reinterpret_cast<const char *>(packet->body.data()),
                                       qsizetype(packet->body.size())))
                  .toMap();
        const QString id = body.value(QLatin1String("id")).toString();
        const QString text = body.value(QLatin1String("text")).toString();
        if (!id.isEmpty() && !text.isEmpty() && text.size() <= kMostText)
            texts.insert(id, text);
    }
    return texts;
}

} // namespace device_link
