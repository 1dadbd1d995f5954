// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a CSV file.
#include "fuzz_input.h"

#include "device_link/capture/exchange/csv_import.h"
#include "device_link/capture/file/recording_file_verify.h"

#include <QFile>

#include <sys/mman.h>
#include <unistd.h>

using namespace device_link;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const int memory = ::memfd_create("fuzz", 0);
    static const QString path = QStringLiteral("/proc/self/fd/%1").arg(memory);
    static const QString recording = QStringLiteral("/dev/shm/fuzz_csv_import.%1").arg(::getpid());
    FUZZ_CHECK(::ftruncate(memory, 0) == 0);
    FUZZ_CHECK(::pwrite(memory, bytes, size, 0) == ssize_t(size));
    const auto report = importCsv(path, recording, {0, 65'536});
    FUZZ_CHECK(report.has_value() == QFile::exists(recording));
    if (report) {
        const auto verified = verifyRecording(recording);
        FUZZ_CHECK(verified.has_value());
    } else {
        FUZZ_CHECK(!report.error().detail().isEmpty());
    }
    QFile::remove(recording);
    return 0;
}
