// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/result.h"

namespace device_link {

const char *faultName(Fault fault)
{
    switch (fault) {
    case Fault::LinkLost: return "LinkLost";
    case Fault::Timeout: return "Timeout";
    case Fault::Cancelled: return "Cancelled";
    case Fault::Refused: return "Refused";
    case Fault::BadReply: return "BadReply";
    case Fault::BadFile: return "BadFile";
    case Fault::CannotRead: return "CannotRead";
    case Fault::CannotWrite: return "CannotWrite";
    case Fault::AlreadyThere: return "AlreadyThere";
    case Fault::BadArgument: return "BadArgument";
    case Fault::NotSupported: return "NotSupported";
    case Fault::NotFound: return "NotFound";
    case Fault::Busy: return "Busy";
    case Fault::NoPermission: return "NoPermission";
    case Fault::Restarted: return "Restarted";
    case Fault::HeldByOther: return "HeldByOther";
    }
    return "Unknown";
}

} // namespace device_link
