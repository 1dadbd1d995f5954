// SPDX-License-Identifier: GPL-3.0-or-later
#include "import_file.h"

#include "csv_import.h"
#include "ppk2_file.h"

#include "device_link/capture/file/random_file.h"
#include "device_link/capture/file/record_header.h"

#include <algorithm>
#include <string_view>

namespace device_link {

namespace {

constexpr std::size_t kLookedAt = 4096; ///< bytes

Result<framing::Bytes> firstBytes(const QString &path)
{
    RandomFile file;
    if (auto opened = file.open(path); !opened)
        return tl::unexpected(opened.error());
    framing::Bytes bytes(kLookedAt);
    const auto read = file.read(0, bytes);
    if (!read)
        return tl::unexpected(read.error());
    bytes.resize(*read);
    return bytes;
}

/// Of a zip archive: that of a member, or of the end when it has none.
bool beginsAsZip(framing::ByteView bytes)
{
    return bytes.size() >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < 8 && bytes[3] < 9;
}

/// Text has none of the characters below the space but tab and the ends of line.
bool isText(framing::ByteView bytes)
{
    return std::ranges::none_of(bytes,
        [](std::uint8_t byte) { return byte < 0x20 && byte != '\t' && byte != '\r' && byte != '\n' && byte != '\f'; });
}

Error named(const QString &path, const Error &error)
{
    if (error.detail().startsWith(path) || error.fault() == Fault::Cancelled || error.fault() == Fault::CannotWrite
        || error.fault() == Fault::AlreadyThere)
        return error;
    return Error(error.fault(), path + QLatin1String(": ") + error.detail());
}

} // namespace

Result<ImportReport> importFile(const QString &path, const QString &recordingPath, const RecordingFileLimits &limits,
    const ExchangeProgress &progress)
{
    const auto bytes = firstBytes(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->empty())
        return fail(Fault::BadFile, path + QLatin1String(": is empty"));
    if (parsePrologue(*bytes).fault != PrologueFault::Foreign)
        return fail(
            Fault::BadFile, path + QLatin1String(": is a recording already and needs no import: open it as it is"));
    if (!beginsAsZip(*bytes) && !isText(*bytes))
        return fail(Fault::BadFile, path + QLatin1String(": is neither a .ppk2 file nor text"));
    auto report = beginsAsZip(*bytes)
        ? importPpk2File(path, recordingPath, {Ppk2ImportOptions().maxSessionBytes, limits}, progress)
        : importCsv(path, recordingPath, limits, progress);
    return report ? report : tl::unexpected(named(path, report.error()));
}

} // namespace device_link
