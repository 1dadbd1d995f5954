// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/words.h"

#include <QCoreApplication>

namespace widgets {
namespace {

QString word(const char *source) { return QCoreApplication::translate("Words", source); }

struct WireWord {
    const char *wire;
    const char *source;
};

template <std::size_t N>
QString lookUp(const WireWord (&table)[N], const QString &wireName)
{
    for (const WireWord &entry : table) {
        if (wireName == QLatin1String(entry.wire))
            return word(entry.source);
    }
    return wireName; // a newer kit's word is shown as it came
}

QString lossWord(device_link::LinkLoss loss)
{
    using device_link::LinkLoss;
    switch (loss) {
    case LinkLoss::None:
    case LinkLoss::Gone: return word(QT_TRANSLATE_NOOP("Words", "unplugged"));
    case LinkLoss::Silent: return word(QT_TRANSLATE_NOOP("Words", "silent"));
    case LinkLoss::Restarting: return word(QT_TRANSLATE_NOOP("Words", "restarting"));
    case LinkLoss::OtherKit: return word(QT_TRANSLATE_NOOP("Words", "another kit"));
    case LinkLoss::Held: return word(QT_TRANSLATE_NOOP("Words", "port in use"));
    }
    return {};
}

} // namespace

QString radioWord(device_link::RadioState state)
{
    using device_link::RadioState;
    const auto radio = [](const char *source) { return QCoreApplication::translate("Radio", source); };
    switch (state) {
    case RadioState::Unknown: return QStringLiteral("—");
    case RadioState::Off: return radio(QT_TRANSLATE_NOOP("Radio", "off"));
    case RadioState::Searching: return radio(QT_TRANSLATE_NOOP("Radio", "searching"));
    case RadioState::Idle: return radio(QT_TRANSLATE_NOOP("Radio", "idle"));
    case RadioState::Promotion: return radio(QT_TRANSLATE_NOOP("Radio", "setup"));
    case RadioState::Connected: return radio(QT_TRANSLATE_NOOP("Radio", "connected"));
    case RadioState::Tail: return radio(QT_TRANSLATE_NOOP("Radio", "tail"));
    case RadioState::Drx: return QStringLiteral("C-DRX");
    }
    return {};
}

QString registrationWord(int stat)
{
    switch (stat) {
    case 0: return word(QT_TRANSLATE_NOOP("Words", "not registered"));
    case 1: return word(QT_TRANSLATE_NOOP("Words", "registered"));
    case 2: return word(QT_TRANSLATE_NOOP("Words", "searching"));
    case 3: return word(QT_TRANSLATE_NOOP("Words", "denied"));
    case 5: return word(QT_TRANSLATE_NOOP("Words", "roaming"));
    default: return word(QT_TRANSLATE_NOOP("Words", "unknown"));
    }
}

QString tierWord(device_link::ComputeTier tier)
{
    using device_link::ComputeTier;
    switch (tier) {
    case ComputeTier::Metro: return word(QT_TRANSLATE_NOOP("Words", "metro"));
    case ComputeTier::Province: return word(QT_TRANSLATE_NOOP("Words", "province"));
    case ComputeTier::Nation: return word(QT_TRANSLATE_NOOP("Words", "nation"));
    }
    return {};
}

QString sessionWord(const device_link::KitSession &session)
{
    using device_link::SessionState;
    switch (session.state()) {
    case SessionState::Closed: return word(QT_TRANSLATE_NOOP("Words", "not connected"));
    case SessionState::Connecting: return word(QT_TRANSLATE_NOOP("Words", "connecting"));
    case SessionState::Connected:
        if (session.isReplay()) {
            return session.identity().simulated.value_or(false)
                ? word(QT_TRANSLATE_NOOP("Words", "recording, simulated"))
                : word(QT_TRANSLATE_NOOP("Words", "recording"));
        }
        return word(QT_TRANSLATE_NOOP("Words", "connected"));
    case SessionState::Lost: return lossWord(session.loss());
    case SessionState::Failed:
        return session.isReplay() ? word(QT_TRANSLATE_NOOP("Words", "did not open"))
                                  : word(QT_TRANSLATE_NOOP("Words", "failed"));
    }
    return {};
}

QString tokenSourceWord(const QString &wireName)
{
    static constexpr WireWord kWords[] = {
        {"server_usage", QT_TRANSLATE_NOOP("Words", "server usage")},
        {"server_estimate", QT_TRANSLATE_NOOP("Words", "server estimate")},
        {"chunk_count", QT_TRANSLATE_NOOP("Words", "counted chunks")},
        {"unknown", QT_TRANSLATE_NOOP("Words", "unknown")},
    };
    return lookUp(kWords, wireName);
}

QString finishWord(const QString &wireName)
{
    static constexpr WireWord kWords[] = {
        {"stop", QT_TRANSLATE_NOOP("Words", "complete")},
        {"length", QT_TRANSLATE_NOOP("Words", "cut at the token limit")},
        {"cancelled", QT_TRANSLATE_NOOP("Words", "stopped")},
        {"error", QT_TRANSLATE_NOOP("Words", "failed")},
    };
    return lookUp(kWords, wireName);
}

QString kitKindWord(const QString &wireName)
{
    static constexpr WireWord kWords[] = {
        {"toy", QT_TRANSLATE_NOOP("Words", "toy")},
        {"glasses", QT_TRANSLATE_NOOP("Words", "glasses")},
        {"wearable", QT_TRANSLATE_NOOP("Words", "wearable")},
    };
    return lookUp(kWords, wireName);
}

QString comma() { return QCoreApplication::translate("Words", ", "); }

QString networkWord(const QString &wireName)
{
    static constexpr WireWord kWords[] = {
        {"cat1", "LTE Cat 1 bis"},
        {"ltem", "LTE-M"},
        {"redcap", "NR RedCap"},
        {"ble-tether", QT_TRANSLATE_NOOP("Words", "BLE tether")},
    };
    return lookUp(kWords, wireName);
}

QString grantReasonWord(const QString &wireName)
{
    static constexpr WireWord kWords[] = {
        {"line", QT_TRANSLATE_NOOP("Words", "the line carries no more")},
        {"kit", QT_TRANSLATE_NOOP("Words", "the kit samples no faster")},
    };
    return lookUp(kWords, wireName);
}

NotOffered whatLacks(const device_link::KitSession &session, device_link::Capability capability)
{
    using device_link::Capability;
    if (!session.isReplay())
        return notOffered(capability);
    const auto sentence = [](const char *source) -> NotOffered {
        return {QCoreApplication::translate("NotOffered", source), {}};
    };
    switch (capability) {
    case Capability::PowerSource: return sentence(QT_TRANSLATE_NOOP("NotOffered", "The recording holds no samples."));
    case Capability::LatencyProbe:
        return sentence(QT_TRANSLATE_NOOP("NotOffered", "The recording holds no latency probes."));
    case Capability::ModemStatus:
        return sentence(QT_TRANSLATE_NOOP("NotOffered", "A recording does not show the modem."));
    case Capability::CardChannel:
        return sentence(QT_TRANSLATE_NOOP("NotOffered", "A recording does not show the card."));
    case Capability::PromptRunner: return sentence(QT_TRANSLATE_NOOP("NotOffered", "The recording holds no prompts."));
    case Capability::TokenAccount:
        return sentence(QT_TRANSLATE_NOOP("NotOffered", "The recording holds no token account."));
    case Capability::FirmwareTarget:
    case Capability::Attestation:
    case Capability::Console: break;
    }
    return sentence(QT_TRANSLATE_NOOP("NotOffered", "The recording does not hold this."));
}

NotOffered notOffered(device_link::Capability capability)
{
    using device_link::Capability;
    const auto sentence = [](const char *source) { return QCoreApplication::translate("NotOffered", source); };
    switch (capability) {
    case Capability::PowerSource:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer a power source.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A kit port (role=kit) with a power stream would give one."))};
    case Capability::LatencyProbe:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer latency probes.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A kit port (role=kit) would give them."))};
    case Capability::ModemStatus:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer modem status.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "An AT port (role=at) or a kit port would give it."))};
    case Capability::CardChannel:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer a channel to its card.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "An AT port (role=at) or a kit port would give one."))};
    case Capability::PromptRunner:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer prompts.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A kit port (role=kit) would give them."))};
    case Capability::TokenAccount:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer a token account.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A kit port (role=kit) would give one."))};
    case Capability::FirmwareTarget:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer firmware updates.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A console port (role=console) with SMP would give them."))};
    case Capability::Attestation:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer proof of its identity.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A kit port (role=kit) with a secure element would give it."))};
    case Capability::Console:
        return {sentence(QT_TRANSLATE_NOOP("NotOffered", "This kit does not offer boot and log text.")),
            sentence(QT_TRANSLATE_NOOP("NotOffered", "A console port (role=console) would give it."))};
    }
    return {};
}

} // namespace widgets
