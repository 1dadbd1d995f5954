// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"
#include "es10_functions.h"

#include <algorithm>

namespace virtual_kit {

namespace {

// Result codes of EnableProfile, DisableProfile, DeleteProfile.
constexpr int kOk = 0, kNotFound = 1, kWrongState = 2, kDisallowedByPolicy = 3, kWrongReenabling = 4;

/// profileIdentifier: one of iccid and isdpAid. Empty optional: malformed; null: no such profile.
std::optional<Profile *> findProfile(EuiccState &state, const TlvFields &identifier)
{
    const auto iccid = identifier.find(0x5A);
    const auto aid = identifier.find(0x4F);
    if (iccid.has_value() == aid.has_value())
        return std::nullopt;
    const auto it = std::ranges::find_if(state.profiles, [&](const Profile &profile) {
        return iccid ? std::ranges::equal(*iccid, swappedBcd(profile.iccid, 10))
                     : std::ranges::equal(*aid, profile.aid);
    });
    return it == state.profiles.end() ? nullptr : &*it;
}

Profile *enabledProfile(EuiccState &state)
{
    const auto it = std::ranges::find_if(state.profiles, &Profile::enabled);
    return it == state.profiles.end() ? nullptr : &*it;
}

/// EnableProfile and DisableProfile ask the same: A0{5A|4F} 81 refreshFlag.
struct SwitchRequest {
    Profile *profile = nullptr;
    bool refresh = false;
};

std::optional<SwitchRequest> readSwitch(EuiccState &state, const TlvFields &request)
{
    const auto choice = request.find(0xA0);
    const auto flag = request.find(0x81);
    const auto identifier = choice ? TlvFields::read(*choice) : std::nullopt;
    if (!identifier || !flag || flag->size() != 1)
        return std::nullopt;
    const auto profile = findProfile(state, *identifier);
    if (!profile)
        return std::nullopt;
    return SwitchRequest{*profile, (*flag)[0] != 0};
}

Es10Outcome done(std::uint32_t tag, bool refresh)
{
    Es10Outcome outcome = es10Code(tag, kOk);
    outcome.changed = true;
    outcome.refresh = refresh;
    return outcome;
}

void disable(EuiccState &state, Profile &profile)
{
    profile.enabled = false;
    notify(state, profile, EventDisable);
}

/// What forbids that target takes over from current (§5.7.16), or kOk.
int refusalToEnable(const EuiccState &state, const Profile &target, const Profile *current)
{
    if (target.enabled)
        return kWrongState;
    if (!current)
        return kOk;
    const bool targetIsTest = target.profileClass == ProfileClass::Test;
    // After a test profile only the profile it took over from may come back, or another test profile.
    if (current->profileClass == ProfileClass::Test && !targetIsTest && !state.enabledBeforeTest.empty()
        && state.enabledBeforeTest != target.iccid)
        return kWrongReenabling;
    if (!targetIsTest && (current->policyRules & Ppr1NoDisable))
        return kDisallowedByPolicy;
    return kOk;
}

} // namespace

Es10Outcome enableProfile(EuiccState &state, const TlvFields &request)
{
    const auto wanted = readSwitch(state, request);
    if (!wanted)
        return es10Refusal(0x6A80);
    if (!wanted->profile)
        return es10Code(0xBF31, kNotFound);
    Profile &target = *wanted->profile;
    Profile *const current = enabledProfile(state);
    if (const int refusal = refusalToEnable(state, target, current))
        return es10Code(0xBF31, refusal);

    if (target.profileClass != ProfileClass::Test)
        state.enabledBeforeTest.clear();
    else if (!current || current->profileClass != ProfileClass::Test)
        state.enabledBeforeTest = current ? current->iccid : std::string();
    if (current)
        disable(state, *current);
    target.enabled = true;
    notify(state, target, EventEnable);
    return done(0xBF31, wanted->refresh);
}

Es10Outcome disableProfile(EuiccState &state, const TlvFields &request)
{
    const auto wanted = readSwitch(state, request);
    if (!wanted)
        return es10Refusal(0x6A80);
    if (!wanted->profile)
        return es10Code(0xBF32, kNotFound);
    Profile &target = *wanted->profile;
    if (!target.enabled)
        return es10Code(0xBF32, kWrongState);
    if (target.policyRules & Ppr1NoDisable)
        return es10Code(0xBF32, kDisallowedByPolicy);
    disable(state, target);
    state.enabledBeforeTest.clear();
    return done(0xBF32, wanted->refresh);
}

Es10Outcome deleteProfile(EuiccState &state, const TlvFields &request)
{
    const auto found = findProfile(state, request);
    if (!found)
        return es10Refusal(0x6A80);
    if (!*found)
        return es10Code(0xBF33, kNotFound);
    const Profile &target = **found;
    if (target.enabled)
        return es10Code(0xBF33, kWrongState);
    if (target.policyRules & Ppr2NoDelete)
        return es10Code(0xBF33, kDisallowedByPolicy);
    notify(state, target, EventDelete);
    if (state.enabledBeforeTest == target.iccid)
        state.enabledBeforeTest.clear();
    state.profiles.erase(state.profiles.begin() + (*found - state.profiles.data()));
    return done(0xBF33, false);
}

Es10Outcome resetMemory(EuiccState &state, const TlvFields &request)
{
    constexpr std::uint8_t kOperational = 0x80, kFieldLoadedTest = 0x40, kDefaultDp = 0x20;
    constexpr int kNothingToDelete = 1;
    const auto value = request.find(0x82);
    const auto options = value ? tlvBits(*value) : std::nullopt;
    if (!options)
        return es10Refusal(0x6A80);

    // Policy rules and the enabled state do not protect a profile here (§5.7.19).
    const auto selected = [bits = *options](const Profile &profile) {
        return profile.profileClass == ProfileClass::Test ? (bits & kFieldLoadedTest) && profile.fieldLoaded
                                                          : (bits & kOperational) != 0;
    };
    const bool takesEnabled
        = std::ranges::any_of(state.profiles, [&](const Profile &p) { return p.enabled && selected(p); });
    for (const Profile &profile : state.profiles) {
        if (selected(profile))
            notify(state, profile, EventDelete);
    }
    const auto removed = std::erase_if(state.profiles, selected);
    if (removed > 0)
        state.enabledBeforeTest.clear();
    const bool cleared = (*options & kDefaultDp) && !state.defaultSmdp.empty();
    if (cleared)
        state.defaultSmdp.clear();
    if (removed == 0 && !cleared)
        return es10Code(0xBF34, kNothingToDelete);
    Es10Outcome outcome = es10Code(0xBF34, kOk);
    outcome.changed = removed > 0;
    outcome.refresh = takesEnabled;
    return outcome;
}

} // namespace virtual_kit
