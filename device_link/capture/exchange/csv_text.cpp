// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_text.h"

#include <QDateTime>

namespace device_link {

namespace {

QString singleLine(const QString &text)
{
    QString result = text.left(256);
    for (QChar &c : result)
        if (!c.isPrint())
            c = QChar(u'_');
    return result;
}

} // namespace

std::string csvWord(const std::string &name)
{
    std::string result = name.substr(0, 64);
    for (char &c : result) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain)
            c = '_';
    }
    return result;
}

std::string csvColumn(const SampleChannel &channel)
{
    std::string column = csvWord(channel.name);
    if (!channel.unit.empty())
        column += '_' + csvWord(channel.unit);
    return column;
}

std::string csvHead(const RecordingFileInfo &info)
{
    std::string head = "# AI-eSIM Workbench recording, format 1\n";
    if (info.simulated)
        head += "# SIMULATED: these values come from a simulated kit, not from hardware\n";
    if (!info.kitSerial.isEmpty())
        head += "# kit serial=" + singleLine(info.kitSerial).toStdString() + "\n";
    if (info.voltageIsSet)
        head += "# voltage_V is the one set on the power meter, not measured; so is what follows from it\n";
    head += "# kit_time_ns is the kit's own clock (the host's where only a power meter is there); samples that are "
            "missing are told by # gap lines\n";
    return head;
}

std::string csvStreamLine(const SampleStreamInfo &info)
{
    std::string line = "# stream boot=";
    appendNumber(line, info.bootId);
    line += " rate_hz=";
    appendNumber(line, info.rateHz);
    line += " rate=";
    appendNumber(line, info.rateNum);
    line += '/';
    appendNumber(line, info.rateDen);
    line += '\n';
    return line;
}

std::string csvClockLine(const RecordedClockPoint &point)
{
    std::string line = "# clock boot=";
    appendNumber(line, point.bootId);
    line += " kit_time_ns=";
    appendNumber(line, point.kitTimeNs);
    line += " utc=";
    line += QDateTime::fromMSecsSinceEpoch(point.utcNs / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
    line += '\n';
    return line;
}

const char *gapCauseName(RecordedGap::Cause cause)
{
    switch (cause) {
    case RecordedGap::Cause::KitDropped: return "kit_dropped";
    case RecordedGap::Cause::LinkLost: return "link_lost";
    case RecordedGap::Cause::Corrupted: return "corrupted";
    case RecordedGap::Cause::RecorderOverrun: return "recorder_overrun";
    case RecordedGap::Cause::NotMeasured: return "not_measured";
    case RecordedGap::Cause::Unknown: break;
    }
    return "unknown";
}

} // namespace device_link
