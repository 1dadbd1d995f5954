// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/appearance.h"

#include "widgets/common/theme.h"

#include <QApplication>
#include <QLocale>

namespace app {

Appearance::Appearance(QObject *parent)
    : QObject(parent)
{
    connect(&m_system, &SystemTheme::changed, this, [this] {
        if (m_following)
            show(m_system.dark());
    });
}

void Appearance::setLanguage(const QString &language)
{
    // Fonts look at the default locale: set it before the widgets hear of the language.
    QLocale::setDefault(QLocale(language));
    if (!m_translations.setLanguage(language))
        QLocale::setDefault(QLocale(m_translations.language()));
    Q_EMIT changed();
}

std::optional<bool> Appearance::chosenDark() const { return m_following ? std::nullopt : std::optional(m_dark); }

void Appearance::setDark(bool dark)
{
    m_following = false;
    show(dark);
}

void Appearance::followSystem()
{
    m_following = true;
    m_system.watch();
    show(m_system.dark());
}

void Appearance::show(bool dark)
{
    m_dark = dark;
    widgets::applyTheme(*qApp, dark ? widgets::darkTheme() : widgets::lightTheme());
    Q_EMIT changed();
}

void Appearance::nextLanguage()
{
    const QStringList all = widgets::Translations::languages();
    setLanguage(all.at((all.indexOf(language()) + 1) % all.size()));
}

} // namespace app
