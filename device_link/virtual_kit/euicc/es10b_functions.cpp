// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"
#include "es10_functions.h"

#include "virtual_kit/kernel/random.h"

#include <algorithm>
#include <numeric>

namespace virtual_kit {

namespace {

void writeCiKeys(TlvWriter &fields, const EuiccInfo &info)
{
    TlvWriter ids;
    for (const Bytes &id : info.ciKeyIds)
        ids.bytes(0x04, id);
    // The same keys serve for verification and for signing.
    fields.constructed(0xA9, ids).constructed(0xAA, ids);
}

/// Number in the fewest octets, unsigned (ETSI TS 102 226 §8.2.1.7.2).
Bytes magnitude(std::uint32_t value)
{
    Bytes octets;
    for (int shift = 24; shift >= 0; shift -= 8) {
        if (shift == 0 || value >> shift)
            octets.push_back(static_cast<std::uint8_t>(value >> shift));
    }
    return octets;
}

std::uint32_t freeMemory(const EuiccState &state)
{
    const std::uint64_t used = std::accumulate(state.profiles.begin(), state.profiles.end(), std::uint64_t(0),
        [](std::uint64_t sum, const Profile &profile) { return sum + profile.sizeBytes; });
    return static_cast<std::uint32_t>(state.info.memoryBytes - std::min<std::uint64_t>(used, state.info.memoryBytes));
}

} // namespace

Es10Outcome getEuiccInfo1(EuiccState &state, const TlvFields &)
{
    TlvWriter fields;
    fields.bytes(0x82, state.info.svn);
    writeCiKeys(fields, state.info);
    return es10Answer(0xBF20, fields);
}

Es10Outcome getEuiccInfo2(EuiccState &state, const TlvFields &)
{
    const EuiccInfo &info = state.info;
    const TlvWriter resources = TlvWriter()
                                    .bytes(0x81, magnitude(info.installedApplications))
                                    .bytes(0x82, magnitude(freeMemory(state)))
                                    .bytes(0x83, magnitude(info.freeRamBytes));
    TlvWriter fields;
    fields.bytes(0x81, info.profileVersion).bytes(0x82, info.svn).bytes(0x83, info.firmware);
    fields.bytes(0x84, resources.data()).bytes(0x85, info.uiccCapability).bytes(0x86, info.ts102241);
    fields.bytes(0x87, info.globalPlatform).bytes(0x88, info.rspCapability);
    writeCiKeys(fields, info);
    fields.integer(0x8B, info.category).bits(0x99, info.forbiddenRules).bytes(0x04, info.ppVersion);
    fields.text(0x0C, info.sasAccreditation);
    return es10Answer(0xBF22, fields);
}

Es10Outcome getEuiccChallenge(EuiccState &state, const TlvFields &)
{
    Random random(mix64(state.seed) ^ ++state.challengesMade, "euicc challenge");
    Bytes challenge(16);
    for (std::size_t i = 0; i < challenge.size(); ++i)
        challenge[i] = static_cast<std::uint8_t>(random.next() >> 56);
    return es10Answer(0xBF2E, TlvWriter().bytes(0x80, challenge));
}

Es10Outcome cancelSession(EuiccState &, const TlvFields &request)
{
    constexpr int kInvalidTransactionId = 5;
    if (!request.find(0x80) || !request.find(0x81))
        return es10Refusal(0x6A80);
    // Download sessions are not simulated, so none can be the one that is meant.
    return es10Code(0xBF41, kInvalidTransactionId, 0x81);
}

Es10Outcome getRulesTable(EuiccState &state, const TlvFields &)
{
    TlvWriter table;
    for (const RuleAuthorisation &rule : state.rules) {
        const Bytes any{0xEE, 0xEE, 0xEE};
        const TlvWriter operatorId = TlvWriter().bytes(0x80, rule.plmn.empty() ? any : plmnBytes(rule.plmn));
        TlvWriter line;
        line.bits(0x80, rule.policyRules).constructed(0xA1, TlvWriter().constructed(0x30, operatorId));
        line.bits(0x82, rule.consentRequired ? 0x80 : 0x00);
        table.constructed(0x30, line);
    }
    return es10Answer(0xBF43, TlvWriter().constructed(0xA0, table));
}

} // namespace virtual_kit
