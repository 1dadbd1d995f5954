// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "new_recording.h"
#include "prompt_report.h"
#include "visible_text.h"

#include "../command_line/option_checks.h"

#include "device_link/protocols/delay.h"
#include "profiles/energy/sample_cover.h"
#include "profiles/prompts/idle_power.h"
#include "widgets/text/units.h"

#include <QCoroFuture>
#include <QFile>
#include <QStringDecoder>

#include <cstdio>

namespace app {

using namespace device_link;

namespace {

constexpr double kStreamHz = 100000;
constexpr int kCoverTimeoutMs = 6000; ///< the idle window after quiet among them

struct PromptOptions {
    std::string text;
    std::string model;
    std::string tier;
    quint32 maxTokens = 0;
    std::string record; ///< where to; empty: nowhere
    bool force = false;
    bool energy = true;
};

PromptRequest requestOf(const PromptOptions &options)
{
    PromptRequest request;
    request.id = profiles::newPromptId();
    request.text = QString::fromStdString(options.text);
    request.model = QString::fromStdString(options.model);
    request.tier = tierFromName(QString::fromStdString(options.tier));
    request.maxTokens = options.maxTokens;
    return request;
}

/// Prints what is new of the answer as it grows; tokens that come out of order wait for those before them.
class AnswerPrinter
{
public:
    /// lineOpen becomes true while the line of the answer is not ended.
    AnswerPrinter(std::shared_ptr<CommandContext> context, std::shared_ptr<bool> lineOpen)
        : m_context(std::move(context))
        , m_lineOpen(std::move(lineOpen))
    {
    }
    void operator()(const profiles::PromptRun &run)
    {
        if (m_context->json())
            return;
        while (m_next < run.tokens.size() && run.tokens.at(m_next).index == quint32(m_next)) {
            std::fputs(visibleText(run.tokens.at(m_next).text).toUtf8().constData(), stdout);
            ++m_next;
            *m_lineOpen = true;
        }
        std::fflush(stdout);
        if (run.finished() && !m_waiting) {
            m_waiting = true;
            std::fputc('\n', stdout);
            *m_lineOpen = false;
            m_context->progress(QStringLiteral(
                "Waiting for the radio to fall idle, so that the energy is complete (Ctrl+C: do not wait)"));
        }
    }

private:
    std::shared_ptr<CommandContext> m_context;
    std::shared_ptr<bool> m_lineOpen;
    qsizetype m_next = 0;
    bool m_waiting = false;
};

/// Starts the stream and lets the idle window pass; null when the kit has no power source.
QCoro::Task<Result<std::shared_ptr<PowerSource>>> startMeasuring(
    std::shared_ptr<KitSession> session, std::shared_ptr<CommandContext> context)
{
    const std::shared_ptr<PowerSource> source = session->powerSource();
    if (!source)
        co_return source;
    const std::stop_token stop = context->stop();
    const Result<StreamGrant> grant = co_await source->start(kStreamHz, stop);
    if (!grant)
        co_return tl::unexpected<Error>(grant.error());
    context->progress(QStringLiteral("Measuring the idle current"));
    const Result<void> passed = co_await delay(int(profiles::kIdleWindowMs) + 100, stop);
    context->progress({});
    if (!passed)
        co_return tl::unexpected<Error>(passed.error());
    co_return source;
}

/// The radio's states as the kit tells them from now on, begun with the one it is in.
QCoro::Task<std::shared_ptr<profiles::RadioHistory>> watchRadio(
    std::shared_ptr<KitSession> session, std::shared_ptr<QObject> context)
{
    const auto history = std::make_shared<profiles::RadioHistory>();
    QObject::connect(session.get(), &KitSession::event, context.get(), [history](const KitEvent &event) {
        if (event.name == QLatin1String("radio"))
            history->add(event.kitTimeNs, radioStateFromName(event.fields.value(QLatin1String("state")).toString()));
    });
    const std::shared_ptr<ModemStatus> modem = session->modemStatus();
    if (!modem)
        co_return history;
    const std::stop_token never;
    const Result<ModemState> now = co_await modem->read(never);
    if (now && now->radio != RadioState::Unknown)
        history->add(now->kitTimeNs, now->radio);
    co_return history;
}

/// The account, or empty when the kit has none or does not answer: then the money is not told.
QCoro::Task<std::optional<AccountState>> readAccount(std::shared_ptr<KitSession> session)
{
    const std::shared_ptr<TokenAccount> account = session->tokenAccount();
    if (!account)
        co_return std::nullopt;
    const std::stop_token never;
    const Result<AccountState> state = co_await account->read(never);
    if (!state)
        co_return std::nullopt;
    co_return *state;
}

/// The text as given, or all of standard input for "-". BadArgument: nothing in it, too much, or no UTF-8.
Result<QString> promptText(const std::string &given)
{
    constexpr qint64 kMost = 64 * 1024; // no kit takes more in one prompt
    QByteArray bytes = QByteArray::fromStdString(given);
    if (given == "-") {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return fail(Fault::CannotRead, QStringLiteral("standard input: ") + input.errorString());
        bytes.clear();
        while (bytes.size() <= kMost) {
            const QByteArray part = input.read(kMost);
            if (part.isEmpty())
                break;
            bytes += part;
        }
        while (bytes.endsWith('\n') || bytes.endsWith('\r'))
            bytes.chop(1);
    }
    if (bytes.size() > kMost)
        return fail(Fault::BadArgument, QStringLiteral("a prompt has at most %1 bytes").arg(widgets::integer(kMost)));
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(bytes);
    if (decode.hasError())
        return fail(Fault::BadArgument, QStringLiteral("the prompt is not UTF-8 text"));
    if (text.trimmed().isEmpty())
        return fail(Fault::BadArgument, QStringLiteral("the prompt is empty"));
    return text;
}

/// What the kit would refuse is told before anything is measured.
Result<void> fitsKit(const QString &text, const PromptRunner &runner)
{
    const qsizetype bytes = text.toUtf8().size();
    const int most = runner.maxPromptBytes();
    if (most <= 0 || bytes <= most)
        return {};
    return fail(Fault::BadArgument,
        QStringLiteral("this kit takes prompts of at most %1 bytes of UTF-8; this one has %2")
            .arg(widgets::integer(most), widgets::integer(bytes)));
}

/// What can be told before the kit is asked for anything.
Result<void> checkOptions(const PromptOptions &options)
{
    return options.record.empty() ? Result<void>() : mayMake(recordingPath(options.record, {}), options.force);
}

/// Null where nothing is to be recorded.
QCoro::Task<Result<std::shared_ptr<NewRecording>>> startRecording(
    std::shared_ptr<KitSession> session, PromptOptions options, std::stop_token stop)
{
    if (options.record.empty())
        co_return std::shared_ptr<NewRecording>();
    const QString path = recordingPath(options.record, session->identity().serial);
    auto started = co_await NewRecording::start(session, path, stop);
    co_return started;
}

/// What came is kept, also of an answer that failed.
QCoro::Task<Result<void>> endRecording(std::shared_ptr<NewRecording> recording)
{
    if (!recording)
        co_return Result<void>();
    const Result<RecordingTotals> totals = co_await NewRecording::finish(recording);
    if (!totals)
        co_return tl::unexpected<Error>(totals.error());
    co_return Result<void>();
}

QCoro::Task<int> runPromptCommand(PromptOptions options, std::shared_ptr<CommandContext> context)
{
    const Result<QString> text = promptText(options.text);
    if (!text)
        co_return context->wrongUsage(text.error());
    options.text = text->toStdString();
    if (const Result<void> possible = checkOptions(options); !possible)
        co_return context->failed(possible.error());
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto runner = offered(session->promptRunner(), Capability::PromptRunner);
    if (!runner)
        co_return context->failed(runner.error());
    if (const Result<void> fits = fitsKit(*text, **runner); !fits)
        co_return context->failed(fits.error());
    const auto listening = std::make_shared<QObject>();
    const std::shared_ptr<profiles::RadioHistory> radio = co_await watchRadio(session, listening);
    co_await awaitNetwork(session, context);
    const std::stop_token stop = context->stop();
    const auto began = co_await startRecording(session, options, stop);
    if (!began)
        co_return context->failed(began.error());
    const std::shared_ptr<NewRecording> recording = *began;
    std::shared_ptr<PowerSource> source;
    if (options.energy) {
        const auto measuring = co_await startMeasuring(session, context);
        if (!measuring) {
            if (recording)
                context->print(QStringLiteral("No recording was made: it ended before the prompt was asked."));
            co_return context->failed(measuring.error());
        }
        source = *measuring;
    }
    const PromptRequest request = requestOf(options);
    profiles::PromptRunOptions runOptions;
    runOptions.untilQuiet = source != nullptr;
    const auto lineOpen = std::make_shared<bool>(false);
    const profiles::PromptUpdateHandler onUpdate = AnswerPrinter(context, lineOpen);
    const auto run = co_await profiles::runPrompt(session, request, runOptions, onUpdate, stop);
    context->progress({});
    if (!run) {
        if (*lineOpen)
            context->print({});
        const Result<void> kept = co_await endRecording(recording);
        if (recording && kept)
            context->print(recordedSentence(recording->path()));
        co_return context->failed(run.error());
    }
    const std::optional<std::int64_t> needed = profiles::energyKnownAt(*run, *radio);
    if (source && needed) {
        // A result either way: the report says when the energy is incomplete.
        [[maybe_unused]] const bool covered = co_await profiles::samplesReach(source, *needed, kCoverTimeoutMs, stop);
    }
    const std::optional<AccountState> account = co_await readAccount(session);
    const std::shared_ptr<const SampleView> store = source ? source->store() : nullptr;
    const Result<void> recorded = co_await endRecording(recording);
    printPromptReport(*context, *run, store.get(), *radio, account, session->identity().simulated,
        recording && recorded ? recording->path() : QString());
    session->close();
    if (!recorded)
        co_return context->failed(recorded.error());
    if (run->finish == QStringLiteral("stop") || run->finish == QStringLiteral("length"))
        co_return 0;
    context->complain(cutSentence(*run));
    co_return 1;
}

} // namespace

void setUpPrompt(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand(
        "prompt", "Asks the kit's model; prints the answer and its four costs: ms, mJ, tokens, money");
    const auto options = std::make_shared<PromptOptions>();
    command->add_option("text", options->text, "What to ask; - reads it from standard input")->required();
    command->add_option("--model", options->model, "Model (default: the kit decides)")->check(notEmpty());
    command->add_option("--tier", options->tier, "Where to compute (default: the kit decides)")
        ->check(CLI::IsMember({"metro", "province", "nation"}));
    command->add_option("--max-tokens", options->maxTokens, "At most so many tokens (default: the kit's)")
        ->check(CLI::Range(1, 1024));
    CLI::Option *noEnergy = command->add_flag(
        "!--no-energy", options->energy, "Do not measure energy; ends with the answer, without waiting for the radio");
    CLI::Option *record = command->add_option("--record", options->record,
        "Recording (*.aer) to make of it, from the idle time before to the idle time after; or a folder for one");
    record->check(notEmpty())->excludes(noEnergy);
    addForceOption(*command, options->force)->needs(record);
    command->callback([&choice, options] {
        choice.choose([chosen = *options](std::shared_ptr<CommandContext> context) {
            return runPromptCommand(chosen, std::move(context));
        });
    });
}

} // namespace app
