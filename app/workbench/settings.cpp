// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace app {
namespace {

const QString kLanguage = QStringLiteral("look/language");
const QString kDark = QStringLiteral("look/dark");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kPanel = QStringLiteral("window/panel");
const QString kLooks = QStringLiteral("panels");
const QString kToldRecordings = QStringLiteral("recordings/told");
const QString kAlias = QStringLiteral("alias");
const QString kConnect = QStringLiteral("connect");

/// Serial numbers come from devices: whatever they hold, the key has one level.
QString kitKey(const QString &serial)
{
    return QStringLiteral("kits/") + QString::fromLatin1(serial.toUtf8().toPercentEncoding());
}

} // namespace

Settings loadSettings()
{
    QSettings store;
    Settings settings;
    settings.language = store.value(kLanguage).toString();
    if (store.contains(kDark))
        settings.dark = store.value(kDark).toBool();
    settings.geometry = store.value(kGeometry).toByteArray();
    settings.panel = store.value(kPanel).toInt();
    store.beginGroup(kLooks);
    for (const QString &panel : store.childGroups()) {
        store.beginGroup(panel);
        QVariantMap look;
        for (const QString &key : store.childKeys())
            look.insert(key, store.value(key));
        settings.looks.insert(panel, look);
        store.endGroup();
    }
    return settings;
}

void saveSettings(const Settings &settings)
{
    QSettings store;
    store.setValue(kLanguage, settings.language);
    if (settings.dark)
        store.setValue(kDark, *settings.dark);
    else
        store.remove(kDark);
    store.setValue(kGeometry, settings.geometry);
    store.setValue(kPanel, settings.panel);
    store.remove(kLooks);
    for (const auto &[panel, look] : settings.looks.asKeyValueRange()) {
        const QVariantMap values = look.toMap();
        for (const auto &[key, value] : values.asKeyValueRange())
            store.setValue(kLooks + u'/' + panel + u'/' + key, value);
    }
}

KitMemory loadKitMemory(const QString &serial)
{
    QSettings store;
    store.beginGroup(kitKey(serial));
    return {store.value(kAlias).toString(), store.value(kConnect).toBool()};
}

void saveKitMemory(const QString &serial, const KitMemory &memory)
{
    QSettings store;
    store.beginGroup(kitKey(serial));
    store.setValue(kAlias, memory.alias);
    store.setValue(kConnect, memory.connect);
}

QStringList loadToldRecordings() { return QSettings().value(kToldRecordings).toStringList(); }

void saveToldRecordings(const QStringList &more)
{
    QStringList told = loadToldRecordings() + more;
    told.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    told.removeDuplicates();
    QSettings().setValue(kToldRecordings, told);
}

} // namespace app
