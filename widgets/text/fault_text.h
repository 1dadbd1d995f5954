// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QString>

#include <cstdint>

namespace widgets {

/// What a failure means to the user, in the language that is installed.
struct FaultText {
    QString what; ///< what happened, one sentence
    QString next; ///< what to do about it, one sentence
};

/// What file an error is about, as far as the advice depends on it.
enum class FileKind : std::uint8_t {
    Any,       ///< told by the error's detail when that names a recording; else a firmware image or a key
    Recording, ///< it was to be opened as a recording
    Import,    ///< it was to be made a recording of
};

/// The sentences for an error. A refusal whose number is known gets the sentence of its number.
[[nodiscard]] FaultText faultText(const device_link::Error &error, FileKind file = FileKind::Any);

/// Both sentences in one line, and the technical detail in brackets when there is one: for the command line and the
/// log.
[[nodiscard]] QString faultLine(const device_link::Error &error);

/// Fault, refusal number and detail in technical English: for "Details" and for copying into a report.
[[nodiscard]] QString faultDetails(const device_link::Error &error);

} // namespace widgets
