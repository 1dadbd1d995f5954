// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace virtual_kit {

/// One key of the kit's settings tree.
struct SettingDefinition {
    std::string key;          ///< "aiesim/name": subtree, then name
    std::size_t maxSize = 64; ///< bytes of value
    QByteArray initial;       ///< value before anything was saved
};

/// What a kit keeps by default. The values are kept and given back; nothing in the simulation depends on them.
[[nodiscard]] std::vector<SettingDefinition> defaultKitSettings();

/// Settings of the kit as Zephyr's settings subsystem keeps them: current values in RAM, saved ones in flash.
/// Lives longer than one boot.
class SettingsStore
{
public:
    enum class Result : std::uint8_t { Ok, RootKeyNotFound, KeyNotFound, TooLong };

    explicit SettingsStore(std::vector<SettingDefinition> definitions = defaultKitSettings());

    [[nodiscard]] Result read(const std::string &key, QByteArray &value) const;
    Result write(const std::string &key, const QByteArray &value);
    /// Forgets the saved value; the current one stays until the next boot (as settings_delete).
    Result remove(const std::string &key);
    /// Current values become the saved ones.
    void save();
    /// Saved values become the current ones; a key without a saved value keeps its current one.
    void load();
    /// Forgets everything saved (ZBASIC erase storage); current values stay until the next boot.
    void eraseSaved();
    /// At every boot: the initial values, then what was saved.
    void boot();
    /// Called after a current value changed, with its key.
    std::function<void(const std::string &key)> onChanged;

private:
    [[nodiscard]] const SettingDefinition *find(const std::string &key) const;
    [[nodiscard]] Result missing(const std::string &key) const;
    void set(const std::string &key, const QByteArray &value);

    std::vector<SettingDefinition> m_definitions;
    std::map<std::string, QByteArray> m_current;
    std::map<std::string, QByteArray> m_saved;
};

} // namespace virtual_kit
