// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image_version.h"

#include "framing/bytes.h"

#include <cstddef>

namespace virtual_kit {

/// The image a kit leaves the factory with: an MCUboot image with a SHA-256 TLV and no signature. It needs none: it
/// was never a file that came over a cable, it is what the kit runs, and the bootloader knows its hash.
/// The payload is a fixed pattern of version and size, so every kit of a version has the same hash.
[[nodiscard]] framing::Bytes makeFactoryImage(const ImageVersion &version, std::size_t payloadSize);

} // namespace virtual_kit
