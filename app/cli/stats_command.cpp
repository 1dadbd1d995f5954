// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "file_work.h"
#include "json_values.h"
#include "logic_figures.h"
#include "recording_range.h"

#include "device_link/capture/recorded/recorded_samples.h"
#include "profiles/energy/energy_per_token.h"
#include "profiles/tokens/money.h"
#include "widgets/text/units.h"

#include <QCoroFuture>

#include <array>
#include <set>
#include <tuple>

namespace app {

using namespace device_link;

namespace {

constexpr std::array<double, 3> kQuantiles{0.50, 0.95, 0.99};

/// Figures of one channel over the range.
struct ChannelFigures {
    QString name, unit;
    SampleStats stats;
    std::vector<double> percentiles; ///< of kQuantiles
    std::optional<LogicFigures>
        logic; ///< its words are bits: the figures above then mean nothing but count and missing
};

struct RecordingFigures {
    RecordingRange range;
    std::vector<ChannelFigures> channels;
    std::optional<profiles::EnergyStats> energy;
    int prompts = 0;
    qint64 promptTokens = 0, completionTokens = 0, chargeMicro = 0;
    qint64 tokens = 0;                    ///< pieces of answers that came in the range, those of stopped ones too
    std::optional<profiles::Money> money; ///< of chargeMicro, at the price of the recording

