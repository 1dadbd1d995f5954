// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/sample_firmware.h"

namespace widgets {

QStringList sampleFirmware()
{
    return {QStringLiteral(":/firmware/sample-1.2.3.bin"), QStringLiteral(":/firmware/sample-1.3.0.bin")};
}

} // namespace widgets
