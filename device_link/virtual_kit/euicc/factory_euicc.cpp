// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"
#include "euicc_state.h"
#include "lab_certificates.h"
#include "profile_icon.h"

#include "virtual_kit/kernel/random.h"

#include <string_view>

namespace virtual_kit {

namespace {

constexpr std::uint8_t kAllEvents = EventInstall | EventEnable | EventDisable | EventDelete;

std::string randomDigits(Random &random, std::size_t count)
{
    std::string digits;
    for (std::size_t i = 0; i < count; ++i)
        digits.push_back(static_cast<char>('0' + random.next() % 10));
    return digits;
}

/// prefix, random digits, Luhn digit: length digits in all.
std::string iccid(Random &random, std::string_view prefix, std::size_t length)
{
    std::string digits(prefix);
    digits += randomDigits(random, length - 1 - prefix.size());
    digits.push_back(luhnCheckDigit(digits));
    return digits;
}

/// ISD-P AIDs count from ..1000 in steps of 0100.
Bytes isdpAid(std::size_t index)
{
    return {0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00,
        static_cast<std::uint8_t>(0x10 + index), 0x00};
}

struct Template {
    std::string_view iccidPrefix;
    std::size_t iccidLength;
    std::string_view serviceProvider, name, nickname, plmn;
    ProfileClass profileClass;
    std::uint8_t policyRules;
    std::uint32_t sizeBytes; ///< assumed, in the range of real profiles
    std::vector<NotificationConfig> notifications;
    std::array<std::uint8_t, 3> colour; ///< of the icon, RGB
};

/// Operators are real by name and number range; subscriptions, addresses and sizes are made up.
std::vector<Template> templates()
{
    return {
        {"898600", 20, "中国移动", "移动物联网 AI 玩具套餐", "", "46000", ProfileClass::Operational, Ppr2NoDelete,
            41984, {{kAllEvents, "smdp.cmiot.example"}}, {0x00, 0x85, 0xD0}},
        {"898601", 20, "中国联通", "联通 AI 物联卡", "", "46001", ProfileClass::Operational, 0, 38912,
            {{kAllEvents, "smdp.cuiot.example"}, {EventEnable, "activation.cuiot.example"}}, {0xE6, 0x00, 0x27}},
        {"893301", 19, "Orange", "Orange Travel IoT", "roaming", "20801", ProfileClass::Operational, 0, 45056,
            {{EventInstall | EventEnable | EventDelete, "smdp.travel.example"}}, {0xFF, 0x79, 0x00}},
        {"8900100", 20, "Lab", "Test network 001-01", "", "00101", ProfileClass::Test, 0, 12288, {},
            {0x60, 0x60, 0x60}},
    };
}

Profile loaded(const Template &from, std::size_t index, Random &random)
{
    Profile profile;
    profile.iccid = iccid(random, from.iccidPrefix, from.iccidLength);
    profile.aid = isdpAid(index);
    profile.serviceProvider = from.serviceProvider;
    profile.name = from.name;
    profile.nickname = from.nickname;
    profile.profileClass = from.profileClass;
    profile.plmn = from.plmn;
    profile.imsi = profile.plmn + randomDigits(random, 15 - profile.plmn.size());
    profile.policyRules = from.policyRules;
    profile.notifications = from.notifications;
    profile.icon = profileIcon(from.colour);
    profile.sizeBytes = from.sizeBytes;
    return profile;
}

} // namespace

EuiccState factoryEuicc(std::uint64_t seed)
{
    Random random(seed, "euicc factory");
    EuiccState state;
    state.seed = seed;
    state.eid = "89049032" + randomDigits(random, 22);
    state.eid += eidCheckDigits(state.eid);
    state.rootSmds = "lpa.ds.example";
    state.info.ciKeyIds.push_back(LabCertificates::ciKeyIdentifier());
    state.rules.push_back({Ppr1NoDisable | Ppr2NoDelete, "", true});
    for (const Template &from : templates()) {
        state.profiles.push_back(loaded(from, state.profiles.size(), random));
        // Each installation took a sequence number; its notification has long been delivered.
        ++state.lastSeq;
    }
    state.profiles.front().enabled = true;
    return state;
}

} // namespace virtual_kit
