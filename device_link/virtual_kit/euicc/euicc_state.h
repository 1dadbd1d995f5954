// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

/// SGP.22 ProfileClass.
enum class ProfileClass : std::uint8_t { Test = 0, Provisioning = 1, Operational = 2 };

/// SGP.22 NotificationEvent as the first octet of its BIT STRING; also the filter of ListNotification.
enum NotificationEvent : std::uint8_t {
    EventInstall = 0x80,
    EventEnable = 0x40,
    EventDisable = 0x20,
    EventDelete = 0x10,
};

/// SGP.22 PprIds as the first octet of its BIT STRING.
enum PolicyRule : std::uint8_t {
    Ppr1NoDisable = 0x40,
    Ppr2NoDelete = 0x20,
};

/// One element of B6: who wants to hear of which events.
struct NotificationConfig {
    std::uint8_t events = 0; ///< NotificationEvent bits
    std::string address;     ///< FQDN of the SM-DP+
};

/// A profile on the card: what ES10c shows of it, and the little file system it brings.
struct Profile {
    std::string iccid; ///< 19 or 20 digits, Luhn included
    Bytes aid;         ///< ISD-P AID, 16 bytes
    bool enabled = false;
    std::string nickname;        ///< UTF-8, 0...64 bytes; empty is none
    std::string serviceProvider; ///< UTF-8, 1...32 bytes
    std::string name;            ///< UTF-8, 1...64 bytes
    ProfileClass profileClass = ProfileClass::Operational;
    bool fieldLoaded = true; ///< not put there by the maker (eUICCMemoryReset bit 1 spares the maker's test profiles)
    std::string plmn;        ///< MCC and MNC, 5 or 6 digits: "46000"
    std::string imsi;        ///< 15 digits, begins with plmn
    std::uint8_t policyRules = 0; ///< PolicyRule bits
    std::vector<NotificationConfig> notifications;
    Bytes icon;                  ///< PNG, 0...1024 bytes; empty is none
    std::uint32_t sizeBytes = 0; ///< memory it takes, given back when deleted (assumed)
};

/// A notification that waits for the LPA (SGP.22 NotificationMetadata). It outlives its profile and every reset.
struct Notification {
    std::uint32_t seq = 0;
    std::uint8_t event = 0; ///< exactly one NotificationEvent bit
    std::string address;
    std::string iccid; ///< digits
};

/// One line of the Rules Authorisation Table (SGP.22 §2.9.2): which operators may use which policy rules.
struct RuleAuthorisation {
    std::uint8_t policyRules = 0; ///< PolicyRule bits
    std::string plmn;             ///< "46000"; empty: any operator (EEEEEE)
    bool consentRequired = false; ///< the end user must agree
};

/// What EUICCInfo1/2 tell. Versions are three binary octets, bit fields whole BIT STRING contents.
/// The defaults describe no card on the market.
struct EuiccInfo {
    using Version = std::array<std::uint8_t, 3>;
    Version profileVersion{2, 3, 1};
    Version svn{2, 2, 2}; ///< SGP.22 version
    Version firmware{1, 0, 0};
    Version ts102241{15, 0, 0};
    Version globalPlatform{2, 3, 0};
    Version ppVersion{1, 0, 0};
    std::uint32_t installedApplications = 0;
    std::uint32_t memoryBytes = 524288; ///< non-volatile memory before any profile is loaded (assumed)
    std::uint32_t freeRamBytes = 5970;  ///< assumed
    Bytes uiccCapability{0x06, 0x6B, 0x26, 0xC0};
    Bytes rspCapability{0x04, 0x90};
    std::uint8_t forbiddenRules = Ppr1NoDisable; ///< PolicyRule bits this card refuses
    std::uint8_t category = 2;                   ///< 1 basic, 2 medium, 3 contactless
    std::string sasAccreditation{"LAB-VE-UP-0001"};
    std::vector<Bytes> ciKeyIds; ///< subject key identifiers of the trusted CI keys, 20 bytes each
};

/// Everything an eUICC keeps without power. A plain value: copy it to keep it, give it to a new card to restore it.
struct EuiccState {
    std::uint64_t seed = 0;  ///< keys, certificates and challenges derive from it
    std::string eid;         ///< 32 digits, value mod 97 = 1
    std::string defaultSmdp; ///< empty: none
    std::string rootSmds;
    EuiccInfo info;
    std::vector<RuleAuthorisation> rules;
    std::vector<Profile> profiles;
    std::vector<Notification> notifications;
    std::uint32_t lastSeq = 0;        ///< grows for the life of the card
    std::uint64_t challengesMade = 0; ///< so that a challenge never comes twice, also over a reboot
    std::string enabledBeforeTest;    ///< ICCID of the profile a test profile took over from; empty: none
};

/// The card as it leaves the (simulated) factory: four profiles, one of them enabled. Same seed, same card.
[[nodiscard]] EuiccState factoryEuicc(std::uint64_t seed);

} // namespace virtual_kit
