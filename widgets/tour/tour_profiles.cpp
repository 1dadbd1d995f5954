// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_profiles.h"

#include <algorithm>

namespace widgets {

using profiles::ProfileClass;
using profiles::ProfileInfo;

bool sameProfile(const ProfileInfo &one, const ProfileInfo &other)
{
    if (one.iccid && other.iccid)
        return one.iccid->digits() == other.iccid->digits();
    return one.aid && other.aid && one.aid->hex() == other.aid->hex();
}

const ProfileInfo *profileToShow(const QList<ProfileInfo> &profiles)
{
    const auto found = std::ranges::find_if(profiles, [](const ProfileInfo &each) {
        const bool operational = each.profileClass.value_or(ProfileClass::Operational) == ProfileClass::Operational;
        return !each.enabled() && operational && (each.iccid || each.aid);
    });
    return found == profiles.cend() ? nullptr : &*found;
}

bool sameEnabled(const ProfileInfo *now, const std::optional<ProfileInfo> &before)
{
    return now && before ? sameProfile(*now, *before) : !now && !before;
}

} // namespace widgets
