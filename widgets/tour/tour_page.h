// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/text_label.h"

#include <QString>

namespace widgets {

/// How far a step of the tour is. Asking: it waits for the user's word, because of what it interrupts.
enum class TourState : quint8 { Waiting, Asking, Running, Done, Skipped, Failed };
[[nodiscard]] const char *tourStateName(TourState state); ///< "waiting", "asking", ...

/// One measured or read value of a step, as the card shows it. An empty value is not known: an em dash.
struct TourFact {
    QString label;
    QString value;
    Tone tone = Tone::Text; ///< of the quantity
    friend bool operator==(const TourFact &, const TourFact &) = default;
};

} // namespace widgets
