// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_version.h"

namespace virtual_kit {

std::string ImageVersion::text() const
{
    std::string out = std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(revision);
    if (build != 0)
        out += '.' + std::to_string(build);
    return out;
}

} // namespace virtual_kit
