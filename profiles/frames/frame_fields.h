// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/frame_tap.h"

#include <QList>
#include <QString>

namespace profiles {

/// One field of a decoded frame; names are those of the protocol, in no language.
struct FrameField {
    int depth = 0; ///< 0: of the frame itself
    QString name, value;
    friend bool operator==(const FrameField &, const FrameField &) = default;
};

inline constexpr qsizetype kMostFrameFields = 300; ///< then one that says so
inline constexpr int kMostFrameDepth = 8;

/// "SMP read aiesim.identity, seq 3": what it is, without any of its content.
[[nodiscard]] QString frameTitle(const device_link::RawFrame &frame);
/// What it says, as far as its bytes can be read. Any bytes may be given; what cannot be read is told as a field.
[[nodiscard]] QList<FrameField> frameFields(const device_link::RawFrame &frame);

} // namespace profiles
