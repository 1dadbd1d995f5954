// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/kit_log.h"

#include "workbench/logging.h"

#include "device_link/session/replay/recorded_kit_session.h"

#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_context.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/fault_text.h"

namespace app {

using device_link::LinkLoss;
using device_link::SessionState;
using widgets::FirmwareWork;
using widgets::KitContext;
using widgets::SwitchRun;

namespace {

QLatin1String outcomeWords(profiles::PushOutcome outcome)
{
    using profiles::PushOutcome;
    switch (outcome) {
    case PushOutcome::OnTrial: return QLatin1String("is on trial");
    case PushOutcome::Confirmed: return QLatin1String("is confirmed");
    case PushOutcome::WentBack: return QLatin1String("was not kept, the old image runs");
    case PushOutcome::DidNotComeBack: return QLatin1String("is unknown, the kit did not come back");
    case PushOutcome::AlreadyRunning: return QLatin1String("was already running");
    }
    return {};
}

/// Lines are English in every language of the window, as those of the kit are: they are read by who gets the file.
class KitLog : public QObject
{
public:
    explicit KitLog(KitContext *kit)
        : QObject(kit)
        , m_kit(kit)
        , m_firmware(kit->model<FirmwareWork>())
        , m_switch(kit->model<SwitchRun>())
        , m_recorder(kit->model<widgets::Recorder>())
    {
        device_link::KitSession *session = kit->session().get();
        connect(session, &device_link::KitSession::stateChanged, this, &KitLog::onState);
        connect(session, &device_link::KitSession::lossChanged, this, &KitLog::onLoss);
        if (!session->isReplay()) // a recording only tells which boot it shows
            connect(session, &device_link::KitSession::rebooted, this,
                [this](quint32 boot) { info(QStringLiteral("restarted, boot %1").arg(boot)); });
        connect(session, &device_link::KitSession::capabilitiesChanged, this, &KitLog::bindConsole);
        connect(kit, &KitContext::nowChanged, this, &KitLog::countLost);
        connect(kit->prompts(), &widgets::PromptHistory::finished, this, &KitLog::onPrompt);
        connect(m_firmware, &FirmwareWork::changed, this, &KitLog::onFirmware);
        connect(m_switch, &SwitchRun::changed, this, &KitLog::onSwitch);
        connect(m_recorder, &widgets::Recorder::finished, this, [this](const device_link::RecordingTotals &totals) {
            info(QStringLiteral("recorded %1 samples, %2 missing, into %3")
                     .arg(totals.samples)
                     .arg(totals.missing)
                     .arg(m_recorder->path()));
        });
        connect(m_recorder, &widgets::Recorder::failed, this, [this] {
            if (m_recorder->error())
                logError(line(QStringLiteral("recording: ") + widgets::faultDetails(*m_recorder->error())));
        });
        bindConsole();
    }

private:
    [[nodiscard]] QString line(const QString &text) const
    {
        return m_kit->serialOrPorts() + QStringLiteral(": ") + text;
    }
    void info(const QString &text) const { logInfo(line(text)); }
    /// As it was asked for; with what could not be done of it, as a kit that could not be told.
    [[nodiscard]] static QString cancelled(const device_link::Error &error)
    {
        const QString word = QStringLiteral("cancelled");
        return error.detail().isEmpty() ? word : QString(word + QStringLiteral(", ") + error.detail());
    }

    void onState(SessionState state)
    {
        const auto error = m_kit->session()->lastError();
        const auto *recording = dynamic_cast<const device_link::RecordedKitSession *>(m_kit->session().get());
        if (state == SessionState::Connected)
            info(recording ? QStringLiteral("opened") : QStringLiteral("connected"));
        if (state == SessionState::Connected && recording && !recording->recovery().isWhole())
            logWarning(line(QStringLiteral("the recording is not whole: ")
                + (recording->recovery().problems.isEmpty()
                        ? QStringLiteral("it was not ended in good order")
                        : recording->recovery().problems.join(QStringLiteral("; ")))));
        const QString told = state == SessionState::Failed && error ? widgets::faultDetails(*error) : QString();
        if (!told.isEmpty() && told != m_told) // the tries after the first say the same
            logError(line(told));
        if (state == SessionState::Connected || !told.isEmpty())
            m_told = told;
    }

