// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/image_verdict.h"
#include "widgets/firmware/opened_image.h"
#include "widgets/firmware/push_history.h"
#include "widgets/firmware/push_run.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

namespace widgets {

class KitContext;

/// Where the slots, read again, hold the image of a push that an error ended.
struct PushFound {
    enum class Held : quint8 { No, Stored, Marked };
    Held held = Held::No;
    int slot = 0;       ///< the one that was written
    bool empty = false; ///< nothing is in it
};

/// How a push ended, kept true by what the board tells later: a trial may be confirmed or reverted, a board that did
/// not come back may return.
struct PushEnd {
    std::optional<profiles::PushOutcome> outcome;
    std::optional<device_link::Error> error;             ///< without an outcome
    std::optional<device_link::Error> trouble;           ///< beside an outcome: the self-test, the confirmation
    profiles::PushStep at = profiles::PushStep::Inspect; ///< where an error ended it
    qint64 uploaded = 0, size = 0;                       ///< bytes
    QString version, oldVersion;
    QByteArray hash;
    bool ranOnTrial = false;        ///< seen running before it went back
    bool restarted = false;         ///< the kit, after an error: what was uploaded in part is forgotten
    std::optional<PushFound> found; ///< after an error; empty: not read again yet
};

/// What stands between an opened file and its push; None: it may be sent.
enum class SendBlock : quint8 {
    None,
    Busy,
    NoKit,
    NoState,
    NoRunning,
    NoFile,
    Reading,
    NoImage,
    RunsAlready,
    CheckFails
};

/// The firmware of one kit: its slots, the file that is open, and the one procedure that may run: a push, a
/// confirmation, or a restart, be it to go back. Outlives the panel that shows it.
class FirmwareWork : public QObject
{
    Q_OBJECT
public:
    enum class Busy : quint8 { No, Pushing, Confirming, GoingBack, Restarting };

    explicit FirmwareWork(KitContext *kit);
    ~FirmwareWork() override;

    // The board
    [[nodiscard]] const std::optional<device_link::FirmwareState> &state() const { return m_state; }
    [[nodiscard]] const std::optional<device_link::Error> &stateError() const { return m_stateError; }
    [[nodiscard]] const QDateTime &readAt() const { return m_readAt; }
    [[nodiscard]] bool reading() const { return m_reading; }
    [[nodiscard]] bool writtenSince() const { return m_writtenSince; } ///< a push changed slots since they were read
    [[nodiscard]] bool connected() const;
    void readState();
    [[nodiscard]] QList<int> imageNumbers() const;
    [[nodiscard]] int imageNumber() const { return m_imageNumber; }
    void setImageNumber(int number);
    [[nodiscard]] const device_link::FirmwareSlot *running() const; ///< null: not known
    [[nodiscard]] const device_link::FirmwareSlot *trial() const;   ///< the running one while it is not confirmed
    [[nodiscard]] const device_link::FirmwareSlot *pending() const; ///< marked to start at the next boot
    [[nodiscard]] QString otherVersion() const;                     ///< of the slot that does not run; may be empty

    // The file
    [[nodiscard]] OpenedImage *file() { return &m_file; }
    [[nodiscard]] profiles::ImageVerdict verdict() const;             ///< against the board once its state is known
    [[nodiscard]] QList<profiles::ImageCheckId> openFailures() const; ///< failed and not accepted
    [[nodiscard]] SendBlock sendBlock() const;

    // What runs
    [[nodiscard]] Busy busy() const { return m_busy; }
    [[nodiscard]] bool cancelling() const { return m_stop.stop_requested(); }
    void setHow(PushHow how);
    [[nodiscard]] PushHow how() const { return m_how; }
    void push(); ///< nothing happens while sendBlock() says why not
    void confirm();
    void goBack();
    void restart(); ///< nothing happens during a trial: goBack() ends it
    void cancel();
    [[nodiscard]] const PushRun &run() const { return m_run; } ///< the plan before, the record after
    [[nodiscard]] const std::optional<PushEnd> &end() const { return m_end; }
    /// The end, or the trial that the board was found in.
    [[nodiscard]] std::optional<PushEnd> trialOrEnd() const;
    void clearEnd(); ///< ready for another push
    [[nodiscard]] const std::optional<device_link::Error> &actionError() const { return m_actionError; }
    void clearActionError();
    [[nodiscard]] PushHistory *history() { return &m_history; }

Q_SIGNALS:
    void changed();    ///< anything but the progress
    void progressed(); ///< bytes, speed, times; at most 30 a second

private:
    void setState(const device_link::FirmwareState &state);
    void settle();
    void settleError(const device_link::FirmwareSlot &running);
    void onRebooted();
    void dropEnd();
    void tellTrial();
    void startWork(Busy busy);
    void endWork();
    void onProgress(const profiles::PushProgress &progress);
    void onPushed(const profiles::Result<profiles::FirmwarePush> &pushed);
    void onAction(const profiles::Result<device_link::FirmwareState> &state);
    void setOutcome(profiles::PushOutcome outcome);
    void writeHistory();

    std::shared_ptr<device_link::KitSession> m_session; ///< kept: the kit goes before its children
    OpenedImage m_file;
    PushHistory m_history;
    std::optional<device_link::FirmwareState> m_state;
    std::optional<device_link::Error> m_stateError, m_actionError;
    QDateTime m_readAt;
    bool m_reading = false, m_readAgain = false, m_writtenSince = false;
    int m_imageNumber = 0;
    Busy m_busy = Busy::No;
    PushHow m_how = PushHow::OnTrial;
    PushRun m_run;
    std::optional<PushEnd> m_end;
    bool m_endInHistory = false; ///< the newest row tells of m_end
    std::stop_source m_stop, m_reads;
    QTimer m_tick; ///< while something runs
};

} // namespace widgets
