// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tour.h"

#include "workbench/main_window.h"
#include "workbench/screenshots.h"
#include "workbench/tour_record.h"

#include "device_link/protocols/delay.h"
#include "profiles/esim/profile_operations.h"
#include "profiles/firmware/firmware_push.h"

#include <QCoroFuture>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

#include <cstdio>

namespace app {

using device_link::Error;
using device_link::fail;
using device_link::Fault;
using device_link::Result;
using widgets::KitContext;
using widgets::PromptEntry;

namespace {

using Kit = std::shared_ptr<KitContext>;
using Record = std::shared_ptr<TourRecord>;

constexpr int kConnectMs = 30'000;
constexpr int kNetworkMs = 30'000;
constexpr int kPollMs = 200;
constexpr int kIdleMs = 20'000;  ///< how long to wait for the radio to calm down after registering
constexpr int kLeadInMs = 1'000; ///< of idle before the prompt, so that its power is measured

QJsonValue orNull(const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); }

QCoro::Task<bool> connectKit(Kit kit, Record record)
{
    record->begin(QStringLiteral("connect"));
    const std::stop_token never;
    const std::shared_ptr<device_link::KitSession> session = kit->session();
    const Result<void> connected = co_await session->waitConnected(kConnectMs, never);
    if (!connected) {
        record->failed(kit->openError().value_or(connected.error()));
        co_return false;
    }
    const device_link::KitIdentity identity = kit->session()->identity();
    record->setKit({{QStringLiteral("serial"), identity.serial}, {QStringLiteral("model"), identity.model},
        {QStringLiteral("firmware"), identity.firmware}, {QStringLiteral("eid"), identity.eid},
        {QStringLiteral("simulated"), identity.simulated ? QJsonValue(*identity.simulated) : QJsonValue()}});
    record->succeeded();
    co_return true;
}

bool registered(const Kit &kit)
{
    if (!kit->session()->modemStatus())
        return true; // cannot be told: the prompt will say
    const auto &modem = kit->facts()->modem();
    const int stat = modem ? modem->registration.value_or(0) : 0;
    return stat == 1 || stat == 5; // 27.007 +CEREG: home, roaming
}

/// A kit that has just started looks for its network first.
QCoro::Task<void> waitForNetwork(Kit kit, Record record)
{
    record->begin(QStringLiteral("network"));
    const std::stop_token never;
    for (int waited = 0; waited < kNetworkMs && !registered(kit); waited += kPollMs) {
        const QFuture<Result<void>> tick = device_link::delay(kPollMs, never);
        co_await tick;
    }
    if (registered(kit))
        record->succeeded();
    else
        record->failed(Error(Fault::Timeout, QStringLiteral("the modem did not register in time")));
}

bool radioIdle(const Kit &kit)
{
    return kit->timeline()->radioAt(kit->window()->latestNs()) == device_link::RadioState::Idle;
}

/// Asked out of idle, an answer shows its whole cost: setup, and what idle would have drawn anyway.
QCoro::Task<void> waitForIdle(Kit kit)
{
    const std::stop_token never;
    for (int waited = 0; kit->store() && waited < kIdleMs && !radioIdle(kit); waited += kPollMs) {
        const QFuture<Result<void>> tick = device_link::delay(kPollMs, never);
        co_await tick;
    }
    const QFuture<Result<void>> leadIn = device_link::delay(kLeadInMs, never);
    co_await leadIn;
}

void notePrompt(const PromptEntry &entry, TourRecord &record)
{
    record.note(QStringLiteral("ttft_ms"), orNull(entry.metrics.ttftDev));
    record.note(QStringLiteral("last_token_ms"), orNull(entry.metrics.e2eDev));
    record.note(QStringLiteral("tokens"), entry.run.tokens.size());
    record.note(QStringLiteral("finish"), entry.run.finish);
    if (entry.energy) {
        record.note(QStringLiteral("energy_mj"), entry.energy->totalJoules * 1e3);
        record.note(QStringLiteral("energy_complete"), entry.energy->complete);
    }
    if (entry.run.charge)
        record.note(QStringLiteral("charged_micro_tokens"), entry.run.charge->micro);
    if (entry.cost)
        record.note(QStringLiteral("cost_micro"), entry.cost->micro);
}

QCoro::Task<void> askPrompt(Kit kit, Record record)
{
    record->begin(QStringLiteral("prompt"));
    if (!kit->session()->promptRunner()) {
        record->skipped(QStringLiteral("this kit does not offer prompts"));
        co_return;
    }
    co_await waitForIdle(kit);
    device_link::PromptRequest request;
    request.text = QStringLiteral("Tell me a bedtime story about a brave little bear.");
    const QFuture<QString> ended = kit->prompts()->ask(request);
    const QString id = co_await ended;
    const PromptEntry *entry = kit->prompts()->find(id);
    if (!entry) {
        record->failed(Error(Fault::Busy, QStringLiteral("another prompt is running")));
        co_return;
    }
    notePrompt(*entry, *record);
    if (entry->error)
        record->failed(*entry->error);
    else
        record->succeeded();
}

QCoro::Task<void> probeLatency(Kit kit, Record record)
{
    record->begin(QStringLiteral("latency"));
    if (!kit->session()->latencyProbe()) {
        record->skipped(QStringLiteral("this kit does not offer latency probes"));
        co_return;
    }
    const QFuture<void> ended = kit->facts()->probe();
    co_await ended;
    for (const widgets::TierLatency &latency : kit->facts()->latencies()) {
        const QJsonObject figures{{QStringLiteral("rtt_ms"), orNull(latency.rttMs)},
            {QStringLiteral("radio_ms"), orNull(latency.radioMs)}, {QStringLiteral("core_ms"), orNull(latency.coreMs)},
            {QStringLiteral("lost"), latency.lost}};
        record->note(device_link::tierName(latency.tier), figures);
    }
    if (kit->facts()->probeError())
        record->failed(*kit->facts()->probeError());
    else
        record->succeeded();
}

QCoro::Task<void> listProfiles(Kit kit, Record record)
{
    record->begin(QStringLiteral("profiles"));
    const std::shared_ptr<device_link::CardChannel> card = kit->session()->cardChannel();
    if (!card) {
        record->skipped(QStringLiteral("this kit does not offer a channel to its card"));
        co_return;
    }
    const std::stop_token never;
    const Result<QList<profiles::ProfileInfo>> list = co_await profiles::listProfiles(card, never);
    if (!list) {
        record->failed(list.error());
        co_return;
    }
    QJsonArray rows;
    for (const profiles::ProfileInfo &profile : *list)
        rows.append(QJsonObject{{QStringLiteral("iccid"), profile.iccid ? profile.iccid->digits() : QString()},
            {QStringLiteral("name"), profile.name}, {QStringLiteral("provider"), profile.serviceProvider},
            {QStringLiteral("enabled"), profile.enabled()}});
    record->note(QStringLiteral("profiles"), rows);
    record->succeeded();
}

Result<QByteArray> readImage(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Fault::NotFound, path + QStringLiteral(": ") + file.errorString());
    if (file.size() > profiles::kMaxImageFile)
        return fail(Fault::BadFile, path + QStringLiteral(" is too large for a firmware image"));
    return file.readAll();
}

