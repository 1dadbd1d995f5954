// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace widgets {

class FirmwareWork;
class TextLabel;

/// How it ended, told as what it is, with the next step and what can be done.
class PushOutcomeView : public QWidget
{
    Q_OBJECT
public:
    explicit PushOutcomeView(QWidget *parent = nullptr);
    void refresh(const FirmwareWork &work);
    void retranslate();
    [[nodiscard]] QString title() const;

Q_SIGNALS:
    void confirmRequested();
    void goBackRequested();
    void anotherRequested();
    void copyRequested();

private:
    void refreshButtons(const FirmwareWork &work);

    TextLabel *m_title;
    TextLabel *m_what;
    TextLabel *m_next;
    QPushButton *m_confirm;
    QPushButton *m_goBack;
    QPushButton *m_another;
    QPushButton *m_copy;
};

} // namespace widgets
