// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/kit_prompt_runner.h"

#include <algorithm>

namespace device_link {

namespace {

struct EventName {
    const char *name;
    PromptEvent::Kind kind;
};
constexpr EventName kNames[] = {
    {"prompt.accepted", PromptEvent::Kind::Accepted},
    {"prompt.radio", PromptEvent::Kind::RadioUp},
    {"prompt.sent", PromptEvent::Kind::Sent},
    {"prompt.byte", PromptEvent::Kind::FirstByte},
    {"prompt.token", PromptEvent::Kind::Token},
    {"prompt.usage", PromptEvent::Kind::Usage},
    {"prompt.charge", PromptEvent::Kind::Charge},
    {"prompt.done", PromptEvent::Kind::Done},
    {"prompt.quiet", PromptEvent::Kind::Quiet},
};

void readKeys(PromptEvent &event, CborReader &reader)
{
    switch (event.kind) {
    case PromptEvent::Kind::Accepted:
        event.model = reader.text("model");
        event.tier = tierFromName(reader.text("tier"));
        break;
    case PromptEvent::Kind::Token:
        event.tokenIndex = reader.u32("i");
        event.text = reader.text("s");
        break;
    case PromptEvent::Kind::Usage:
        event.promptTokens = qint64(reader.u("in"));
        event.completionTokens = qint64(reader.u("out"));
        event.tokenSource = reader.text("src");
        break;
    case PromptEvent::Kind::Charge:
        event.chargeMicro = reader.i("micro");
        event.ledgerEntry = reader.u("entry");
        break;
    case PromptEvent::Kind::Done:
        event.finish = reader.text("finish");
        event.error = reader.optionalText("err");
        break;
    case PromptEvent::Kind::RadioUp:
    case PromptEvent::Kind::Sent:
    case PromptEvent::Kind::FirstByte:
    case PromptEvent::Kind::Quiet: break;
    }
}

} // namespace

Result<std::optional<PromptEvent>> parsePromptEvent(const KitEvent &kitEvent)
{
    const auto *entry = std::ranges::find_if(
        kNames, [&kitEvent](const EventName &one) { return kitEvent.name == QLatin1String(one.name); });
    if (entry == std::end(kNames))
        return std::optional<PromptEvent>();
    CborReader reader(kitEvent.fields, kitEvent.name);
    PromptEvent event;
    event.kind = entry->kind;
    event.id = reader.text("id", 36);
    event.kitTimeNs = kitEvent.kitTimeNs;
    event.replayed = kitEvent.replayed;
    readKeys(event, reader);
    if (reader.failed())
        return tl::unexpected(reader.error());
    return std::optional(event);
}

} // namespace device_link