    void onLoss(LinkLoss loss)
    {
        const auto error = m_kit->session()->lastError();
        const QString details = error ? QStringLiteral(", ") + widgets::faultDetails(*error) : QString();
        switch (loss) {
        case LinkLoss::None: break;
        case LinkLoss::Gone: logError(line(QStringLiteral("the port is gone") + details)); break;
        case LinkLoss::Silent: logError(line(QStringLiteral("does not answer") + details)); break;
        case LinkLoss::OtherKit: logError(line(QStringLiteral("another kit is on its port") + details)); break;
        case LinkLoss::Held: logError(line(QStringLiteral("the port is in use") + details)); break;
        case LinkLoss::Restarting: info(QStringLiteral("restarts")); break;
        }
    }

    void bindConsole()
    {
        const auto console = m_kit->session()->console();
        if (!console)
            return;
        console->disconnect(this);
        connect(console.get(), &device_link::Console::line, this,
            [this](const QString &text) { logBoard(line(text)); }); // several kits share the log
    }

    /// A line a second at most while samples go missing.
    void countLost()
    {
        const auto store = m_kit->store();
        const quint64 lost = store ? store->lostSamples() : 0;
        if (lost < m_lost)
            m_lost = 0; // another boot's store
        if (lost <= m_lost || (m_lostTold.isValid() && m_lostTold.elapsed() < 1000))
            return;
        logWarning(line(QStringLiteral("%1 samples are missing, %2 since the start").arg(lost - m_lost).arg(lost)));
        m_lost = lost;
        m_lostTold.start();
    }

    void onPrompt(int row)
    {
        const widgets::PromptEntry &entry = m_kit->prompts()->at(row);
        const QString name = QStringLiteral("prompt #%1 ").arg(entry.number);
        if (entry.error && entry.error->fault() == device_link::Fault::Cancelled)
            info(name + cancelled(*entry.error));
        else if (entry.error)
            logError(line(name + QStringLiteral("failed, ") + widgets::faultDetails(*entry.error)));
        else
            info(name + QStringLiteral("ended, %1, %2 tokens").arg(entry.run.finish).arg(entry.run.tokens.size()));
    }

    void onFirmware()
    {
        const FirmwareWork::Busy now = m_firmware->busy();
        const FirmwareWork::Busy before = std::exchange(m_busy, now);
        if (before == FirmwareWork::Busy::No && now == FirmwareWork::Busy::Pushing)
            info(QStringLiteral("firmware push begins, ") + m_firmware->file()->name());
        if (before == FirmwareWork::Busy::Confirming && now == FirmwareWork::Busy::No && !m_firmware->actionError())
            info(QStringLiteral("firmware confirmed"));
        if (before != FirmwareWork::Busy::Pushing || now != FirmwareWork::Busy::No || !m_firmware->end())
            return;
        const widgets::PushEnd &end = *m_firmware->end();
        const QString howFar
            = QStringLiteral("firmware push ended after %1 of %2 bytes, ").arg(end.uploaded).arg(end.size);
        if (end.error && end.error->fault() == device_link::Fault::Cancelled)
            info(howFar + cancelled(*end.error));
        else if (end.error)
            logError(line(howFar + widgets::faultDetails(*end.error)));
        else if (end.outcome)
            info(QStringLiteral("firmware push ended, %1 %2").arg(end.version, outcomeWords(*end.outcome)));
    }

    void onSwitch()
    {
        const SwitchRun::Phase now = m_switch->phase();
        const bool undone = m_switch->undone();
        const bool newlyUndone = undone && !std::exchange(m_undone, undone);
        m_undone = undone;
        const SwitchRun::Phase before = std::exchange(m_phase, now);
        const QString what
            = m_switch->request().enable ? QStringLiteral("profile enable ") : QStringLiteral("profile disable ");
        if (newlyUndone)
            logWarning(line(what + QStringLiteral("was read back, and is undone since")));
        if (before != SwitchRun::Phase::Running || now == before)
            return;
        if (now == SwitchRun::Phase::Failed && m_switch->result())
            logError(line(what + QStringLiteral("failed, ") + widgets::faultDetails(m_switch->result()->error())));
        else if (now == SwitchRun::Phase::Done && !undone)
            info(what + QStringLiteral("done, read back"));
    }

    KitContext *m_kit; ///< our parent
    FirmwareWork *m_firmware;
    SwitchRun *m_switch;
    widgets::Recorder *m_recorder;
    FirmwareWork::Busy m_busy = FirmwareWork::Busy::No;
    SwitchRun::Phase m_phase = SwitchRun::Phase::Idle;
    bool m_undone = false;
    QString m_told; ///< why it could not be opened
    quint64 m_lost = 0;
    QElapsedTimer m_lostTold;
};

} // namespace

void keepLog(KitContext *kit) { new KitLog(kit); }

} // namespace app
