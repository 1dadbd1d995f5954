// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"
#include "widgets/kit/prompt_entry.h"

namespace widgets {

class Badge;
class FactList;
class GapGraph;
class PhaseTable;

/// Where the milliseconds and the millijoules of one answer went, with the metrics of the definition set.
class ExplainCard : public Card
{
    Q_OBJECT
public:
    explicit ExplainCard(QWidget *parent = nullptr);
    /// null: nothing yet. onAxis: the time axis still reaches it.
    void setEntry(const PromptEntry *entry, bool onAxis = true);
    void setSimulated(bool simulated);
    void setVoltageSet(bool set) { m_voltageSet = set; }           ///< not measured; before setEntry()
    void setMeasuring(bool measuring) { m_measuring = measuring; } ///< samples come; before setEntry()
    void setNeighbours(bool older, bool newer);                    ///< answers that can be explained instead
    void retranslate();
    [[nodiscard]] const FactList *facts() const { return m_facts; }
    [[nodiscard]] const GapGraph *gaps() const { return m_gaps; }

Q_SIGNALS:
    void measureAsked();      ///< the prompt shown, as a region of the time axis
    void stepAsked(int step); ///< -1: the answer before

private:
    void setEnergyFacts(const PromptEntry &entry);

    PhaseTable *m_phases;
    class TextLabel *m_note;
    class TextLabel *m_definitions;
    GapGraph *m_gaps;
    FactList *m_facts;
    Badge *m_badge;
    class QPushButton *m_older, *m_newer, *m_measure;
    bool m_voltageSet = false;
    bool m_measuring = true;
    int m_number = 0;
};

} // namespace widgets
