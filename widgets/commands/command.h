// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>

namespace widgets {

/// Something the user can do, as the palette and the list of shortcuts show it.
struct Command {
    QString id;                     ///< "esim.readAgain": stable, for settings and tests
    std::function<QString()> group; ///< where it belongs, translated: a panel's name, "Window"
    std::function<QString()> name;  ///< what it does, translated, an imperative: "Read the card again"
    QKeySequence keys;              ///< empty: only by the palette and its button
    std::function<bool()> enabled;  ///< empty: always
    std::function<void()> run;
    QKeySequence graphKeys{}; ///< does the same while the graph has the focus: shown, not bound to the window
    QString words{};          ///< more to be found by, in no language's order

    [[nodiscard]] bool isEnabled() const { return !enabled || enabled(); }
};

} // namespace widgets
