// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_settings_store.h"

#include <algorithm>

namespace virtual_kit {

namespace {

std::string rootOf(const std::string &key) { return key.substr(0, key.find('/')); }

} // namespace

std::vector<SettingDefinition> defaultKitSettings()
{
    return {
        {"kit/name", 32, QByteArrayLiteral("AI-eSIM kit")}, {"kit/note", 64, {}},
        {"log/level", 1, QByteArrayLiteral("\x03")}, // 0 off, 1 error, 2 warning, 3 info, 4 debug
        {"modem/apn", 64, QByteArrayLiteral("internet")},
        {"modem/edrx", 4, QByteArray(4, '\0')}, // seconds, u32 little endian; 0: off
    };
}

SettingsStore::SettingsStore(std::vector<SettingDefinition> definitions)
    : m_definitions(std::move(definitions))
{
    boot();
}

const SettingDefinition *SettingsStore::find(const std::string &key) const
{
    const auto it = std::find_if(m_definitions.begin(), m_definitions.end(),
        [&key](const SettingDefinition &definition) { return definition.key == key; });
    return it == m_definitions.end() ? nullptr : &*it;
}

SettingsStore::Result SettingsStore::missing(const std::string &key) const
{
    const bool known = std::any_of(m_definitions.begin(), m_definitions.end(),
        [&key](const SettingDefinition &definition) { return rootOf(definition.key) == rootOf(key); });
    return known ? Result::KeyNotFound : Result::RootKeyNotFound;
}

SettingsStore::Result SettingsStore::read(const std::string &key, QByteArray &value) const
{
    const auto it = m_current.find(key);
    if (it == m_current.end())
        return missing(key);
    value = it->second;
    return Result::Ok;
}

SettingsStore::Result SettingsStore::write(const std::string &key, const QByteArray &value)
{
    const SettingDefinition *definition = find(key);
    if (!definition)
        return missing(key);
    if (static_cast<std::size_t>(value.size()) > definition->maxSize)
        return Result::TooLong;
    set(key, value);
    return Result::Ok;
}

SettingsStore::Result SettingsStore::remove(const std::string &key)
{
    if (!find(key))
        return missing(key);
    m_saved.erase(key);
    return Result::Ok;
}

void SettingsStore::save() { m_saved = m_current; }

void SettingsStore::load()
{
    for (const auto &[key, value] : m_saved)
        set(key, value);
}

void SettingsStore::eraseSaved() { m_saved.clear(); }

void SettingsStore::boot()
{
    for (const SettingDefinition &definition : m_definitions) {
        const auto saved = m_saved.find(definition.key);
        set(definition.key, saved == m_saved.end() ? definition.initial : saved->second);
    }
}

void SettingsStore::set(const std::string &key, const QByteArray &value)
{
    QByteArray &current = m_current[key];
    if (current == value)
        return;
    current = value;
    if (onChanged)
        onChanged(key);
}

} // namespace virtual_kit
