// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_lines.h"

#include <QFile>

#include <string>

namespace device_link {

namespace {

constexpr std::size_t kReadBytes = 256 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

} // namespace

Result<void> forEachCsvLine(
    const QString &path, const std::function<Result<void>(const CsvLine &)> &take, const ExchangeProgress &progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Fault::CannotRead, path + QLatin1String(": ") + file.errorString());
    std::string buffer;
    std::size_t filled = 0; ///< of buffer: an unfinished line
    std::uint64_t number = 0;
    std::uint64_t done = 0;
    const auto takeLine = [&](std::string_view text, bool ended) {
        if (++number == 1 && text.starts_with(kByteOrderMark))
            text.remove_prefix(kByteOrderMark.size());
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        return take({number, text, ended});
    };
    for (;;) {
        buffer.resize(filled + kReadBytes);
        const qint64 count = file.read(buffer.data() + filled, kReadBytes);
        if (count < 0)
            return fail(Fault::CannotRead, path + QLatin1String(": ") + file.errorString());
        const std::string_view text(buffer.data(), filled + static_cast<std::size_t>(count));
        std::size_t at = 0;
        for (std::size_t end = 0; (end = text.find('\n', at)) != std::string_view::npos; at = end + 1)
            if (auto taken = takeLine(text.substr(at, end - at), true); !taken)
                return taken;
        filled = text.size() - at;
        if (filled > kMaxCsvLine)
            return fail(Fault::BadFile, QStringLiteral("line %1 is too long: this is no CSV file").arg(number + 1));
        if (count == 0)
            return filled > 0 ? takeLine(text.substr(at), false) : Result<void>();
        buffer.erase(0, at);
        done += static_cast<std::uint64_t>(count);
        if (progress && !progress(done, std::max(done, std::uint64_t(std::max<qint64>(file.size(), 0)))))
            return fail(Fault::Cancelled, QStringLiteral("the import was cancelled"));
    }
}

} // namespace device_link
