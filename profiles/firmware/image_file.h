// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/image_verdict.h"

namespace profiles {

/// An image file as it was read, with what was found in it: what is pushed is what was judged.
struct ImageFile {
    QByteArray bytes;
    ImageInspection inspection;
};

/// Reads, parses, hashes and verifies a file on the global thread pool. CannotRead when it is not there,
/// is no regular file or may not be read; BadFile when it is larger than kMaxImageFile or not an image.
[[nodiscard]] QFuture<Result<ImageFile>> openImageFile(QString path, QList<ImagePublicKey> keys);

/// Reads a public key file (PEM, 64 KiB at most); its name is the file's name. CannotRead, BadFile,
/// NotSupported.
[[nodiscard]] Result<ImagePublicKey> openKeyFile(const QString &path);

} // namespace profiles
