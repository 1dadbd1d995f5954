// SPDX-License-Identifier: GPL-3.0-or-later
#include "pyramid_file.h"

#include "framing/crc.h"

namespace device_link {

Result<PyramidFile> openPyramid(const QString &path, const PyramidBinding &binding)
{
    const auto bad = [&path](const QString &what) { return fail(Fault::BadFile, path + QLatin1Char(' ') + what); };
    PyramidFile pyramid{std::make_unique<RandomFile>(), {}};
    RandomFile &file = *pyramid.file;
    if (auto opened = file.open(path); !opened)
        return tl::unexpected(opened.error());
    framing::Bytes bytes(PyramidHeader::kBytes);
    if (const auto got = file.read(0, bytes); !got)
        return tl::unexpected(got.error());
    else if (*got != bytes.size())
        return bad(QStringLiteral("is cut in its header"));
    const auto header = parsePyramidHeader(bytes);
    if (!header)
        return bad(header.error().detail());
    if (header->binding.fileId != binding.fileId)
        return bad(QStringLiteral("is of another recording"));
    if (header->binding != binding)
        return bad(QStringLiteral("is of another state of the recording"));
    if (header->indexOffset > file.size() || header->indexBytes != file.size() - header->indexOffset)
        return bad(QStringLiteral("is cut or too long"));
    bytes.resize(header->indexBytes);
    const auto got = file.read(header->indexOffset, bytes);
    if (!got)
        return tl::unexpected(got.error());
    if (*got != bytes.size() || framing::crc32c(bytes) != header->indexCrc)
        return bad(QStringLiteral("is damaged in its index"));
    auto index = parsePyramidIndex(bytes, *header);
    if (!index)
        return bad(index.error().detail());
    pyramid.index = std::move(*index);
    return pyramid;
}

} // namespace device_link
