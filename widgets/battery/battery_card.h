// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/battery/battery_estimate.h"
#include "widgets/common/card.h"

class QPushButton;
class QToolButton;

namespace widgets {

class Badge;
class BatteryBar;
class BatteryFields;
class NumberLabel;
class TextLabel;

/// How long a battery lasts when the selected region repeats: the result, what empties the cell, and every assumption
/// beside it, live with the region. It says that it is an estimate, and where its samples come from.
class BatteryCard : public Card
{
    Q_OBJECT
public:
    explicit BatteryCard(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    /// Of the selected region; null: none. Looked at only while it is visible.
    void setReport(const RegionReport *report);
    void retranslate();
    void focusFirst();
    void copy(); ///< result and assumptions as text
    [[nodiscard]] const std::optional<BatteryEstimate> &estimate() const { return m_estimate; }
    [[nodiscard]] QString lifeText() const; ///< the number as it is shown
    [[nodiscard]] QString problems() const; ///< what stands in the place of the result

Q_SIGNALS:
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void refresh();
    void showResult();

    std::shared_ptr<KitContext> m_kit;
    std::optional<RegionReport> m_report;
    std::optional<BatteryEstimate> m_estimate;
    Badge *m_badge;
    TextLabel *m_name;
    TextLabel *m_life;
    TextLabel *m_detail;
    BatteryBar *m_bar;
    BatteryFields *m_fields;
    TextLabel *m_problems;
    TextLabel *m_notes;
    TextLabel *m_done;
    QPushButton *m_copy;
    QToolButton *m_close;
};

} // namespace widgets
