// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/kit_context.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/kit_time.h"

namespace widgets {

using device_link::KitSession;
using device_link::PowerSource;
using device_link::PromptRunner;
using device_link::Result;
using device_link::SessionState;
using device_link::StreamGrant;

namespace {

constexpr int kNowMs = 250;
constexpr int kQuietNowMs = 1000; ///< while nothing is measured only the axis goes on
constexpr int kClockMs = 500;     ///< until it is known what time it is there

/// Plugging in, switching on or closing another program mends it, and nobody need press a button then.
bool mayMendItself(device_link::Fault fault)
{
    using device_link::Fault;
    return fault == Fault::NotFound || fault == Fault::LinkLost || fault == Fault::HeldByOther
        || fault == Fault::Timeout;
}

} // namespace

KitContext::KitContext(std::shared_ptr<KitSession> session)
    : m_session(std::move(session))
    , m_facts(m_session)
    , m_prompts(m_session, &m_timeline)
{
    connect(m_session.get(), &KitSession::stateChanged, this, &KitContext::onStateChanged);
    connect(m_session.get(), &KitSession::identityChanged, this, &KitContext::stateChanged);
    connect(m_session.get(), &KitSession::lossChanged, this, &KitContext::stateChanged);
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, &KitContext::bind);
    connect(m_session.get(), &KitSession::event, &m_timeline,
        qOverload<const device_link::KitEvent &>(&EventTimeline::add));
    connect(m_session.get(), &KitSession::promptReplayed, this, &KitContext::onPromptEvent);
    connect(m_session.get(), &KitSession::replayed, &m_prompts, &PromptHistory::endRecorded);
    connect(m_session.get(), &KitSession::rebooted, this, [this](quint32 bootId) {
        m_timeline.setBoot(bootId);
        window()->setFollowing(true); // what it was held at is of another clock
        updateClock();
    });
    connect(&m_facts, &KitFacts::changed, this, [this] {
        if (m_facts.account())
            m_prompts.setAccount(*m_facts.account());
    });
    m_clockTimer.setInterval(kClockMs);
    connect(&m_clockTimer, &QTimer::timeout, this, &KitContext::updateClock);
    m_nowTimer.setInterval(kNowMs);
    connect(&m_nowTimer, &QTimer::timeout, this, &KitContext::updateNow);
    m_nowTimer.start();
    m_retry.setInterval(2000);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &KitContext::open);
    connect(&m_facts, &KitFacts::changed, this, [this] {
        const auto &modem = m_facts.modem();
        if (m_timeline.bootId() == 0 && !m_session->isReplay())
            m_timeline.setBoot(m_session->identity().bootId); // a kit at rest has sent no event yet
        // A recording tells of its radio by events alone: what it knows of the modem comes out of their order.
        if (modem && !m_session->isReplay() && modem->radio != device_link::RadioState::Unknown
            && m_timeline.bootId() == m_session->identity().bootId)
            m_timeline.addRadio(modem->kitTimeNs, modem->radio);
    });
    bind();
    if (m_session->state() == SessionState::Connected)
        onStateChanged(SessionState::Connected);
}

KitContext::~KitContext()
{
    qDeleteAll(findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly)); // the rooms' models use what dies below
    m_stop.request_stop();
    m_session->disconnect(this);
    if (const auto power = m_session->powerSource())
        power->disconnect(this); // a session that dies with this ends its stream
    if (const auto runner = m_session->promptRunner())
        runner->disconnect(this);
}

void KitContext::open()
{
    m_retry.stop();
    m_wanted = true;
    if (m_stop.stop_requested())
        m_stop = std::stop_source();
    QCoro::connect(m_session->open(m_stop.get_token()), this, [this](const Result<void> &opened) {
        if (!m_wanted)
            return; // closed meanwhile
        m_openError = opened ? std::nullopt : std::optional(opened.error());
        if (m_openError && mayMendItself(m_openError->fault()))
            m_retry.start();
        Q_EMIT stateChanged();
    });
}

void KitContext::close()
{
    m_retry.stop();
    m_wanted = false;
    m_openError.reset();
    m_stop.request_stop();
    m_session->close();
    Q_EMIT stateChanged();
}

void KitContext::introduce(const QString &product, const QString &serial)
{
    m_product = product;
    m_usbSerial = serial;
    Q_EMIT stateChanged();
}

QString KitContext::alias() const
{
    if (!m_alias.isEmpty())
        return m_alias;
    QString model = m_session->identity().model;
    const QString simulated = QStringLiteral(" (simulated)");
    if (model.endsWith(simulated))
        model.chop(simulated.size()); // the badge says it
    if (model.isEmpty())
        model = m_product;
    return model.isEmpty() ? serialOrPorts() : model;
}

void KitContext::setAlias(const QString &alias)
{
    m_alias = alias;
    Q_EMIT stateChanged();
}

