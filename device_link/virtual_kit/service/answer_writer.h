// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace virtual_kit {

/// The text the simulated model answers with: written from templates in the prompt's language (English or Chinese), the
/// same for the same seed, model and prompt. It says itself that the model is simulated. Greetings are returned,
/// small sums are really computed, and a prompt that asks for JSON gets an object.
[[nodiscard]] QString writeAnswer(std::uint64_t seed, const QString &model, const QString &prompt);

} // namespace virtual_kit
