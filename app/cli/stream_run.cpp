// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_run.h"

#include "device_link/protocols/delay.h"
#include "widgets/text/units.h"

#include <QCoroFuture>
#include <QElapsedTimer>

namespace app {

using namespace device_link;

namespace {

constexpr int kStepMs = 200;

void showProgress(const CommandContext &context, const PowerSource &source, const StreamRun &run, double seconds)
{
    const std::shared_ptr<const SampleStore> store = source.store();
    QString line = QStringLiteral("%1 of %2 s").arg(run.ranSeconds, 0, 'f', 1).arg(seconds, 0, 'f', 1);
    if (store) {
        line += QStringLiteral(" · %1 samples · %2 lost")
                    .arg(widgets::integer(qint64(store->received())), widgets::integer(qint64(store->lostSamples())));
    }
    if (run.awaySeconds > 0)
        line += QStringLiteral(" · away for %1 s").arg(run.awaySeconds, 0, 'f', 1);
    context.progress(line);
}

Error lossOf(const KitSession &session)
{
    return session.lastError().value_or(Error(Fault::LinkLost, QStringLiteral("the kit is not connected")));
}

} // namespace

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
    const Result<void> stopped = co_await source->stop();
    if (!stopped)
        run.lost = stopped.error();
    co_return run;
}

} // namespace app
