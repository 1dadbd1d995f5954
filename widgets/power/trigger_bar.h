// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/trigger_watch.h"

#include <QFrame>
#include <QPointer>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace widgets {

class Segmented;
class TextLabel;

/// Sets up the trigger of a kit, arms it, and tells its state. Times in ms, currents in mA.
class TriggerBar : public QWidget
{
    Q_OBJECT
public:
    explicit TriggerBar(QWidget *parent = nullptr);
    void setWatch(TriggerWatch *watch); ///< null: none
    void retranslate();
    void focusFirst();
    /// "armed, fired 3 times": what the trigger does now, in words.
    [[nodiscard]] QString stateText() const;
    /// Why none can be armed on a recording.
    [[nodiscard]] QString recordingText() const;

Q_SIGNALS:
    void stateChanged();

private:
    enum Condition { Above, Below, Rising, Falling, Longer, Shorter, Event, ConditionCount };
    enum Number { Level, Hysteresis, Lasts, Before, After, NumberCount };
    struct Field {
        TextLabel *name = nullptr;
        QLineEdit *value = nullptr;
    };
    void layOut();
    void fill();
    void showState();
    void showFields();
    void toggle();
    [[nodiscard]] std::optional<double> number(Number which) const;
    [[nodiscard]] std::optional<TriggerSetup> setup() const;

    QPointer<TriggerWatch> m_watch;
    TextLabel *m_conditionName;
    QComboBox *m_condition;
    TextLabel *m_eventName;
    QComboBox *m_event;
    std::array<Field, NumberCount> m_fields;
    Segmented *m_mode;
    TextLabel *m_modeName;
    QPushButton *m_arm;
    TextLabel *m_state;
};

} // namespace widgets
