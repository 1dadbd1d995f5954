// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/offers.h"

namespace widgets {

bool offers(const device_link::KitSession &session, device_link::Capability capability)
{
    using device_link::Capability;
    switch (capability) {
    case Capability::PowerSource: return session.powerSource() != nullptr;
    case Capability::LatencyProbe: return session.latencyProbe() != nullptr;
    case Capability::ModemStatus: return session.modemStatus() != nullptr;
    case Capability::CardChannel: return session.cardChannel() != nullptr;
    case Capability::PromptRunner: return session.promptRunner() != nullptr;
    case Capability::TokenAccount: return session.tokenAccount() != nullptr;
    case Capability::FirmwareTarget: return session.firmwareTarget() != nullptr;
    case Capability::Attestation: return session.attestation() != nullptr;
    case Capability::Console: return session.console() != nullptr;
    }
    return false;
}

} // namespace widgets
