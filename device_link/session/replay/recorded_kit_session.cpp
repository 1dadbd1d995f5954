// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_kit_session.h"

#include "recorded_modem_status.h"
#include "recorded_power_source.h"
#include "recorded_token_account.h"
#include "replayed_recording.h"

#include "device_link/session/host_clock.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <QCoroFuture>

#include <chrono>

namespace device_link {

RecordedKitSession::RecordedKitSession(DeviceUrl file)
    : m_file(std::move(file))
{
}

RecordedKitSession::~RecordedKitSession() = default;

std::shared_ptr<PowerSource> RecordedKitSession::powerSource() const { return m_power; }

std::shared_ptr<ModemStatus> RecordedKitSession::modemStatus() const { return m_modem; }

std::shared_ptr<TokenAccount> RecordedKitSession::tokenAccount() const { return m_account; }

QCoro::Task<Result<void>> RecordedKitSession::open(std::stop_token stop)
{
    return openSession(shared_from_this(), std::move(stop));
}

QCoro::Task<Result<void>> RecordedKitSession::openSession(Self self, std::stop_token stop)
{
    self->setState(SessionState::Connecting);
    const QString path = self->m_file.address;
    const std::optional<quint32> stream = self->m_file.stream;
    const QFuture<Result<ReplayedRecording>> loading
        = QtConcurrent::run([path, stop, stream] { return loadRecording(path, stop, stream); });
    const Result<ReplayedRecording> loaded = co_await loading;
    if (self->m_state != SessionState::Connecting)
        co_return fail(Fault::Cancelled);
    if (!loaded) {
        self->m_lastError = loaded.error();
        self->setState(SessionState::Failed);
        co_return tl::unexpected(loaded.error());
    }
    self->m_lastError.reset();
    self->show(*loaded);
    co_return Result<void>();
}

void RecordedKitSession::show(const ReplayedRecording &recording)
{
    m_identity.serial = recording.info.kitSerial;
    m_identity.model = QFileInfo(m_file.address).completeBaseName();
    if (recording.parts.size() > 1)
        m_identity.model += QStringLiteral(" %1/%2").arg(recording.shownPart + 1).arg(recording.parts.size());
    m_identity.simulated = recording.info.simulated;
    m_identity.bootId = recording.bootId;
    if (const auto &begin = recording.info.begin) {
        m_identity.hardware = begin->hardware;
        m_identity.firmware = begin->firmware;
        m_identity.batteryMah = begin->batteryMah;
    }
    m_voltageIsSet = recording.info.voltageIsSet;
    m_notes = recording.notes;
    m_recovery = recording.recovery;
    m_parts = recording.parts;
    m_shownPart = recording.shownPart;
    m_probes = recording.probes;
    m_lines = recording.lines;
    if (recording.samples)
        m_power = std::make_shared<RecordedPowerSource>(recording.samples);
    m_account = std::make_shared<RecordedTokenAccount>(recording.events, recording.info);
    if (m_account->isEmpty())
        m_account.reset();
    m_modem = std::make_shared<RecordedModemStatus>(recording.events, recording.info);
    if (m_modem->isEmpty())
        m_modem.reset();
    // The times of day that were recorded, on the host clock of this run of the host.
    using namespace std::chrono;
    const std::int64_t utcNs = nanoseconds(system_clock::now().time_since_epoch()).count();
    const std::int64_t utcToHostNs = hostNowNs() - utcNs;
    for (const RecordedClockPoint &point : recording.clock) {
        const std::int64_t hostNs = point.utcNs + utcToHostNs;
        m_clock.add(point.bootId, {hostNs, hostNs, point.kitTimeNs});
    }
    Q_EMIT rebooted(recording.bootId);
    Q_EMIT identityChanged();
    Q_EMIT capabilitiesChanged();
    if (m_account)
        m_account->tellAll(); // before anybody asks how it stands in the end
    if (m_modem)
        m_modem->tellAll();
    setState(SessionState::Connected);
    for (const KitEvent &each : recording.events)
        Q_EMIT event(each);
    for (const PromptEvent &each : recording.prompts)
        Q_EMIT promptReplayed(each);
    Q_EMIT replayed();
}

void RecordedKitSession::close() { setState(SessionState::Closed); }

QCoro::Task<Result<void>> RecordedKitSession::waitConnected(int, std::stop_token)
{
    if (m_state == SessionState::Connected)
        co_return Result<void>();
    co_return fail(Fault::NotSupported, QStringLiteral("a recording does not come back by itself"));
}

void RecordedKitSession::setState(SessionState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace device_link
