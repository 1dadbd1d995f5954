// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTranslator>

#include <memory>

namespace widgets {

/// The language of the product: English in the source, others from the built-in catalogue.
class Translations : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~Translations() override;

    [[nodiscard]] static QStringList languages(); ///< "en", "zh_CN"
    /// The best of languages() for this system.
    [[nodiscard]] static QString systemLanguage();
    /// Installs the catalogue in the application, live. False when there is no such language.
    bool setLanguage(const QString &language);
    [[nodiscard]] QString language() const { return m_language; }

private:
    std::unique_ptr<QTranslator> m_translator;
    QString m_language = QStringLiteral("en");
};

} // namespace widgets
