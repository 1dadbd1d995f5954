// SPDX-License-Identifier: GPL-3.0-or-later
// What the log panel says: labels, counts, and of a recording what is shown and what cannot be done.
#include "widgets/common/combo_label.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/icons.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/log/frame_detail.h"
#include "widgets/log/log_filter.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/recorded_log.h"
#include "widgets/text/units.h"

#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace widgets {

namespace {

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

void LogPanel::refreshBanner()
{
    if (m_saveProblem.isEmpty())
        return m_banner->clear();
    m_banner->showMessage(ErrorBanner::Severity::Error, tr("The log was not saved."),
        tr("Nothing was changed in the folder. Choose another one or make room."), m_saveProblem,
        tr("Save elsewhere…"));
}

void LogPanel::retranslate()
{
    const int level = m_level->count() == 0 ? static_cast<int>(LogLevel::Info) : m_level->currentIndex();
    {
        const QSignalBlocker blocker(m_level);
        m_level->clear();
        for (const LogLevel each :
            {LogLevel::Trace, LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
            m_level->addItem(sentenceCase(tr("%1 and above").arg(logLevelWord(each))));
        m_level->setCurrentIndex(level);
    }
    labelCombo(m_level, tr("Level"));
    labelCombo(m_area, tr("Area"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the log"));
    m_source->setLabel(0, tr("Recording"));
    m_source->setLabel(1, tr("Workbench"));
    m_source->setToolTip(tr("Show the lines that are in the recording, or what the workbench itself says"));
    m_raw->setText(tr("Raw frames"));
    m_detail->retranslate();
    m_follow->setText(tr("Follow"));
    m_copy->setText(tr("Copy"));
    m_save->setText(tr("Save as…"));
    m_copy->setToolTip(tr("Copy the selected lines, or all that are shown"));
    m_done->setText({});
    refreshBanner();
    m_follow->setIcon(icon(QStringLiteral("follow"), theme().text2));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_save->setIcon(icon(QStringLiteral("save"), theme().text2));
    m_table->setAccessibleName(tr("Log lines"));
    m_table->horizontalHeader()->setFont(roleFont(TextRole::Table));
    m_shown->retranslate();
    refreshAreas();
    refreshPossible();
    refreshNote();
    refreshCount();
}

/// What cannot be done with a recording says why.
void LogPanel::refreshPossible()
{
    const bool recorded = showsRecording();
    m_source->setVisible(m_recorded && m_recorded->open());
    m_level->setEnabled(!recorded);
    m_level->setToolTip(recorded ? tr("Recorded lines of ports have no level: all of them are shown") : QString());
    m_raw->setEnabled(!m_recorded);
    m_raw->setToolTip(m_recorded
            ? tr("This is a recording: nothing goes over a port now. What was recorded is shown.")
            : tr("Show what goes over the ports from now on. Frames hold the texts of prompts and answers."));
    m_follow->setEnabled(!recorded);
    m_follow->setToolTip(recorded ? tr("This is a recording: no new lines come") : tr("Stay at the newest line"));
}

void LogPanel::refreshNote()
{
    QStringList words;
    const auto beginMs = showsRecording() ? m_recorded->beginMs() : std::nullopt;
    if (beginMs)
        words.append(tr("What went over the ports of the kit, recorded on %1.")
                         .arg(QDateTime::fromMSecsSinceEpoch(*beginMs).date().toString(Qt::ISODate)));
    if (beginMs && !m_recorded->complete())
        words.append(tr("Its lines are being read."));
    else if (beginMs && m_recorded->total() > static_cast<std::uint64_t>(m_shown->rowCount()))
        words.append(tr("Only the first %1 of %2 lines are shown here; \"aiesim export\" writes all of them.")
                         .arg(integer(m_shown->rowCount()), integer(static_cast<qint64>(m_recorded->total()))));
    m_note->setText(words.join(u' '));
    m_note->setVisible(!words.isEmpty());
}

void LogPanel::refreshAreas()
{
    const QSignalBlocker blocker(m_area);
    const QString current = m_area->currentIndex() > 0 ? m_area->currentText() : QString();
    m_area->clear();
    m_area->addItem(tr("All areas"));
    m_area->addItems(m_shown->areas());
    m_area->setCurrentIndex(std::max(0, m_area->findText(current)));
}

void LogPanel::refreshCount()
{
    const int shown = m_filter->rowCount();
    m_count->setText(tr("%1 of %2 lines").arg(integer(shown), integer(m_shown->rowCount())));
    if (showsRecording() && m_shown->rowCount() == 0 && m_recorded->complete())
        m_empty->setText(tr("This recording holds no lines of ports."),
            tr("They are recorded from ports that speak SMP or AT. \"Workbench\" shows what the workbench itself "
               "says."));
    else if (showsRecording())
        m_empty->setText(tr("No line matches."), tr("Clear the search or choose another area."));
    else if (m_search->text().isEmpty())
        m_empty->setText(tr("Nothing logged at this level."), tr("Choose a lower level or another area."));
    else
        m_empty->setText(tr("No line matches."), tr("Clear the search, choose a lower level or another area."));
    m_empty->setVisible(shown == 0);
    m_table->setVisible(shown > 0);
}

} // namespace widgets
