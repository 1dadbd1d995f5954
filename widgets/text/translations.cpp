// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/translations.h"

#include <QCoreApplication>
#include <QLocale>

namespace widgets {

Translations::~Translations()
{
    if (m_translator && QCoreApplication::instance())
        QCoreApplication::removeTranslator(m_translator.get());
}

QStringList Translations::languages() { return {QStringLiteral("en"), QStringLiteral("zh_CN")}; }

QString Translations::systemLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

bool Translations::setLanguage(const QString &language)
{
    if (!languages().contains(language))
        return false;
    std::unique_ptr<QTranslator> next;
    if (language != languages().first()) {
        next = std::make_unique<QTranslator>();
        if (!next->load(QStringLiteral(":/translations/aiesim_") + language + QStringLiteral(".qm")))
            return false;
    }
    if (m_translator)
        QCoreApplication::removeTranslator(m_translator.get());
    m_translator = std::move(next);
    m_language = language;
    if (m_translator)
        QCoreApplication::installTranslator(m_translator.get());
    return true;
}

} // namespace widgets