    [[nodiscard]] std::optional<double> mjPerToken() const { return profiles::energyPerTokenMj(energy, tokens); }
};

ChannelFigures figuresOf(const SampleView &samples, std::size_t channel, std::uint64_t first, std::uint64_t last,
    const std::stop_token &stop)
{
    const std::vector<SampleChannel> &raw = samples.info().channels;
    const bool derived = channel >= raw.size();
    ChannelFigures figures;
    figures.name = derived ? QStringLiteral("power") : QString::fromStdString(raw[channel].name);
    figures.unit = derived ? QStringLiteral("W") : QString::fromStdString(raw[channel].unit);
    figures.stats = profiles::channelStats(samples, channel, first, last);
    if (!derived && raw[channel].isLogic())
        figures.logic = logicFigures(samples, channel, first, last, stop);
    else
        figures.percentiles = profiles::channelPercentiles(samples, channel, first, last, kQuantiles);
    return figures;
}

void addPrompts(RecordingFigures &figures)
{
    using Seen = std::tuple<QString, PromptEvent::Kind, quint32>;
    std::set<Seen> seen; // after a lost link some events are there twice
    for (const PromptEvent &event : figures.range.recording.prompts) {
        const bool inside = event.kitTimeNs >= figures.range.beginNs && event.kitTimeNs < figures.range.endNs;
        if (!inside || !seen.insert(Seen(event.id, event.kind, event.tokenIndex)).second)
            continue;
        figures.tokens += event.kind == PromptEvent::Kind::Token ? 1 : 0;
        figures.prompts += event.kind == PromptEvent::Kind::Accepted ? 1 : 0;
        figures.promptTokens += event.kind == PromptEvent::Kind::Usage ? event.promptTokens : 0;
        figures.completionTokens += event.kind == PromptEvent::Kind::Usage ? event.completionTokens : 0;
        figures.chargeMicro += event.kind == PromptEvent::Kind::Charge ? event.chargeMicro : 0;
    }
    const auto &price = figures.range.recording.info.price;
    if (price.microPerMillionTokens <= 0)
        return;
    AccountState account;
    account.priceMicroPerMillionTokens = price.microPerMillionTokens;
    account.currency = price.currency;
    account.priceVersion = price.version;
    figures.money = profiles::moneyOf(figures.chargeMicro, account);
}

Result<RecordingFigures> figuresOnce(const RecordingChoice &choice, const std::stop_token &stop)
{
    auto range = openRange(choice, stop);
    if (!range)
        return tl::unexpected(range.error());
    RecordingFigures figures;
    figures.range = std::move(*range);
    const SampleView &samples = *figures.range.recording.samples;
    for (std::size_t channel = 0; channel < samples.channelCount() && !stop.stop_requested(); ++channel)
        figures.channels.push_back(figuresOf(samples, channel, figures.range.first, figures.range.last, stop));
    figures.energy = profiles::energyStats(samples, figures.range.first, figures.range.last);
    addPrompts(figures);
    if (stop.stop_requested())
        return fail(Fault::Cancelled);
    return figures;
}

/// All of the same samples: when some have gone bad since the pyramid was made, that is made anew.
Result<RecordingFigures> figuresOf(const RecordingChoice &choice, const std::stop_token &stop)
{
    const auto foundDamaged = [](const RecordingFigures &figures) {
        const auto *samples = dynamic_cast<const RecordedSamples *>(figures.range.recording.samples.get());
        return samples && samples->foundDamaged();
    };
    Result<RecordingFigures> figures = figuresOnce(choice, stop);
    if (!figures || !foundDamaged(*figures))
        return figures;
    figures = fail(Fault::Cancelled); // closes it, which removes the pyramid
    return figuresOnce(choice, stop);
}

void printFigures(const CommandContext &context, const RecordingFigures &figures)
{
    for (const QString &line : recordingNotes(figures.range.recording))
        context.print(line);
    const double seconds = double(figures.range.endNs - figures.range.beginNs) * 1e-9;
    const SampleStats &any = figures.channels.front().stats;
    const QString paused = any.paused > 0
        ? QStringLiteral(", of them %1 while measuring was stopped").arg(widgets::integer(qint64(any.paused)))
        : QString();
    context.print(QStringLiteral("%1 samples in %2 s at %3, %4 missing%5")
                      .arg(widgets::integer(qint64(any.count)), widgets::fixed(seconds, 3),
                          widgets::text(widgets::rate(figures.range.recording.samples->info().rateHz)),
                          widgets::integer(qint64(any.missing)), paused));
    QString header = QStringLiteral("%1").arg(QString(), -8);
    for (const char *name : {"min", "avg", "max", "std", "rms", "p50", "p95", "p99"})
        header += QStringLiteral(" %1").arg(QLatin1String(name), 11);
    context.print(header);
    for (const ChannelFigures &channel : figures.channels) {
        if (channel.logic)
            continue;
        const SampleStats &stats = channel.stats;
        QString line = QStringLiteral("%1").arg(channel.name, -8);
        std::vector<double> values{stats.min, stats.mean, stats.max, stats.stddev, stats.rms};
        values.insert(values.end(), channel.percentiles.begin(), channel.percentiles.end());
        for (const double value : values)
            line += QStringLiteral(" %1").arg(widgets::text(widgets::si(value, channel.unit)), 11);
        context.print(line);
    }
    for (const ChannelFigures &channel : figures.channels)
        if (channel.logic)
            printLogic(context, *channel.logic);
    if (figures.energy) {
        QString line = QStringLiteral("Charge %1 (%2 mAh)")
                           .arg(widgets::text(widgets::si(figures.energy->chargeC, QStringLiteral("C"))),
                               widgets::significant(figures.energy->chargeMah(), 4));
        if (figures.energy->energyJ)
            line += QStringLiteral(", energy %1 (%2 mWh)")
                        .arg(widgets::text(widgets::si(*figures.energy->energyJ, QStringLiteral("J"))),
                            widgets::significant(*figures.energy->energyMwh(), 4));
        context.print(line + (any.missing > 0 ? QStringLiteral(" over the samples that are there") : QString()));
    }
    if (figures.prompts > 0 || figures.completionTokens + figures.tokens > 0) {
        QString charged = widgets::text(widgets::tokens(figures.chargeMicro));
        if (figures.money)
            charged += QStringLiteral(" (%1 %2, price %3)")
                           .arg(figures.money->currency, profiles::formatMicro(figures.money->micro, 2),
                               figures.money->priceVersion);
        // An answer is counted and charged at its end, wherever in the recording it began.
        context.print(
            QStringLiteral("%1 begun; of answers that ended: %2 tokens in, %3 out, %4 charged")
                .arg(figures.prompts == 1 ? QStringLiteral("1 prompt")
                                          : QStringLiteral("%1 prompts").arg(figures.prompts),
                    widgets::integer(figures.promptTokens), widgets::integer(figures.completionTokens), charged));
        QString came = QStringLiteral("%1 tokens came in this range").arg(widgets::integer(figures.tokens));
        if (const auto perToken = figures.mjPerToken())
            came += QStringLiteral(", %1 each with idle")
                        .arg(widgets::text(widgets::si(*perToken / 1e3, QStringLiteral("J"))));
        context.print(came);
    }
}

QJsonObject jsonOf(const RecordingFigures &figures)
{
    const RecordedPart &part = figures.range.recording.parts.at(figures.range.recording.shownPart);
    QJsonObject object{{QStringLiteral("first_index"), qint64(figures.range.first)},
        {QStringLiteral("last_index"), qint64(figures.range.last)},
        {QStringLiteral("seconds"), double(figures.range.endNs - figures.range.beginNs) * 1e-9},
        {QStringLiteral("rate_hz"), figures.range.recording.samples->info().rateHz},
        {QStringLiteral("simulated"), figures.range.recording.info.simulated},
        {QStringLiteral("voltage_is_set_not_measured"), figures.range.recording.info.voltageIsSet},
        {QStringLiteral("whole"), figures.range.recording.recovery.isWhole()},
        {QStringLiteral("stream"), qint64(part.stream)},
        {QStringLiteral("other_streams"), qint64(figures.range.recording.otherParts())},
        {QStringLiteral("samples"), qint64(figures.channels.front().stats.count)},
        {QStringLiteral("missing"), qint64(figures.channels.front().stats.missing)},
        {QStringLiteral("not_measured"), qint64(figures.channels.front().stats.paused)},
        {QStringLiteral("prompts"), figures.prompts}, {QStringLiteral("prompt_tokens"), figures.promptTokens},
        {QStringLiteral("completion_tokens"), figures.completionTokens},
        {QStringLiteral("tokens_in_range"), figures.tokens}, {QStringLiteral("charge_micro"), figures.chargeMicro}};
    if (const auto perToken = figures.mjPerToken())
        object.insert(QStringLiteral("mj_per_token_with_idle"), *perToken);
    if (figures.money) {
        object.insert(QStringLiteral("money_micro"), figures.money->micro);
        object.insert(QStringLiteral("currency"), figures.money->currency);
        object.insert(QStringLiteral("price_version"), figures.money->priceVersion);
    }
    if (figures.energy) {
        object.insert(QStringLiteral("charge_coulomb"), figures.energy->chargeC);
        if (figures.energy->energyJ)
            object.insert(QStringLiteral("energy_joule"), *figures.energy->energyJ);
    }
    for (const ChannelFigures &channel : figures.channels) {
        if (channel.logic) {
            object.insert(channel.name, toJson(*channel.logic));
            continue;
        }
        QJsonObject values = toJson(channel.stats);
        values.insert(QStringLiteral("unit"), channel.unit);
        constexpr std::array<const char *, kQuantiles.size()> kNames{"p50", "p95", "p99"};
        for (std::size_t i = 0; i < channel.percentiles.size(); ++i)
            values.insert(QLatin1String(kNames[i]), channel.percentiles[i]);
        object.insert(channel.name, values);
    }
    return object;
}

QCoro::Task<int> runStats(RecordingChoice options, std::shared_ptr<CommandContext> context)
{
    context->setFile(widgets::FileKind::Recording);
    context->progress(QStringLiteral("Reading"));
    const std::stop_token stop = context->stop();
    const QFuture<Result<RecordingFigures>> reading
        = QtConcurrent::run([options, stop] { return figuresOf(options, stop); });
    const Result<RecordingFigures> figures = co_await reading;
    context->progress({});
    if (!figures)
        co_return figures.error().fault() == Fault::BadArgument ? context->wrongUsage(figures.error())
                                                                : context->failed(figures.error());
    printFigures(*context, *figures);
    context->printJson(jsonOf(*figures));
    co_return 0;
}

} // namespace

void setUpStats(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand(
        "stats", "Exact statistics of a recording or a part of it, and what it cost; no kit needed");
    const auto options = std::make_shared<RecordingChoice>();
    addRecordingOptions(command, *options);
    command->callback([&app, &choice, options] {
        refuseKitOptions(app);
        refuseRange(options->from, options->to);
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runStats(chosen, std::move(context)); });
    });
}

} // namespace app
