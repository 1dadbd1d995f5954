// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QCustomPlot 2.1 is written with Qt's keywords, which this project keeps out of its own names: lend them for its
// header.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
