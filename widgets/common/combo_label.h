// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QComboBox;
class QString;

namespace widgets {

/// Says what a combo box is for, to a screen reader: on Unix Qt reports its chosen text as its name whatever its
/// accessibleName() is, and takes what it is for from a label beside it. This label is not shown. Call it again with
/// another language.
void labelCombo(QComboBox *combo, const QString &name);

} // namespace widgets