QCoro::Task<void> pushImage(Kit kit, QString path, Record record)
{
    record->begin(QStringLiteral("firmware"));
    if (path.isEmpty()) {
        record->skipped(QStringLiteral("no image was given (--firmware FILE)"));
        co_return;
    }
    const Result<QByteArray> file = readImage(path);
    if (!file) {
        record->failed(file.error());
        co_return;
    }
    const std::stop_token never;
    const std::shared_ptr<device_link::KitSession> session = kit->session();
    profiles::PushOptions options;
    options.confirmAfterSelfTest = true;
    const profiles::PushProgressHandler progress = [](const profiles::PushProgress &) {};
    const Result<profiles::FirmwarePush> push
        = co_await profiles::pushFirmware(session, *file, options, progress, never);
    if (!push) {
        record->failed(push.error());
        co_return;
    }
    record->note(QStringLiteral("outcome"), QLatin1String(profiles::pushOutcomeName(push->outcome)));
    record->note(QStringLiteral("upload_ms"), push->uploadMs);
    record->note(QStringLiteral("boot_ms"), push->bootMs);
    record->succeeded();
}

QString recordPath(const Options &options)
{
    if (!options.screenshots.isEmpty())
        return QDir(options.screenshots).filePath(QStringLiteral("tour.json"));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    QDir().mkpath(folder);
    return QDir(folder).filePath(QStringLiteral("tour.json"));
}

bool writeRecord(const TourRecord &record, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = QJsonDocument(record.toJson()).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        std::fprintf(stderr, "aiesim-workbench: cannot write %s: %s\n", qUtf8Printable(path),
            qUtf8Printable(file.errorString()));
        return false;
    }
    std::printf("record       %s\n", qUtf8Printable(path));
    return true;
}

} // namespace

QCoro::Task<int> runTour(MainWindow *window, Options options)
{
    const Record record = std::make_shared<TourRecord>();
    const Kit kit = window->kit();
    const bool connected = co_await connectKit(kit, record);
    if (connected) {
        co_await waitForNetwork(kit, record);
        co_await askPrompt(kit, record);
        co_await probeLatency(kit, record);
        if (options.tour) {
            co_await listProfiles(kit, record);
            co_await pushImage(kit, options.firmware, record);
        }
        if (!options.screenshots.isEmpty()) {
            const Result<void> taken = co_await takeScreenshots(window, options.screenshots, record);
            if (!taken) {
                record->begin(QStringLiteral("screenshots"));
                record->failed(taken.error());
            }
        }
    }
    const bool written = !options.tour || writeRecord(*record, recordPath(options));
    co_return record->allWell() && written ? 0 : 1;
}

} // namespace app
