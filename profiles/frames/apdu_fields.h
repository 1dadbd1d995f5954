// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/frames/frame_fields.h"

#include <QByteArray>

namespace profiles {

/// A command APDU (ISO/IEC 7816-4) taken apart, with the ES10 function it asks for; nothing when it is none.
[[nodiscard]] QList<FrameField> commandApduFields(const QByteArray &apdu, int depth);
/// Status word, and the ES10 function a response answers.
[[nodiscard]] QList<FrameField> responseApduFields(const QByteArray &response, int depth);
/// The APDU in an AT line of +CGLA or +CSIM (3GPP TS 27.007 §8.17, §8.43); nothing when there is none.
[[nodiscard]] QList<FrameField> atApduFields(const QByteArray &line, int depth);

} // namespace profiles
