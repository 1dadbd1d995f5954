// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_commands.h"
#include "kit_parts.h"
#include "request_arguments.h"

#include <QCborArray>

#include <algorithm>

namespace virtual_kit {

namespace {

constexpr QLatin1String kId{"id"};
constexpr std::size_t kPageOverhead = 64; ///< bytes of an answer around its list

bool isPromptId(const QString &id)
{
    return std::ranges::all_of(id, [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u == '-';
    });
}

QString takeId(RequestArguments &arguments)
{
    QString id = arguments.text(kId, 1, 36);
    if (!isPromptId(id))
        arguments.reject(kId, QLatin1String("out of range"));
    return id;
}

/// Text of a setting that stands in for a key the host left out.
QString settingText(const KitParts &kit, const char *key)
{
    QByteArray value;
    if (kit.settings.read(key, value) != SettingsStore::Result::Ok)
        return {};
    return QString::fromUtf8(value);
}

ComputeTier defaultTier(const KitParts &kit)
{
    return computeTierFromName(settingText(kit, "aiesim/tier").toStdString()).value_or(ComputeTier::Province);
}

QString defaultModel(const KitParts &kit)
{
    const QString wanted = settingText(kit, "aiesim/model");
    return LanguageModel::models().contains(wanted) ? wanted : LanguageModel::models().front();
}

int defaultTokens(const KitParts &kit)
{
    const int wanted = settingText(kit, "aiesim/max_tokens").toInt();
    return wanted >= 1 && wanted <= PromptService::kMostTokens ? wanted : PromptService::kDefaultTokens;
}

PromptAsk takeAsk(const KitParts &kit, RequestArguments &arguments)
{
    PromptAsk ask;
    ask.id = takeId(arguments);
    ask.text = arguments.text(QLatin1String("text"), 1, PromptService::kLongestText);
    ask.model = arguments.optionalText(QLatin1String("model"), 1, 64).value_or(defaultModel(kit));
    if (!LanguageModel::models().contains(ask.model))
        arguments.reject(QLatin1String("model"), QLatin1String("not one of prompt.models"));
    ask.tier = defaultTier(kit);
    if (const auto tier = arguments.optionalText(QLatin1String("tier"), 1, 16)) {
        const auto known = computeTierFromName(tier->toStdString());
        ask.tier = known.value_or(ask.tier);
        if (!known)
            arguments.reject(QLatin1String("tier"), QLatin1String("not metro, province or nation"));
    }
    const auto most = arguments.optionalNumber(QLatin1String("max"), 1, PromptService::kMostTokens);
    ask.maxTokens = most ? static_cast<int>(*most) : defaultTokens(kit);
    return ask;
}

void startPrompt(KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const PromptAsk ask = takeAsk(kit, arguments);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    const auto answer = [&](bool done) {
        const QString state = done ? QStringLiteral("done") : QStringLiteral("running");
        reply.send({{kId, ask.id}, {QLatin1String("state"), state}});
    };
    if (kit.prompts.archive().find(ask.id) != PromptArchive::Known::Never) {
        const PromptRecord *record = kit.prompts.archive().record(ask.id);
        return answer(!record || record->done);
    }
    if (kit.prompts.isRunning())
        return refuse(reply, AiesimRc::Busy, QStringLiteral("another prompt is running"));
    if (!kit.modem.isRegistered())
        return refuse(reply, AiesimRc::NoNetwork, QStringLiteral("not registered"));
    switch (kit.prompts.start(ask)) {
    case PromptService::Started::Running: return answer(false);
    case PromptService::Started::Busy:
        return refuse(reply, AiesimRc::Busy, QStringLiteral("another prompt is running"));
    case PromptService::Started::Exhausted:
        return refuse(reply, AiesimRc::AccountExhausted, QStringLiteral("the balance does not cover max tokens"),
            {{QLatin1String("need"), static_cast<qint64>(ask.maxTokens * TokenAccount::kMicro)},
                {QLatin1String("avail"), static_cast<qint64>(kit.account.available())}});
    }
}

/// Empty pointer when the request was answered with why there is none.
PromptRecord *findRecord(KitParts &kit, const QString &id, const SmpReply &reply)
{
    switch (kit.prompts.archive().find(id)) {
    case PromptArchive::Known::Kept: return kit.prompts.archive().record(id);
    case PromptArchive::Known::Gone: refuse(reply, AiesimRc::Gone, QStringLiteral("no longer kept")); return nullptr;
    case PromptArchive::Known::Never:
        refuse(reply, AiesimRc::NotFound, QStringLiteral("no such prompt"));
        return nullptr;
    }
    return nullptr;
}

void cancelPrompt(KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const QString id = takeId(arguments);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    if (kit.prompts.archive().find(id) == PromptArchive::Known::Never)
        return refuse(reply, AiesimRc::NotFound, QStringLiteral("no such prompt"));
    kit.prompts.cancel(id);
    reply.sendOk();
}

void getPrompt(KitParts &kit, const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const QString id = takeId(arguments);
    const std::uint64_t from = arguments.optionalNumber(QLatin1String("from"), 0, 0xFFFFFFFFu).value_or(0);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    const PromptRecord *record = findRecord(kit, id, reply);
    if (!record)
        return;
    const std::size_t room = std::min(request.maxBody, kLargestBody) - kPageOverhead;
    const PromptArchive::Page page = PromptArchive::page(*record, from, room);
    reply.send({{QLatin1String("state"), record->done ? QStringLiteral("done") : QStringLiteral("running")},
        {QLatin1String("events"), page.events}, {QLatin1String("next"), static_cast<qint64>(page.next)},
        {QLatin1String("end"), page.end}});
}

} // namespace

void addPromptCommands(KitParts &kit)
{
    using framing::SmpOp;
    kit.group.add(20, SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { startPrompt(kit, request, reply); });
    kit.group.add(21, SmpOp::Write,
        [&kit](const SmpRequest &request, const SmpReply &reply) { cancelPrompt(kit, request, reply); });
    kit.group.add(
        22, SmpOp::Read, [&kit](const SmpRequest &request, const SmpReply &reply) { getPrompt(kit, request, reply); });
    kit.group.add(23, SmpOp::Read, [](const SmpRequest &, const SmpReply &reply) {
        reply.send({{QLatin1String("models"), QCborArray::fromStringList(LanguageModel::models())},
            {QLatin1String("max_text"), PromptService::kLongestText},
            {QLatin1String("max_tokens"), PromptService::kMostTokens}});
    });
}

} // namespace virtual_kit
