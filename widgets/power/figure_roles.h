// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace widgets {

/// What a FigureTable asks its model for beside the usual roles.
enum FigureRole {
    ToneRole = Qt::UserRole + 100, ///< int of Tone: the ink of a figure
    LetterRole,                    ///< QString: a letter or number on a square of its own in front
    AccentRole,                    ///< bool: that square has the accent
    HintRole,                      ///< QString: said in lighter ink where there is no text
    WidestRole,                    ///< of a header, QString: as wide as its figures get, empty where nobody knows
    RankRole                       ///< of a header, int: 0 is always shown; the highest goes first for want of room
};

} // namespace widgets
