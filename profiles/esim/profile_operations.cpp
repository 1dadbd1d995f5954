// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_operations.h"

#include "es10_card.h"
#include "es10_transport.h"
#include "isdr.h"
#include "profiles/common/auto_reset_event.h"

#include <QElapsedTimer>

#include <algorithm>

namespace profiles {

using device_link::CardChannel;
using device_link::CardSession;
using device_link::CardTurn;

namespace {

/// A modem that was told to refresh the card does so within this time, or says nothing about it.
constexpr int kResetSignalMs = 3000;
/// Between two tries to reach a card that is away.
constexpr int kRetryMs = 300;
/// How long an unexpected state may last before it is believed: the card changes state at the REFRESH, not before.
constexpr int kSettleMs = 3000;
constexpr int kAfterStopMs = 10000;

enum class Change : std::uint8_t { Enable, Disable };

struct SwitchJob {
    std::shared_ptr<CardChannel> channel;
    ProfileId profile;
    Change change = Change::Enable;
    SwitchOptions options;
    SwitchProgressHandler progress;
    std::stop_token stop;
    std::shared_ptr<AutoResetEvent> reset = std::make_shared<AutoResetEvent>();
    std::shared_ptr<bool> wasReset = std::make_shared<bool>(false);
    bool wasAway = false; ///< the list could not be read for a while

