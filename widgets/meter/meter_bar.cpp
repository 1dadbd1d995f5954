// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/meter/meter_bar.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/icons.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/meter/meter_facts.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace widgets {

using device_link::PowerMeter;

namespace {

constexpr int kVoltageStep = 50; ///< mV
constexpr int kVoltageWidth = 84;

QString volts(int milliVolts) { return text({fixed(milliVolts / 1e3, 3), QStringLiteral("V")}); }

} // namespace

MeterBar::MeterBar(QWidget *parent)
    : QWidget(parent)
    , m_mode(new Segmented(2, this))
    , m_voltageName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_voltage(new QSpinBox(this))
    , m_setVoltage(new QPushButton(this))
    , m_power(new QPushButton(this))
    , m_filter(new QCheckBox(this))
    , m_state(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_banner(new ErrorBanner(this))
    , m_showFacts(new QPushButton(this))
    , m_facts(new MeterFacts(this))
    , m_questionRow(new QWidget(this))
    , m_mark(new IconLabel(16, m_questionRow))
    , m_question(new TextLabel(TextRole::Body, Tone::Text, m_questionRow))
    , m_yes(new QPushButton(m_questionRow))
    , m_no(new QPushButton(m_questionRow))
{
    setObjectName(QStringLiteral("meterBar"));
    m_voltage->setObjectName(QStringLiteral("meterVoltage"));
    m_setVoltage->setObjectName(QStringLiteral("meterSetVoltage"));
    m_power->setObjectName(QStringLiteral("meterPower"));
    m_filter->setObjectName(QStringLiteral("meterFilter"));
    m_yes->setObjectName(QStringLiteral("meterYes"));
    m_no->setObjectName(QStringLiteral("meterNo"));
    m_state->setObjectName(QStringLiteral("meterState"));
    m_voltageName->setObjectName(QStringLiteral("meterVoltageName"));
    m_showFacts->setObjectName(QStringLiteral("meterShowFacts"));
    m_showFacts->setProperty("kind", QStringLiteral("quiet"));
    m_showFacts->setCheckable(true);
    m_mark->setIconName(QStringLiteral("alert"));
    m_facts->hide();
    // Wider than a meter gives: a box that drops the digit it does not like makes 999 of 9999 unseen.
    m_voltage->setRange(0, 999'999);
    m_voltage->setSingleStep(kVoltageStep);
    m_voltage->setSuffix(QStringLiteral(" mV"));
    m_voltage->setFixedWidth(kVoltageWidth);
    m_voltage->setLocale(QLocale::c());
    m_voltage->setButtonSymbols(QAbstractSpinBox::NoButtons);
    layOut();
    connect(m_mode, &Segmented::chosen, this, &MeterBar::chooseMode);
    connect(m_voltage, &QSpinBox::valueChanged, this, &MeterBar::refresh);
    connect(m_setVoltage, &QPushButton::clicked, this, &MeterBar::setVoltage);
    connect(m_power, &QPushButton::clicked, this, &MeterBar::togglePower);
    connect(m_filter, &QCheckBox::clicked, this,
        [this](bool on) { apply([meter = m_meter, on] { return meter->setSpikeFilter(on); }); });
    connect(m_showFacts, &QPushButton::toggled, m_facts, &QWidget::setVisible);
    connect(m_yes, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { answer(false); });
    retranslate();
}

void MeterBar::layOut()
{
    for (QPushButton *button : {m_setVoltage, m_power, m_yes, m_no, m_showFacts})
        button->setProperty("compact", true);
    // One row: the lanes below are what is looked at.
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_mode);
    row->addSpacing(8);
    row->addWidget(m_voltageName);
    row->addWidget(m_voltage);
    row->addWidget(m_setVoltage);
    row->addSpacing(8);
    row->addWidget(m_power);
    row->addWidget(m_filter);
    row->addSpacing(8);
    row->addWidget(m_state, 1);
    row->addWidget(m_showFacts);
    auto *asked = new QHBoxLayout(m_questionRow);
    asked->setContentsMargins(0, 0, 0, 0);
    asked->setSpacing(8);
    asked->addWidget(m_mark);
    asked->addWidget(m_question, 1);
    asked->addWidget(m_no);
    asked->addWidget(m_yes);
    m_question->setWordWrap(true);
    m_state->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_banner);
    layout->addLayout(row);
    layout->addWidget(m_questionRow);
    layout->addWidget(m_facts);
}

void MeterBar::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::powerChanged, this, &MeterBar::bind); // capabilities changed
        connect(m_kit.get(), &KitContext::stateChanged, this, &MeterBar::refresh);
    }
    bind();
}

