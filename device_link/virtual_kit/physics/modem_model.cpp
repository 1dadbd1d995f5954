// SPDX-License-Identifier: GPL-3.0-or-later
#include "modem_model.h"

#include "constants.h"
#include "radio_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace virtual_kit {

namespace {

constexpr SimTime kMeasureEvery = 5 * kSecond;
constexpr SimTime kAttachBurst = 60 * kMillisecond; ///< signalling goes to and fro in pieces of this length (assumed)

SimTime modemTime(std::string_view key) { return static_cast<SimTime>(constant("modem", key)) * kMillisecond; }

struct Operator {
    std::string_view plmn;
    std::string_view name;
};
/// The networks of the simulated world; a subscription of any other roams on the first.
constexpr std::array<Operator, 5> kOperators{{
    {"46000", "CHINA MOBILE"},
    {"46001", "CHN-UNICOM"},
    {"46011", "CHN-CT"},
    {"46015", "CBN"},
    {"00101", "Test PLMN 1-1"},
}};

const Operator &visitedOperator(const Subscription &subscription)
{
    const auto it = std::ranges::find(kOperators, std::string_view(subscription.plmn), &Operator::plmn);
    return it == kOperators.end() ? kOperators.front() : *it;
}

} // namespace

ModemModel::ModemModel(Simulation &simulation, RadioModel &radio, EuiccCard &card, std::uint64_t seed)
    : m_simulation(simulation)
    , m_radio(radio)
    , m_card(card)
    , m_signal(seed)
    , m_random(seed, "modem")
{
}

ModemModel::~ModemModel()
{
    m_simulation.cancel(m_step);
    m_simulation.cancel(m_measure);
}

void ModemModel::plan(SimTime delay, void (ModemModel::*step)())
{
    m_simulation.cancel(m_step);
    m_step = m_simulation.after(delay, [this, step] {
        m_step = 0;
        (this->*step)();
    });
}

void ModemModel::powerOn()
{
    m_powered = true;
    m_functionality = 1;
    m_measure = m_simulation.after(kMeasureEvery, [this] { measure(); });
    readSim();
}

void ModemModel::powerOff()
{
    m_powered = false;
    m_functionality = 0;
    m_simReady = false;
    m_simulation.cancel(std::exchange(m_measure, 0));
    stopRadio();
}

void ModemModel::cardRefreshed()
{
    if (!m_powered || m_functionality == 0)
        return;
    m_simReady = false;
    stopRadio();
    plan(modemTime("refresh_off_ms"), &ModemModel::readSim);
}

void ModemModel::setNetworkAvailable(bool available)
{
    m_networkAvailable = available;
    if (!available && m_radio.isCamped())
        search();
}

void ModemModel::setFunctionality(int fun)
{
    if (!m_powered || fun == m_functionality || (fun != 0 && fun != 1 && fun != 4))
        return;
    m_functionality = fun;
    if (fun == 0) {
        m_simReady = false;
        stopRadio();
        if (onSimOff)
            onSimOff();
    } else if (!m_simReady) {
        if (m_step == 0)
            readSim();
    } else if (fun == 4) {
        stopRadio();
    } else {
        search();
    }
}

/// Takes the radio down and forgets what was under way.
void ModemModel::stopRadio()
{
    ++m_attempt;
    m_simulation.cancel(std::exchange(m_step, 0));
    m_radio.switchOff();
    setRegistration(0);
}

void ModemModel::readSim() { plan(modemTime("sim_read_ms"), &ModemModel::simRead); }

void ModemModel::simRead()
{
    m_simReady = true;
    m_subscription = m_card.enabledProfile();
    if (m_functionality == 1 && m_subscription)
        search();
    else
        setRegistration(0);
    if (onRegistration)
        onRegistration();
}

void ModemModel::search()
{
    ++m_attempt;
    m_radio.search();
    setRegistration(2);
    const auto mean = static_cast<double>(m_radio.profile().search);
    plan(static_cast<SimTime>(mean * m_random.uniform(0.7, 1.3)), &ModemModel::searchDone);
}

void ModemModel::searchDone()
{
    if (!m_networkAvailable)
        return plan(modemTime("reattach_ms"), &ModemModel::search);
    m_radio.camp();
    m_radio.connect([this, attempt = m_attempt](bool ok) {
        if (attempt == m_attempt)
            attach(ok);
    });
}

void ModemModel::attach(bool connected)
{
    if (!connected)
        return search();
    m_attachEnd = m_simulation.now() + m_radio.profile().attach;
    attachStep();
}

void ModemModel::attachStep()
{
    const SimTime left = m_attachEnd - m_simulation.now();
    if (left <= 0)
        return registered();
    // A request up, then the answers down.
    m_radio.burst(RadioBurst::Transmit, std::min(left, kAttachBurst / 3));
    m_radio.burst(RadioBurst::Receive, std::min(left, kAttachBurst));
    plan(std::min(left, 2 * kAttachBurst), &ModemModel::attachStep);
}

void ModemModel::registered()
{
    const bool home = visitedOperator(*m_subscription).plmn == m_subscription->plmn;
    setRegistration(home ? 1 : 5);
}

void ModemModel::setRegistration(int stat)
{
    if (std::exchange(m_registration, stat) != stat && onRegistration)
        onRegistration();
}

void ModemModel::measure()
{
    m_measure = m_simulation.after(kMeasureEvery, [this] { measure(); });
    const bool cellChanged = m_signal.advance(kMeasureEvery);
    if (!isRegistered())
        return;
    if (cellChanged && onRegistration)
        onRegistration();
    if (onSignal)
        onSignal();
}

ModemView ModemModel::modemView() const
{
    ModemView view;
    view.simReady = m_simReady;
    view.registration = m_registration;
    view.rrcConnected = m_radio.isConnected();
    view.act = m_radio.profile().kind == NetworkKind::RedCap ? AccessTechnology::NgRan : AccessTechnology::EUtran;
    if (!isRegistered())
        return view;
    const Operator &visited = visitedOperator(*m_subscription);
    view.plmn = visited.plmn;
    view.operatorName = visited.name;
    view.trackingArea = m_signal.cell().trackingArea;
    view.cell = m_signal.cell().id;
    const Signal signal = m_signal.signal();
    view.rssiDbm = signal.rssiDbm;
    view.rsrpDbm = signal.rsrpDbm;
    view.rsrqDb = signal.rsrqDb;
    view.sinrDb = signal.sinrDb;
    return view;
}

} // namespace virtual_kit
