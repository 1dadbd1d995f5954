// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_prompt.h"

#include "profiles/common/auto_reset_event.h"

#include <QElapsedTimer>
#include <QUuid>

#include <algorithm>

namespace profiles {

using device_link::KitEvent;
using device_link::KitSession;
using device_link::PromptEvent;
using device_link::PromptRequest;
using device_link::PromptRunner;
using device_link::SessionState;

namespace {

/// How long a kit may be away when all that is open is the energy of the radio's tail.
constexpr int kTailReturnMs = 10000;

/// What the listening slots and the coroutine share.
struct Following {
    std::shared_ptr<KitSession> session;
    std::shared_ptr<PromptRunner> runner;
    PromptRequest request;
    PromptRunOptions options;
    PromptUpdateHandler onUpdate;
    std::stop_token stop;
    PromptRun run;
    QList<KitEvent> earlyRadio; ///< radio events that came before "accepted" did
    std::shared_ptr<AutoResetEvent> changed = std::make_shared<AutoResetEvent>();
    bool linkLost = false;
    quint32 boot = 0; ///< that the kit is in

    void take(const PromptEvent &event)
    {
        if (event.kind == PromptEvent::Kind::Quiet && event.id == run.id && tailIsCut()) {
            run.tailCut = true;
            return update();
        }
        if (!apply(run, event))
            return;
        if (event.kind == PromptEvent::Kind::Done && boot != run.bootId)
            run.endBootId = boot;
        if (event.kind == PromptEvent::Kind::Accepted) {
            for (const KitEvent &radio : std::exchange(earlyRadio, {}))
                apply(run, radio);
        }
        update();
    }
    void take(const KitEvent &event)
    {
        if (event.name != QLatin1String("radio") || boot != run.bootId)
            return;
        if (!run.accepted)
            earlyRadio.append(event);
        else if (apply(run, event))
            update();
    }
    void update()
    {
        if (onUpdate)
            onUpdate(run);
        changed->set();
    }
    void noteState(SessionState state)
    {
        if (state == SessionState::Connected)
            return;
        linkLost = true;
        changed->set();
    }
    [[nodiscard]] bool complete() const { return run.finished() && (run.settled() || !options.untilQuiet); }
    /// The kit has restarted since the answer ended: what it tells of the tail is of the later boot's clock.
    [[nodiscard]] bool tailIsCut() const
    {
        return run.finished() && !run.quiet && boot != run.endBootId.value_or(run.bootId);
    }
};
using Follow = std::shared_ptr<Following>;

void listen(const Follow &follow, QObject &guard)
{
    QObject::connect(follow->runner.get(), &PromptRunner::event, &guard,
        [follow](const PromptEvent &event) { follow->take(event); });
    QObject::connect(
        follow->session.get(), &KitSession::event, &guard, [follow](const KitEvent &event) { follow->take(event); });
    QObject::connect(follow->session.get(), &KitSession::stateChanged, &guard,
        [follow](SessionState state) { follow->noteState(state); });
    QObject::connect(follow->session.get(), &KitSession::rebooted, &guard, [follow](quint32 boot) {
        follow->boot = boot;
        follow->noteState(SessionState::Lost);
    });
}

Error told(const Error &error, const PromptRun &run)
{
    if (!run.accepted)
        return error;
    return Error(error.fault(),
        QStringLiteral("%1; %2 tokens of prompt %3 were received")
            .arg(error.detail())
            .arg(run.tokens.size())
            .arg(run.id),
        error.code());
}

/// The kit does not know this prompt (aiesim error 3).
bool unknownToKit(const Error &error)
{
    constexpr int kNotFound = 3;
    return error.fault() == Fault::NotFound || error.fault() == Fault::Restarted
        || (error.code() && error.code()->space == RefusalCode::Space::SmpGroup && error.code()->rc == kNotFound);
}

/// Waits for the kit and takes what it knows of the prompt. NotFound: it knows nothing of it; Restarted: any more.
QCoro::Task<Result<void>> catchUp(Follow follow, std::stop_token stop)
{
    const Result<void> connected = co_await follow->session->waitConnected(follow->options.reconnectTimeoutMs, stop);
    if (!connected)
        co_return tl::unexpected(connected.error());
    follow->linkLost = false;
    const QString id = follow->run.id;
    const Result<QList<PromptEvent>> events = co_await follow->runner->fetch(id, stop);
    // What it has accepted it forgets by a restart only, be this heard of later.
    const bool forgotten = follow->run.accepted || follow->boot != follow->run.bootId;
    if (!events && unknownToKit(events.error()) && forgotten)
        co_return fail(Fault::Restarted, QStringLiteral("it knows nothing of the prompt any more"));
    if (!events)
        co_return tl::unexpected(events.error());
    for (const PromptEvent &event : *events)
        follow->take(event);
    co_return Result<void>();
}

bool mayHaveStarted(const Error &error) { return error.fault() == Fault::LinkLost || error.fault() == Fault::Timeout; }

/// Starts; when the answer is lost, finds out whether it began and starts again if not.
QCoro::Task<Result<void>> start(Follow follow)
{
    const PromptRequest request = follow->request;
    const Result<void> started = co_await follow->runner->start(request, follow->stop);
    if (started || !mayHaveStarted(started.error()))
        co_return started;
    const Result<void> known = co_await catchUp(follow, follow->stop);
    if (known || !unknownToKit(known.error()))
        co_return known;
    follow->run.bootId = follow->boot; // the kit may have restarted meanwhile
    Result<void> again = co_await follow->runner->start(request, follow->stop);
    co_return again;
}

/// Lets the kit end the prompt and waits for its last events; they tell what was charged.
QCoro::Task<Result<void>> cancelAtKit(Follow follow)
{
    const std::stop_token never;
    const QString id = follow->run.id;
    QElapsedTimer clock;
    clock.start();
    const Result<void> accepted = co_await follow->runner->cancel(id);
    if (!accepted)
        co_return fail(Fault::Cancelled,
            QString(QStringLiteral("the kit could not be told to stop: ") + accepted.error().detail()));
    while (!follow->run.finished()) {
        const int left = static_cast<int>(follow->options.cancelTimeoutMs - clock.elapsed());
        if (left <= 0)
            co_return fail(Fault::Cancelled, QStringLiteral("the kit was told to stop but has not confirmed it"));
        const WaitEnd ended = co_await waitFor(follow->changed, left, never);
        Q_UNUSED(ended)
    }
    co_return Result<void>();
}

/// Silence before the end: the kit is asked what it knows. No news is a timeout.
QCoro::Task<Result<void>> askAfterSilence(Follow follow)
{
    const PromptRun before = follow->run;
    const Result<void> known = co_await catchUp(follow, follow->stop);
    if (!known)
        co_return known;
    if (follow->run == before)
        co_return fail(Fault::Timeout, QStringLiteral("the kit has sent nothing more of the answer"));
    co_return Result<void>();
}

/// One wait and what follows from it.
QCoro::Task<Result<void>> step(Follow follow)
{
    const bool answered = follow->run.finished();
    const int limit = answered ? follow->options.quietTimeoutMs : follow->options.silenceTimeoutMs;
    const WaitEnd ended = co_await waitFor(follow->changed, limit, follow->stop);
    if (ended == WaitEnd::Stopped && !follow->run.finished()) {
        Result<void> cancelled = co_await cancelAtKit(follow);
        co_return cancelled;
    }
    if (follow->linkLost) {
        if (answered) // only its tail is open: not worth a minute
            follow->options.reconnectTimeoutMs = std::min(follow->options.reconnectTimeoutMs, kTailReturnMs);
        Result<void> caughtUp = co_await catchUp(follow, follow->stop);
        co_return caughtUp;
    }
    if (ended == WaitEnd::TimedOut && !answered) {
        Result<void> asked = co_await askAfterSilence(follow);
        co_return asked;
    }
    if (ended == WaitEnd::TimedOut)
        follow->options.untilQuiet = false; // the answer is whole; its energy stays open
    co_return Result<void>();
}

/// A stop that came while waiting for the link or for the kit's answer still cancels at the kit when it can be reached.
QCoro::Task<Result<void>> afterFailure(Follow follow, Error error)
{
    if (error.fault() != Fault::Cancelled || !follow->stop.stop_requested()
        || follow->session->state() != SessionState::Connected)
        co_return tl::unexpected(error);
    Result<void> cancelled = co_await cancelAtKit(follow);
    co_return cancelled;
}

Result<Follow> makeFollow(
    std::shared_ptr<KitSession> session, PromptRunOptions options, PromptUpdateHandler onUpdate, std::stop_token stop)
{
    const auto follow = std::make_shared<Following>();
    follow->session = session;
    follow->runner = session->promptRunner();
    if (!follow->runner)
        return fail(Fault::NotSupported, QStringLiteral("no open port of this kit takes prompts"));
    follow->options = options;
    follow->onUpdate = std::move(onUpdate);
    follow->stop = std::move(stop);
    follow->boot = session->identity().bootId;
    return follow;
}

/// From the start's outcome to the end of the run.
QCoro::Task<Result<PromptRun>> followToEnd(Follow follow, Result<void> going)
{
    while (going && !follow->complete() && !(follow->stop.stop_requested() && follow->run.finished()))
        going = co_await step(follow);
    if (!going && !follow->run.finished()) {
        const Error why = going.error();
        going = co_await afterFailure(follow, why);
    }
    if (!going && !follow->run.finished())
        co_return tl::unexpected(told(going.error(), follow->run));
    co_return follow->run;
}

} // namespace

QString newPromptId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

QCoro::Task<Result<PromptRun>> runPrompt(std::shared_ptr<KitSession> session, PromptRequest request,
    PromptRunOptions options, PromptUpdateHandler onUpdate, std::stop_token stop)
{
    const Result<Follow> made = makeFollow(session, options, onUpdate, stop);
    if (!made)
        co_return tl::unexpected(made.error());
    const Follow follow = *made;
    if (request.id.isEmpty())
        request.id = newPromptId();
    follow->request = request;
    follow->run.id = request.id;
    follow->run.text = request.text;
    follow->run.bootId = follow->boot;
    QObject guard; // the slots end with this coroutine
    listen(follow, guard);
    const Result<void> started = co_await start(follow);
    Result<PromptRun> run = co_await followToEnd(follow, started);
    co_return run;
}

QCoro::Task<Result<PromptRun>> takeUpPrompt(std::shared_ptr<KitSession> session, PromptRun left, bool cancel,
    PromptUpdateHandler onUpdate, std::stop_token stop)
{
    const Result<Follow> made = makeFollow(session, PromptRunOptions(), onUpdate, stop);
    if (!made)
        co_return tl::unexpected(made.error());
    const Follow follow = *made;
    follow->run = left;
    QObject guard;
    listen(follow, guard);
    Result<void> going = co_await catchUp(follow, stop);
    if (going && follow->boot != left.bootId)
        going = fail(Fault::Restarted, QStringLiteral("the kit has restarted since this prompt was asked"));
    if (going && cancel && !follow->run.finished())
        going = co_await cancelAtKit(follow);
    Result<PromptRun> run = co_await followToEnd(follow, going);
    co_return run;
}

QCoro::Task<Result<PromptRun>> runPrompt(
    std::shared_ptr<KitSession> session, PromptRequest request, PromptUpdateHandler onUpdate, std::stop_token stop)
{
    return runPrompt(session, request, PromptRunOptions(), onUpdate, stop);
}

} // namespace profiles
