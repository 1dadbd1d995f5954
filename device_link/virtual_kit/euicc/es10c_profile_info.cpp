// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"
#include "es10_functions.h"

#include <algorithm>

namespace virtual_kit {

namespace {

using Tags = std::vector<std::uint32_t>;

/// What comes without a tag list (SGP.22 §5.7.15).
const Tags kDefaultTags{0x5A, 0x4F, 0x9F70, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95};

struct Field {
    std::uint32_t tag;
    bool (*present)(const Profile &);
    void (*write)(TlvWriter &, const Profile &);
};

TlvWriter notificationConfigs(const Profile &profile)
{
    TlvWriter list;
    for (const NotificationConfig &config : profile.notifications)
        list.constructed(0x30, TlvWriter().bits(0x80, config.events).text(0x81, config.address));
    return list;
}

/// In the order of ProfileInfo. All are there on this card unless said otherwise.
const Field kFields[] = {
    {0x5A, nullptr, [](TlvWriter &out, const Profile &p) { out.bytes(0x5A, swappedBcd(p.iccid, 10)); }},
    {0x4F, nullptr, [](TlvWriter &out, const Profile &p) { out.bytes(0x4F, p.aid); }},
    {0x9F70, nullptr, [](TlvWriter &out, const Profile &p) { out.integer(0x9F70, p.enabled ? 1 : 0); }},
    {0x90, [](const Profile &p) { return !p.nickname.empty(); },
        [](TlvWriter &out, const Profile &p) { out.text(0x90, p.nickname); }},
    {0x91, nullptr, [](TlvWriter &out, const Profile &p) { out.text(0x91, p.serviceProvider); }},
    {0x92, nullptr, [](TlvWriter &out, const Profile &p) { out.text(0x92, p.name); }},
    {0x93, [](const Profile &p) { return !p.icon.empty(); },
        [](TlvWriter &out, const Profile &) { out.integer(0x93, 1); }},
    {0x94, [](const Profile &p) { return !p.icon.empty(); },
        [](TlvWriter &out, const Profile &p) { out.bytes(0x94, p.icon); }},
    {0x95, nullptr, [](TlvWriter &out, const Profile &p) { out.integer(0x95, static_cast<int>(p.profileClass)); }},
    {0xB6, [](const Profile &p) { return !p.notifications.empty(); },
        [](TlvWriter &out, const Profile &p) { out.constructed(0xB6, notificationConfigs(p)); }},
    {0xB7, [](const Profile &p) { return !p.plmn.empty(); },
        [](TlvWriter &out, const Profile &p) { out.constructed(0xB7, TlvWriter().bytes(0x80, plmnBytes(p.plmn))); }},
    {0x99, [](const Profile &p) { return p.policyRules != 0; },
        [](TlvWriter &out, const Profile &p) { out.bits(0x99, p.policyRules); }},
};

struct Criteria {
    std::optional<Bytes> iccid, aid;
    std::optional<std::uint32_t> profileClass;
    bool matches(const Profile &profile) const
    {
        return (!iccid || *iccid == swappedBcd(profile.iccid, 10)) && (!aid || *aid == profile.aid)
            && (!profileClass || *profileClass == static_cast<std::uint32_t>(profile.profileClass));
    }
};

/// searchCriteria: exactly one of iccid, isdpAid, profileClass.
std::optional<Criteria> readCriteria(ByteView data)
{
    const auto fields = TlvFields::read(data);
    if (!fields || fields->items().size() != 1)
        return std::nullopt;
    const TlvItem &item = fields->items().front();
    Criteria criteria;
    if (item.tag == 0x5A && item.value.size() == 10)
        criteria.iccid = Bytes(item.value.begin(), item.value.end());
    else if (item.tag == 0x4F && item.value.size() >= 5 && item.value.size() <= 16)
        criteria.aid = Bytes(item.value.begin(), item.value.end());
    else if (item.tag == 0x95 && tlvUnsigned(item.value).value_or(3) <= 2)
        criteria.profileClass = tlvUnsigned(item.value);
    else
        return std::nullopt;
    return criteria;
}

TlvWriter profileInfo(const Profile &profile, const Tags &tags)
{
    TlvWriter info;
    for (const Field &field : kFields) {
        const bool asked = std::ranges::find(tags, field.tag) != tags.end();
        if (asked && (!field.present || field.present(profile)))
            field.write(info, profile);
    }
    return info;
}

} // namespace

Es10Outcome getProfilesInfo(EuiccState &state, const TlvFields &request)
{
    constexpr int kIncorrectInput = 1;
    Criteria criteria;
    Tags tags = kDefaultTags;
    if (const auto value = request.find(0xA0)) {
        const auto read = readCriteria(*value);
        if (!read)
            return es10Code(0xBF2D, kIncorrectInput, 0x81);
        criteria = *read;
    }
    if (const auto value = request.find(0x5C)) {
        const auto read = tlvTagList(*value);
        if (!read)
            return es10Code(0xBF2D, kIncorrectInput, 0x81);
        tags = *read;
    }
    TlvWriter list;
    for (const Profile &profile : state.profiles) {
        if (criteria.matches(profile))
            list.constructed(0xE3, profileInfo(profile, tags));
    }
    return es10Answer(0xBF2D, TlvWriter().constructed(0xA0, list));
}

Es10Outcome getEid(EuiccState &state, const TlvFields &request)
{
    const auto value = request.find(0x5C);
    const auto tags = value ? tlvTagList(*value) : std::nullopt;
    if (!tags)
        return es10Refusal(0x6A80);
    TlvWriter fields;
    if (std::ranges::find(*tags, 0x5Au) != tags->end())
        fields.bytes(0x5A, plainBcd(state.eid));
    return es10Answer(0xBF3E, fields);
}

Es10Outcome setNickname(EuiccState &state, const TlvFields &request)
{
    constexpr int kOk = 0, kIccidNotFound = 1, kUndefinedError = 127;
    constexpr std::size_t kLongest = 64;
    const auto iccid = request.find(0x5A);
    const auto nickname = request.find(0x90);
    if (!iccid || !nickname)
        return es10Refusal(0x6A80);
    const auto text = tlvText(*nickname);
    if (!text || text->size() > kLongest)
        return es10Code(0xBF29, kUndefinedError);
    for (Profile &profile : state.profiles) {
        if (std::ranges::equal(*iccid, swappedBcd(profile.iccid, 10))) {
            profile.nickname = *text;
            Es10Outcome outcome = es10Code(0xBF29, kOk);
            outcome.changed = true;
            return outcome;
        }
    }
    return es10Code(0xBF29, kIccidNotFound);
}

} // namespace virtual_kit
