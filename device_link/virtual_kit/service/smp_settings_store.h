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
    std::string key;           ///< "aiesim/name": subtree, then name
    std::size_t maxSize = 64;  ///< bytes of value
    QByteArray initial;        ///< value before anything was saved
};

/// Settings of the kit as Zephyr's settings subsystem keeps them: current values in RAM, saved ones in flash.
/// Lives longer than one boot.
class SettingsStore
{
public:
    enum class Result : std::uint8_t { Ok, RootKeyNotFound, KeyNotFound, TooLong };

    explicit SettingsStore(std::vector<SettingDefinition> definitions);

    [[nodiscard]] Result read(const std::string &key, QByteArray &value) const;
    Result write(const std::string &key, const QByteArray &value);
    Result remove(const std::string &key);
    /// Current values become the saved ones.
    void save();
    /// Saved values become the current ones (also at every boot).
    void load();
    /// Everything saved is erased (ZBASIC erase storage); current values stay until the next boot.
    void eraseSaved();
    /// Called after a current value changed, with its key.
    std::function<void(const std::string &key)> onChanged;

private:
    [[nodiscard]] const SettingDefinition *find(const std::string &key) const;
    [[nodiscard]] Result missing(const std::string &key) const;
    std::vector<SettingDefinition> m_definitions;
    std::map<std::string, QByteArray> m_current;
    std::map<std::string, QByteArray> m_saved;
};

} // namespace virtual_kit
