// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPushButton;

namespace widgets {
class Segmented;
class TextLabel;
} // namespace widgets

namespace app {

class Appearance;

/// Language, appearance and layout; everything takes effect at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    /// appearance outlives the dialog.
    SettingsDialog(Appearance *appearance, QWidget *parent);

Q_SIGNALS:
    void layoutReset();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Appearance *m_appearance;
    widgets::TextLabel *m_languageTitle;
    widgets::Segmented *m_language;
    widgets::TextLabel *m_themeTitle;
    widgets::Segmented *m_theme;
    widgets::TextLabel *m_layoutTitle;
    QPushButton *m_reset;
    widgets::TextLabel *m_logTitle;
    widgets::TextLabel *m_log;
    QPushButton *m_close;
};

} // namespace app
