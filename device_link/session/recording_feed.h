// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/recording_writer.h"
#include "kit_session.h"

#include <memory>

class QObject;

namespace device_link {

/// What a recording of this kit is of: serial, whether its values are simulated, whether a meter's voltage is the one
/// set on it, the price of tokens as it was last read, and how the kit stands now: radio and account as they were last
/// read or told of. product: the program that writes it; alias: the user's name for
/// the kit, may be empty.
[[nodiscard]] RecordingFileInfo recordingInfoOf(
    const KitSession &session, const QString &product, const QString &alias = {});

/// A name for a recording of that kit that begins now: "2026-11-28 02-45-37 VK-0001.aer", made of characters that can
/// stand in a file name anywhere.
[[nodiscard]] QString recordingFileName(const QString &kit);

/// Hands the session's events, the lines of its ports, its streams and its clock, once a second, to a recording until
/// the context is deleted. What is in the store already is left out: the recording begins now. What comes back after a
/// lost link joins up.
void feedRecording(
    const std::shared_ptr<KitSession> &session, const std::shared_ptr<RecordingWriter> &writer, QObject *context);

} // namespace device_link
