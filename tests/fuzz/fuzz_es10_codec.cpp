// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_input.h"

#include "profiles/esim/apdu_meaning.h"
#include "profiles/esim/es10_codec.h"
#include "profiles/esim/tlv.h"

using namespace profiles;

namespace {

/// What is read and written again is never longer, and reads the same.
void checkRewrite(ByteView bytes)
{
    for (TlvReader reader(bytes); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return;
        const QByteArray again = makeTlv(tlv->tag, copyOf(tlv->value));
        FUZZ_CHECK(static_cast<std::size_t>(again.size()) <= tlv->whole.size());
        const auto value = onlyTlv(viewOf(again), tlv->tag);
        FUZZ_CHECK(value && copyOf(*value) == copyOf(tlv->value));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray input = copyOf({bytes, size});
    checkRewrite(viewOf(input));
    if (const auto list = decodeProfilesInfo(input)) {
        for (const ProfileInfo &profile : *list) {
            if (profile.iccid)
                FUZZ_CHECK(Iccid::fromBytes(viewOf(profile.iccid->toBytes())) == *profile.iccid);
        }
    }
    if (const auto eid = decodeGetEid(input))
        FUZZ_CHECK(eid->toBytes().size() == 16);
    (void)decodeEuiccInfo2(input);
    (void)decodeConfiguredAddresses(input);
    (void)decodeListNotification(input);
    (void)decodeNotificationMetadata(input);
    for (const Es10Function function : {Es10Function::EnableProfile, Es10Function::DisableProfile,
             Es10Function::DeleteProfile, Es10Function::SetNickname}) {
        const auto result = decodeEs10Result(function, input);
        FUZZ_CHECK(result || result.error().fault() == Fault::Refused || result.error().fault() == Fault::BadReply);
    }
    (void)readEs10Request(input);
    (void)readEs10Answer(input);
    ApduConversation conversation;
    const qsizetype half = input.size() / 2;
    for (int round = 0; round < 3; ++round)
        (void)conversation.take(input.left(half), input.mid(half));
    return 0;
}
