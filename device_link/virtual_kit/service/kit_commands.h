// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include <QCborMap>

namespace virtual_kit {

struct KitParts;

// Each adds its commands to the kit's aiesim group; the parts outlive the group's use.
void addIdentityCommands(KitParts &kit); ///< hello, identity, time, radio.get, attest
void addAccountCommands(KitParts &kit);  ///< account.get, account.ledger, events.get
void addPromptCommands(KitParts &kit);   ///< prompt.*
void addProbeCommands(KitParts &kit);    ///< probe.*
void addCardCommands(KitParts &kit);     ///< card.*

/// What radio.get and event `reg` tell of registration: stat, and oper, plmn, tac, ci, act while registered.
void insertRegistration(const KitParts &kit, QCborMap &into);
/// What radio.get and event `signal` tell: rsrp, rsrq, sinr, rssi. Nothing while not registered. Behind a BLE tether
/// they are the phone's, as it reports them.
void insertSignal(const KitParts &kit, QCborMap &into);

} // namespace virtual_kit
