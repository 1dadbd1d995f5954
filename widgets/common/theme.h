// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace widgets {

/// The three colours of a quantity: mean line and bars, min-to-max span under it, words and numbers.
struct DataColour {
    QColor mark, span, ink;
};

/// All colours of one appearance. Colour belongs to data; the chrome is ink.
struct Theme {
    bool dark = false;
    QColor bg, side, surface, sunken, hover, pressed, selected, line, line2, control;
    QColor text, text2, text3, primary, onPrimary, accent;
    QColor ok, okBg, warn, warnBg, error, errorBg, onLive, live;
    DataColour time, energy, tokens, money, power, voltage;
    QColor radioDrx, radioTail, radioSetup, radioConnected; ///< lightness steps, no hue
    QColor onRadioConnected, onRadioTail;                   ///< names inside the blocks
    QColor grid;                                            ///< plot grid lines
};

[[nodiscard]] const Theme &lightTheme();
[[nodiscard]] const Theme &darkTheme();
/// The one the application's palette shows now.
[[nodiscard]] const Theme &theme();

[[nodiscard]] QPalette paletteOf(const Theme &theme);
/// The style sheet with every @token filled in; empty when a placeholder is unknown (a test holds that).
[[nodiscard]] QString styleSheetOf(const Theme &theme);
/// Palette, style sheet and base font, live.
void applyTheme(QApplication &application, const Theme &theme);

} // namespace widgets
