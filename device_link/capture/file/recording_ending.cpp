// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_ending.h"

#include "disk_state.h"
#include "random_file.h"
#include "record_header.h"
#include "recording_file_index.h"

#include <QDir>

namespace device_link {

namespace {

constexpr std::uint64_t kTail = 4096; ///< an end record with more keys than today's still fits

/// Whether the file's last bytes are a whole record that ends it.
Result<bool> hasEnd(RandomFile &file, std::uint32_t fileId)
{
    const std::uint64_t start = file.size() > kTail ? (file.size() - kTail) / kRecordAlign * kRecordAlign : 0;
    framing::Bytes bytes(static_cast<std::size_t>(file.size() - start));
    const auto got = file.read(start, bytes);
    if (!got)
        return tl::unexpected(got.error());
    const auto tail = framing::ByteView(bytes).first(*got);
    for (std::size_t at = 0; at + kRecordHeaderBytes <= tail.size(); at += kRecordAlign) {
        const auto header = parseRecordHeader(tail.subspan(at));
        if (header && header->fileId == fileId && header->is(RecordType::End)
            && header->recordBytes() == tail.size() - at)
            return true;
    }
    return false;
}

} // namespace

Result<RecordingEnding> recordingEnding(const QString &path)
{
    RandomFile file;
    if (auto opened = file.open(path); !opened)
        return tl::unexpected(opened.error());
    RecordingRecovery recovery;
    const auto fileId = readFileId(file, recovery);
    if (!fileId)
        return tl::unexpected(fileId.error());
    const auto ended = hasEnd(file, *fileId);
    if (!ended)
        return tl::unexpected(ended.error());
    if (*ended)
        return RecordingEnding::Ended;
    return fileIsBeingWritten(path) ? RecordingEnding::BeingWritten : RecordingEnding::Unfinished;
}

QStringList unfinishedRecordings(const QString &folder)
{
    QStringList found;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QStringLiteral("*.aer")}, QDir::Files | QDir::Readable, QDir::Name)) {
        const auto ending = recordingEnding(dir.filePath(name));
        if (ending && *ending == RecordingEnding::Unfinished)
            found.append(dir.filePath(name));
    }
    return found;
}

} // namespace device_link
