// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/trigger_bar.h"

#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/text/units.h"

#include <QComboBox>
#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace widgets {

using profiles::TriggerKind;

namespace {

constexpr double kMostMilliamps = 100'000;
constexpr double kMostMs = 3'600'000;
constexpr int kNumberWidth = 84;

QVBoxLayout *under(QWidget *name, QWidget *field)
{
    auto *both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(name);
    both->addWidget(field);
    return both;
}

QString plain(double value) { return QString::number(value, 'g', 8); }

} // namespace

TriggerBar::TriggerBar(QWidget *parent)
    : QWidget(parent)
    , m_conditionName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_condition(new QComboBox(this))
    , m_eventName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_event(new QComboBox(this))
    , m_mode(new Segmented(2, this))
    , m_modeName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_arm(new QPushButton(this))
    , m_state(new TextLabel(TextRole::Table, Tone::Text2, this))
{
    setObjectName(QStringLiteral("triggerBar"));
    m_condition->setObjectName(QStringLiteral("triggerCondition"));
    m_event->setObjectName(QStringLiteral("triggerEvent"));
    m_arm->setObjectName(QStringLiteral("triggerArm"));
    m_arm->setProperty("compact", true);
    for (int i = 0; i < ConditionCount; ++i)
        m_condition->addItem({});
    for (const QString &event : triggerEvents())
        m_event->addItem(QString(), event);
    for (int i = 0; i < NumberCount; ++i) {
        Field &field = m_fields.at(static_cast<std::size_t>(i));
        field.name = new TextLabel(TextRole::Caption, Tone::Text2, this);
        field.value = new QLineEdit(this);
        field.value->setObjectName(QStringLiteral("triggerNumber%1").arg(i));
        field.value->setFixedWidth(kNumberWidth);
        field.value->setAlignment(Qt::AlignRight);
        auto *valid = new QDoubleValidator(0, i <= Hysteresis ? kMostMilliamps : kMostMs, 6, field.value);
        valid->setNotation(QDoubleValidator::StandardNotation);
        valid->setLocale(QLocale::c()); // a point in every language, as everywhere
        field.value->setValidator(valid);
        connect(field.value, &QLineEdit::textChanged, this, &TriggerBar::showState);
        connect(field.value, &QLineEdit::returnPressed, this, &TriggerBar::toggle);
    }
    connect(m_condition, &QComboBox::currentIndexChanged, this, &TriggerBar::showFields);
    connect(m_arm, &QPushButton::clicked, this, &TriggerBar::toggle);
    layOut();
    retranslate();
    fill();
}

void TriggerBar::layOut()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addLayout(under(m_conditionName, m_condition));
    line->addLayout(under(m_eventName, m_event));
    for (const Field &field : m_fields)
        line->addLayout(under(field.name, field.value));
    line->addLayout(under(m_modeName, m_mode));
    // In the same line: the lanes below are what is looked at.
    m_state->setWordWrap(true);
    line->addWidget(m_state, 1, Qt::AlignBottom);
    line->addWidget(m_arm, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
}

void TriggerBar::setWatch(TriggerWatch *watch)
{
    if (m_watch)
        m_watch->disconnect(this);
    m_watch = watch;
    if (m_watch)
        connect(m_watch, &TriggerWatch::changed, this, &TriggerBar::showState);
    fill();
}

void TriggerBar::focusFirst() { m_condition->setFocus(Qt::OtherFocusReason); }

void TriggerBar::fill()
{
    const TriggerSetup setup = m_watch ? m_watch->setup() : TriggerSetup{};
    m_condition->setCurrentIndex(setup.onEvent ? int(Event) : static_cast<int>(setup.rule.kind));
    m_event->setCurrentIndex(std::max(0, m_event->findData(setup.event)));
    m_mode->setCurrent(setup.every ? 1 : 0);
    const std::array<double, NumberCount> values{setup.rule.levelA * 1e3, setup.rule.hysteresisA * 1e3,
        static_cast<double>(setup.rule.durationNs) / 1e6, static_cast<double>(setup.beforeNs) / 1e6,
        static_cast<double>(setup.afterNs) / 1e6};
    for (std::size_t i = 0; i < NumberCount; ++i)
        m_fields.at(i).value->setText(plain(values.at(i)));
    showFields();
}

/// What the condition has no use for is not asked.
void TriggerBar::showFields()
{
    const int condition = m_condition->currentIndex();
    const bool event = condition == Event;
    m_eventName->setVisible(event);
    m_event->setVisible(event);
    for (const Number which : {Level, Hysteresis, Lasts}) {
        const bool wanted = !event && (which != Lasts || condition == Longer || condition == Shorter);
        m_fields.at(which).name->setVisible(wanted);
        m_fields.at(which).value->setVisible(wanted);
    }
    showState();
}

std::optional<double> TriggerBar::number(Number which) const
{
    const QLineEdit *field = m_fields.at(which).value;
    if (!field->hasAcceptableInput())
        return std::nullopt;
    return field->text().toDouble();
}

