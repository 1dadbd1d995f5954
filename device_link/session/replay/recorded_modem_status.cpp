// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_modem_status.h"

#include "device_link/protocols/kit_modem_status.h"

#include <algorithm>

namespace device_link {

RecordedModemStatus::RecordedModemStatus(const std::vector<KitEvent> &events, const RecordingFileInfo &info)
{
    if (info.begin) {
        m_last.radio = radioStateFromName(info.begin->radio);
        m_last.kitTimeNs = info.begin->kitTimeNs;
        if (const auto &network = info.begin->network) {
            m_last.registration = network->stat;
            m_last.operatorName = network->operatorName;
            m_last.plmn = network->plmn;
            m_last.tac = network->tac;
            m_last.cell = network->cell;
            m_last.accessTechnology = network->accessTechnology;
            m_last.rsrpDbm = network->rsrpDbm;
            m_last.rsrqDb = network->rsrqDb;
            m_last.sinrDb = network->sinrDb;
            m_last.rssiDbm = network->rssiDbm;
            m_states.push_back(m_last);
        }
    }
    for (const KitEvent &event : events) {
        if (takeModemEvent(m_last, event) && event.name != QLatin1String("radio"))
            m_states.push_back(m_last);
    }
}

bool RecordedModemStatus::isEmpty() const
{
    return std::ranges::none_of(m_states, [](const ModemState &state) { return state.registration.has_value(); });
}

void RecordedModemStatus::tellAll()
{
    for (const ModemState &state : m_states)
        Q_EMIT changed(state);
}

QCoro::Task<Result<ModemState>> RecordedModemStatus::read(std::stop_token) { co_return m_last; }

} // namespace device_link
