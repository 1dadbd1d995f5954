// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/device_url.h"

#include <QRegularExpression>

#include <array>

namespace device_link {

namespace {

struct SchemeName {
    DeviceUrl::Scheme scheme;
    const char *name;
};
constexpr std::array<SchemeName, 6> kSchemes{
    {{DeviceUrl::Scheme::Virtual, "virtual"}, {DeviceUrl::Scheme::Serial, "serial"}, {DeviceUrl::Scheme::Tcp, "tcp"},
        {DeviceUrl::Scheme::Usb, "usb"}, {DeviceUrl::Scheme::Bench, "bench"}, {DeviceUrl::Scheme::File, "file"}}};

constexpr std::array<PortRole, 4> kRoles{PortRole::Kit, PortRole::At, PortRole::Console, PortRole::Meter};

constexpr qint32 kMaxBaud = 50'000'000;

tl::unexpected<Error> bad(const QString &text) { return fail(Fault::BadArgument, text); }

std::optional<DeviceUrl::Scheme> schemeOf(const QString &name)
{
    for (const SchemeName &entry : kSchemes) {
        if (name == QLatin1String(entry.name))
            return entry.scheme;
    }
    return std::nullopt;
}

Result<void> applyOption(DeviceUrl &url, const QString &option)
{
    const QString key = option.section(QLatin1Char('='), 0, 0);
    const QString value = option.section(QLatin1Char('='), 1);
    if (key == QLatin1String("role")) {
        for (const PortRole role : kRoles) {
            if (value == roleName(role)) {
                url.role = role;
                url.wholeKit = false;
                return {};
            }
        }
        return bad(QStringLiteral("role \"%1\" is not one of kit, at, console, meter").arg(value));
    }
    if (key == QLatin1String("baud") && url.scheme == DeviceUrl::Scheme::Serial) {
        bool ok = false;
        url.baud = value.toInt(&ok);
        if (ok && url.baud > 0 && url.baud <= kMaxBaud)
            return {};
        return bad(QStringLiteral("baud \"%1\" is not a rate from 1 to %2").arg(value).arg(kMaxBaud));
    }
    if (key == QLatin1String("place") && url.scheme == DeviceUrl::Scheme::Usb) {
        // As the kernel names a device: bus, and the ports down to it.
        static const QRegularExpression path(QStringLiteral("\\A[0-9]+-[0-9]+(\\.[0-9]+)*\\z"));
        url.place = value;
        if (path.match(value).hasMatch())
            return {};
        return bad(QStringLiteral("place \"%1\" is not one like 1-2 or 1-1.4").arg(value));
    }
    return bad(QStringLiteral("option \"%1\" is not known here").arg(option));
}

Result<void> applyOptions(DeviceUrl &url, const QStringList &options)
{
    QStringList seen;
    for (const QString &option : options) {
        const QString key = option.section(QLatin1Char('='), 0, 0);
        if (seen.contains(key))
            return bad(QStringLiteral("%1= is given twice").arg(key));
        seen.append(key);
        if (Result<void> applied = applyOption(url, option); !applied)
            return applied;
    }
    return {};
}

/// A scheme is missing; of a path it is known which one was meant.
QString withoutScheme(const QString &text)
{
    QString sentence = QStringLiteral("\"%1\" does not begin with virtual:, usb:, serial:, tcp: or file:").arg(text);
    if (text.startsWith(QLatin1String("/dev/")))
        sentence += QStringLiteral("; for this port write serial:%1,role=kit (or at, console, meter)").arg(text);
    else if (text.endsWith(QLatin1String(".aer")))
        sentence += QStringLiteral("; for a recording write file:%1").arg(text);
    return sentence;
}

/// A file may be called anything, so only this one end of its name is taken for more than a name.
void splitStream(DeviceUrl &url)
{
    static const QRegularExpression ending(QStringLiteral("#stream=([0-9]{1,10})\\z"));
    const QRegularExpressionMatch match = ending.match(url.address);
    bool ok = false;
    const quint32 stream = match.captured(1).toUInt(&ok);
    if (!ok)
        return;
    url.stream = stream;
    url.address.truncate(match.capturedStart());
}

Result<void> splitHostAndPort(DeviceUrl &url)
{
    const qsizetype colon = url.address.lastIndexOf(QLatin1Char(':'));
    bool ok = false;
    const uint port = colon < 0 ? 0U : url.address.mid(colon + 1).toUInt(&ok);
    if (!ok || port == 0 || port > 65535)
        return bad(QStringLiteral("\"%1\" does not end in :port (1 to 65535)").arg(url.address));
    url.tcpPort = static_cast<quint16>(port);
    url.address.truncate(colon);
    if (url.address.startsWith(QLatin1Char('[')) && url.address.endsWith(QLatin1Char(']')))
        url.address = url.address.mid(1, url.address.size() - 2);
    if (url.address.isEmpty())
        return bad(QStringLiteral("tcp: needs a host before the port"));
    return {};
}

} // namespace

QString roleName(PortRole role)
{
    switch (role) {
    case PortRole::Kit: return QStringLiteral("kit");
    case PortRole::At: return QStringLiteral("at");
    case PortRole::Console: return QStringLiteral("console");
    case PortRole::Meter: return QStringLiteral("meter");
    }
    return {};
}

Result<DeviceUrl> parseDeviceUrl(const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const std::optional<DeviceUrl::Scheme> scheme = colon < 0 ? std::nullopt : schemeOf(text.left(colon));
    if (!scheme)
        return bad(withoutScheme(text));
    DeviceUrl url;
    url.scheme = *scheme;
    url.wholeKit = url.scheme == DeviceUrl::Scheme::Usb;
    const QString rest = text.mid(colon + 1);
    // The arguments of virtual: are separated by semicolons, benches and files may be called anything: no options.
    if (url.scheme == DeviceUrl::Scheme::Virtual || url.scheme == DeviceUrl::Scheme::Bench
        || url.scheme == DeviceUrl::Scheme::File) {
        url.address = rest;
    } else {
        QStringList parts = rest.split(QLatin1Char(','));
        url.address = parts.takeFirst();
        if (Result<void> applied = applyOptions(url, parts); !applied)
            return tl::unexpected(applied.error());
    }
    if (url.scheme == DeviceUrl::Scheme::File)
        splitStream(url);
    if (url.address.isEmpty() && url.scheme != DeviceUrl::Scheme::Virtual)
        return bad(QStringLiteral("\"%1\" names nothing after the colon").arg(text));
    if (url.scheme == DeviceUrl::Scheme::Tcp) {
        if (Result<void> split = splitHostAndPort(url); !split)
            return tl::unexpected(split.error());
    }
    return url;
}

Result<QList<DeviceUrl>> parseDeviceUrls(const QStringList &texts)
{
    constexpr auto kVirtual = DeviceUrl::Scheme::Virtual;
    QList<DeviceUrl> urls;
    for (const QString &text : texts.isEmpty() ? QStringList{QStringLiteral("virtual:")} : texts) {
        const Result<DeviceUrl> url = parseDeviceUrl(text);
        if (!url)
            return bad(QString(text + QStringLiteral(": ") + url.error().detail()));
        for (const DeviceUrl &other : std::as_const(urls)) {
            if (url->scheme == kVirtual || other.scheme == kVirtual)
                return bad(QStringLiteral("%1: a simulated kit brings its own ports and takes no others").arg(text));
            if (url->scheme == DeviceUrl::Scheme::File || other.scheme == DeviceUrl::Scheme::File)
                return bad(QStringLiteral("%1: a recording stands alone and takes no ports beside it").arg(text));
            const bool besideMeter = url->role == PortRole::Meter || other.role == PortRole::Meter;
            if ((url->wholeKit || other.wholeKit) && !besideMeter) {
                return bad(
                    QStringLiteral("%1: a kit on USB brings its own ports; name single ones with ,role=").arg(text));
            }
            if (url->role == other.role)
                return bad(QStringLiteral("%1: the role %2 is taken; one kit has one port of each role")
                               .arg(text, roleName(url->role)));
        }
        urls.append(*url);
    }
    return urls;
}

QString toString(const DeviceUrl &url)
{
    QString text;
    for (const SchemeName &entry : kSchemes) {
        if (entry.scheme == url.scheme)
            text = QLatin1String(entry.name) + QLatin1Char(':');
    }
    if (url.scheme == DeviceUrl::Scheme::Tcp && url.address.contains(QLatin1Char(':')))
        text += QLatin1Char('[') + url.address + QLatin1Char(']');
    else
        text += url.address;
    if (url.scheme == DeviceUrl::Scheme::Tcp)
        text += QLatin1Char(':') + QString::number(url.tcpPort);
    const bool onePort = url.scheme == DeviceUrl::Scheme::Serial || url.scheme == DeviceUrl::Scheme::Tcp
        || url.scheme == DeviceUrl::Scheme::Usb;
    if (onePort && !url.wholeKit)
        text += QLatin1String(",role=") + roleName(url.role);
    if (url.stream)
        text += QLatin1String("#stream=") + QString::number(*url.stream);
    if (!url.place.isEmpty())
        text += QLatin1String(",place=") + url.place;
    if (url.baud > 0)
        text += QLatin1String(",baud=") + QString::number(url.baud);
    return text;
}

} // namespace device_link
