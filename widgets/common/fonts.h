// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace widgets {

/// The type scale, pixels and weight of each role.
enum class TextRole : quint8 {
    Caption,     ///< 11 (Chinese 12), 400: captions, axes, status
    Table,       ///< 12, 400
    Body,        ///< 13, 400
    BodyStrong,  ///< 13, 600
    Prompt,      ///< 15, 600
    Title,       ///< 16, 600
    Readout,     ///< 18, 600
    CardNumber,  ///< 26, 600
    CostNumber,  ///< 34, 600
    PanelNumber, ///< 42, 600
    Mono,        ///< 11.5: serials, hex, hashes
    MonoLarge,   ///< 15: the one identifier of a card
};

/// The font of a role: Inter when it is installed, then the system's, with Chinese fallbacks in their mainland forms.
[[nodiscard]] QFont roleFont(TextRole role);

} // namespace widgets