std::optional<TriggerSetup> TriggerBar::setup() const
{
    TriggerSetup setup = m_watch ? m_watch->setup() : TriggerSetup{};
    const int condition = m_condition->currentIndex();
    setup.onEvent = condition == Event;
    setup.event = m_event->currentData().toString();
    setup.every = m_mode->current() == 1;
    const auto before = number(Before);
    const auto after = number(After);
    if (!before || !after || *before + *after <= 0)
        return std::nullopt;
    setup.beforeNs = std::llround(*before * 1e6);
    setup.afterNs = std::llround(*after * 1e6);
    if (setup.onEvent)
        return setup;
    const auto level = number(Level);
    const auto hysteresis = number(Hysteresis);
    const auto lasts = number(Lasts);
    const bool timed = condition == Longer || condition == Shorter;
    if (!level || !hysteresis || (timed && (!lasts || *lasts <= 0)))
        return std::nullopt;
    setup.rule.kind = static_cast<TriggerKind>(condition);
    setup.rule.levelA = *level / 1e3;
    setup.rule.hysteresisA = *hysteresis / 1e3;
    if (lasts)
        setup.rule.durationNs = std::llround(*lasts * 1e6);
    return setup;
}

void TriggerBar::toggle()
{
    if (!m_watch)
        return;
    if (m_watch->state() == TriggerWatch::State::Armed)
        m_watch->disarm();
    else if (const auto wanted = setup())
        m_watch->arm(*wanted);
}

QString TriggerBar::stateText() const
{
    if (!m_watch)
        return tr("off");
    const int fired = m_watch->fired();
    switch (m_watch->state()) {
    case TriggerWatch::State::Armed: return fired > 0 ? tr("armed, fired %1×").arg(integer(fired)) : tr("armed");
    case TriggerWatch::State::Full: return tr("stopped after %1 regions, the most it keeps").arg(integer(fired));
    case TriggerWatch::State::Off: return fired > 0 ? tr("off, fired %1×").arg(integer(fired)) : tr("off");
    }
    return {};
}

QString TriggerBar::recordingText() const
{
    return tr(
        "A recording is shown, and nothing new comes in it: a trigger would never fire. Choose a kit to arm one.");
}

void TriggerBar::showState()
{
    const bool armed = m_watch && m_watch->state() == TriggerWatch::State::Armed;
    const bool valid = setup().has_value();
    m_arm->setText(armed ? tr("Disarm") : tr("Arm"));
    const bool fires = !m_watch || m_watch->canFire();
    m_arm->setEnabled(m_watch && fires && (armed || valid));
    m_arm->setToolTip(fires ? QString() : recordingText());
    m_state->setTone(fires && !valid && !armed ? Tone::Warn : armed ? Tone::Accent : Tone::Text2);
    m_state->setText(!fires    ? recordingText()
            : !valid && !armed ? tr("Numbers from 0 up are needed; the times before and after must not both be 0.")
                               : tr("Trigger: %1. Each time becomes a region.").arg(stateText()));
    for (QWidget *each : QList<QWidget *>{m_condition, m_event, m_mode})
        each->setEnabled(fires && !armed);
    for (const Field &field : m_fields)
        field.value->setEnabled(fires && !armed);
    Q_EMIT stateChanged();
}

void TriggerBar::retranslate()
{
    const QStringList conditions{tr("Current is above"), tr("Current is below"), tr("Current rises to"),
        tr("Current falls to"), tr("Above for at least"), tr("Above for less than"), tr("Event of the kit")};
    for (int i = 0; i < ConditionCount; ++i)
        m_condition->setItemText(i, conditions.at(i));
    for (int i = 0; i < m_event->count(); ++i)
        m_event->setItemText(i, triggerEventWord(m_event->itemData(i).toString()));
    m_conditionName->setText(tr("Fires when"));
    m_condition->setAccessibleName(tr("Fires when"));
    m_eventName->setText(tr("Event"));
    m_event->setAccessibleName(tr("Event"));
    const QStringList names{tr("Level, mA"), tr("Hysteresis, mA"), tr("Time, ms"), tr("Before, ms"), tr("After, ms")};
    const QStringList tips{tr("The current that it compares with"),
        tr("How far the current must go back before it can fire again"), tr("How long the current stays above"),
        tr("What the region keeps from before it fired"), tr("What the region keeps from after it fired")};
    for (int i = 0; i < NumberCount; ++i) {
        const Field &field = m_fields.at(static_cast<std::size_t>(i));
        field.name->setText(names.at(i));
        field.value->setAccessibleName(names.at(i));
        field.value->setToolTip(tips.at(i));
    }
    m_modeName->setText(tr("Fires"));
    m_mode->setLabel(0, tr("Once"));
    m_mode->setLabel(1, tr("Every time"));
    m_mode->setAccessibleName(tr("Fires"));
    showState();
}

} // namespace widgets
