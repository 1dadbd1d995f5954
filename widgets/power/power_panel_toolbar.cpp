// SPDX-License-Identifier: GPL-3.0-or-later
// The tool bar of a PowerPanel.
#include "widgets/common/card.h"
#include "widgets/common/chip.h"
#include "widgets/common/icons.h"
#include "widgets/common/menu_button.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/follow_switch.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/figure_table.h"
#include "widgets/power/lane_readouts.h"
#include "widgets/power/mark_tables.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/trigger_bar.h"
#include "widgets/text/units.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace widgets {

QHBoxLayout *PowerPanel::makeToolbar()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_follow);
    bar->addWidget(m_span);
    for (QPushButton *button : {m_makeRegion, m_makeCursor, m_showTrigger}) {
        button->setProperty("kind", QStringLiteral("quiet"));
        button->setProperty("compact", true);
        bar->addWidget(button);
    }
    m_makeRegion->setObjectName(QStringLiteral("makeRegion"));
    m_makeCursor->setObjectName(QStringLiteral("makeCursor"));
    m_showTrigger->setObjectName(QStringLiteral("showTrigger"));
    m_showTrigger->setCheckable(true);
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    letGoWithMenu(m_more, m_more->menu());
    connect(m_more->menu(), &QMenu::aboutToShow, this, [this] { fillMore(m_more->menu()); });
    bar->addWidget(m_more);
    bar->addStretch();
    bar->addWidget(m_lost);
    bar->addWidget(m_reduced);
    bar->addWidget(m_rate);
    m_run->setProperty("compact", true);
    bar->addWidget(m_run);
    return bar;
}

/// Anew each time: what can be chosen changes with what is there.
void PowerPanel::fillMore(QMenu *menu)
{
    menu->clear();
    QAction *decades = menu->addAction(tr("Logarithmic axes (L in the graph)"), m_plot, &LanePlot::setLogarithmic);
    decades->setCheckable(true);
    decades->setChecked(m_plot->logarithmic());
    fillLanes(menu->addMenu(tr("Lanes")));
    m_tables->regionTable()->fillColumnMenu(menu->addMenu(tr("Columns")));
    menu->addAction(tr("Copy the table"), m_tables, &MarkTables::copyRegions);
    QAction *copyCursors = menu->addAction(tr("Copy the cursors"), m_tables, &MarkTables::copyCursors);
    CursorModel *cursors = m_kit ? m_kit->model<CursorModel>() : nullptr;
    copyCursors->setEnabled(cursors && cursors->rowCount() > 0);
    menu->addSeparator();
    menu->addAction(tr("Battery life"), this, &PowerPanel::showBattery);
    menu->addAction(tr("Compare regions"), this, &PowerPanel::showCompare);
    menu->addSeparator();
    fillHistory(menu);
    QAction *noRegions = menu->addAction(tr("Remove all regions"), this, [this] { m_regions->removeAll(); });
    noRegions->setEnabled(m_regions && m_regions->rowCount() > 0);
    QAction *noCursors = menu->addAction(tr("Remove all cursors"), this, [cursors] { cursors->removeAll(); });
    noCursors->setEnabled(cursors && cursors->rowCount() > 0);
    menu->addSeparator();
    menu->addAction(m_plot->frameText())->setEnabled(false);
}

void PowerPanel::fillHistory(QMenu *menu)
{
    const MarkHistory *history = m_regions ? m_regions->history() : nullptr;
    const bool back = history && history->canUndo(), again = history && history->canRedo();
    menu->addAction(
            back ? tr("Undo: %1 (Ctrl+Z)").arg(history->undoText()) : tr("Undo (Ctrl+Z)"), m_plot, &LanePlot::undo)
        ->setEnabled(back);
    menu->addAction(again ? tr("Redo: %1 (Ctrl+Shift+Z)").arg(history->redoText()) : tr("Redo (Ctrl+Shift+Z)"), m_plot,
            &LanePlot::redo)
        ->setEnabled(again);
}

/// The last one cannot be put away.
void PowerPanel::fillLanes(QMenu *menu)
{
    const auto isShown = [this](Lane lane) { return m_plot->isLaneShown(lane); };
    const QList<Lane> lanes = m_plot->lanes();
    const auto shown = std::ranges::count_if(lanes, isShown);
    menu->setToolTipsVisible(true);
    for (const Lane lane : lanes) {
        if (lane == Lane::Logic && !m_plot->hasLogic())
            continue;
        QAction *action = menu->addAction(LanePlot::nameOf(lane), this, [this, lane](bool on) {
            m_plot->setLaneShown(lane, on);
            m_readouts->refresh();
            Q_EMIT laneChoicesChanged();
        });
        action->setCheckable(true);
        action->setChecked(isShown(lane));
        action->setEnabled(shown > 1 || !isShown(lane));
        action->setToolTip(action->isEnabled() ? QString() : tr("One lane stays"));
    }
}

QHash<Lane, bool> PowerPanel::laneChoices() const
{
    QHash<Lane, bool> choices;
    for (const Lane lane : m_plot->lanes()) {
        if (const std::optional<bool> choice = m_plot->laneChoice(lane))
            choices.insert(lane, *choice);
    }
    return choices;
}

void PowerPanel::setLaneChoices(const QHash<Lane, bool> &choices)
{
    for (const Lane lane : m_plot->lanes())
        m_plot->setLaneShown(lane, choices.contains(lane) ? std::optional(choices.value(lane)) : std::nullopt);
    m_readouts->refresh();
}

void PowerPanel::showTriggerState()
{
    const TriggerWatch *watch = m_kit ? m_kit->model<TriggerWatch>() : nullptr;
    const int fired = watch ? watch->fired() : 0;
    const bool armed = watch && watch->state() == TriggerWatch::State::Armed;
    m_showTrigger->setText(armed && fired > 0 ? tr("Armed, %1×").arg(integer(fired))
            : armed                           ? tr("Armed")
                                              : tr("Trigger"));
    const bool fires = !watch || watch->canFire();
    m_showTrigger->setEnabled(fires);
    m_showTrigger->setToolTip(fires
            ? tr("Wait for a current or an event and keep it as a region. Now: %1").arg(m_trigger->stateText())
            : m_trigger->recordingText());
    m_triggerCard->setVisible(fires && m_showTrigger->isChecked());
}

void PowerPanel::retranslateToolbar()
{
    const QStringList spans{QStringLiteral("1 s"), QStringLiteral("5 s"), QStringLiteral("20 s"),
        QStringLiteral("1 min"), QStringLiteral("10 min")};
    for (int i = 0; i < int(spans.size()); ++i)
        m_span->setLabel(i, spans.at(i));
    m_span->setLabel(int(spans.size()), tr("All"));
    m_makeRegion->setText(tr("Region"));
    m_makeRegion->setIcon(icon(QStringLiteral("plus"), theme().text2));
    m_makeRegion->setToolTip(
        tr("Add a region of what is shown (R). A drag over the graph measures; with Shift it adds one more"));
    m_makeCursor->setText(tr("Cursor"));
    m_makeCursor->setIcon(icon(QStringLiteral("plus"), theme().text2));
    m_makeCursor->setToolTip(tr("Set a cursor in the middle; C in the graph sets one at the mouse"));
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Lanes, logarithmic axes, columns of the table, battery life, compare, copy, remove all"));
    m_showTrigger->setIcon(icon(QStringLiteral("follow"), theme().text2));
    showTriggerState();
}

} // namespace widgets
