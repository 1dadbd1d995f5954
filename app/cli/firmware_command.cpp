// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "firmware_report.h"
#include "json_values.h"

#include "../command_line/option_checks.h"

#include "profiles/firmware/firmware_push.h"
#include "profiles/firmware/image_file.h"

#include <QCoroFuture>

namespace app {

using namespace device_link;

namespace {

struct PushChoices {
    std::string file;
    std::vector<std::string> keys;
    std::vector<std::string> accepted;
    bool confirm = false;
    bool permanent = false;
};

Result<QList<profiles::ImagePublicKey>> readKeys(const std::vector<std::string> &paths)
{
    QList<profiles::ImagePublicKey> keys;
    for (const std::string &path : paths) {
        const auto key = profiles::openKeyFile(QString::fromStdString(path));
        if (!key)
            return tl::unexpected<Error>(key.error());
        keys.append(*key);
    }
    return keys;
}

QCoro::Task<int> runInspect(PushChoices choices, std::shared_ptr<CommandContext> context)
{
    const auto keys = readKeys(choices.keys);
    if (!keys)
        co_return context->failed(keys.error());
    const QFuture<profiles::Result<profiles::ImageFile>> opening
        = profiles::openImageFile(QString::fromStdString(choices.file), *keys);
    const auto file = co_await opening;
    if (!file)
        co_return context->failed(file.error());
    printInspection(*context, file->inspection);
    QStringList failed;
    for (const profiles::ImageCheck &check : file->inspection.checks)
        if (check.outcome == profiles::CheckOutcome::Fail)
            failed.append(QLatin1String(profiles::checkName(check.id)));
    if (failed.isEmpty())
        co_return 0;
    context->complain(QStringLiteral("A board would refuse this image: %1. Build and sign it again.")
                          .arg(failed.join(QStringLiteral(", "))));
    co_return 1;
}

QCoro::Task<int> runState(std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto capability = offered(session->firmwareTarget(), Capability::FirmwareTarget);
    if (!capability)
        co_return context->failed(capability.error());
    const std::shared_ptr<FirmwareTarget> target = *capability;
    const std::stop_token stop = context->stop();
    const Result<FirmwareState> state = co_await target->state(stop);
    if (!state)
        co_return context->failed(state.error());
    printState(*context, *state);
    session->close();
    co_return 0;
}

Result<profiles::PushOptions> pushOptions(const PushChoices &choices)
{
    profiles::PushOptions options;
    options.permanent = choices.permanent;
    options.confirmAfterSelfTest = choices.confirm;
    const auto keys = readKeys(choices.keys);
    if (!keys)
        return tl::unexpected<Error>(keys.error());
    options.keys = *keys;
    for (const std::string &name : choices.accepted) {
        const std::optional<profiles::ImageCheckId> id = checkFromName(QString::fromStdString(name));
        if (!id)
            return fail(Fault::BadArgument,
                QStringLiteral("--accept %1: there is no such check; `aiesim firmware inspect` names them")
                    .arg(QString::fromStdString(name)));
        options.accepted.append(*id);
    }
    return options;
}

QCoro::Task<int> runPush(PushChoices choices, std::shared_ptr<CommandContext> context)
{
    const auto options = pushOptions(choices);
    if (!options && options.error().fault() == Fault::BadArgument)
        co_return context->wrongUsage(options.error());
    if (!options)
        co_return context->failed(options.error());
    const QFuture<profiles::Result<profiles::ImageFile>> opening
        = profiles::openImageFile(QString::fromStdString(choices.file), options->keys);
    const auto file = co_await opening;
    if (!file)
        co_return context->failed(file.error());
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const int patience = options->reconnectTimeoutMs / 1000;
    const profiles::PushProgressHandler progress = [context, patience](const profiles::PushProgress &step) {
        context->progress(progressText(step));
        if (step.step == profiles::PushStep::Reconnect)
            context->announce(
                QStringLiteral("Waiting for the kit to come back after its reset, up to %1 s").arg(patience));
    };
    const std::stop_token stop = context->stop();
    const QByteArray bytes = file->bytes;
    const profiles::PushOptions chosen = *options;
    const auto pushed = co_await profiles::pushFirmware(session, bytes, chosen, progress, stop);
    context->progress({});
    if (!pushed)
        co_return context->failed(pushed.error());
    printPush(*context, *pushed, session->identity().simulated);
    session->close();
    co_return succeeded(*pushed) ? 0 : 1;
}

QCoro::Task<int> runConfirm(std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const std::stop_token stop = context->stop();
    const QByteArray whateverRuns;
    const Result<FirmwareState> state = co_await profiles::confirmFirmware(session, 0, whateverRuns, stop);
    if (!state)
        co_return context->failed(state.error());
    printState(*context, *state);
    session->close();
    co_return 0;
}

void addFile(CLI::App *command, const std::shared_ptr<PushChoices> &choices)
{
    command->add_option("file", choices->file, "MCUboot image (.bin as imgtool signs it)")
        ->required()
        ->check(notEmpty());
    command->add_option("--key", choices->keys, "Public key (PEM) the image must be signed with; repeat for several")
        ->allow_extra_args(false);
}

} // namespace

void setUpFirmware(CLI::App &app, CommandChoice &choice)
{
    CLI::App *firmware = app.add_subcommand("firmware", "Firmware images and slots (MCUboot, SMP)");
    firmware->require_subcommand(1);
    const auto choices = std::make_shared<PushChoices>();

    CLI::App *inspect
        = firmware->add_subcommand("inspect", "What an image file is and whether it is sound; no kit needed");
    addFile(inspect, choices);
    inspect->callback([&choice, choices] {
        choice.choose([chosen = *choices](
                          std::shared_ptr<CommandContext> context) { return runInspect(chosen, std::move(context)); });
    });
    firmware->add_subcommand("state", "The slots as the board reports them")->callback([&choice] {
        choice.choose(runState);
    });
    CLI::App *push = firmware->add_subcommand("push", "Uploads an image, boots it on trial and says what runs then");
    addFile(push, choices);
    push->add_flag("--confirm", choices->confirm, "Confirm it when the kit stays up with it");
    push->add_flag("--permanent", choices->permanent, "No trial: it stays, whatever happens");
    push->add_option(
            "--accept", choices->accepted, "Go on although this check failed (its name as `inspect` prints it)")
        ->allow_extra_args(false);
    push->callback([&choice, choices] {
        choice.choose([chosen = *choices](
                          std::shared_ptr<CommandContext> context) { return runPush(chosen, std::move(context)); });
    });
    firmware->add_subcommand("confirm", "Keeps the image that runs on trial")->callback([&choice] {
        choice.choose(runConfirm);
    });
}

} // namespace app
