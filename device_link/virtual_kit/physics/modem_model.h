// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signal_model.h"

#include "virtual_kit/euicc/euicc_card.h"
#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/modem/modem_state.h"

#include <functional>
#include <optional>

namespace virtual_kit {

class RadioModel;

/// The modem above its radio: SIM, search, registration, cell and signal. Everything takes simulated time.
class ModemModel : public ModemStateSource
{
public:
    /// Radio and card outlive the model.
    ModemModel(Simulation &simulation, RadioModel &radio, EuiccCard &card, std::uint64_t seed);
    ~ModemModel() override;
    ModemModel(const ModemModel &) = delete;
    ModemModel &operator=(const ModemModel &) = delete;

    void powerOn();  ///< reads the SIM, searches, registers (full functionality)
    void powerOff(); ///< with the kit
    /// The card asked for REFRESH: radio off, SIM read anew, registered with what is enabled then.
    void cardRefreshed();
    /// Whether a cell answers.
    void setNetworkAvailable(bool available);

    [[nodiscard]] ModemView modemView() const override;
    [[nodiscard]] int functionality() const override { return m_functionality; }
    void setFunctionality(int fun) override;
    /// Registered, home or roaming: data may be asked for.
    [[nodiscard]] bool isRegistered() const { return m_registration == 1 || m_registration == 5; }

    std::function<void()> onRegistration; ///< registration, network or cell changed
    std::function<void()> onSignal;       ///< the signal was measured anew (every 5 s while registered)
    std::function<void()> onSimOff;       ///< the SIM lost its power (+CFUN=0)

private:
    void plan(SimTime delay, void (ModemModel::*step)());
    void readSim();
    void simRead();
    void search();
    void searchDone();
    void attach(bool connected);
    void attachStep();
    void registered();
    void stopRadio();
    void setRegistration(int stat);
    void measure();

    Simulation &m_simulation;
    RadioModel &m_radio;
    EuiccCard &m_card;
    SignalModel m_signal;
    Random m_random;
    int m_functionality = 0;
    bool m_powered = false;
    bool m_simReady = false;
    bool m_networkAvailable = true;
    int m_registration = 0;
    std::optional<Subscription> m_subscription;
    SimTime m_attachEnd = 0;
    std::uint64_t m_attempt = 0; ///< an answer of the radio to an earlier attempt is stale
    Simulation::Handle m_step = 0;
    Simulation::Handle m_measure = 0;
};

} // namespace virtual_kit
