// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/smp_firmware_target.h"

#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/smp_errors.h"
#include "device_link/protocols/smp_server_info.h"
#include "device_link/protocols/smp_upload.h"

#include <QCoroFuture>

#include <algorithm>

namespace device_link {

namespace {

enum OsCommand : quint8 { OsReset = 5, OsBootloader = 8 };
enum ImageCommand : quint8 { ImageStateCommand = 0, ImageErase = 5, ImageSlotInfo = 6 };
enum SettingsCommand : quint8 { SettingsValue = 0, SettingsSave = 3 };

constexpr int kPlainTimeoutMs = 3000;
constexpr int kEraseTimeoutMs = 40000;
constexpr qsizetype kMaxImageBytes = qsizetype(64) << 20;

/// What leaves the board the same when it comes twice; lines lose packets.
SmpRequest repeatable(SmpRequest request)
{
    request.attempts = 3;
    request.timeoutMs = kPlainTimeoutMs / 2;
    return request;
}

SmpRequest makeRequest(framing::SmpOp op, quint16 group, quint8 command, const char *what)
{
    SmpRequest request;
    request.op = op;
    request.group = group;
    request.command = command;
    request.timeoutMs = kPlainTimeoutMs;
    request.what = QString::fromLatin1(what);
    return op == framing::SmpOp::Read ? repeatable(request) : request;
}

bool isGone(const Error &error)
{
    return error.fault() == Fault::LinkLost || error.fault() == Fault::Cancelled || error.fault() == Fault::Timeout;
}

/// An answer without content that is of interest.
QCoro::Task<Result<void>> order(std::shared_ptr<SmpClient> smp, SmpRequest request, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = smp->request(request, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

/// Servers may have no bootloader information: rc 8 is normal.
QCoro::Task<Result<void>> readBootloader(std::shared_ptr<SmpClient> smp, FirmwareState *state, std::stop_token stop)
{
    const SmpRequest name = makeRequest(framing::SmpOp::Read, smp_group::kOs, OsBootloader, "bootloader information");
    const QFuture<Result<SmpReply>> askedName = smp->request(name, stop);
    const Result<SmpReply> nameAnswer = co_await askedName;
    if (!nameAnswer && isGone(nameAnswer.error()))
        co_return tl::unexpected(nameAnswer.error());
    if (!nameAnswer)
        co_return Result<void>();
    state->bootloader = nameAnswer->body.value(QLatin1String("bootloader")).toString().left(64);
    SmpRequest mode = name;
    mode.body.insert(QLatin1String("query"), QStringLiteral("mode"));
    const QFuture<Result<SmpReply>> askedMode = smp->request(mode, stop);
    const Result<SmpReply> modeAnswer = co_await askedMode;
    if (!modeAnswer && isGone(modeAnswer.error()))
        co_return tl::unexpected(modeAnswer.error());
    if (modeAnswer && modeAnswer->body.value(QLatin1String("mode")).isInteger())
        state->bootloaderMode = int(modeAnswer->body.value(QLatin1String("mode")).toInteger());
    co_return Result<void>();
}

void applySizes(const QCborMap &body, QList<FirmwareSlot> &list)
{
    const QCborArray images = body.value(QLatin1String("images")).toArray();
    for (const QCborValue &imageValue : images) {
        const QCborMap image = imageValue.toMap();
        const qint64 number = image.value(QLatin1String("image")).toInteger();
        const QCborArray sizes = image.value(QLatin1String("slots")).toArray();
        for (const QCborValue &slotValue : sizes) {
            const QCborMap entry = slotValue.toMap();
            for (FirmwareSlot &slot : list) {
                if (slot.image == number && slot.slot == entry.value(QLatin1String("slot")).toInteger(-1)
                    && entry.value(QLatin1String("size")).toInteger() > 0)
                    slot.size = entry.value(QLatin1String("size")).toInteger();
            }
        }
    }
}

QCoro::Task<Result<FirmwareState>> completeState(
    std::shared_ptr<SmpClient> smp, QCborMap imageState, std::stop_token stop)
{
    const Result<QList<FirmwareSlot>> list = parseImageState(imageState);
    if (!list)
        co_return tl::unexpected(list.error());
    FirmwareState state;
    state.slotList = *list;
    const SmpRequest info = makeRequest(framing::SmpOp::Read, smp_group::kImage, ImageSlotInfo, "slot information");
    const QFuture<Result<SmpReply>> asked = smp->request(info, stop);
    const Result<SmpReply> sizes = co_await asked;
    if (!sizes && isGone(sizes.error()))
        co_return tl::unexpected(sizes.error());
    if (sizes)
        applySizes(sizes->body, state.slotList);
    const Result<void> bootloader = co_await readBootloader(smp, &state, stop);
    if (!bootloader)
        co_return tl::unexpected(bootloader.error());
    co_return state;
}

QCoro::Task<Result<FirmwareState>> askState(std::shared_ptr<SmpClient> smp, SmpRequest request, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = smp->request(request, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    const QCborMap body = answer->body;
    const Result<FirmwareState> state = co_await completeState(smp, body, stop);
    co_return state;
}

QCoro::Task<Result<QByteArray>> askSetting(std::shared_ptr<SmpClient> smp, SmpRequest request, std::stop_token stop)
{
    const QFuture<Result<SmpReply>> asked = smp->request(request, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, request.what);
    const QByteArray value = reader.bytes("val");
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    co_return value;
}

} // namespace

SmpFirmwareTarget::SmpFirmwareTarget(std::shared_ptr<SmpClient> smp, double lineBytesPerSecond)
    : m_smp(std::move(smp))
    , m_lineBytesPerSecond(lineBytesPerSecond)
{
}

QCoro::Task<Result<FirmwareState>> SmpFirmwareTarget::state(std::stop_token stop)
{
    return askState(
        m_smp, makeRequest(framing::SmpOp::Read, smp_group::kImage, ImageStateCommand, "image state"), stop);
}

QCoro::Task<Result<FirmwareState>> SmpFirmwareTarget::markForTest(QByteArray hash, bool permanent, std::stop_token stop)
{
    SmpRequest request
        = repeatable(makeRequest(framing::SmpOp::Write, smp_group::kImage, ImageStateCommand, "mark for test"));
    request.body.insert(QLatin1String("hash"), hash);
    request.body.insert(QLatin1String("confirm"), permanent);
    return askState(m_smp, request, stop);
}

QCoro::Task<Result<FirmwareState>> SmpFirmwareTarget::confirm(std::stop_token stop)
{
    SmpRequest request
        = repeatable(makeRequest(framing::SmpOp::Write, smp_group::kImage, ImageStateCommand, "confirm"));
    request.body.insert(QLatin1String("confirm"), true);
    return askState(m_smp, request, stop);
}

QCoro::Task<Result<void>> SmpFirmwareTarget::erase(int slot, std::stop_token stop)
{
    SmpRequest request = makeRequest(framing::SmpOp::Write, smp_group::kImage, ImageErase, "erase");
    request.body.insert(QLatin1String("slot"), slot);
    request.timeoutMs = kEraseTimeoutMs;
    return order(m_smp, request, stop);
}

QCoro::Task<Result<void>> SmpFirmwareTarget::upload(
    QByteArray file, int image, UploadProgressHandler progress, std::stop_token stop)
{
    return uploadImage(shared_from_this(), std::move(file), image, std::move(progress), stop);
}

QCoro::Task<Result<void>> SmpFirmwareTarget::uploadImage(std::shared_ptr<SmpFirmwareTarget> self, QByteArray file,
    int image, UploadProgressHandler progress, std::stop_token stop)
{
    if (file.isEmpty() || file.size() > kMaxImageBytes)
        co_return fail(Fault::BadFile, QStringLiteral("an image of %1 bytes cannot be uploaded").arg(file.size()));
    if (self->m_uploading)
        co_return fail(Fault::Busy, QStringLiteral("an upload is going on"));
    self->m_uploading = true;
    const Result<SmpServerInfo> server = co_await readSmpParameters(self->m_smp, stop);
    if (!server) {
        self->m_uploading = false;
        co_return tl::unexpected(server.error());
    }
    UploadLimits limits;
    limits.packetLimit = std::min(server->packetLimit, self->m_smp->maxPacket());
    limits.maxWindow = std::max(1, server->bufferCount - 1);
    limits.lineBytesPerSecond = self->m_lineBytesPerSecond;
    const auto sender = std::make_unique<SmpUpload>(self->m_smp, file, image, limits, progress, stop);
    const QFuture<Result<void>> finished = sender->future();
    sender->start();
    const Result<void> result = co_await finished;
    self->m_uploading = false;
    co_return result;
}

QCoro::Task<Result<void>> SmpFirmwareTarget::reset(std::stop_token stop)
{
    return resetBoard(shared_from_this(), stop);
}

QCoro::Task<Result<void>> SmpFirmwareTarget::resetBoard(std::shared_ptr<SmpFirmwareTarget> self, std::stop_token stop)
{
    const SmpRequest request = makeRequest(framing::SmpOp::Write, smp_group::kOs, OsReset, "reset");
    const Result<void> accepted = co_await order(self->m_smp, request, stop);
    if (accepted)
        Q_EMIT self->resetAccepted();
    co_return accepted;
}

QCoro::Task<Result<QByteArray>> SmpFirmwareTarget::readSetting(QString name, std::stop_token stop)
{
    SmpRequest request = makeRequest(framing::SmpOp::Read, smp_group::kSettings, SettingsValue, "read setting");
    request.body.insert(QLatin1String("name"), name);
    return askSetting(m_smp, request, stop);
}

QCoro::Task<Result<void>> SmpFirmwareTarget::writeSetting(QString name, QByteArray value, std::stop_token stop)
{
    SmpRequest request = makeRequest(framing::SmpOp::Write, smp_group::kSettings, SettingsValue, "write setting");
    request.body.insert(QLatin1String("name"), name);
    request.body.insert(QLatin1String("val"), value);
    return order(m_smp, request, stop);
}

QCoro::Task<Result<void>> SmpFirmwareTarget::saveSettings(std::stop_token stop)
{
    return order(m_smp, makeRequest(framing::SmpOp::Write, smp_group::kSettings, SettingsSave, "save settings"), stop);
}

} // namespace device_link
