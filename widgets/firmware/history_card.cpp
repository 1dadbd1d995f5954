// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/history_card.h"

#include "widgets/common/empty_state.h"
#include "widgets/common/fonts.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/firmware/push_history.h"
#include "widgets/firmware/tone_delegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace widgets {
namespace {
constexpr int kRow = 28;
constexpr int kHeight = 168;
constexpr int kTightHeight = 110; ///< a row and a half: there is more
constexpr int kEmptyHeight = 98;
constexpr int kWidths[] = {96, 260, 190, 320, 90};
} // namespace

HistoryCard::HistoryCard(QWidget *parent)
    : Card(parent)
    , m_copy(new QPushButton(this))
    , m_empty(new EmptyState(this))
    , m_table(new QTableView(this))
{
    m_copy->setObjectName(QStringLiteral("copyHistory"));
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    m_copy->setProperty("compact", true);
    titleRow()->addWidget(m_copy);
    layout()->setContentsMargins(1, 8, 1, 1);
    titleRow()->setContentsMargins(14, 0, 8, 0);
    layout()->setSpacing(2);
    m_table->setObjectName(QStringLiteral("pushHistory"));
    m_table->setItemDelegate(new ToneDelegate(PushHistory::ToneRole, m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRow);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setContentsMargins(14, 2, 14, 10);
    body()->addWidget(m_empty);
    body()->addWidget(m_table, 1);
    connect(m_copy, &QPushButton::clicked, this, &HistoryCard::copy);
    auto *keys = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(keys, &QShortcut::activated, this, &HistoryCard::copy);
    retranslate();
}

void HistoryCard::setHistory(PushHistory *history)
{
    if (m_history == history)
        return;
    if (m_history)
        m_history->disconnect(this);
    m_history = history;
    m_table->setModel(history);
    if (history) {
        for (int column = 0; column < PushHistory::ColumnCount - 1; ++column)
            m_table->setColumnWidth(column, kWidths[column]);
        connect(history, &QAbstractItemModel::rowsInserted, this, &HistoryCard::refresh);
    }
    refresh();
}

void HistoryCard::retranslate()
{
    setTitle(tr("Pushes of this session"));
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_copy->setAccessibleName(tr("Copy the pushes as text"));
    m_empty->setText(tr("Nothing was pushed in this session."), tr("Each push is kept here with what became of it."));
    m_table->setAccessibleName(tr("Pushes of this session"));
    m_table->horizontalHeader()->setFont(roleFont(TextRole::Table));
    if (m_history)
        m_history->retranslate();
}

void HistoryCard::refresh()
{
    const bool some = m_history && m_history->rowCount() > 0;
    m_copy->setVisible(some);
    m_empty->setVisible(!some);
    m_table->setVisible(some);
    setFixedHeight(!some ? kEmptyHeight : m_tight ? kTightHeight : kHeight);
    setVisible(some || !m_tight);
}

void HistoryCard::setTight(bool tight)
{
    if (tight == m_tight)
        return;
    m_tight = tight;
    refresh();
}

void HistoryCard::copy()
{
    if (!m_history)
        return;
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    if (rows.isEmpty()) {
        rows.resize(m_history->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    QGuiApplication::clipboard()->setText(m_history->plainText(rows));
}

} // namespace widgets
