// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_profiles.h"

#include <optional>

namespace widgets {

/// The same ICCID, or the same AID where the card gives no ICCID.
[[nodiscard]] bool sameProfile(const profiles::ProfileInfo &one, const profiles::ProfileInfo &other);
/// A profile that can be switched to and brings a network: operational, off, with an id. Null: none.
[[nodiscard]] const profiles::ProfileInfo *profileToShow(const QList<profiles::ProfileInfo> &profiles);
/// Both on the same profile, or both on none.
[[nodiscard]] bool sameEnabled(const profiles::ProfileInfo *now, const std::optional<profiles::ProfileInfo> &before);

} // namespace widgets
