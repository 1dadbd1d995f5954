// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_metadata_file.h"

#include "imported_recording.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace device_link {

namespace {

constexpr double kMinRate = 0.001; ///< samples per second
constexpr double kMaxRate = 1e7;
constexpr double kLatestUtcMs = 8.64e15; ///< the last moment of a JavaScript Date
constexpr qsizetype kMaxSerial = 256;
constexpr double kPerVolt = 1e9; ///< what a voltage is rounded to: 3.3, not 3.3000000000000003

Result<void> readOurs(const QJsonObject &ours, Ppk2SessionInfo &info)
{
    info.simulated = ours.value(QLatin1String("simulated")).toBool();
    info.kitSerial = ours.value(QLatin1String("kit")).toString().left(kMaxSerial);
    const QJsonValue volts = ours.value(QLatin1String("voltage_set_V"));
    if (!volts.isDouble())
        return {};
    if (!(std::abs(volts.toDouble()) <= importLimit("V")))
        return fail(
            Fault::BadFile, QStringLiteral("metadata.json: voltage_set_V: ") + aboveImportLimit(volts.toDouble(), "V"));
    info.voltsSet = volts.toDouble();
    return {};
}

QJsonObject ours(const Ppk2SessionInfo &info)
{
    QJsonObject object;
    if (info.simulated)
        object.insert(QStringLiteral("simulated"), true);
    if (!info.kitSerial.isEmpty())
        object.insert(QStringLiteral("kit"), info.kitSerial.left(kMaxSerial));
    if (info.voltsSet)
        object.insert(QStringLiteral("voltage_set_V"), std::round(*info.voltsSet * kPerVolt) / kPerVolt);
    return object;
}

} // namespace

Result<Ppk2SessionInfo> readPpk2Metadata(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(Fault::BadFile, QStringLiteral("metadata.json is no JSON object: ") + error.errorString());
    const QJsonValue version = document.object().value(QLatin1String("formatVersion"));
    if (!version.isDouble())
        return fail(Fault::BadFile, QStringLiteral("metadata.json does not say its formatVersion"));
    if (version.toDouble() != kPpk2FormatVersion)
        return fail(Fault::NotSupported,
            QStringLiteral("a .ppk2 file of version %1; only version 2 can be read").arg(version.toDouble()));
    const QJsonObject metadata = document.object().value(QLatin1String("metadata")).toObject();
    Ppk2SessionInfo info;
    info.samplesPerSecond = metadata.value(QLatin1String("samplesPerSecond")).toDouble(-1);
    if (!(info.samplesPerSecond >= kMinRate && info.samplesPerSecond <= kMaxRate))
        return fail(Fault::BadFile, QStringLiteral("metadata.json has no possible samplesPerSecond"));
    const double start = metadata.value(QLatin1String("startSystemTime")).toDouble(0);
    if (!(start >= 0 && start <= kLatestUtcMs))
        return fail(Fault::BadFile, QStringLiteral("metadata.json has an impossible startSystemTime"));
    info.startUtcMs = std::llround(start);
    if (auto read = readOurs(document.object().value(QLatin1String("aiesim")).toObject(), info); !read)
        return tl::unexpected(read.error());
    return info;
}

QByteArray ppk2Metadata(const Ppk2SessionInfo &info)
{
    const QJsonObject metadata{{QStringLiteral("samplesPerSecond"), info.samplesPerSecond},
        {QStringLiteral("startSystemTime"), qint64(info.startUtcMs)}};
    QJsonObject file{{QStringLiteral("metadata"), metadata}, {QStringLiteral("formatVersion"), kPpk2FormatVersion}};
    if (const QJsonObject more = ours(info); !more.isEmpty())
        file.insert(QStringLiteral("aiesim"), more);
    return QJsonDocument(file).toJson(QJsonDocument::Compact);
}

} // namespace device_link
