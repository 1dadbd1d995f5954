// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/at_client.h"
#include "device_link/session/kit_identity.h"

#include <QCoroTask>

namespace device_link {

/// Asks a modem who it is: manufacturer, model, revision, IMEI and ICCID in whichever dialect it speaks; what it does
/// not tell stays empty. Fails when it does not answer "AT".
[[nodiscard]] QCoro::Task<Result<KitIdentity>> readModemIdentity(std::shared_ptr<AtClient> at, std::stop_token stop);

/// The ICCID in the answer of any dialect: quotes, a filler F and extra fields taken off, swapped digits put right.
/// Empty when there are not 18 to 20 digits.
[[nodiscard]] QString iccidFromAnswer(const QByteArray &value);

} // namespace device_link