void MeterBar::bind()
{
    const std::shared_ptr<PowerMeter> meter = m_kit ? m_kit->session()->powerMeter() : nullptr;
    if (meter != m_meter) {
        if (m_meter)
            m_meter->disconnect(this);
        m_meter = meter;
        m_asked = nullptr;
        clearFailure();
        m_shownMilliVolts = 0;
        if (m_meter) {
            connect(m_meter.get(), &PowerMeter::settingsChanged, this, &MeterBar::refresh);
            connect(m_meter.get(), &PowerMeter::connectedChanged, this, &MeterBar::onConnected);
        }
        m_facts->setKit(m_meter ? m_kit : nullptr);
        Q_EMIT neededChanged();
    }
    refresh();
}

QString MeterBar::stateText(const PowerMeter::Settings &settings) const
{
    const QString voltage = volts(settings.sourceMilliVolts);
    if (settings.mode == PowerMeter::Mode::Ampere) {
        return settings.dutPower.value_or(true)
            // What was set as a source says nothing of the board's own supply.
            ? tr("The board's own supply goes through the meter, which does not know its voltage: power and energy are "
                 "reckoned with %1. Set what the supply gives.")
                  .arg(voltage)
            : tr("The meter has cut the board off its own supply.");
    }
    if (!settings.dutPower)
        return tr("The meter is set to feed the board with %1. Whether it does it does not tell.").arg(voltage);
    return *settings.dutPower ? tr("The meter feeds the board with %1, also when the workbench is closed.").arg(voltage)
                              : tr("The meter is set to feed the board with %1, and is switched off.").arg(voltage);
}

void MeterBar::refresh()
{
    if (!m_meter)
        return;
    const PowerMeter::Settings settings = m_meter->settings();
    const bool source = settings.mode == PowerMeter::Mode::Source;
    const bool connected = m_meter->connected(); // not the session's state: a kit may be there without its meter
    if (!connected)
        m_asked = nullptr; // it was about a meter that is away
    m_mode->setCurrent(source ? 1 : 0);
    // What is typed stays until it is set, unless the meter was set meanwhile.
    if (std::exchange(m_shownMilliVolts, settings.sourceMilliVolts) != settings.sourceMilliVolts) {
        const QSignalBlocker blocker(m_voltage);
        m_voltage->setValue(settings.sourceMilliVolts);
    }
    m_voltageName->setText(source ? tr("Source voltage") : tr("Assumed supply"));
    m_filter->setChecked(settings.spikeFilter);
    // Where nobody knows it may be fed: cutting off is what is offered, and makes it known.
    const bool on = settings.dutPower.value_or(true);
    m_power->setText(on ? tr("Cut the board off") : source ? tr("Feed the board") : tr("Connect the board"));
    const bool free = connected && !m_asked;
    for (QWidget *each : QList<QWidget *>{m_mode, m_voltage, m_power, m_filter})
        each->setEnabled(free);
    const int typed = m_voltage->value();
    const bool possible = typed >= PowerMeter::kMinMilliVolts && typed <= PowerMeter::kMaxMilliVolts;
    m_setVoltage->setEnabled(free && possible && typed != settings.sourceMilliVolts);
    m_state->setText(connected && !possible ? tr("%1 mV cannot be set: a meter gives %2 to %3 mV.")
                                                  .arg(typed)
                                                  .arg(PowerMeter::kMinMilliVolts)
                                                  .arg(PowerMeter::kMaxMilliVolts)
            : connected ? stateText(settings)
                        : tr("The meter is not connected. Plug it in again: it comes back by itself."));
    m_questionRow->setVisible(bool(m_asked));
}

void MeterBar::ask(const QString &question, const QString &yes, Change change)
{
    m_asked = std::move(change);
    m_question->setText(question);
    m_yes->setText(yes);
    refresh();
    m_no->setFocus(Qt::OtherFocusReason); // nobody feeds a board by pressing a key twice
}

void MeterBar::answer(bool yes)
{
    const Change change = std::exchange(m_asked, nullptr);
    if (yes && change)
        apply(change);
    else
        m_voltage->setValue(m_shownMilliVolts);
    refresh();
    m_power->setFocus(Qt::OtherFocusReason);
}

void MeterBar::apply(const Change &change)
{
    if (!m_meter)
        return;
    if (const device_link::Result<void> done = change())
        clearFailure();
    else
        showFailure(done.error());
    refresh();
}

/// The sentences for faults speak of a kit, which may be well.
void MeterBar::showFailure(const device_link::Error &error)
{
    using device_link::Fault;
    m_failure = error;
    const bool known = error.fault() == Fault::Busy || error.fault() == Fault::LinkLost;
    if (!known)
        return m_banner->showError(error);
    m_banner->showMessage(ErrorBanner::Severity::Error,
        error.fault() == Fault::Busy ? tr("The meter does not take what it is told.")
                                     : tr("The meter is not connected."),
        tr("Nothing was changed. Unplug the meter and plug it in again: it comes back by itself."),
        faultDetails(error));
}

