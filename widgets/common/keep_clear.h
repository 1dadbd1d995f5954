// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

// What a card that lies over the panel must know of what it covers: properties, so that neither knows the other.

/// True: the card does not cover this widget where there is any other place for it.
inline constexpr char kKeepClear[] = "keepClear";
/// Ids of the steps of the tour (QStringList) that one watches in this widget.
inline constexpr char kTourTarget[] = "tourTarget";
/// True: it lies over the panel, and so over a focus ring that is not within it.
inline constexpr char kOverlay[] = "overlay";

inline void setTourTarget(QWidget *widget, const QStringList &steps) { widget->setProperty(kTourTarget, steps); }

} // namespace widgets
