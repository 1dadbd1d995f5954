// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"
#include "widgets/esim/switch_run.h"

#include <QPointer>
#include <QTimer>

#include <optional>

class QCheckBox;
class QPushButton;

namespace widgets {

class FactList;
class StepList;
class TextLabel;

/// The side sheet of a change of profile: the question and what will happen, then its steps as they are done, then
/// what it took or why it failed. Not modal: everything beside it stays usable.
class SwitchSheet : public Card
{
    Q_OBJECT
public:
    explicit SwitchSheet(QWidget *parent = nullptr);
    void setRun(SwitchRun *run); ///< of a kit; null: none
    /// The profile in question and the one that would go off; while a change runs or its outcome is shown, that one
    /// stays. Empty: none.
    void setProfile(
        const std::optional<profiles::ProfileInfo> &profile, const std::optional<profiles::ProfileInfo> &on);
    void setConnected(bool connected);

    void start();     ///< what the main button does
    void cancel();    ///< what the other button does: leave, stop, or close
    void focusMain(); ///< puts the keyboard on the main button
    [[nodiscard]] bool hasContent() const;
    [[nodiscard]] const StepList *steps() const { return m_steps; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString words() const;     ///< what it says below the title
    [[nodiscard]] QString errorText() const; ///< empty: no failure

Q_SIGNALS:
    void left(); ///< cancelled before it began, or its outcome was closed

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeScrolled();
    [[nodiscard]] SwitchRun::Phase phase() const;
    [[nodiscard]] SwitchRequest request() const;
    void retranslate();
    void refresh();
    void refreshSteps();
    void refreshFacts();
    void refreshError();
    void refreshButtons();
    void setForecastFacts();
    void setOutcomeFacts();

    QPointer<SwitchRun> m_run;
    std::optional<profiles::ProfileInfo> m_profile, m_on;
    bool m_connected = true;
    QTimer m_tick; ///< for the running step's time

    TextLabel *m_title;
    TextLabel *m_words;
    StepList *m_steps;
    QFrame *m_line;
    FactList *m_facts;
    QWidget *m_errorBox;
    TextLabel *m_errorWhat;
    TextLabel *m_errorNext;
    TextLabel *m_errorDetails;
    QPushButton *m_copy;
    QCheckBox *m_refresh;
    QPushButton *m_cancel;
    QPushButton *m_main;
};

} // namespace widgets
