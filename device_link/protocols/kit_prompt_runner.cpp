// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_prompt_runner.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/event_receiver.h"
#include "device_link/protocols/smp_errors.h"

#include <QCoroFuture>

namespace device_link {

namespace {

/// A prompt has at most 1024 tokens and ten other events: more pages than that is a kit that never ends.
constexpr int kMaxPages = 2048;

QCborMap startBody(const PromptRequest &request)
{
    QCborMap body;
    body.insert(QLatin1String("id"), request.id);
    body.insert(QLatin1String("text"), request.text);
    if (!request.model.isEmpty())
        body.insert(QLatin1String("model"), request.model);
    if (request.tier)
        body.insert(QLatin1String("tier"), tierName(*request.tier));
    if (request.maxTokens > 0)
        body.insert(QLatin1String("max"), qint64(request.maxTokens));
    return body;
}

QCoro::Task<Result<void>> startPrompt(std::shared_ptr<AiesimClient> client, PromptRequest request, std::stop_token stop)
{
    const QCborMap body = startBody(request);
    const QFuture<Result<SmpReply>> asked = client->call(AiesimCommand::PromptStart, body, stop);
    const Result<SmpReply> answer = co_await asked;
    if (answer)
        co_return Result<void>();
    if (answer.error().fault() == Fault::Cancelled) {
        // Nobody will look at the answer; the kit may have begun.
        QCborMap id;
        id.insert(QLatin1String("id"), request.id);
        client->callOnce(AiesimCommand::PromptCancel, id, 1000, [](const Result<SmpReply> &) {});
    }
    co_return tl::unexpected(answer.error());
}

QCoro::Task<Result<void>> cancelPrompt(std::shared_ptr<AiesimClient> client, QString id)
{
    QCborMap body;
    body.insert(QLatin1String("id"), id);
    const std::stop_token never;
    const QFuture<Result<SmpReply>> asked = client->call(AiesimCommand::PromptCancel, body, never);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

/// Appends the events of one page of prompt.get. True while there is more.
Result<bool> takePage(const QCborMap &page, quint64 &from, QList<PromptEvent> &events)
{
    CborReader reader(page, QStringLiteral("prompt.get"));
    const QCborArray entries = reader.array("events");
    const quint64 next = reader.u("next");
    const bool end = reader.flag("end");
    if (reader.failed())
        return tl::unexpected(reader.error());
    for (const QCborValue &value : entries) {
        Result<KitEvent> kitEvent = parseKitEvent(value.toMap());
        if (!kitEvent)
            return tl::unexpected(kitEvent.error());
        kitEvent->replayed = true;
        const Result<std::optional<PromptEvent>> event = parsePromptEvent(*kitEvent);
        if (!event)
            return tl::unexpected(event.error());
        if (*event)
            events.append(**event);
    }
    const bool forward = next > from;
    from = next;
    return !end && forward;
}

QCoro::Task<Result<QList<PromptEvent>>> fetchPrompt(
    std::shared_ptr<AiesimClient> client, QString id, std::stop_token stop)
{
    QList<PromptEvent> events;
    quint64 from = 0;
    for (int page = 0; page < kMaxPages; ++page) {
        QCborMap body;
        body.insert(QLatin1String("id"), id);
        body.insert(QLatin1String("from"), qint64(from));
        const QFuture<Result<SmpReply>> asked = client->call(AiesimCommand::PromptGet, body, stop);
        const Result<SmpReply> answer = co_await asked;
        if (!answer)
            co_return tl::unexpected(answer.error());
        const Result<bool> more = takePage(answer->body, from, events);
        if (!more)
            co_return tl::unexpected(more.error());
        if (!*more)
            break;
    }
    co_return events;
}

} // namespace

KitPromptRunner::KitPromptRunner(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
{
}

QCoro::Task<Result<void>> KitPromptRunner::start(PromptRequest request, std::stop_token stop)
{
    return startPrompt(m_client, std::move(request), stop);
}

QCoro::Task<Result<void>> KitPromptRunner::cancel(QString id) { return cancelPrompt(m_client, id); }

QCoro::Task<Result<QList<PromptEvent>>> KitPromptRunner::fetch(QString id, std::stop_token stop)
{
    return fetchPrompt(m_client, id, stop);
}

void KitPromptRunner::take(const KitEvent &kitEvent)
{
    const Result<std::optional<PromptEvent>> event = parsePromptEvent(kitEvent);
    if (event && *event)
        Q_EMIT this->event(**event);
}

QCoro::Task<Result<void>> KitPromptRunner::refresh(std::shared_ptr<KitPromptRunner> self, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = self->m_client->call(AiesimCommand::PromptModels, QCborMap(), stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("prompt.models"));
    const QStringList models = reader.texts("models");
    const quint64 maxText = reader.u("max_text", 1 << 20);
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    self->m_models = models;
    self->m_maxText = int(maxText);
    co_return Result<void>();
}

} // namespace device_link
