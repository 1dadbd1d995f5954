// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/battery/battery_estimate.h"

#include <QPointer>
#include <QWidget>

#include <array>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace widgets {

class TextLabel;

/// Every assumption of a battery life, to be seen and changed: the cell, how often the region repeats and what is drawn
/// between, and what gets lost. Writes to the kit's BatteryPlan with each key.
class BatteryFields : public QWidget
{
    Q_OBJECT
public:
    explicit BatteryFields(QWidget *parent = nullptr);
    void setKit(KitContext *kit); ///< null: none
    /// Marks what is wrong and shows the current that was measured between.
    void show(const BatteryEstimate &estimate);
    void retranslate();
    void focusFirst();

private:
    enum Number {
        Capacity,
        Cutoff,
        Usable,
        Start,
        Period,
        Idle,
        Efficiency,
        Factor,
        SelfDischarge,
        Nominal,
        NumberCount
    };
    struct Field {
        TextLabel *name = nullptr;
        QLineEdit *value = nullptr;
    };
    void layOut();
    void connectParts();
    void fill(); ///< from the plan
    void fillIdle(const QString &ownLetter);
    void write();
    void writeNumber(Number which);
    void chooseIdle();
    void setText(Number which, double value);
    void mark(Number which, bool wrong);
    [[nodiscard]] double number(Number which) const; ///< NaN: none
    [[nodiscard]] double unitSeconds() const;

    QPointer<BatteryPlan> m_plan;
    QPointer<RegionModel> m_regions;
    TextLabel *m_cellName;
    QComboBox *m_cell;
    TextLabel *m_idleName;
    QComboBox *m_idleFrom;
    TextLabel *m_drawsName;
    QComboBox *m_draws;
    QComboBox *m_unit;
    std::array<Field, NumberCount> m_fields;
    bool m_filling = false;
};

} // namespace widgets
