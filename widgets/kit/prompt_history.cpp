// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/prompt_history.h"

#include "device_link/session/host_clock.h"
#include "device_link/session/replay/recorded_lines.h"
#include "device_link/session/replay/recorded_prompts.h"
#include "profiles/prompts/idle_power.h"
#include "profiles/prompts/run_prompt.h"
#include "widgets/kit/event_timeline.h"
#include "widgets/kit/wall_clock.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace widgets {

using device_link::Result;
using profiles::PromptRun;

PromptHistory::PromptHistory(
    std::shared_ptr<device_link::KitSession> session, const EventTimeline *timeline, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(std::move(session))
    , m_timeline(timeline)
{
    connect(m_session.get(), &device_link::KitSession::stateChanged, this, [this](device_link::SessionState state) {
        if (state == device_link::SessionState::Connected)
            takeUpLeft();
    });
}

PromptHistory::~PromptHistory()
{
    m_stop.request_stop();
    m_stopTakingUp.request_stop();
    end({});
}

int PromptHistory::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PromptHistory::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PromptEntry &entry = at(index.row());
    if (role == Qt::DisplayRole)
        return entry.run.text;
    if (role == EntryRole)
        return QVariant::fromValue(&entry);
    return {};
}

const PromptEntry *PromptHistory::last() const { return m_entries.empty() ? nullptr : &m_entries.back(); }

const PromptEntry *PromptHistory::running() const
{
    return !m_entries.empty() && m_entries.back().running ? &m_entries.back() : nullptr;
}

int PromptHistory::rowOf(const QString &id) const
{
    // What is looked for is nearly always the newest: a recording tells of a hundred thousand tokens at once.
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (at(row).run.id == id)
            return row;
    }
    return -1;
}

int PromptHistory::numberOf(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? 0 : at(row).number;
}

void PromptHistory::end(const QString &id)
{
    if (!m_ended)
        return;
    m_ended->addResult(id);
    m_ended->finish();
    m_ended.reset();
}

const PromptEntry *PromptHistory::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &at(row);
}

QFuture<QString> PromptHistory::ask(device_link::PromptRequest request)
{
    QPromise<QString> promise;
    promise.start();
    QFuture<QString> ended = promise.future();
    if (running() || !m_session->promptRunner()) {
        promise.addResult(QString());
        promise.finish();
        return ended;
    }
    m_ended = std::move(promise);
    if (request.id.isEmpty())
        request.id = profiles::newPromptId();
    if (m_entries.size() >= kLimit) {
        beginRemoveRows({}, 0, 0);
        m_entries.pop_front();
        endRemoveRows();
    }
    PromptEntry entry;
    entry.number = ++m_asked;
    entry.askedOfDayNs = localNsOfDay();
    entry.run.id = request.id;
    entry.run.text = request.text;
    const int row = static_cast<int>(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back(std::move(entry));
    endInsertRows();
    m_stop = std::stop_source();
    Q_EMIT runningChanged();

    const QString id = request.id;
    // The run goes on until the kit has ended it, also when this model is gone by then.
    const profiles::PromptUpdateHandler handler = [self = QPointer(this)](const PromptRun &run) {
        if (self)
            self->update(run);
    };
    QCoro::connect(profiles::runPrompt(m_session, request, handler, m_stop.get_token()), this,
        [this, id](const Result<PromptRun> &result) { finish(id, result); });
    return ended;
}

void PromptHistory::cancel() { m_stop.request_stop(); }

void PromptHistory::setAccount(const device_link::AccountState &account) { m_account = account; }

void PromptHistory::update(const PromptRun &run)
{
    const int row = rowOf(run.id);
    if (row < 0)
        return;
    PromptEntry &entry = m_entries.at(static_cast<std::size_t>(row));
    const bool justDone = run.finished() && !entry.run.finished();
    entry.run = run;
    entry.metrics = profiles::metricsOf(run);
    if (run.finished())
        entry.error.reset(); // it had been given up, and its end was fetched later
    if (justDone || run.quiet)
        weigh(entry);
    if (run.charge && m_account.priceMicroPerMillionTokens > 0)
        entry.cost = profiles::moneyOf(run.charge->micro, m_account);
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT entryChanged(row);
}

void PromptHistory::takeRecorded(const device_link::PromptEvent &event)
{
    int row = rowOf(event.id);
    if (row < 0) {
        if (m_entries.size() >= kLimit)
            return;
        PromptEntry entry;
        entry.number = ++m_asked;
        entry.running = false;
        entry.run.id = event.id;
        entry.run.text = tr("Its text was not recorded.");
        entry.run.bootId = m_session->identity().bootId;
        row = static_cast<int>(m_entries.size());
        beginInsertRows({}, row, row);
        m_entries.push_back(std::move(entry));
        endInsertRows();
    }
    profiles::apply(m_entries.at(static_cast<std::size_t>(row)).run, event);
}

/// The states of the radio while it ran, which its own events do not tell.
void PromptHistory::takeRadio(PromptRun &run) const
{
    if (!run.accepted)
        return;
    const auto &spans = m_timeline->radio();
    const std::int64_t endNs = run.quiet.value_or(run.done.value_or(*run.accepted));
    auto span = std::ranges::lower_bound(spans, *run.accepted, {}, &EventTimeline::RadioSpan::startNs);
    for (; span != spans.end() && span->startNs <= endNs; ++span) {
        device_link::KitEvent radio;
        radio.bootId = run.bootId;
        radio.kitTimeNs = span->startNs;
        radio.name = QStringLiteral("radio");
        radio.fields.insert(QLatin1String("state"), device_link::radioStateName(span->state));
        profiles::apply(run, radio);
    }
}

void PromptHistory::endRecorded()
{
    const auto lines = device_link::recordedLinesOf(*m_session);
    const QHash<QString, QString> texts = lines ? device_link::recordedPromptTexts(*lines) : QHash<QString, QString>();
    for (int row = 0; row < rowCount(); ++row) {
        PromptEntry &entry = m_entries.at(static_cast<std::size_t>(row));
        PromptRun run = entry.run;
        run.text = texts.value(run.id, run.text);
        takeRadio(run);
        if (const auto hostNs = run.accepted ? m_session->clock().toHostNs(*run.accepted) : std::nullopt) {
            constexpr std::int64_t kDayNs = 86'400'000'000'000;
            const std::int64_t ofDay = (localNsOfDay() - (device_link::hostNowNs() - *hostNs)) % kDayNs;
            entry.askedOfDayNs = ofDay < 0 ? ofDay + kDayNs : ofDay;
        }
        if (run.finished() && !run.quiet) { // the recording ends within its tail: what is there is counted
            entry.run = run;
            weigh(entry);
        }
        update(run);
    }
}

void PromptHistory::finish(const QString &id, const Result<PromptRun> &result)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    if (result)
        update(*result);
    else
        m_entries.at(static_cast<std::size_t>(row)).error = result.error();
    settle(id, 0);
}

