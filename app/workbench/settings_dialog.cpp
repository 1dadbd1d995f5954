// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/settings_dialog.h"

#include "workbench/appearance.h"
#include "workbench/logging.h"

#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace app {

using widgets::Segmented;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;

SettingsDialog::SettingsDialog(Appearance *appearance, QWidget *parent)
    : QDialog(parent)
    , m_appearance(appearance)
    , m_languageTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_language(new Segmented(static_cast<int>(widgets::Translations::languages().size()), this))
    , m_themeTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_theme(new Segmented(3, this))
    , m_layoutTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_reset(new QPushButton(this))
    , m_logTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_log(new TextLabel(TextRole::Mono, Tone::Text, this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("settings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(6);
    const auto add = [layout](QWidget *title, QWidget *control) {
        layout->addWidget(title);
        layout->addWidget(control, 0, Qt::AlignLeft);
        layout->addSpacing(12);
    };
    add(m_languageTitle, m_language);
    add(m_themeTitle, m_theme);
    add(m_layoutTitle, m_reset);
    add(m_logTitle, m_log);
    layout->addWidget(m_close, 0, Qt::AlignRight);
    m_log->setText(logFolder());
    m_log->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setDefault(true);
    connect(m_language, &Segmented::chosen, m_appearance,
        [this](int index) { m_appearance->setLanguage(widgets::Translations::languages().at(index)); });
    connect(m_theme, &Segmented::chosen, m_appearance, [this](int index) {
        if (index == 0)
            m_appearance->followSystem();
        else
            m_appearance->setDark(index == 2);
    });
    connect(m_reset, &QPushButton::clicked, this, &SettingsDialog::layoutReset);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_appearance, &Appearance::changed, this, &SettingsDialog::retranslate);
    retranslate();
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    const QStringList languages = widgets::Translations::languages();
    m_languageTitle->setText(tr("Language (Ctrl+L)"));
    for (int i = 0; i < languages.size(); ++i)
        m_language->setLabel(
            i, languages.at(i) == QLatin1String("zh_CN") ? QStringLiteral("简体中文") : QStringLiteral("English"));
    m_language->setCurrent(static_cast<int>(languages.indexOf(m_appearance->language())));
    m_language->setAccessibleName(tr("Language"));
    m_themeTitle->setText(tr("Appearance (Ctrl+T)"));
    m_theme->setLabel(0, tr("As the desktop"));
    m_theme->setLabel(1, tr("Light"));
    m_theme->setLabel(2, tr("Dark"));
    const std::optional<bool> dark = m_appearance->chosenDark();
    m_theme->setCurrent(!dark ? 0 : *dark ? 2 : 1);
    m_theme->setAccessibleName(tr("Appearance"));
    m_layoutTitle->setText(tr("Window size, place and panel"));
    m_reset->setText(tr("Reset layout"));
    m_logTitle->setText(tr("Log files are kept in"));
    m_log->setAccessibleName(tr("Log files are kept in"));
    m_close->setText(tr("Close"));
}

} // namespace app
