// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_settings_group.h"

#include "smp_cbor.h"

#include "virtual_kit/flash/nor_flash.h"

namespace virtual_kit {

namespace {

using framing::SmpOp;

constexpr std::uint8_t kReadWrite = 0;
constexpr std::uint8_t kDelete = 1;
constexpr std::uint8_t kCommit = 2;
constexpr std::uint8_t kLoadSave = 3;

// Group errors (Zephyr settings_mgmt_err_code_t).
constexpr std::uint16_t kUnknown = 1;
constexpr std::uint16_t kKeyTooLong = 2;
constexpr std::uint16_t kKeyNotFound = 3;
constexpr std::uint16_t kRootKeyNotFound = 5;

constexpr qsizetype kNameLimit = 32;      // CONFIG_MCUMGR_GRP_SETTINGS_NAME_LEN, its end included
constexpr std::uint64_t kValueLimit = 64; // CONFIG_MCUMGR_GRP_SETTINGS_VALUE_LEN

constexpr SimTime kStorageSectors = 6; ///< 24 KiB storage partition

SmpRc translate(std::uint16_t rc)
{
    if (rc == kKeyTooLong)
        return SmpRc::BadArgument;
    return rc == kKeyNotFound ? SmpRc::NoEntry : SmpRc::Unknown;
}

void answer(SettingsStore::Result result, const SmpReply &reply)
{
    switch (result) {
    case SettingsStore::Result::Ok: return reply.sendOk();
    case SettingsStore::Result::RootKeyNotFound: return reply.sendGroupError(kRootKeyNotFound);
    case SettingsStore::Result::KeyNotFound: return reply.sendGroupError(kKeyNotFound);
    case SettingsStore::Result::TooLong: return reply.sendGroupError(kUnknown, QStringLiteral("value too long"));
    }
}

/// The key of a request; answers and gives nothing when there is none that can be used.
std::optional<std::string> keyOf(SmpFields &fields, const SmpReply &reply)
{
    const QByteArray name = fields.text("name").value_or(QString()).toUtf8();
    if (!fields.good() || name.isEmpty()) {
        reply.sendError(SmpRc::BadArgument);
        return std::nullopt;
    }
    if (name.size() >= kNameLimit) {
        reply.sendGroupError(kKeyTooLong);
        return std::nullopt;
    }
    return name.toStdString();
}

void readSetting(const SettingsStore &settings, const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    const auto wanted = fields.unsignedInt("max_size");
    const auto key = keyOf(fields, reply);
    if (!key)
        return;
    QByteArray value;
    const auto result = settings.read(*key, value);
    if (result != SettingsStore::Result::Ok)
        return answer(result, reply);
    const std::uint64_t limit = std::min(wanted.value_or(kValueLimit), kValueLimit);
    QCborMap body{{QLatin1String("val"), value.first(std::min(value.size(), static_cast<qsizetype>(limit)))}};
    if (wanted && *wanted > kValueLimit)
        body.insert(QLatin1String("max_size"), static_cast<qint64>(kValueLimit));
    reply.send(body);
}

void handle(SettingsStore &settings, const SmpRequest &request, const SmpReply &reply)
{
    if (request.is(SmpOp::Read, kReadWrite))
        return readSetting(settings, request, reply);
    if (request.is(SmpOp::Write, kReadWrite)) {
        SmpFields fields(request.body);
        const QByteArray value = fields.bytes("val").value_or(QByteArray());
        if (const auto key = keyOf(fields, reply))
            answer(settings.write(*key, value), reply);
    } else if (request.is(SmpOp::Write, kDelete)) {
        SmpFields fields(request.body);
        if (const auto key = keyOf(fields, reply))
            answer(settings.remove(*key), reply);
    } else if (request.is(SmpOp::Write, kCommit)) {
        reply.sendOk(); // written values are in force at once here
    } else if (request.is(SmpOp::Read, kLoadSave)) {
        settings.load();
        reply.sendOk();
    } else if (request.is(SmpOp::Write, kLoadSave)) {
        settings.save();
        reply.sendOk();
    } else {
        reply.sendNotSupported();
    }
}

} // namespace

SmpGroup makeSmpSettingsGroup(SettingsStore &settings)
{
    return {3, "settings mgmt", kLoadSave + 1,
        [&settings](const SmpRequest &request, const SmpReply &reply) { handle(settings, request, reply); }, translate};
}

SmpGroup makeSmpBasicGroup(Simulation &simulation, SettingsStore &settings)
{
    const auto erase = [&simulation, &settings](const SmpRequest &request, const SmpReply &reply) {
        if (!request.is(SmpOp::Write, 0))
            return reply.sendNotSupported();
        settings.eraseSaved();
        simulation.after(kStorageSectors * kSectorErase, [reply] { reply.sendOk(); });
    };
    return {63, "zephyr basic mgmt", 1, erase, {}};
}

} // namespace virtual_kit
