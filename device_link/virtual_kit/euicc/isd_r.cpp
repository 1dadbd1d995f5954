// SPDX-License-Identifier: GPL-3.0-or-later
#include "isd_r.h"

#include "es10_functions.h"

namespace virtual_kit {

namespace {

struct Entry {
    std::uint32_t tag;
    Es10Outcome (*run)(EuiccState &, const TlvFields &);
};

constexpr Entry kFunctions[] = {
    {0xBF20, getEuiccInfo1},
    {0xBF22, getEuiccInfo2},
    {0xBF28, listNotifications},
    {0xBF29, setNickname},
    {0xBF2B, retrieveNotifications},
    {0xBF2D, getProfilesInfo},
    {0xBF2E, getEuiccChallenge},
    {0xBF30, removeNotification},
    {0xBF31, enableProfile},
    {0xBF32, disableProfile},
    {0xBF33, deleteProfile},
    {0xBF34, resetMemory},
    {0xBF3C, getConfiguredAddresses},
    {0xBF3E, getEid},
    {0xBF3F, setDefaultDpAddress},
    {0xBF41, cancelSession},
    {0xBF43, getRulesTable},
};

} // namespace

Es10Outcome IsdR::handle(ByteView request)
{
    const auto whole = TlvFields::read(request);
    if (!whole || whole->items().size() != 1)
        return es10Refusal(0x6A80);
    const TlvItem function = whole->items().front();
    for (const Entry &entry : kFunctions) {
        if (entry.tag != function.tag)
            continue;
        const auto fields = TlvFields::read(function.value);
        return fields ? entry.run(m_state, *fields) : es10Refusal(0x6A80);
    }
    return es10Refusal(0x6A88);
}

} // namespace virtual_kit
