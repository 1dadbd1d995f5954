// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/battery/battery_fields.h"

#include "widgets/common/combo_label.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QStyle>

#include <cmath>
#include <limits>
#include <utility>

namespace widgets {
namespace {

constexpr int kNumberWidth = 84;
constexpr std::array<double, 4> kUnits{1, 60, 3600, 86400}; ///< s, min, h, d

QVBoxLayout *under(QWidget *name, QWidget *field)
{
    auto *both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(name);
    both->addWidget(field);
    return both;
}

QString plain(double value) { return std::isfinite(value) ? QString::number(value, 'g', 6) : QString(); }

} // namespace

BatteryFields::BatteryFields(QWidget *parent)
    : QWidget(parent)
    , m_cellName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_cell(new QComboBox(this))
    , m_idleName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_idleFrom(new QComboBox(this))
    , m_drawsName(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_draws(new QComboBox(this))
    , m_unit(new QComboBox(this))
{
    m_cell->setObjectName(QStringLiteral("batteryCell"));
    m_idleFrom->setObjectName(QStringLiteral("batteryIdleFrom"));
    m_draws->setObjectName(QStringLiteral("batteryDraws"));
    m_unit->setObjectName(QStringLiteral("batteryUnit"));
    for (const profiles::BatteryCell &cell : profiles::batteryCells())
        m_cell->addItem(QString(), QString::fromLatin1(cell.id));
    m_unit->addItems(
        {QStringLiteral("s"), QStringLiteral("min"), QStringLiteral("h"), QStringLiteral("d")}); // as SI has them
    m_unit->setCurrentIndex(1);
    m_unit->setFixedWidth(70);
    m_draws->addItems({QString(), QString()});
    for (int i = 0; i < NumberCount; ++i) {
        Field &field = m_fields.at(static_cast<std::size_t>(i));
        field.name = new TextLabel(TextRole::Caption, Tone::Text2, this);
        field.value = new QLineEdit(this);
        field.value->setObjectName(QStringLiteral("batteryNumber%1").arg(i));
        field.value->setFixedWidth(kNumberWidth);
        field.value->setAlignment(Qt::AlignRight);
    }
    layOut();
    retranslate();
    connectParts();
}

void BatteryFields::layOut()
{
    const auto number = [this](Number which) {
        const Field &field = m_fields.at(which);
        return under(field.name, field.value);
    };
    auto *period = new QHBoxLayout;
    period->setSpacing(4);
    period->addWidget(m_fields[Period].value);
    period->addWidget(m_unit);
    auto *repeats = new QVBoxLayout;
    repeats->setSpacing(2);
    repeats->addWidget(m_fields[Period].name);
    repeats->addLayout(period);
    const auto row = [](std::initializer_list<QLayout *> parts) {
        auto *line = new QHBoxLayout;
        line->setSpacing(12);
        for (QLayout *part : parts)
            line->addLayout(part);
        line->addStretch();
        return line;
    };
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(
        row({under(m_cellName, m_cell), number(Capacity), number(Cutoff), number(Usable), number(Start)}));
    layout->addLayout(row({under(m_idleName, m_idleFrom), number(Idle), repeats}));
    layout->addLayout(
        row({under(m_drawsName, m_draws), number(Nominal), number(Efficiency), number(Factor), number(SelfDischarge)}));
    layout->addStretch();
    for (QComboBox *box : {m_cell, m_idleFrom, m_draws}) {
        box->setFixedWidth(190);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
}

void BatteryFields::connectParts()
{
    connect(m_cell, &QComboBox::activated, this, [this] {
        if (m_plan)
            m_plan->setCell(m_cell->currentData().toString());
    });
    connect(m_idleFrom, &QComboBox::activated, this, &BatteryFields::chooseIdle);
    connect(m_draws, &QComboBox::activated, this, &BatteryFields::write);
    connect(m_unit, &QComboBox::activated, this, &BatteryFields::write);
    for (int i = 0; i < NumberCount; ++i) {
        connect(m_fields.at(static_cast<std::size_t>(i)).value, &QLineEdit::textEdited, this,
            [this, which = static_cast<Number>(i)] { writeNumber(which); });
    }
}

void BatteryFields::setKit(KitContext *kit)
{
    if (m_plan)
        m_plan->disconnect(this);
    m_plan = kit ? kit->model<BatteryPlan>() : nullptr;
    m_regions = kit ? kit->model<RegionModel>() : nullptr;
    if (m_plan)
        connect(m_plan, &BatteryPlan::changed, this, &BatteryFields::fill);
    fill();
}

void BatteryFields::focusFirst() { m_cell->setFocus(Qt::OtherFocusReason); }

double BatteryFields::number(Number which) const
{
    bool isNumber = false;
    const double value = m_fields.at(which).value->text().trimmed().toDouble(&isNumber); // a point in every language
    return isNumber ? value : std::numeric_limits<double>::quiet_NaN();
}

double BatteryFields::unitSeconds() const { return kUnits.at(static_cast<std::size_t>(m_unit->currentIndex())); }

/// What is being written is not written over: "1." would become "1".
void BatteryFields::setText(Number which, double value)
{
    constexpr double kSame = 2e-4; // relative: what the rounding of a share takes
    QLineEdit *field = m_fields.at(which).value;
    const double shown = number(which);
    if (std::abs(shown - value) <= kSame * std::abs(value) || (std::isnan(shown) && std::isnan(value)))
        return;
    field->setText(plain(value));
}

void BatteryFields::fill()
{
    if (!m_plan || m_filling)
        return;
    m_filling = true;
    const BatterySetup &setup = m_plan->setup();
    const profiles::BatterySupply &supply = setup.supply;
    m_cell->setCurrentIndex(m_cell->findData(setup.cell));
    m_draws->setCurrentIndex(static_cast<int>(supply.draws));
    setText(Capacity, supply.capacityMah);
    setText(Cutoff, setup.cutoffV);
    setText(Usable, std::round(supply.usableShare * 1e4) / 1e2);
    setText(Start, supply.startCharge * 100);
    setText(Period, setup.periodSeconds / unitSeconds());
    setText(Efficiency, supply.efficiency * 100);
    setText(Factor, supply.capacityFactor * 100);
    setText(SelfDischarge, supply.selfDischargePerMonth * 100);
    setText(Nominal, supply.nominalV);
    const bool power = supply.draws == profiles::BoardDraws::SamePower;
    m_fields[Nominal].name->setVisible(power);
    m_fields[Nominal].value->setVisible(power);
    m_filling = false;
}

void BatteryFields::write()
{
    if (!m_plan || m_filling)
        return;
    BatterySetup setup = m_plan->setup();
    profiles::BatterySupply &supply = setup.supply;
    supply.draws = static_cast<profiles::BoardDraws>(m_draws->currentIndex());
    supply.capacityMah = number(Capacity);
    supply.nominalV = number(Nominal);
    supply.startCharge = number(Start) / 100;
    supply.efficiency = number(Efficiency) / 100;
    supply.capacityFactor = number(Factor) / 100;
    supply.selfDischargePerMonth = number(SelfDischarge) / 100;
    setup.periodSeconds = number(Period) * unitSeconds();
    m_plan->setSetup(setup);
}

void BatteryFields::writeNumber(Number which)
{
    if (!m_plan)
        return;
    BatterySetup setup = m_plan->setup();
    if (which == Cutoff)
        return m_plan->setCutoff(number(Cutoff));
    if (which == Usable) {
        setup.supply.usableShare = number(Usable) / 100;
        return m_plan->setSetup(setup);
    }
    if (which == Idle) { // who writes there wants that figure, whatever was measured
        setup.idleFrom = IdleFrom::Typed;
        setup.idleA = number(Idle) / 1e3;
        return m_plan->setSetup(setup);
    }
    write();
}

void BatteryFields::chooseIdle()
{
    if (!m_plan)
        return;
    BatterySetup setup = m_plan->setup();
    const quint64 region = m_idleFrom->currentData().toULongLong();
    setup.idleFrom = region > 0           ? IdleFrom::OtherRegion
        : m_idleFrom->currentIndex() == 0 ? IdleFrom::QuietestOfRegion
                                          : IdleFrom::Typed;
    setup.idleRegion = region;
    if (setup.idleFrom == IdleFrom::Typed && !std::isnan(number(Idle)))
        setup.idleA = number(Idle) / 1e3; // begins with what stood there
    m_plan->setSetup(setup);
}

void BatteryFields::fillIdle(const QString &ownLetter)
{
    QStringList words{tr("Its quietest tenth"), tr("Typed")};
    QList<quint64> ids{0, 0};
    for (int row = 0; m_regions && row < m_regions->rowCount(); ++row) {
        if (m_regions->letterOf(row) == ownLetter)
            continue;
        const QString &note = m_regions->note(row);
        words.append(tr("Region %1").arg(m_regions->letterOf(row)) + (note.isEmpty() ? QString() : u' ' + note));
        ids.append(m_regions->id(row));
    }
    bool same = m_idleFrom->count() == words.size();
    for (int i = 0; same && i < m_idleFrom->count(); ++i)
        same = m_idleFrom->itemText(i) == words.at(i) && m_idleFrom->itemData(i).toULongLong() == ids.at(i);
    if (same)
        return; // an open list stays as it is
    m_idleFrom->clear();
    for (qsizetype i = 0; i < words.size(); ++i)
        m_idleFrom->addItem(words.at(i), QVariant::fromValue<qulonglong>(ids.at(i)));
}

void BatteryFields::show(const BatteryEstimate &estimate)
{
    fillIdle(estimate.letter);
    const int index = estimate.idleFrom == IdleFrom::QuietestOfRegion ? 0
        : estimate.idleFrom == IdleFrom::Typed
        ? 1
        : m_idleFrom->findData(QVariant::fromValue<qulonglong>(estimate.setup.idleRegion));
    if (m_idleFrom->currentIndex() != index)
        m_idleFrom->setCurrentIndex(index);
    if (estimate.measured && estimate.idleFrom != IdleFrom::Typed)
        setText(Idle, estimate.duty.idleA * 1e3);
    else if (estimate.idleFrom == IdleFrom::Typed)
        setText(Idle, estimate.setup.idleA * 1e3);
    const auto has = [&](profiles::BatteryFault fault) {
        return std::ranges::find(estimate.faults, fault) != estimate.faults.end();
    };
    using enum profiles::BatteryFault;
    mark(Number::Capacity, has(profiles::BatteryFault::Capacity));
    mark(Usable, has(UsableShare));
    mark(Start, has(StartCharge));
    mark(Number::Period, has(profiles::BatteryFault::Period) || has(PeriodTooShort));
    mark(Idle, has(IdleCurrent));
    mark(Number::Efficiency, has(profiles::BatteryFault::Efficiency));
    mark(Factor, has(CapacityFactor));
    mark(Number::SelfDischarge, has(profiles::BatteryFault::SelfDischarge));
    mark(Nominal, has(NominalVoltage));
}

void BatteryFields::mark(Number which, bool wrong)
{
    QLineEdit *field = m_fields.at(which).value;
    if (field->property("wrong").toBool() == wrong)
        return;
    field->setProperty("wrong", wrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

void BatteryFields::retranslate()
{
    int index = 0;
    for (const profiles::BatteryCell &cell : profiles::batteryCells())
        m_cell->setItemText(index++, cellName(cell));
    m_cellName->setText(tr("Cell (assumed)"));
    labelCombo(m_cell, tr("Cell (assumed)"));
    m_idleName->setText(tr("Between them"));
    labelCombo(m_idleFrom, tr("Between them"));
    m_idleFrom->setToolTip(tr("What is drawn between one activity and the next; a region of sleep is best"));
    m_drawsName->setText(tr("The board draws"));
    labelCombo(m_draws, tr("The board draws"));
    m_draws->setItemText(0, tr("Same current"));
    m_draws->setItemText(1, tr("Same power"));
    m_draws->setToolTip(tr("From a cell of another voltage than it was measured at: the same current without or with a "
                           "linear regulator, the same power with a switching one"));
    labelCombo(m_unit, tr("Unit"));
    const QStringList names{tr("Capacity, mAh"), tr("Turns off at, V"), tr("Usable, %"), tr("Charged to, %"),
        tr("Repeats every"), tr("Current, mA"), tr("Regulator, %"), tr("Cold and age, %"),
        tr("Self-discharge, %/month"), tr("Mean cell, V")};
    const QStringList tips{tr("Nominal, as printed on the cell"),
        tr("Cut-off at rest; the usable share follows from the assumed curve of such a cell"),
        tr("Share of the capacity that is drawn until the device turns off"),
        tr("Charge at the start, of the usable part"), tr("From the start of one activity to the start of the next"),
        tr("Average between the activities; write here to type another"),
        tr("Efficiency of what lies between the cell and the place that was measured; 100 where the meter stands in "
           "place of the cell"),
        tr("What cold and age leave of the capacity"), tr("Of the capacity, a month"),
        tr("Mean voltage of the cell while it empties")};
    for (int i = 0; i < NumberCount; ++i) {
        const Field &field = m_fields.at(static_cast<std::size_t>(i));
        field.name->setText(names.at(i));
        field.value->setAccessibleName(names.at(i));
        field.value->setToolTip(tips.at(i));
    }
    m_idleFrom->clear(); // filled again by the next estimate
}

} // namespace widgets
