// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"
#include "es10_functions.h"
#include "lab_certificates.h"

#include <algorithm>
#include <functional>

namespace virtual_kit {

namespace {

constexpr int kUndefinedError = 127;

TlvWriter metadata(const Notification &notification)
{
    TlvWriter fields;
    fields.integer(0x80, notification.seq).bits(0x81, notification.event).text(0x0C, notification.address);
    fields.bytes(0x5A, swappedBcd(notification.iccid, 10));
    return TlvWriter().constructed(0xBF2F, fields);
}

using Filter = std::function<bool(const Notification &)>;

Filter byEvents(std::uint8_t events)
{
    return [events](const Notification &notification) { return (notification.event & events) != 0; };
}

/// searchCriteria of RetrieveNotificationsList: seqNumber or event; empty when it is neither.
std::optional<Filter> readCriteria(ByteView criteria)
{
    const auto fields = TlvFields::read(criteria);
    if (!fields || fields->items().size() != 1)
        return std::nullopt;
    if (const auto value = fields->find(0x80)) {
        const auto seq = tlvUnsigned(*value);
        if (!seq)
            return std::nullopt;
        return [wanted = *seq](const Notification &notification) { return notification.seq == wanted; };
    }
    const auto value = fields->find(0x81);
    const auto events = value ? tlvBits(*value) : std::nullopt;
    if (!events)
        return std::nullopt;
    return byEvents(*events);
}

} // namespace

void notify(EuiccState &state, const Profile &profile, NotificationEvent event)
{
    for (const NotificationConfig &config : profile.notifications) {
        if (config.events & event)
            state.notifications.push_back({++state.lastSeq, event, config.address, profile.iccid});
    }
}

Es10Outcome listNotifications(EuiccState &state, const TlvFields &request)
{
    Filter wanted = byEvents(0xFF);
    if (const auto value = request.find(0x81)) {
        const auto events = tlvBits(*value);
        if (!events)
            return es10Code(0xBF28, kUndefinedError, 0x81);
        wanted = byEvents(*events);
    }
    TlvWriter list;
    for (const Notification &notification : state.notifications) {
        if (wanted(notification))
            list.raw(metadata(notification).data());
    }
    return es10Answer(0xBF28, TlvWriter().constructed(0xA0, list));
}

Es10Outcome retrieveNotifications(EuiccState &state, const TlvFields &request)
{
    Filter wanted = byEvents(0xFF);
    if (!request.items().empty()) {
        const auto value = request.find(0xA0);
        const auto criteria = value ? readCriteria(*value) : std::nullopt;
        if (!criteria)
            return es10Code(0xBF2B, kUndefinedError, 0x81);
        wanted = *criteria;
    }
    TlvWriter list;
    if (std::ranges::any_of(state.notifications, wanted)) {
        const LabCertificates lab(state.seed, state.eid);
        for (const Notification &notification : state.notifications) {
            if (!wanted(notification))
                continue;
            // OtherSignedNotification: the signature is over the whole tbs object BF2F.
            const TlvWriter tbs = metadata(notification);
            TlvWriter fields;
            fields.raw(tbs.data()).bytes(0x5F37, lab.euiccKey().sign(tbs.data()));
            fields.raw(lab.euiccCertificate()).raw(lab.eumCertificate());
            list.constructed(0x30, fields);
        }
    }
    return es10Answer(0xBF2B, TlvWriter().constructed(0xA0, list));
}

Es10Outcome removeNotification(EuiccState &state, const TlvFields &request)
{
    constexpr int kOk = 0, kNothingToDelete = 1;
    const auto value = request.find(0x80);
    const auto seq = value ? tlvUnsigned(*value) : std::nullopt;
    if (!seq)
        return es10Refusal(0x6A80);
    const auto removed = std::erase_if(
        state.notifications, [&](const Notification &notification) { return notification.seq == *seq; });
    return es10Code(0xBF30, removed > 0 ? kOk : kNothingToDelete);
}

} // namespace virtual_kit
