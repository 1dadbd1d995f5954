// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_reply.h"

namespace virtual_kit {

std::string_view cmeErrorText(CmeError error)
{
    switch (error) {
    case CmeError::NotAllowed: return "operation not allowed";
    case CmeError::NotSupported: return "operation not supported";
    case CmeError::SimNotInserted: return "SIM not inserted";
    case CmeError::SimBusy: return "SIM busy";
    case CmeError::MemoryFull: return "memory full";
    case CmeError::NotFound: return "not found";
    case CmeError::IncorrectParameters: return "incorrect parameters";
    case CmeError::Unknown: break;
    }
    return "unknown";
}

} // namespace virtual_kit
