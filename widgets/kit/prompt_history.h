// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "widgets/kit/prompt_entry.h"

#include <QAbstractListModel>
#include <QFuture>
#include <QPromise>

#include <deque>
#include <memory>
#include <stop_token>

namespace widgets {

class EventTimeline;

/// The prompts asked in this session of a kit, oldest first, while they stream and afterwards.
class PromptHistory : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { EntryRole = Qt::UserRole }; ///< const PromptEntry *
    static constexpr std::size_t kLimit = 2000;

    /// timeline tells whether the radio was idle before a prompt; must outlive this.
    PromptHistory(
        std::shared_ptr<device_link::KitSession> session, const EventTimeline *timeline, QObject *parent = nullptr);
    ~PromptHistory() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const PromptEntry &at(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] const PromptEntry *last() const; ///< the newest with an answer or an error; null: none
    [[nodiscard]] const PromptEntry *running() const;
    /// How the transcript counts this prompt; 0 when it was not asked here.
    [[nodiscard]] int numberOf(const QString &id) const;

    /// Asks; the entry appears at once. The future gives its id when it has ended, also badly; an empty one at once
    /// when nothing was asked because one is running or the kit offers no prompts.
    QFuture<QString> ask(device_link::PromptRequest request);
    [[nodiscard]] const PromptEntry *find(const QString &id) const;
    /// Ends the running one at the kit; what was delivered stays and is charged.
    void cancel();
    void setAccount(const device_link::AccountState &account); ///< for prices
    /// An event of a recording: prompts that nobody asks here appear as they were answered.
    void takeRecorded(const device_link::PromptEvent &event);
    /// All of them are there: what each took is reckoned.
    void endRecorded();

Q_SIGNALS:
    void entryChanged(int row);
    void runningChanged();
    void finished(int row);

private:
    void takeRadio(profiles::PromptRun &run) const;
    void update(const profiles::PromptRun &run);
    void finish(const QString &id, const device_link::Result<profiles::PromptRun> &result);
    void weigh(PromptEntry &entry) const;
    void settle(const QString &id, int waitedMs);
    [[nodiscard]] bool samplesAreBehind(const PromptEntry &entry) const;
    void end(const QString &id);
    void takeUpLeft();
    [[nodiscard]] int rowOf(const QString &id) const;

    std::shared_ptr<device_link::KitSession> m_session;
    const EventTimeline *m_timeline;
    std::deque<PromptEntry> m_entries;
    device_link::AccountState m_account;
    int m_asked = 0;
    std::stop_source m_stop, m_stopTakingUp;
    std::optional<QPromise<QString>> m_ended; ///< of the running prompt
};

} // namespace widgets
Q_DECLARE_METATYPE(const widgets::PromptEntry *)
