// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_files.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <charconv>

namespace device_link {

namespace {

template <typename Number>
void appendNumber(std::string &out, Number value)
{
    std::array<char, 32> text; // the longest shortest float and any 64-bit integer fit
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

/// Names come from the kit: keep them one word, so that no name can end a line or add a column.
std::string word(const std::string &name)
{
    std::string result = name.substr(0, 64);
    for (char &c : result) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain)
            c = '_';
    }
    return result;
}

QString singleLine(const QString &text)
{
    QString result = text.left(256);
    for (QChar &c : result)
        if (!c.isPrint())
            c = QChar(u'_');
    return result;
}

const char *causeName(SampleGap::Cause cause)
{
    switch (cause) {
    case SampleGap::Cause::KitDropped: return "kit_dropped";
    case SampleGap::Cause::LinkLost: return "link_lost";
    case SampleGap::Cause::Corrupted: return "corrupted";
    }
    return "unknown";
}

} // namespace

RecordingFiles::RecordingFiles(const QString &directory)
    : m_samples(directory + QLatin1String("/samples.csv"))
    , m_events(directory + QLatin1String("/events.jsonl"))
{
}

Result<std::unique_ptr<RecordingFiles>> RecordingFiles::create(const RecordingOptions &options)
{
    if (!QDir().mkpath(options.directory))
        return fail(Fault::CannotWrite, options.directory + QLatin1String(": the directory cannot be made"));
    std::unique_ptr<RecordingFiles> files(new RecordingFiles(options.directory));
    if (auto opened = files->m_samples.open(); !opened)
        return tl::unexpected(opened.error());
    if (auto opened = files->m_events.open(); !opened)
        return tl::unexpected(opened.error());
    files->writeHeader(options);
    return files;
}

void RecordingFiles::writeHeader(const RecordingOptions &options)
{
    std::string header = "# AI-eSIM Workbench recording, format 1\n";
    if (options.simulated)
        header += "# SIMULATED: these values come from a simulated kit, not from hardware\n";
    if (!options.kitSerial.isEmpty())
        header += "# kit serial=" + singleLine(options.kitSerial).toStdString() + "\n";
    if (options.byMeter)
        header += "# voltage_V is the one set on the power meter, not measured; so is what follows from it\n";
    header += "# kit_time_ns is the kit's own clock (the host's where only a power meter is there); samples that are missing are told by # gap lines\n";
    m_samples.append(header);
}

void RecordingFiles::beginStream(const SampleStreamInfo &info)
{
    m_channels = info.channels.size();
    std::string lines = "# stream boot=";
    appendNumber(lines, info.bootId);
    lines += " rate_hz=";
    appendNumber(lines, info.rateHz);
    lines += " rate=";
    appendNumber(lines, info.rateNum);
    lines += '/';
    appendNumber(lines, info.rateDen);
    lines += "\nindex,kit_time_ns";
    for (const SampleChannel &channel : info.channels) {
        lines += ',' + word(channel.name);
        if (!channel.unit.empty())
            lines += '_' + word(channel.unit);
    }
    lines += '\n';
    m_samples.append(lines);
}

void RecordingFiles::addRun(const SampleRun &run)
{
    m_rows.clear();
    for (std::size_t row = 0; row < run.kitTimeNs.size(); ++row) {
        appendNumber(m_rows, run.firstIndex + row);
        m_rows += ',';
        appendNumber(m_rows, run.kitTimeNs[row]);
        for (std::size_t channel = 0; channel < m_channels; ++channel) {
            m_rows += ',';
            appendNumber(m_rows, run.values[row * m_channels + channel]);
        }
        m_rows += '\n';
    }
    m_samples.append(m_rows);
    m_formatted.samples += run.kitTimeNs.size();
}

void RecordingFiles::addGap(const SampleGap &gap) { addGapLine(gap.firstIndex, gap.count, causeName(gap.cause)); }

void RecordingFiles::addOverrun(std::uint64_t firstIndex, std::uint64_t count)
{
    addGapLine(firstIndex, count, "recorder_overrun");
    m_formatted.overrun += count;
}

void RecordingFiles::addGapLine(std::uint64_t firstIndex, std::uint64_t count, const char *cause)
{
    std::string line = "# gap first=";
    appendNumber(line, firstIndex);
    line += " count=";
    appendNumber(line, count);
    line += " cause=";
    line += cause;
    line += '\n';
    m_samples.append(line);
    ++m_formatted.gaps;
    m_formatted.missing += count;
}

void RecordingFiles::addEvent(const KitEvent &event)
{
    const QJsonObject object{
        {QStringLiteral("boot"), qint64(event.bootId)},
        {QStringLiteral("seq"), qint64(event.sequence)},
        {QStringLiteral("kit_time_ns"), qint64(event.kitTimeNs)},
        {QStringLiteral("host_time_ns"), qint64(event.hostTimeNs)},
        {QStringLiteral("replayed"), event.replayed},
        {QStringLiteral("event"), event.name},
        {QStringLiteral("fields"), event.fields.toJsonObject()},
    };
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    std::string line(json.constData(), static_cast<std::size_t>(json.size()));
    line += '\n';
    m_events.append(line);
    ++m_formatted.events;
}

void RecordingFiles::flush(bool sync)
{
    m_samples.flush(sync);
    m_events.flush(sync);
    if (!error()) {
        m_written = m_formatted;
        m_written.bytes = m_samples.size() + m_events.size();
    }
}

void RecordingFiles::close()
{
    flush(true);
    m_samples.close();
    m_events.close();
}

std::optional<Error> RecordingFiles::error() const { return m_samples.error() ? m_samples.error() : m_events.error(); }

} // namespace device_link
