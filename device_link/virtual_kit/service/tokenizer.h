// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace virtual_kit {

/// Cuts text into the tokens of the simulated model: words with the space before them (long ones in pieces), marks, and
/// one or two Chinese characters. Joined they are the text again. Not the tokenizer of any real model.
[[nodiscard]] QStringList tokenize(const QString &text);

/// Chinese, Japanese or Korean character of the basic plane.
[[nodiscard]] bool isIdeograph(QChar c);

} // namespace virtual_kit
