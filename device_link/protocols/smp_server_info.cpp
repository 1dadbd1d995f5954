// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/smp_server_info.h"

#include "device_link/protocols/smp_errors.h"

#include <QCoroFuture>

#include <algorithm>

namespace device_link {

namespace {

constexpr quint8 kParameters = 6;
constexpr quint8 kInfo = 7;
constexpr int kAttempts = 3;
constexpr int kTimeoutMs = 1000;
/// The console transport keeps length and CRC in the same buffer.
constexpr int kConsoleOverhead = 4;

SmpRequest osRead(quint8 command, const QString &what)
{
    SmpRequest request;
    request.group = smp_group::kOs;
    request.command = command;
    request.timeoutMs = kTimeoutMs;
    request.attempts = kAttempts;
    request.what = what;
    return request;
}

/// A server that refuses is a server; one that is not there is none.
bool isSilence(const Error &error)
{
    return error.fault() == Fault::Timeout || error.fault() == Fault::LinkLost || error.fault() == Fault::Cancelled;
}

QCoro::Task<Result<QString>> readInfo(std::shared_ptr<SmpClient> smp, QString format, std::stop_token stop)
{
    SmpRequest request = osRead(kInfo, QStringLiteral("OS info"));
    request.body.insert(QLatin1String("format"), format);
    const QFuture<Result<SmpReply>> asked = smp->request(request, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer && isSilence(answer.error()))
        co_return tl::unexpected(answer.error());
    const QString text = answer ? answer->body.value(QLatin1String("output")).toString().left(256) : QString();
    co_return text;
}

} // namespace

QCoro::Task<Result<SmpServerInfo>> readSmpParameters(std::shared_ptr<SmpClient> smp, std::stop_token stop)
{
    const SmpRequest request = osRead(kParameters, QStringLiteral("OS parameters"));
    const QFuture<Result<SmpReply>> asked = smp->request(request, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer && isSilence(answer.error()))
        co_return tl::unexpected(answer.error());
    SmpServerInfo info;
    if (answer) {
        const qint64 size = answer->body.value(QLatin1String("buf_size")).toInteger();
        const qint64 count = answer->body.value(QLatin1String("buf_count")).toInteger();
        if (size >= 64 && size <= 0xFFFF)
            info.packetLimit = int(size) - kConsoleOverhead;
        info.bufferCount = int(std::clamp<qint64>(count, 1, 64));
    }
    co_return info;
}

QCoro::Task<Result<SmpServerInfo>> readSmpServerInfo(std::shared_ptr<SmpClient> smp, std::stop_token stop)
{
    Result<SmpServerInfo> info = co_await readSmpParameters(smp, stop);
    if (!info)
        co_return info;
    const QString softwareFormat = QStringLiteral("sr");
    const Result<QString> software = co_await readInfo(smp, softwareFormat, stop);
    if (!software)
        co_return tl::unexpected(software.error());
    const QString hardwareFormat = QStringLiteral("i");
    const Result<QString> hardware = co_await readInfo(smp, hardwareFormat, stop);
    if (!hardware)
        co_return tl::unexpected(hardware.error());
    info->software = *software;
    info->hardware = *hardware;
    co_return info;
}

} // namespace device_link
