// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/image_verdict.h"

#include <QString>

namespace widgets {

/// A check of an image in words.
struct CheckText {
    QString title; ///< "Signature"
    QString words; ///< what was found
    QString next;  ///< of a failure: what to do
};
[[nodiscard]] QString checkTitle(profiles::ImageCheckId id);
[[nodiscard]] CheckText checkText(const profiles::ImageCheck &check);
[[nodiscard]] QString checkOutcomeWord(profiles::CheckOutcome outcome); ///< "passes", "not checked"

/// "Ed25519" of the TLV type of a signature; empty when it is none.
[[nodiscard]] QString signatureKind(quint16 tlvType, bool pure);
/// "SHA-256, key hash, Ed25519": the TLVs of an image in its order.
[[nodiscard]] QString tlvNames(const profiles::McubootImage &image);

/// "5e0b 91d4 … c27a"; an em dash when empty.
[[nodiscard]] QString shortHash(const QByteArray &hash);

} // namespace widgets