    void tell(SwitchStep step) const
    {
        if (progress)
            progress(step);
    }
    [[nodiscard]] QByteArray command() const
    {
        return change == Change::Enable ? encodeEnableProfile(profile, options.refresh)
                                        : encodeDisableProfile(profile, options.refresh);
    }
    [[nodiscard]] Es10Function function() const
    {
        return change == Change::Enable ? Es10Function::EnableProfile : Es10Function::DisableProfile;
    }
    [[nodiscard]] bool doneIn(const QList<ProfileInfo> &list) const
    {
        return std::any_of(list.begin(), list.end(), [this](const ProfileInfo &info) {
            return info.is(profile) && info.enabled() == (change == Change::Enable);
        });
    }
};

bool refusedByCard(const Error &error)
{
    return error.code()
        && (error.code()->space == RefusalCode::Space::Es10 || error.code()->space == RefusalCode::Space::StatusWord);
}

/// The list; the caller holds the turn. Cards that do not know the tag list get the plain request.
QCoro::Task<Result<QList<ProfileInfo>>> fetchList(std::shared_ptr<CardChannel> channel, std::stop_token stop)
{
    ProfilesInfoRequest request;
    request.tags = profileListTags();
    for (;;) {
        const QByteArray command = encodeGetProfilesInfo(request);
        const Result<QByteArray> response = co_await askIsdr(channel, command, stop);
        if (!response)
            co_return tl::unexpected(response.error());
        Result<QList<ProfileInfo>> list = decodeProfilesInfo(*response);
        if (list || !refusedByCard(list.error()) || request.tags.isEmpty())
            co_return list;
        request.tags.clear();
    }
}

/// Reads the list until it shows the change or the time is over; the last list, or why there is none. `sure`: the card
/// said that it did it, so an older state is waited out to the deadline, not just until it has settled.
QCoro::Task<Result<QList<ProfileInfo>>> readBack(std::shared_ptr<SwitchJob> job, bool sure)
{
    const std::stop_token never; // the outcome is told even after a stop
    QElapsedTimer clock;
    clock.start();
    std::optional<qint64> firstAnswerMs;
    for (;;) {
        Result<QList<ProfileInfo>> list = co_await fetchList(job->channel, never);
        if (list && job->doneIn(*list))
            co_return list;
        const qint64 elapsed = clock.elapsed();
        if (!list)
            job->wasAway = true;
        if (list && !firstAnswerMs)
            firstAnswerMs = elapsed;
        const int limit
            = job->stop.stop_requested() ? qMin(kAfterStopMs, job->options.cardTimeoutMs) : job->options.cardTimeoutMs;
        const bool settled = list && !sure && elapsed - *firstAnswerMs >= kSettleMs;
        const bool gone = !list && list.error().fault() == Fault::Cancelled; // not by a stop: by the end of the session
        if (settled || gone || elapsed >= limit)
            co_return list;
        const WaitEnd ended = co_await waitFor(job->reset, kRetryMs, never);
        Q_UNUSED(ended)
    }
}

Error notDone(const SwitchJob &job, const Error &why, const Result<QList<ProfileInfo>> &list)
{
    const QString verb = job.change == Change::Enable ? QStringLiteral("enabled") : QStringLiteral("disabled");
    if (list)
        return Error(why.fault(),
            QString(why.detail() + QStringLiteral("; the profile list was read back: it was not ") + verb), why.code());
    return Error(why.fault(),
        QString(why.detail() + QStringLiteral("; the command had been sent and the card could not be read since (")
            + list.error().detail() + QStringLiteral("): whether the profile is ") + verb
            + QStringLiteral(" is unknown")),
        why.code());
}

/// After the command: waits for the card, reads back, compares.
QCoro::Task<Result<ProfileSwitch>> concludeSwitch(
    std::shared_ptr<SwitchJob> job, QList<ProfileInfo> before, Result<void> answer)
{
    QElapsedTimer away;
    away.start();
    if (answer && job->options.refresh && !*job->wasReset) {
        job->tell(SwitchStep::WaitForCard);
        const WaitEnd ended = co_await waitFor(job->reset, kResetSignalMs, job->stop);
        Q_UNUSED(ended)
    }
    job->tell(SwitchStep::ReadBack);
    const bool sure = answer.has_value();
    const Result<QList<ProfileInfo>> list = co_await readBack(job, sure);
    if (!list || !job->doneIn(*list)) {
        const bool gone = !list && list.error().fault() == Fault::Cancelled;
        const Error silent(gone ? Fault::Cancelled : Fault::Timeout,
            QStringLiteral("the card accepted the command but did not show it in time"));
        co_return tl::unexpected(notDone(*job, answer ? silent : answer.error(), list));
    }
    ProfileSwitch result;
    result.before = before;
    result.after = *list;
    result.cardReset = *job->wasReset;
    if (result.cardReset || job->wasAway)
        result.interruptionMs = away.elapsed();
    result.stoppedTooLate = job->stop.stop_requested();
    if (!answer)
        result.answerLost = answer.error();
    co_return result;
}

QCoro::Task<Result<ProfileSwitch>> switchProfile(std::shared_ptr<SwitchJob> job)
{
    QObject guard;
    QObject::connect(
        job->channel.get(), &CardChannel::cardReset, &guard, [reset = job->reset, wasReset = job->wasReset] {
            *wasReset = true;
            reset->set();
        });
    job->tell(SwitchStep::TakeTurn);
    const Result<std::shared_ptr<CardTurn>> turn = co_await job->channel->takeTurn(job->stop);
    if (!turn)
        co_return tl::unexpected(turn.error());
    job->tell(SwitchStep::ReadList);
    const Result<QList<ProfileInfo>> before = co_await fetchList(job->channel, job->stop);
    if (!before)
        co_return tl::unexpected(before.error());
    if (job->stop.stop_requested())
        co_return fail(Fault::Cancelled, QStringLiteral("stopped before the command was sent"));
    job->tell(SwitchStep::SendCommand);
    const Result<CardSession> opened = co_await openIsdr(job->channel, job->stop);
    if (!opened)
        co_return tl::unexpected(opened.error());
    *job->wasReset = false;
    const CardSession session = *opened;
    const QByteArray command = job->command();
    const Result<QByteArray> response = co_await exchangeEs10(job->channel, session, command, job->stop);
    const Result<void> closed = co_await job->channel->close(session); // fails when the refresh was quicker
    Q_UNUSED(closed)
    const Result<void> answer
        = response ? decodeEs10Result(job->function(), *response) : tl::unexpected(response.error());
    if (!answer && refusedByCard(answer.error()))
        co_return tl::unexpected(answer.error());
    const QList<ProfileInfo> old = *before;
    Result<ProfileSwitch> result = co_await concludeSwitch(job, old, answer);
    co_return result;
}

std::shared_ptr<SwitchJob> makeJob(std::shared_ptr<CardChannel> channel, ProfileId profile, Change change,
    SwitchOptions options, SwitchProgressHandler progress, std::stop_token stop)
{
    SwitchJob job{std::move(channel), std::move(profile), change, options, std::move(progress), std::move(stop)};
    return std::make_shared<SwitchJob>(std::move(job));
}

} // namespace

QCoro::Task<Result<QList<ProfileInfo>>> listProfiles(std::shared_ptr<CardChannel> channel, std::stop_token stop)
{
    const Result<std::shared_ptr<CardTurn>> turn = co_await channel->takeTurn(stop);
    if (!turn)
        co_return tl::unexpected(turn.error());
    Result<QList<ProfileInfo>> list = co_await fetchList(channel, stop);
    co_return list;
}

QCoro::Task<Result<Eid>> readEid(std::shared_ptr<CardChannel> channel, std::stop_token stop)
{
    const Result<std::shared_ptr<CardTurn>> turn = co_await channel->takeTurn(stop);
    if (!turn)
        co_return tl::unexpected(turn.error());
    const QByteArray command = encodeGetEid();
    const Result<QByteArray> response = co_await askIsdr(channel, command, stop);
    if (!response)
        co_return tl::unexpected(response.error());
    co_return decodeGetEid(*response);
}

QCoro::Task<Result<ProfileSwitch>> enableProfile(std::shared_ptr<CardChannel> channel, ProfileId profile,
    SwitchOptions options, SwitchProgressHandler progress, std::stop_token stop)
{
    return switchProfile(makeJob(channel, profile, Change::Enable, options, progress, stop));
}

QCoro::Task<Result<ProfileSwitch>> enableProfile(
    std::shared_ptr<CardChannel> channel, ProfileId profile, SwitchProgressHandler progress, std::stop_token stop)
{
    return switchProfile(makeJob(channel, profile, Change::Enable, SwitchOptions(), progress, stop));
}

QCoro::Task<Result<ProfileSwitch>> disableProfile(std::shared_ptr<CardChannel> channel, ProfileId profile,
    SwitchOptions options, SwitchProgressHandler progress, std::stop_token stop)
{
    return switchProfile(makeJob(channel, profile, Change::Disable, options, progress, stop));
}

QCoro::Task<Result<ProfileSwitch>> disableProfile(
    std::shared_ptr<CardChannel> channel, ProfileId profile, SwitchProgressHandler progress, std::stop_token stop)
{
    return switchProfile(makeJob(channel, profile, Change::Disable, SwitchOptions(), progress, stop));
}

} // namespace profiles
