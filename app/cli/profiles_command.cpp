// SPDX-License-Identifier: GPL-3.0-or-later
#include "columns.h"
#include "command.h"

#include "profiles/esim/profile_operations.h"
#include "widgets/text/units.h"

#include <QJsonArray>

namespace app {

using namespace device_link;
using profiles::ProfileInfo;

namespace {

QString className(const ProfileInfo &profile)
{
    if (!profile.profileClass)
        return {};
    switch (*profile.profileClass) {
    case profiles::ProfileClass::Test: return QStringLiteral("test");
    case profiles::ProfileClass::Provisioning: return QStringLiteral("provisioning");
    case profiles::ProfileClass::Operational: return QStringLiteral("operational");
    }
    return {};
}

QString shownName(const ProfileInfo &profile) { return profile.nickname.isEmpty() ? profile.name : profile.nickname; }

QJsonObject toJson(const ProfileInfo &profile)
{
    QJsonObject object{
        {QStringLiteral("state"), profile.enabled() ? QStringLiteral("enabled") : QStringLiteral("disabled")},
        {QStringLiteral("name"), profile.name}, {QStringLiteral("provider"), profile.serviceProvider},
        {QStringLiteral("class"), className(profile)}};
    if (profile.iccid)
        object.insert(QStringLiteral("iccid"), profile.iccid->digits());
    if (profile.aid)
        object.insert(QStringLiteral("aid"), profile.aid->hex());
    if (!profile.nickname.isEmpty())
        object.insert(QStringLiteral("nickname"), profile.nickname);
    if (!profile.ownerPlmn.isEmpty())
        object.insert(QStringLiteral("owner_plmn"), profile.ownerPlmn);
    return object;
}

void printProfiles(const CommandContext &context, const QList<ProfileInfo> &list, bool withAids = false)
{
    if (list.isEmpty())
        context.print(QStringLiteral("No profiles on this card."));
    QJsonArray array;
    for (const ProfileInfo &profile : list) {
        context.print(
            QStringLiteral("%1 %2  %3  %4  %5")
                .arg(profile.enabled() ? QStringLiteral("*") : QStringLiteral(" "),
                    leftCell(profile.iccid ? profile.iccid->digits() : QStringLiteral("(no ICCID)"), 20),
                    leftCell(className(profile), 12), leftCell(profile.serviceProvider, 14), shownName(profile)));
        if (profile.aid && withAids)
            context.print(QStringLiteral("  AID %1").arg(profile.aid->hex()));
        array.append(toJson(profile));
    }
    context.printJson({{QStringLiteral("profiles"), array}});
}

QCoro::Task<int> runList(std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto capability = offered(session->cardChannel(), Capability::CardChannel);
    if (!capability)
        co_return context->failed(capability.error());
    const std::shared_ptr<CardChannel> channel = *capability;
    const std::stop_token stop = context->stop();
    const auto list = co_await profiles::listProfiles(channel, stop);
    if (!list)
        co_return context->failed(list.error());
    printProfiles(*context, *list, true);
    session->close();
    co_return 0;
}

QString stepText(profiles::SwitchStep step)
{
    switch (step) {
    case profiles::SwitchStep::TakeTurn: return QStringLiteral("Waiting for the card");
    case profiles::SwitchStep::ReadList: return QStringLiteral("Reading the profiles");
    case profiles::SwitchStep::SendCommand: return QStringLiteral("Switching");
    case profiles::SwitchStep::WaitForCard: return QStringLiteral("Waiting for the card to restart");
    case profiles::SwitchStep::ReadBack: return QStringLiteral("Reading the profiles back");
    }
    return {};
}

void printSwitch(const CommandContext &context, const profiles::ProfileSwitch &done)
{
    if (done.stoppedTooLate)
        context.print(QStringLiteral("The stop came too late: the change had been sent and took effect."));
    if (done.answerLost)
        context.print(QStringLiteral("The answer to the command was lost; the list shows that it took effect."));
    context.print(done.interruptionMs
            ? QStringLiteral("Done. It took the card %1 ms from its answer until it told the new list.")
                  .arg(widgets::integer(*done.interruptionMs))
            : QStringLiteral("Done."));
    if (!context.json()) {
        printProfiles(context, done.after);
        return;
    }
    QJsonArray after;
    for (const ProfileInfo &profile : done.after)
        after.append(toJson(profile));
    QJsonObject object{{QStringLiteral("card_reset"), done.cardReset}, {QStringLiteral("profiles"), after}};
    if (done.interruptionMs)
        object.insert(QStringLiteral("interruption_ms"), *done.interruptionMs);
    context.printJson(object);
}

/// The card's "profile not in the state that would be changed" (SGP.22 §5.7.16, §5.7.17: result 2).
bool wasSoAlready(const Error &error)
{
    constexpr int kNotInThatState = 2;
    return error.code() && error.code()->space == RefusalCode::Space::Es10 && error.code()->rc == kNotInThatState
        && (error.code()->group == 0xBF31 || error.code()->group == 0xBF32);
}

QCoro::Task<int> runSwitch(bool enable, std::string id, std::shared_ptr<CommandContext> context)
{
    const auto profile = profiles::ProfileId::fromText(QString::fromStdString(id));
    if (!profile)
        co_return context->wrongUsage(Error(profile.error().fault(),
            QStringLiteral("%1: %2").arg(QString::fromStdString(id), profile.error().detail())));
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto capability = offered(session->cardChannel(), Capability::CardChannel);
    if (!capability)
        co_return context->failed(capability.error());
    const std::shared_ptr<CardChannel> channel = *capability;
    const std::stop_token stop = context->stop();
    const profiles::SwitchProgressHandler progress
        = [context](profiles::SwitchStep step) { context->progress(stepText(step)); };
    const profiles::ProfileId chosen = *profile;
    QCoro::Task<Result<profiles::ProfileSwitch>> task = enable
        ? profiles::enableProfile(channel, chosen, progress, stop)
        : profiles::disableProfile(channel, chosen, progress, stop);
    const auto done = co_await task;
    context->progress({});
    if (!done && wasSoAlready(done.error())) {
        context->print(enable ? QStringLiteral("It is enabled already; nothing was done.")
                              : QStringLiteral("It is disabled already; nothing was done."));
        context->printJson({{QStringLiteral("card_reset"), false}, {QStringLiteral("unchanged"), true}});
        session->close();
        co_return 0;
    }
    if (!done)
        co_return context->failed(done.error());
    printSwitch(*context, *done);
    session->close();
    co_return 0;
}

void setUpSwitch(CLI::App *profilesCommand, bool enable, CommandChoice &choice)
{
    CLI::App *command = profilesCommand->add_subcommand(enable ? "enable" : "disable",
        enable ? "Enables a profile; the enabled one is disabled with it, and the modem restarts the card"
               : "Disables a profile: without one the kit has no network");
    const auto id = std::make_shared<std::string>();
    command->add_option("profile", *id, "ICCID or AID, as `profiles list` shows it")->required();
    command->callback([&choice, enable, id] {
        choice.choose([enable, chosen = *id](std::shared_ptr<CommandContext> context) {
            return runSwitch(enable, chosen, std::move(context));
        });
    });
}

} // namespace

void setUpProfiles(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand("profiles", "eSIM profiles on the card");
    command->require_subcommand(1);
    CLI::App *list = command->add_subcommand("list", "All profiles; the enabled one is marked by *");
    list->callback([&choice] { choice.choose(runList); });
    setUpSwitch(command, true, choice);
    setUpSwitch(command, false, choice);
}

} // namespace app
