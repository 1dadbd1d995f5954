// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a .ppk2 file. Checksums and compression would keep the fuzzer out of what is inside, so an input that
// begins with 'M' is metadata.json up to the first 0 and session.raw after it; they are put into a sound archive.
#include "fuzz_input.h"

#include "device_link/capture/exchange/ppk2_file.h"
#include "device_link/capture/file/recording_file_verify.h"

#include <QFile>

#include <zip.h>

#include <unistd.h>

using namespace device_link;

namespace {

bool writeArchive(const QString &path, framing::ByteView content)
{
    const auto zero = std::find(content.begin(), content.end(), std::uint8_t(0));
    const auto metadata = std::size_t(zero - content.begin());
    const std::size_t session = std::min(metadata + 1, content.size());
    zip_t *archive = zip_open(path.toUtf8().constData(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (!archive)
        return false;
    for (const auto &[name, part] :
        {std::pair("metadata.json", content.first(metadata)), std::pair("session.raw", content.subspan(session))}) {
        zip_source_t *source = zip_source_buffer(archive, part.data(), part.size(), 0);
        const auto index = zip_file_add(archive, name, source, 0);
        FUZZ_CHECK(index >= 0);
        FUZZ_CHECK(zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0) == 0);
    }
    return zip_close(archive) == 0;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const QString path = QStringLiteral("/dev/shm/fuzz_ppk2_file.%1.ppk2").arg(::getpid());
    static const QString recording = QStringLiteral("/dev/shm/fuzz_ppk2_file.%1.aer").arg(::getpid());
    if (size > 0 && bytes[0] == 'M') {
        FUZZ_CHECK(writeArchive(path, framing::ByteView(bytes, size).subspan(1)));
    } else {
        QFile file(path);
        FUZZ_CHECK(file.open(QIODevice::WriteOnly));
        FUZZ_CHECK(file.write(reinterpret_cast<const char *>(bytes), qint64(size)) == qint64(size));
    }
    const auto report = importPpk2File(path, recording, {1U << 22, {0, 65'536}});
    FUZZ_CHECK(report.has_value() == QFile::exists(recording));
    if (report) {
        const auto verified = verifyRecording(recording);
        FUZZ_CHECK(verified.has_value());
    } else {
        FUZZ_CHECK(!report.error().detail().isEmpty());
    }
    QFile::remove(recording);
    QFile::remove(path);
    return 0;
}
