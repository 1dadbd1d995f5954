// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit.h"

#include "boot_cycle.h"
#include "kit_commands.h"
#include "kit_parts.h"
#include "ledger_fields.h"

#include <utility>

namespace virtual_kit {

namespace {

QString latin1(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

QJsonObject ledgerTruth(const LedgerEntry &entry)
{
    return {{QLatin1String("no"), static_cast<qint64>(entry.number)}, {QLatin1String("kind"), latin1(name(entry.kind))},
        {QLatin1String("amount"), static_cast<qint64>(entry.amount)},
        {QLatin1String("bal"), static_cast<qint64>(entry.balance)},
        {QLatin1String("res"), static_cast<qint64>(entry.reserved)},
        {QLatin1String("id"), QString::fromStdString(entry.prompt)}};
}

} // namespace

/// Parts, their life, and what one tells the other.
struct Kit::Parts {
    Parts(Simulation &simulation, const KitConfig &config, const KitOutputs &outputs);
    ~Parts();
    void connectRadio();
    void connectCard();
    void tellTestPoints();
    void planFaults();
    void apply(const KitFault &fault);
    void loseNetwork(SimTime duration);
    void exhaustAccount();
    void tellRegistration();
    void tellCardReset(std::string_view why);

    KitParts kit;
    BootCycle life;
    QCborMap lastRegistration;
    std::uint8_t testPoints = 0;
    std::vector<Simulation::Handle> planned;
    Simulation::Handle networkBack = 0;
};

Kit::Parts::Parts(Simulation &simulation, const KitConfig &config, const KitOutputs &outputs)
    : kit(simulation, config, outputs)
    , life(kit)
{
    addIdentityCommands(kit);
    addCardCommands(kit);
    addPromptCommands(kit);
    addAccountCommands(kit);
    addProbeCommands(kit);
    connectRadio();
    connectCard();
    kit.account.onEntry = [this](const LedgerEntry &entry) {
        kit.events.send("ledger", ledgerFields(entry));
        kit.truth.add("ledger", ledgerTruth(entry));
    };
    life.onStart = [this](bool first) {
        lastRegistration.clear();
        if (first)
            kit.account.grant(kit.config.grantTokens * TokenAccount::kMicro, "simulated plan");
    };
}

Kit::Parts::~Parts()
{
    for (const Simulation::Handle handle : planned)
        kit.simulation.cancel(handle);
    kit.simulation.cancel(networkBack);
}

void Kit::Parts::connectRadio()
{
    kit.prompts.onRunning = [this] { tellTestPoints(); };
    kit.radio.onState([this](RadioState state) {
        tellTestPoints();
        kit.truth.add("radio", {{QLatin1String("state"), latin1(name(state))}});
        if (!life.isRunning())
            return;
        kit.events.send("radio", {{QLatin1String("state"), latin1(name(state))}});
        kit.at.modemChanged();
        kit.prompts.radioChanged(state);
    });
    kit.modem.onRegistration = [this] {
        if (life.isRunning())
            tellRegistration();
    };
    kit.modem.onSignal = [this] {
        QCborMap fields;
        insertSignal(kit, fields);
        kit.events.send("signal", fields);
    };
}

void Kit::Parts::tellTestPoints()
{
    const unsigned radio = kit.radio.isConnected() ? 1 : 0;
    const unsigned prompt = kit.prompts.isRunning() ? 2 : 0;
    const auto bits = static_cast<std::uint8_t>(radio | prompt);
    if (std::exchange(testPoints, bits) != bits && kit.outputs.testPoints)
        kit.outputs.testPoints(bits);
}

void Kit::Parts::connectCard()
{
    kit.card.onRefresh = [this] {
        tellCardReset("refresh");
        kit.modem.cardRefreshed();
    };
    kit.modem.onSimOff = [this] {
        kit.card.reset();
        tellCardReset("reset");
    };
}

void Kit::Parts::tellCardReset(std::string_view why)
{
    QCborMap fields{{QLatin1String("why"), latin1(why)}};
    if (const auto profile = kit.card.enabledProfile())
        fields.insert(QLatin1String("iccid"), QString::fromStdString(profile->iccid));
    kit.events.send("card.reset", fields);
    kit.truth.add("card.reset", {{QLatin1String("why"), latin1(why)}});
    kit.log("card " + std::string(why));
}

void Kit::Parts::tellRegistration()
{
    kit.at.modemChanged();
    QCborMap fields;
    insertRegistration(kit, fields);
    if (fields == lastRegistration)
        return;
    lastRegistration = fields;
    kit.events.send("reg", fields);
    const int stat = kit.modem.modemView().registration;
    kit.truth.add("reg", {{QLatin1String("stat"), stat}});
    kit.log("registration " + std::to_string(stat));
}

void Kit::Parts::planFaults()
{
    for (const KitFault &fault : kit.config.faults)
        planned.push_back(kit.simulation.at(fault.at, [this, fault] { apply(fault); }));
}

void Kit::Parts::apply(const KitFault &fault)
{
    switch (fault.kind) {
    case KitFault::Kind::NoNetwork: return loseNetwork(fault.duration);
    case KitFault::Kind::AccountExhausted: return exhaustAccount();
    case KitFault::Kind::Brownout: return life.brownOut();
    case KitFault::Kind::BrownoutInSwap: return life.brownOutInSwap();
    case KitFault::Kind::BrownoutInErase: return life.brownOutInErase();
    }
}

void Kit::Parts::loseNetwork(SimTime duration)
{
    kit.truth.add("network lost", {{QLatin1String("for"), static_cast<qint64>(duration)}});
    kit.simulation.cancel(std::exchange(networkBack, 0));
    kit.modem.setNetworkAvailable(false);
    if (duration > 0)
        networkBack = kit.simulation.after(duration, [this] {
            networkBack = 0;
            kit.modem.setNetworkAvailable(true);
        });
}

void Kit::Parts::exhaustAccount()
{
    // Before the first start there is no grant yet: then none comes.
    kit.config.grantTokens = 0;
    if (kit.account.available() > 0)
        kit.account.adjust(-kit.account.available(), "taken away by a fault");
}

Kit::Kit(Simulation &simulation, KitConfig config, KitOutputs outputs)
    : m_parts(std::make_unique<Parts>(simulation, config, outputs))
{
}

Kit::~Kit() = default;

void Kit::powerOn()
{
    m_parts->planFaults();
    m_parts->life.powerOn();
}

void Kit::controlReceived(int port, framing::ByteView smpPacket)
{
    if (running())
        m_parts->kit.smp.receive(static_cast<SmpPort>(port), smpPacket);
}

void Kit::atReceived(framing::ByteView bytes)
{
    if (running())
        m_parts->kit.at.feed(bytes);
}

void Kit::aliveDue()
{
    if (running())
        m_parts->kit.events.sendAlive();
}

void Kit::addCommand(std::uint8_t command, framing::SmpOp op, SmpHandler handler)
{
    m_parts->kit.group.add(command, op, std::move(handler));
}

void Kit::addTruth(std::string_view what, QJsonObject fields) { m_parts->kit.truth.add(what, std::move(fields)); }

void Kit::sendEvent(std::string_view name, const QCborMap &fields)
{
    if (running())
        m_parts->kit.events.send(name, fields);
}

bool Kit::running() const { return m_parts->life.isRunning(); }

std::uint32_t Kit::bootId() const { return m_parts->kit.events.bootId(); }

std::int64_t Kit::kitTime(SimTime t) const { return m_parts->kit.events.kitTime(t); }

const std::string &Kit::serial() const { return m_parts->kit.serial; }

const KitConfig &Kit::config() const { return m_parts->kit.config; }

PowerModel &Kit::power() { return m_parts->kit.power; }

EventLog &Kit::events() { return m_parts->kit.events; }

FlashBank &Kit::flash() { return m_parts->kit.flash; }

EuiccCard &Kit::card() { return m_parts->kit.card; }

AtServer &Kit::at() { return m_parts->kit.at; }

SmpServer &Kit::smp() { return m_parts->kit.smp; }

void Kit::loseNetwork(SimTime duration) { m_parts->loseNetwork(duration); }

void Kit::exhaustAccount() { m_parts->exhaustAccount(); }

void Kit::brownOut() { m_parts->life.brownOut(); }

} // namespace virtual_kit
