// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

#include <optional>

namespace app {

/// Whether the desktop is set to dark: what its settings portal says (org.freedesktop.appearance color-scheme), also
/// while the program runs; without a portal, the palette that the desktop gave it at the start.
class SystemTheme : public QObject
{
    Q_OBJECT
public:
    explicit SystemTheme(QObject *parent = nullptr); ///< before the program sets a palette of its own
    void watch();                                    ///< asks the portal, and hears of changes from now on
    [[nodiscard]] bool dark() const { return m_told.value_or(m_darkPalette); }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void take(const QVariant &scheme);

    bool m_darkPalette;
    bool m_watching = false;
    std::optional<bool> m_told; ///< empty: no portal, or no preference
};

} // namespace app
