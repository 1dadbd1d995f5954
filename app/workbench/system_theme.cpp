// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/system_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

namespace app {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kSpace = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr uint kPreferDark = 1, kPreferLight = 2;

} // namespace

SystemTheme::SystemTheme(QObject *parent)
    : QObject(parent)
    , m_darkPalette(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
}

void SystemTheme::watch()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (std::exchange(m_watching, true) || !bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
        SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kSpace << kKey;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isValid())
            take(reply.value().variant());
    });
}

void SystemTheme::onSettingChanged(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space == kSpace && key == kKey)
        take(value.variant());
}

void SystemTheme::take(const QVariant &scheme)
{
    QVariant plain = scheme;
    while (plain.canConvert<QDBusVariant>()) // Read() wraps it twice
        plain = plain.value<QDBusVariant>().variant();
    const uint value = plain.toUInt();
    const std::optional<bool> told = value == kPreferDark ? std::optional(true)
        : value == kPreferLight                           ? std::optional(false)
                                                          : std::nullopt;
    const bool before = dark();
    m_told = told;
    if (dark() != before)
        Q_EMIT changed();
}

} // namespace app
