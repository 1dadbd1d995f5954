// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/mark_history.h"

namespace widgets {
namespace {
constexpr int kSteps = 200;
} // namespace

MarkHistory::MarkHistory(QObject *parent)
    : QUndoStack(parent)
{
    setUndoLimit(kSteps);
}

} // namespace widgets
