// SPDX-License-Identifier: GPL-3.0-or-later
#include "es10_functions.h"

namespace virtual_kit {

Es10Outcome getConfiguredAddresses(EuiccState &state, const TlvFields &)
{
    TlvWriter fields;
    if (!state.defaultSmdp.empty())
        fields.text(0x80, state.defaultSmdp);
    fields.text(0x81, state.rootSmds);
    return es10Answer(0xBF3C, fields);
}

Es10Outcome setDefaultDpAddress(EuiccState &state, const TlvFields &request)
{
    constexpr int kOk = 0, kUndefinedError = 127;
    constexpr std::size_t kLongestFqdn = 253; // RFC 1035 §2.3.4, less the dot and length octets
    const auto address = request.find(0x80);
    if (!address)
        return es10Refusal(0x6A80);
    const auto text = tlvText(*address);
    if (!text || text->size() > kLongestFqdn)
        return es10Code(0xBF3F, kUndefinedError);
    state.defaultSmdp = *text;
    return es10Code(0xBF3F, kOk);
}

} // namespace virtual_kit
