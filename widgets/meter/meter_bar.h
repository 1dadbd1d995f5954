// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/power_meter.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QCheckBox;
class QPushButton;
class QSpinBox;

namespace widgets {

class ErrorBanner;
class IconLabel;
class KitContext;
class MeterFacts;
class Segmented;
class TextLabel;

/// The settings of a power meter beside a kit (a PPK2): mode, voltage, whether it feeds the board, and the spike
/// filter. What may hurt a board — feeding it, a higher voltage while it is fed, taking its power away — is asked in
/// place before it is done. Nothing of it is remembered: no board is fed because one was yesterday.
class MeterBar : public QWidget
{
    Q_OBJECT
public:
    explicit MeterBar(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    void retranslate();
    [[nodiscard]] bool isNeeded() const { return m_meter != nullptr; } ///< there is a meter to set
    [[nodiscard]] bool asks() const { return bool(m_asked); }          ///< whether something is to be done

Q_SIGNALS:
    void neededChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Change = std::function<device_link::Result<void>()>;
    void layOut();
    void bind();
    void refresh();
    void ask(const QString &question, const QString &yes, Change change);
    void answer(bool yes);
    void apply(const Change &change);
    void showFailure(const device_link::Error &error);
    void clearFailure();
    void onConnected();
    void chooseMode(int index);
    void setVoltage();
    void togglePower();
    [[nodiscard]] bool isRecorded() const;
    /// What the board loses, as the beginning of a question.
    [[nodiscard]] QString lossText() const;
    [[nodiscard]] QString stateText(const device_link::PowerMeter::Settings &settings) const;

    std::shared_ptr<KitContext> m_kit;
    std::shared_ptr<device_link::PowerMeter> m_meter;
    Segmented *m_mode;
    TextLabel *m_voltageName;
    QSpinBox *m_voltage;
    QPushButton *m_setVoltage;
    QPushButton *m_power;
    QCheckBox *m_filter;
    TextLabel *m_state;
    ErrorBanner *m_banner;
    QPushButton *m_showFacts;
    MeterFacts *m_facts;
    QWidget *m_questionRow;
    IconLabel *m_mark;
    TextLabel *m_question;
    QPushButton *m_yes, *m_no;
    Change m_asked;                              ///< done when it is agreed to
    std::optional<device_link::Error> m_failure; ///< kept so that the language can change
    int m_shownMilliVolts = 0;
};

} // namespace widgets
