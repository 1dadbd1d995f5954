// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/text/translations.h"

#include <QObject>

namespace app {

/// Language and theme of the whole application, changeable live.
class Appearance : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    void setLanguage(const QString &language);
    void setDark(bool dark);
    void nextLanguage();
    [[nodiscard]] QString language() const { return m_translations.language(); }
    [[nodiscard]] bool dark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private:
    widgets::Translations m_translations;
    bool m_dark = false;
};

} // namespace app