void MeterBar::clearFailure()
{
    m_failure.reset();
    m_banner->clear();
}

/// What went wrong was of a connection that has ended.
void MeterBar::onConnected()
{
    clearFailure();
    refresh();
}

void MeterBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_asked)
        answer(false);
    else if (enter && m_voltage->hasFocus() && m_setVoltage->isEnabled())
        setVoltage();
    else
        QWidget::keyPressEvent(event);
}

bool MeterBar::isRecorded() const { return m_kit && m_kit->model<Recorder>()->state() == Recorder::State::Recording; }

QString MeterBar::lossText() const
{
    return isRecorded() ? tr("The board loses its power at once, in the middle of the recording.")
                        : tr("The board loses its power at once, and what it has not stored.");
}

void MeterBar::chooseMode(int index)
{
    const auto mode = index == 1 ? PowerMeter::Mode::Source : PowerMeter::Mode::Ampere;
    if (!m_meter || mode == m_meter->settings().mode)
        return;
    // Source begins switched off; in Ampere the board gets what its own supply gives.
    const Change change = [meter = m_meter, mode] { return meter->setMode(mode); };
    const PowerMeter::Settings now = m_meter->settings();
    const bool feeds = now.mode == PowerMeter::Mode::Source && now.dutPower.value_or(true);
    if (feeds || isRecorded() || mode == PowerMeter::Mode::Source)
        ask(feeds ? lossText()
                : mode == PowerMeter::Mode::Source
                ? isRecorded() ? tr("The meter cuts the board off its own supply, in the middle of the recording.")
                               : tr("The meter cuts the board off its own supply at once.")
                : tr("The meter measures otherwise from here on, in the middle of the recording."),
            tr("Change the mode"), change);
    else
        apply(change);
}

void MeterBar::setVoltage()
{
    if (!m_meter)
        return;
    const PowerMeter::Settings now = m_meter->settings();
    const int wanted = m_voltage->value();
    const Change change = [meter = m_meter, wanted] { return meter->setSourceMilliVolts(wanted); };
    const bool feeds = now.mode == PowerMeter::Mode::Source && now.dutPower.value_or(true);
    if (feeds && wanted > now.sourceMilliVolts)
        ask(tr("The board gets %1 instead of %2 at once. A voltage above its limit destroys it.")
                .arg(volts(wanted), volts(now.sourceMilliVolts)),
            tr("Set %1").arg(volts(wanted)), change);
    else
        apply(change);
}

void MeterBar::togglePower()
{
    if (!m_meter)
        return;
    const PowerMeter::Settings now = m_meter->settings();
    const bool on = !now.dutPower.value_or(true);
    const Change change = [meter = m_meter, on] { return meter->setDutPower(on); };
    if (!on)
        ask(lossText(), tr("Cut it off"), change);
    else if (now.mode == PowerMeter::Mode::Source)
        ask(tr("The meter will feed the board with %1. A voltage above its limit destroys it; so does a second supply.")
                .arg(volts(now.sourceMilliVolts)),
            tr("Feed it with %1").arg(volts(now.sourceMilliVolts)), change);
    else
        apply(change);
}

void MeterBar::retranslate()
{
    m_mode->setLabel(0, tr("Ampere meter"));
    m_mode->setLabel(1, tr("Source"));
    m_mode->setAccessibleName(tr("Meter mode"));
    m_mode->setToolTip(tr("Ampere meter: the board has a supply of its own. Source: the meter feeds it"));
    m_voltage->setAccessibleName(tr("Voltage in mV"));
    m_voltage->setToolTip(tr("As source what the board gets; as ampere meter what its supply gives, for power and "
                             "energy: the meter does not measure it"));
    m_setVoltage->setText(tr("Set"));
    m_setVoltage->setAccessibleName(tr("Set the voltage"));
    m_filter->setText(tr("Spike filter"));
    m_filter->setToolTip(tr("Removes the spikes that a change of the meter's range makes"));
    m_no->setText(tr("Leave it"));
    m_mark->setColour(theme().warn);
    m_showFacts->setText(tr("About the meter"));
    m_showFacts->setToolTip(tr("What the meter says of itself, and how lost samples are looked for"));
    m_power->setText(tr("Feed the board")); // refresh() knows better when there is a meter
    if (!m_asked)
        m_yes->setText(tr("Set")); // until a question says what
    m_facts->refresh();
    if (m_failure)
        showFailure(device_link::Error(*m_failure));
    refresh();
}

} // namespace widgets