QString KitContext::serialOrPorts() const
{
    const QString serial = m_session->identity().serial;
    if (!serial.isEmpty() || !m_usbSerial.isEmpty())
        return serial.isEmpty() ? m_usbSerial : serial;
    QStringList ports;
    for (const device_link::DeviceUrl &url : m_session->ports())
        ports.append(device_link::toString(url));
    return ports.join(QStringLiteral(" + "));
}

std::optional<Origin> KitContext::origin() const
{
    const device_link::KitIdentity identity = m_session->identity();
    const bool answered = m_session->state() == SessionState::Connected || identity != device_link::KitIdentity{};
    if (answered && m_session->isReplay())
        return Origin::Replay;
    return answered ? std::optional(originOf(identity.simulated)) : std::nullopt;
}

std::shared_ptr<const device_link::SampleView> KitContext::store() const
{
    const auto power = m_session->powerSource();
    return power ? power->store() : nullptr;
}

void KitContext::startPower()
{
    const auto power = m_session->powerSource();
    if (!power)
        return;
    m_powerWanted = true;
    const QList<double> rates = power->rates();
    const double highest = rates.isEmpty() ? 0 : rates.first();
    QCoro::connect(power->start(highest, m_stop.get_token()), this, [this](const Result<StreamGrant> &grant) {
        m_powerError = grant ? std::nullopt : std::optional(grant.error());
        Q_EMIT powerChanged();
    });
}

void KitContext::stopPower()
{
    const auto power = m_session->powerSource();
    if (!power)
        return;
    m_powerWanted = false;
    QCoro::connect(power->stop(), this, [this](const Result<void> &) { Q_EMIT powerChanged(); });
}

bool KitContext::measuring() const
{
    const auto power = m_session->powerSource();
    return power && power->running() && m_session->state() == SessionState::Connected;
}

std::optional<double> KitContext::currentNow() const
{
    const auto samples = store();
    if (!samples || m_now.first == m_now.second || !measuring())
        return std::nullopt;
    const auto stats = samples->stats(0, m_now.first, m_now.second);
    return stats.count > 0 ? std::optional(stats.mean) : std::nullopt;
}

void KitContext::updateNow()
{
    const auto samples = store();
    const std::uint64_t end = samples ? samples->endIndex() : 0;
    const auto tenth
        = samples ? std::max<std::uint64_t>(1, static_cast<std::uint64_t>(samples->info().rateHz / 10)) : 0;
    m_now = {end > tenth ? end - tenth : 0, end};
    if (const int interval = measuring() ? kNowMs : kQuietNowMs; interval != m_nowTimer.interval())
        m_nowTimer.setInterval(interval);
    Q_EMIT nowChanged();
}

void KitContext::bind()
{
    if (const auto power = m_session->powerSource()) {
        power->disconnect(this);
        connect(power.get(), &PowerSource::storeChanged, this, [this] {
            updateNow(); // nobody asks an other store for its indices
            Q_EMIT storeChanged();
        });
        connect(power.get(), &PowerSource::runningChanged, this, [this] {
            updateNow(); // and so often from now on
            Q_EMIT powerChanged();
        });
    }
    if (const auto runner = m_session->promptRunner()) {
        runner->disconnect(this);
        connect(runner.get(), &PromptRunner::event, this, &KitContext::onPromptEvent);
    }
    Q_EMIT storeChanged();
    Q_EMIT powerChanged();
}

void KitContext::onStateChanged(SessionState state)
{
    if (state == SessionState::Connected) {
        m_openError.reset();
        bind();
        updateClock();
        const auto power = m_session->powerSource();
        if (power && !power->running() && m_powerWanted && !m_session->isReplay())
            startPower();
        if (m_session->isReplay())
            showAll();
    } else {
        m_clockTimer.stop();
    }
    Q_EMIT stateChanged();
}

/// The whole of a recording is in view at first.
void KitContext::showAll()
{
    const auto samples = store();
    if (!samples || samples->endIndex() == samples->beginIndex())
        return;
    const std::int64_t endNs = samples->kitTimeOf(samples->endIndex());
    m_window.advance(endNs);
    m_window.showAll(samples->kitTimeOf(samples->beginIndex()), endNs);
}

void KitContext::onPromptEvent(const device_link::PromptEvent &event)
{
    if (m_session->isReplay())
        m_prompts.takeRecorded(event);
    const int number = m_prompts.numberOf(event.id);
    if (number > 0)
        m_timeline.add(event, number);
}

void KitContext::updateClock()
{
    const std::int64_t before = m_wallClock.offsetNs();
    m_wallClock.update(m_session->clock(), device_link::hostNowNs(), localNsOfDay());
    if (m_wallClock.offsetNs() != before)
        Q_EMIT wallClockChanged();
    // An event may tell of another boot before the kit has introduced itself again, and the other way round.
    const bool known = m_wallClock.isOf(m_session->identity().bootId) && m_wallClock.isOf(axisBoot(*this));
    if (m_session->state() != SessionState::Connected || known)
        m_clockTimer.stop();
    else if (!m_clockTimer.isActive())
        m_clockTimer.start();
}

} // namespace widgets
