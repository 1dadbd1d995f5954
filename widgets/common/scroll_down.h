// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace widgets {

/// Lets content that is higher than its place scroll up and down, without a frame and a ground of its own; never
/// sideways, and never a stop of Tab.
[[nodiscard]] QScrollArea *scrollDown(QWidget *content, QWidget *parent);

} // namespace widgets
