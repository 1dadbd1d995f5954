// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_index.h"
#include "device_link/session/kit_session.h"
#include "device_link/session/replay/recorded_part.h"

#include <memory>

namespace device_link {

class RecordedModemStatus;
class RecordedPowerSource;
class RecordedTokenAccount;
struct RecordedLines;
struct RecordedProbes;
struct ReplayedRecording;

/// A recording (file:PATH) in the place of a kit: what was recorded of one stream, the longest unless one was named,
/// and of that boot, all there at once when it is open. It measures nothing and nothing can be asked of it, so it gives
/// a PowerSource that does not start, the account and the modem as far as they are told of, and no other capability.
/// Probes and lines of the ports are asked for when they are shown, not told one by one.
class RecordedKitSession : public KitSession, public std::enable_shared_from_this<RecordedKitSession>
{
    Q_OBJECT
public:
    explicit RecordedKitSession(DeviceUrl file);
    ~RecordedKitSession() override;

    [[nodiscard]] QCoro::Task<Result<void>> open(std::stop_token stop) override;
    void close() override;
    [[nodiscard]] QCoro::Task<Result<void>> waitConnected(int timeoutMs, std::stop_token stop) override;

    [[nodiscard]] bool isReplay() const override { return true; }
    [[nodiscard]] SessionState state() const override { return m_state; }
    [[nodiscard]] std::optional<Error> lastError() const override { return m_lastError; }
    [[nodiscard]] QList<DeviceUrl> ports() const override { return {m_file}; }
    [[nodiscard]] KitIdentity identity() const override { return m_identity; }
    [[nodiscard]] LinkCounters counters() const override { return {}; }
    [[nodiscard]] ClockMap clock() const override { return m_clock; }

    [[nodiscard]] std::shared_ptr<PowerSource> powerSource() const override;
    [[nodiscard]] std::shared_ptr<LatencyProbe> latencyProbe() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<ModemStatus> modemStatus() const override;
    [[nodiscard]] std::shared_ptr<CardChannel> cardChannel() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<PromptRunner> promptRunner() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<TokenAccount> tokenAccount() const override;
    [[nodiscard]] std::shared_ptr<FirmwareTarget> firmwareTarget() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<Attestation> attestation() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<Console> console() const override { return nullptr; }
    [[nodiscard]] bool voltageIsSet() const override { return m_voltageIsSet; }
    /// What the user had marked and noted.
    [[nodiscard]] const std::vector<RecordedNote> &notes() const { return m_notes; }
    /// What of the file is damaged or torn.
    [[nodiscard]] const RecordingRecovery &recovery() const { return m_recovery; }
    /// Its streams that have samples; only one is shown.
    [[nodiscard]] const std::vector<RecordedPart> &parts() const { return m_parts; }
    [[nodiscard]] std::size_t shownPart() const { return m_shownPart; }
    /// Null until it is open; another object each time it is opened.
    [[nodiscard]] const std::shared_ptr<const RecordedProbes> &probes() const { return m_probes; }
    [[nodiscard]] const std::shared_ptr<const RecordedLines> &lines() const { return m_lines; }

private:
    using Self = std::shared_ptr<RecordedKitSession>;
    static QCoro::Task<Result<void>> openSession(Self self, std::stop_token stop);
    void show(const ReplayedRecording &recording);
    void setState(SessionState state);

    DeviceUrl m_file;
    SessionState m_state = SessionState::Closed;
    std::optional<Error> m_lastError;
    KitIdentity m_identity;
    bool m_voltageIsSet = false;
    std::vector<RecordedNote> m_notes;
    RecordingRecovery m_recovery;
    std::vector<RecordedPart> m_parts;
    std::size_t m_shownPart = 0;
    std::shared_ptr<const RecordedProbes> m_probes;
    std::shared_ptr<const RecordedLines> m_lines;
    ClockMap m_clock;
    std::shared_ptr<RecordedPowerSource> m_power;
    std::shared_ptr<RecordedTokenAccount> m_account;
    std::shared_ptr<RecordedModemStatus> m_modem;
};

} // namespace device_link
