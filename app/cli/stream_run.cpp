// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_run.h"

#include "device_link/protocols/delay.h"
#include "device_link/session/host_clock.h"
#include "widgets/text/units.h"

#include <QCoroFuture>
#include <QElapsedTimer>

namespace app {

using namespace device_link;

namespace {

constexpr int kStepMs = 200;

void showProgress(const CommandContext &context, const PowerSource &source, const StreamRun &run, double seconds)
{
    const std::shared_ptr<const SampleView> store = source.store();
    QString line = QStringLiteral("%1 of %2 s").arg(run.ranSeconds, 0, 'f', 1).arg(seconds, 0, 'f', 1);
    if (store) {
        line += QStringLiteral(" · %1 samples · %2 lost")
                    .arg(widgets::integer(qint64(store->received())), widgets::integer(qint64(store->lostSamples())));
    }
    if (run.awaySeconds > 0)
        line += QStringLiteral(" · away for %1 s").arg(run.awaySeconds, 0, 'f', 1);
    context.progress(line);
}

/// Kit time from the last sample to that moment; empty when one of them is not known.
std::optional<double> behind(const PowerSource &source, std::int64_t endKitNs)
{
    const std::shared_ptr<const SampleView> store = source.store();
    if (!store || store->endIndex() == 0)
        return std::nullopt;
    return double(endKitNs - store->kitTimeOf(store->endIndex() - 1)) / 1e9;
}

Error lossOf(const KitSession &session)
{
    return session.lastError().value_or(Error(Fault::LinkLost, QStringLiteral("the kit is not connected")));
}

/// A kit that has just fallen silent is noticed only after three seconds, and a stream that it gave up never: samples
/// must have come up to the end. What is merely late gets the time to arrive.
QCoro::Task<void> checkEnd(std::shared_ptr<KitSession> session, std::shared_ptr<PowerSource> source, StreamRun *run)
{
    constexpr int kPatienceMs = 4000; // longer than a link may be silent before it is lost
    constexpr double kMostBehind = 0.25;
    const std::stop_token never;
    const std::optional<std::int64_t> endKitNs = session->clock().toKitNs(hostNowNs());
    std::optional<double> late = endKitNs ? behind(*source, *endKitNs) : std::nullopt;
    for (int waited = 0; late && *late > kMostBehind && waited < kPatienceMs; waited += kStepMs) {
        const Result<void> passed = co_await delay(kStepMs, never);
        Q_UNUSED(passed)
        if (session->state() != SessionState::Connected)
            break;
        late = behind(*source, *endKitNs);
    }
    if (!late || *late <= kMostBehind)
        co_return;
    run->silentSeconds = *late;
    run->lost = session->state() == SessionState::Connected
        ? Error(Fault::Timeout, QStringLiteral("no samples came at the end of the measurement"))
        : lossOf(*session);
}

} // namespace

QString lostSentence(const StreamRun &run, double seconds)
{
    if (run.silentSeconds > 0)
        return QStringLiteral("No samples came in the last %1 s of %2 s: what is told ends before them.")
            .arg(widgets::fixed(run.silentSeconds, 1), widgets::fixed(seconds, 1));
    return QStringLiteral("The measurement ended after %1 s of %2 s: the link was lost.")
        .arg(widgets::fixed(run.ranSeconds, 1), widgets::fixed(seconds, 1));
}

QString stoppedSentence(const StreamRun &run, double seconds)
{
    return QStringLiteral("Stopped after %1 s of %2 s, as you asked.")
        .arg(widgets::fixed(run.ranSeconds, 1), widgets::fixed(seconds, 1));
}

QCoro::Task<Result<StreamRun>> runStream(std::shared_ptr<CommandContext> context, std::shared_ptr<KitSession> session,
    std::shared_ptr<PowerSource> source, StreamRunOptions options)
{
    const std::stop_token stop = context->stop();
    const Result<StreamGrant> grant = co_await source->start(options.rateHz, stop);
    if (!grant)
        co_return tl::unexpected<Error>(grant.error());
    StreamRun run;
    run.grant = *grant;
    QElapsedTimer clock;
    clock.start();
    while (!stop.stop_requested() && (!options.goOn || options.goOn())) {
        const double left = options.seconds - run.ranSeconds;
        const bool away = session->state() != SessionState::Connected;
        if (left <= 0 || (away && !options.throughLoss))
            break;
        const int step = left * 1000 < kStepMs ? int(left * 1000) + 1 : kStepMs;
        const Result<void> passed = co_await delay(step, stop);
        const double now = double(clock.nsecsElapsed()) / 1e9;
        if (away)
            run.awaySeconds += now - run.ranSeconds;
        run.ranSeconds = now;
        if (!passed)
            break;
        showProgress(*context, *source, run, options.seconds);
    }
    context->progress({});
    if (session->state() != SessionState::Connected) {
        run.lost = lossOf(*session);
        co_return run;
    }
    co_await checkEnd(session, source, &run);
    if (run.lost)
        co_return run;
    const Result<void> stopped = co_await source->stop();
    if (!stopped)
        run.lost = stopped.error();
    co_return run;
}

} // namespace app
