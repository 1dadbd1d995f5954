// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt_service.h"

#include "virtual_kit/physics/constants.h"

#include <cmath>
#include <utility>

namespace virtual_kit {

namespace {

QString latin1(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

SimTime milliseconds(std::string_view group, std::string_view key)
{
    return std::llround(constant(group, key) * static_cast<double>(kMillisecond));
}

} // namespace

struct PromptService::Run {
    PromptAsk ask;
    ModelAnswer answer;
    SimTime accepted = 0;
    PowerTotals atStart;
    int delivered = 0; ///< tokens that reached the kit
};

PromptService::PromptService(std::uint64_t seed, const PromptSurroundings &around)
    : m_around(around)
    , m_path(seed, "prompt", around.radio.profile())
    , m_model(seed)
{
}

PromptService::~PromptService() { m_around.simulation.cancel(m_step); }

void PromptService::tell(const QString &id, std::string_view name, const QCborMap &fields)
{
    QCborMap all{{QLatin1String("id"), id}};
    for (auto it = fields.constBegin(); it != fields.constEnd(); ++it)
        all.insert(it.key(), it.value());
    const QCborMap event = m_around.events.send(name, all);
    if (PromptRecord *record = m_archive.record(id))
        record->events.push_back(event);
}

void PromptService::truth(std::string_view what, const QString &id, QJsonObject fields)
{
    fields.insert(QLatin1String("id"), id);
    m_around.truth.add(what, std::move(fields));
}

void PromptService::tellRunning() const
{
    if (onRunning)
        onRunning();
}

void PromptService::plan(SimTime delay, void (PromptService::*step)())
{
    m_step = m_around.simulation.after(delay, [this, step] {
        m_step = 0;
        (this->*step)();
    });
}

PromptService::Started PromptService::start(const PromptAsk &ask)
{
    if (m_run)
        return Started::Busy;
    const std::int64_t amount = ask.maxTokens * TokenAccount::kMicro;
    if (!m_around.account.reserve(ask.id.toStdString(), amount))
        return Started::Exhausted;
    quiet(); // the tail belongs to the earlier prompt and is cut here
    m_archive.begin(ask.id);
    m_run = std::make_unique<Run>();
    m_run->ask = ask;
    tellRunning();
    m_run->accepted = m_around.simulation.now();
    m_run->atStart = m_around.power.totalsAt(m_run->accepted);
    m_run->answer = m_model.answer(ask.model, ask.text, ask.maxTokens);
    tell(ask.id, "prompt.accepted",
        {{QLatin1String("model"), ask.model}, {QLatin1String("tier"), latin1(name(ask.tier))},
            {QLatin1String("reserved"), static_cast<qint64>(amount)}});
    truth("prompt.accepted", ask.id);
    m_around.log("prompt " + ask.id.toStdString() + " accepted");
    m_around.host.enter(HostModel::State::Active);
    m_around.radio.connect([this, turn = ++m_turn](bool ok) {
        if (turn == m_turn && m_run)
            connected(ok);
    });
    return Started::Running;
}

void PromptService::connected(bool ok)
{
    if (!ok)
        return finish("error", "no network", "chunk_count");
    tell(m_run->ask.id, "prompt.radio");
    truth("prompt.radio", m_run->ask.id);
    const double bytes = constant("uplink", "overhead_bytes") + static_cast<double>(m_run->ask.text.toUtf8().size());
    const double seconds = bytes * 8.0 / m_around.radio.profile().uplinkBitsPerSecond;
    const SimTime onAir = std::llround(seconds * static_cast<double>(kSecond)) + kMillisecond;
    const SimTime grant = milliseconds("uplink", "grant_ms");
    m_around.radio.burst(RadioBurst::Transmit, grant + onAir);
    plan(grant + onAir, &PromptService::sent);
}

void PromptService::sent()
{
    const auto overhead = static_cast<qint64>(constant("uplink", "overhead_bytes"));
    const qint64 bytes = overhead + m_run->ask.text.toUtf8().size();
    tell(m_run->ask.id, "prompt.sent", {{QLatin1String("bytes"), bytes}});
    truth("prompt.sent", m_run->ask.id, {{QLatin1String("bytes"), bytes}});
    const RoundTrip trip = m_path.roundTrip(m_run->ask.tier);
    // The transport sends again what got lost.
    const SimTime again = trip.lost ? milliseconds("uplink", "retransmit_ms") : 0;
    plan(trip.total() + again + m_run->answer.queue, &PromptService::answerArrives);
}

void PromptService::answerArrives()
{
    receive(milliseconds("burst", "token_rx_ms"));
    tell(m_run->ask.id, "prompt.byte");
    truth("prompt.byte", m_run->ask.id);
    plan(m_run->answer.prefill, &PromptService::token);
}

void PromptService::token()
{
    Run &run = *m_run;
    const int i = run.delivered++;
    receive(milliseconds("burst", "token_rx_ms"));
    if (i % 4 == 0)
        m_around.radio.burst(RadioBurst::Transmit, milliseconds("burst", "ack_tx_ms"));
    m_around.host.setSpeaking(true);
    tell(run.ask.id, "prompt.token", {{QLatin1String("i"), i}, {QLatin1String("s"), run.answer.tokens[i]}});
    truth("token", run.ask.id, {{QLatin1String("i"), i}});
    if (run.delivered < run.answer.tokens.size())
        plan(run.answer.gaps[static_cast<std::size_t>(i)], &PromptService::token);
    else
        plan(milliseconds("server", "usage_ms"), &PromptService::complete);
}

void PromptService::complete()
{
    receive(milliseconds("burst", "token_rx_ms"));
    finish(m_run->answer.cut ? "length" : "stop", {}, "server_usage");
}

void PromptService::cancel(const QString &id)
{
    if (m_run && m_run->ask.id == id)
        finish("cancelled", {}, "chunk_count");
}

/// Usage, charge and done: the same whether the prompt ended by itself or with the kit.
void PromptService::conclude(const Ending &ending)
{
    const std::int64_t charge = ending.delivered * TokenAccount::kMicro;
    tell(ending.id, "prompt.usage",
        {{QLatin1String("in"), ending.promptTokens}, {QLatin1String("out"), ending.delivered},
            {QLatin1String("src"), latin1(ending.source)}});
    const auto entry = m_around.account.settle(ending.id.toStdString(), charge, std::string(ending.note));
    tell(ending.id, "prompt.charge",
        {{QLatin1String("micro"), static_cast<qint64>(charge)},
            {QLatin1String("entry"), static_cast<qint64>(entry.value_or(0))}});
    truth("charge", ending.id, {{QLatin1String("micro"), static_cast<qint64>(charge)}});
    if (PromptRecord *record = m_archive.record(ending.id))
        record->done = true;
    QCborMap done{{QLatin1String("finish"), latin1(ending.finish)}};
    if (!ending.error.empty())
        done.insert(QLatin1String("err"), latin1(ending.error));
    tell(ending.id, "prompt.done", done);
    truth("prompt.done", ending.id, {{QLatin1String("finish"), latin1(ending.finish)}});
    m_around.log("prompt " + ending.id.toStdString() + " " + std::string(ending.finish) + ", "
        + std::to_string(ending.delivered) + " tokens");
}

/// Ends the run; then the radio's tail is waited for.
void PromptService::finish(std::string_view finish, std::string_view error, std::string_view source)
{
    const std::unique_ptr<Run> run = std::move(m_run);
    tellRunning();
    ++m_turn;
    m_around.simulation.cancel(std::exchange(m_step, 0));
    conclude({run->ask.id, run->delivered, run->answer.promptTokens, source, finish, error, {}});
    m_around.host.enter(HostModel::State::Idle);
    m_closing = Closing{run->ask.id, run->accepted, run->atStart};
    if (m_around.radio.state() <= RadioState::Idle)
        quiet();
}

void PromptService::receive(SimTime duration)
{
    // A network without tail may have dropped the connection while the server worked; data brings it back.
    if (m_around.radio.isConnected())
        return m_around.radio.burst(RadioBurst::Receive, duration);
    m_around.radio.connect([this, duration](bool ok) {
        if (ok)
            m_around.radio.burst(RadioBurst::Receive, duration);
    });
}

void PromptService::radioChanged(RadioState state)
{
    const bool lost = state == RadioState::Off || state == RadioState::Searching;
    if (lost && m_run)
        finish("error", "network lost", "chunk_count");
    else if ((lost || state == RadioState::Idle) && m_closing)
        quiet();
}

void PromptService::quiet()
{
    if (!m_closing)
        return;
    const Closing closing = *std::exchange(m_closing, std::nullopt);
    const SimTime now = m_around.simulation.now();
    const PowerTotals totals = m_around.power.totalsAt(now);
    tell(closing.id, "prompt.quiet");
    const auto share = [&](PowerConsumer consumer) {
        const auto i = static_cast<std::size_t>(consumer);
        return totals.joulesOf[i] - closing.atStart.joulesOf[i];
    };
    truth("energy", closing.id,
        {{QLatin1String("from"), static_cast<qint64>(closing.accepted)},
            {QLatin1String("to"), static_cast<qint64>(now)},
            {QLatin1String("joules"), totals.joules - closing.atStart.joules},
            {QLatin1String("modem_j"), share(PowerConsumer::Modem)},
            {QLatin1String("host_j"), share(PowerConsumer::Host)},
            {QLatin1String("speaker_j"), share(PowerConsumer::Speaker)}});
}

void PromptService::powerLost()
{
    ++m_turn;
    m_around.simulation.cancel(std::exchange(m_step, 0));
    if (m_run)
        m_interrupted = Interrupted{m_run->ask.id, m_run->delivered, m_run->answer.promptTokens, false};
    else if (m_closing && !m_interrupted)
        m_interrupted = Interrupted{m_closing->id, 0, 0, true};
    m_run.reset();
    tellRunning();
    m_closing.reset();
}

void PromptService::kitStarted()
{
    if (!m_interrupted)
        return;
    const Interrupted was = *std::exchange(m_interrupted, std::nullopt);
    if (!was.done)
        conclude({was.id, was.delivered, was.promptTokens, "chunk_count", "error", "kit restarted",
            "settled after a restart"});
    tell(was.id, "prompt.quiet");
}

} // namespace virtual_kit
