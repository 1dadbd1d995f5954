// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/message_pipe.h"
#include "device_link/session/power_meter.h"
#include "framing/ppk2_metadata.h"
#include "framing/ppk2_words.h"

#include <QByteArray>
#include <QCoroTask>
#include <QFuture>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

/// Commands to a PPK2 and its one answer. Lives in the GUI thread; what the meter measures goes to Ppk2Receiver in the
/// thread of the link.
class Ppk2Client : public PowerMeter
{
    Q_OBJECT
public:
    explicit Ppk2Client(MessagePipe *pipe, int timeoutMs = 3000);
    ~Ppk2Client() override;

    [[nodiscard]] Settings settings() const override { return m_settings; }
    [[nodiscard]] About about() const override { return {m_metadata.calibrated, m_metadata.hardware}; }
    [[nodiscard]] bool connected() const override { return m_connected; }
    [[nodiscard]] std::optional<double> driftPpm() const override;
    /// Who takes the stream knows.
    void setDriftOf(std::function<std::optional<double>()> drift) { m_drift = std::move(drift); }
    [[nodiscard]] Result<void> setMode(Mode mode) override;
    [[nodiscard]] Result<void> setSourceMilliVolts(int milliVolts) override;
    [[nodiscard]] Result<void> setDutPower(bool on) override;
    [[nodiscard]] Result<void> setSpikeFilter(bool on) override;

    /// After the port has been opened: makes it stop and waits until it is quiet (an earlier program may have left it
    /// streaming), reads the metadata, then sets voltage, user gains and in mode Ampere the switch to the board.
    /// The first time, mode and voltage are those that the meter has; after a loss those that were set here, but a
    /// board in mode Source is not fed again before somebody says so: nobody may be there to see it start. Timeout: no
    /// answer. BadReply: it does not stop sending, or what it says is no metadata.
    [[nodiscard]] static QCoro::Task<Result<void>> greet(std::shared_ptr<Ppk2Client> self, std::stop_token stop);
    /// Stops the stream and waits until nothing comes any more.
    [[nodiscard]] QFuture<Result<QByteArray>> quiet(const std::stop_token &stop);
    /// As quiet(), but nobody waits: the port is about to be closed.
    void stopStream() { static_cast<void>(send(framing::ppk2Command(framing::Ppk2Command::Stop))); }
    /// The stream begins with what comes next.
    [[nodiscard]] Result<void> startStream();

    /// Of the last greeting.
    [[nodiscard]] const framing::Ppk2Metadata &metadata() const { return m_metadata; }

private:
    struct Pending;
    enum class Until : std::uint8_t { Quiet, MetadataEnd };
    QFuture<Result<QByteArray>> ask(const framing::Bytes &command, Until until, const std::stop_token &stop);
    void onBytes(const PortMessage &message);
    void onDeadline();
    void finish(Result<QByteArray> result);
    [[nodiscard]] Result<void> send(const framing::Bytes &command);
    [[nodiscard]] Result<void> sendMode(Mode mode);
    [[nodiscard]] Result<void> takeOver(const framing::Ppk2Metadata &metadata);
    [[nodiscard]] Result<void> sendCalibration();
    void change(Settings settings);
    void setConnected(bool connected);

    QPointer<MessagePipe> m_pipe;
    int m_timeoutMs;
    std::unique_ptr<Pending> m_pending;
    QTimer m_deadline; ///< of what is pending
    QTimer m_quiet;    ///< ends when nothing has come for a while
    framing::Ppk2Metadata m_metadata;
    Settings m_settings;
    std::function<std::optional<double>()> m_drift;
    bool m_greeted = false; ///< once, in this session
    bool m_connected = false;
};

} // namespace device_link
