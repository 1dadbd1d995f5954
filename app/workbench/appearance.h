// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/system_theme.h"

#include "widgets/text/translations.h"

#include <QObject>

#include <optional>

namespace app {

/// Language and theme of the whole application, changeable live.
class Appearance : public QObject
{
    Q_OBJECT
public:
    explicit Appearance(QObject *parent = nullptr);
    void setLanguage(const QString &language);
    void setDark(bool dark); ///< chosen, whatever the desktop is
    void followSystem();     ///< dark when the desktop is, now and later
    void nextLanguage();
    [[nodiscard]] QString language() const { return m_translations.language(); }
    [[nodiscard]] bool dark() const { return m_dark; }
    [[nodiscard]] std::optional<bool> chosenDark() const; ///< empty: as the desktop

Q_SIGNALS:
    void changed();

private:
    void show(bool dark);

    widgets::Translations m_translations;
    SystemTheme m_system;
    bool m_dark = false;
    bool m_following = false;
};

} // namespace app