/// Prompts that were given up while the link was lost: the kit may have gone on, and has charged what it delivered.
void PromptHistory::takeUpLeft()
{
    using device_link::Fault;
    if (!m_session->promptRunner())
        return;
    for (const PromptEntry &entry : m_entries) {
        const Fault fault = entry.error ? entry.error->fault() : Fault::Refused;
        const bool left = !entry.running && !entry.run.finished()
            && (fault == Fault::Cancelled || fault == Fault::LinkLost || fault == Fault::Timeout);
        if (!left || entry.run.bootId != m_session->identity().bootId)
            continue;
        const QString id = entry.run.id;
        const profiles::PromptUpdateHandler handler = [self = QPointer(this)](const PromptRun &run) {
            if (self)
                self->update(run);
        };
        QCoro::connect(profiles::takeUpPrompt(
                           m_session, entry.run, fault == Fault::Cancelled, handler, m_stopTakingUp.get_token()),
            this, [this, id](const Result<PromptRun> &run) {
                const int row = rowOf(id);
                if (row >= 0 && run) // else what was said of its end stays
                    update(*run);
            });
    }
}

bool PromptHistory::samplesAreBehind(const PromptEntry &entry) const
{
    const auto power = m_session->powerSource();
    const auto store = power && power->running() ? power->store() : nullptr;
    const std::optional<std::int64_t> needed = profiles::energyKnownAt(entry.run, m_timeline->radioHistory());
    if (!store || !needed || store->info().bootId != entry.run.bootId)
        return false;
    return store->endIndex() == 0 || store->kitTimeOf(store->endIndex() - 1) < *needed;
}

void PromptHistory::settle(const QString &id, int waitedMs)
{
    // Events overtake samples on the line: the last of this prompt's may still be on their way.
    constexpr int kStepMs = 50;
    constexpr int kMostMs = 6000; // the idle window after quiet among them
    const int row = rowOf(id);
    if (row < 0)
        return;
    PromptEntry &entry = m_entries.at(static_cast<std::size_t>(row));
    if (!entry.error && waitedMs < kMostMs && samplesAreBehind(entry)) {
        QTimer::singleShot(kStepMs, this, [this, id, waitedMs] { settle(id, waitedMs + kStepMs); });
        return;
    }
    entry.running = false;
    if (!entry.error)
        weigh(entry);
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT entryChanged(row);
    Q_EMIT runningChanged();
    Q_EMIT finished(row);
    end(id);
}

void PromptHistory::weigh(PromptEntry &entry) const
{
    const auto power = m_session->powerSource();
    const auto store = power ? power->store() : nullptr;
    if (!store)
        return;
    const std::optional<profiles::IdlePower> idle
        = profiles::idlePowerOf(entry.run, *store, m_timeline->radioHistory());
    // The store may be another boot's by now: what was measured stays.
    if (const auto energy = profiles::energyOf(entry.run, *store, idle))
        entry.energy = energy;
}

} // namespace widgets
