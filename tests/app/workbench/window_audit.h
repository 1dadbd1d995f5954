// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>

class QWidget;

namespace test_window {

// Each check gives one sentence for every fault in what `root` shows now; an empty list is a pass.

/// Everything one can operate, and every row of a list, has a name for a screen reader. A combo box reports its text as
/// its name, so it needs a label.
[[nodiscard]] QStringList missingNames(QWidget *root);

/// Text that is cut, shortened with an ellipsis, painted over other text, or sticks out of what it stands in; and
/// buttons, boxes and labels that are smaller than their text or icon asks for.
[[nodiscard]] QStringList cutTexts(QWidget *root);

/// Lines that the lower edge of a scroll area or list cuts in half, and tables of which only the header is seen.
[[nodiscard]] QStringList halfShown(QWidget *root);

/// Text with less than 4.5:1 (WCAG 2.1, 1.4.3) against the pixels that it stands on. Disabled controls are excluded
/// there and here.
[[nodiscard]] QStringList faintTexts(QWidget *root);

/// Scroll areas whose content is wider than they are.
[[nodiscard]] QStringList sidewaysScrolling(QWidget *root);

/// Controls in `root` that Tab does not reach from its first one, or a round that does not come back there. The window
/// must be active.
[[nodiscard]] QStringList unreachableByTab(QWidget *root);

/// What a widget is called in these sentences: class and object name, of it and of its nearest named ancestor.
[[nodiscard]] QString nameOf(const QWidget *widget);

} // namespace test_window
