// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_types.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/modem_status.h"

#include <vector>

namespace device_link {

/// The modem as far as a recording tells of it: how it stood when the recording began, and each change of registration
/// or signal since. States of the radio alone are told by the session's events.
class RecordedModemStatus : public ModemStatus
{
    Q_OBJECT
public:
    /// events: of the boot that is shown; others than the modem's are passed over, as are those that cannot be read.
    RecordedModemStatus(const std::vector<KitEvent> &events, const RecordingFileInfo &info);
    /// Tells of every change there was, oldest first.
    void tellAll();
    /// Every change there was, oldest first.
    [[nodiscard]] const std::vector<ModemState> &states() const { return m_states; }
    /// It says nothing of the network.
    [[nodiscard]] bool isEmpty() const;

    [[nodiscard]] QCoro::Task<Result<ModemState>> read(std::stop_token stop) override;
    [[nodiscard]] ModemState last() const override { return m_last; }

private:
    std::vector<ModemState> m_states;
    ModemState m_last; ///< with the state of the radio at the end
};

} // namespace device_link
