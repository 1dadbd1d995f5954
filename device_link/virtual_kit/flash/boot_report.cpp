// SPDX-License-Identifier: GPL-3.0-or-later
#include "boot_report.h"

namespace virtual_kit {

const char *imageFaultName(ImageFault fault)
{
    switch (fault) {
    case ImageFault::None: return "none";
    case ImageFault::Empty: return "empty";
    case ImageFault::BadHeader: return "bad header";
    case ImageFault::BadTlvs: return "bad TLVs";
    case ImageFault::NotBootable: return "not bootable";
    case ImageFault::BadHash: return "bad hash";
    case ImageFault::BadSignature: return "bad signature";
    case ImageFault::TooLarge: return "too large";
    }
    return "unknown";
}

} // namespace virtual_kit
