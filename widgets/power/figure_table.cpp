// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/figure_table.h"

#include "widgets/common/fonts.h"
#include "widgets/power/figure_delegate.h"
#include "widgets/power/figure_roles.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <numeric>

namespace widgets {
namespace {
constexpr int kRow = 24;
constexpr int kHeaderPadding = 16; ///< at both sides of a header together
constexpr int kWideFirst = 240;    ///< the first column wants no more
constexpr int kMostSpare = 24;     ///< pixels that another column gets beside what it needs
} // namespace

FigureTable::FigureTable(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new FigureDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRow);
    verticalHeader()->setMinimumSectionSize(kRow);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setObjectName(QStringLiteral("figureHeader"));
    // Its figures end where those below it do.
    horizontalHeader()->setStyleSheet(
        QStringLiteral("QHeaderView::section { padding: 0 6px; } QHeaderView::section:first { padding-left: 2px; }"));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu(this);
        fillColumnMenu(&menu);
        menu.exec(horizontalHeader()->mapToGlobal(at));
    });
    connect(this, &QAbstractItemView::doubleClicked, this,
        [this](const QModelIndex &index) { Q_EMIT opened(index.row()); });
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    forgetWidths();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &FigureTable::fitHeight);
    connect(model, &QAbstractItemModel::modelReset, this, &FigureTable::fitHeight);
}

void FigureTable::setMostRows(int rows)
{
    m_mostRows = rows;
    fitHeight();
}

int FigureTable::rowsShown() const { return model() ? std::clamp(model()->rowCount(), 1, m_mostRows) : 1; }

/// Two lines where a header has its unit below it.
int FigureTable::headerHeight() const
{
    qsizetype lines = 1;
    for (int column = 0; model() && column < model()->columnCount(); ++column)
        lines = std::max(lines, 1 + model()->headerData(column, Qt::Horizontal).toString().count(u'\n'));
    return static_cast<int>(lines) * QFontMetrics(horizontalHeader()->font()).lineSpacing() + 10;
}

QSize FigureTable::sizeHint() const { return {400, headerHeight() + rowsShown() * kRow}; }

QSize FigureTable::minimumSizeHint() const { return {200, sizeHint().height()}; }

void FigureTable::fitHeight()
{
    horizontalHeader()->setFixedHeight(headerHeight());
    setFixedHeight(sizeHint().height());
    fit();
}

void FigureTable::forgetWidths()
{
    horizontalHeader()->setFont(roleFont(TextRole::Table));
    m_widths.clear();
    fitHeight();
}

QString FigureTable::headerLine(int column) const
{
    return model()->headerData(column, Qt::Horizontal).toString().replace(u'\n', u' ');
}

void FigureTable::growColumns()
{
    const int columns = model()->columnCount();
    m_widths.resize(columns, 0);
    const QFontMetrics metrics(horizontalHeader()->font());
    QStyleOptionViewItem option;
    option.initFrom(this);
    const int first = std::max(0, rowAt(0));
    const int last = std::min(model()->rowCount() - 1, first + m_mostRows);
    for (int column = 1; column < columns; ++column) {
        int &width = m_widths[column];
        const QStringList lines = model()->headerData(column, Qt::Horizontal).toString().split(u'\n');
        for (const QString &line : lines)
            width = std::max(width, metrics.horizontalAdvance(line) + kHeaderPadding);
        width = std::max(
            width, FigureDelegate::widthOf(model()->headerData(column, Qt::Horizontal, WidestRole).toString()));
        for (int row = first; row <= last; ++row)
            width = std::max(width, itemDelegate()->sizeHint(option, model()->index(row, column)).width());
    }
}

void FigureTable::fit()
{
    if (!model() || model()->columnCount() == 0 || viewport()->width() <= 0)
        return;
    growColumns();
    std::vector<int> byRank(static_cast<std::size_t>(model()->columnCount() - 1));
    std::iota(byRank.begin(), byRank.end(), 1);
    const auto rank = [this](int column) { return model()->headerData(column, Qt::Horizontal, RankRole).toInt(); };
    std::ranges::stable_sort(byRank, {}, rank);
    const QSet<int> before = m_noRoom;
    m_noRoom.clear();
    int left = viewport()->width() - m_firstWidth;
    for (const int column : byRank) {
        bool shown = !m_unwanted.contains(column);
        if (shown && m_widths.at(column) > left) {
            m_noRoom.insert(column);
            shown = false;
            left = 0; // what is less important does not take its place
        }
        if (shown)
            left -= m_widths.at(column);
        if (isColumnHidden(column) == shown)
            setColumnHidden(column, !shown);
    }
    const int taken = spread();
    const int rest = std::max(24, viewport()->width() - taken);
    if (columnWidth(0) != rest)
        setColumnWidth(0, rest);
    if (before != m_noRoom)
        Q_EMIT columnsChanged();
}

/// Widths of the figures: what they need, and what the first column does not want. Returns their sum.
int FigureTable::spread()
{
    int needed = 0;
    int count = 0;
    for (int column = 1; column < model()->columnCount(); ++column) {
        needed += isColumnHidden(column) ? 0 : m_widths.at(column);
        count += isColumnHidden(column) ? 0 : 1;
    }
    const int spare = std::max(0, viewport()->width() - needed - std::max(kWideFirst, m_firstWidth));
    const int each = count > 0 ? std::min(kMostSpare, spare / count) : 0;
    for (int column = 1; column < model()->columnCount(); ++column) {
        if (!isColumnHidden(column) && columnWidth(column) != m_widths.at(column) + each)
            setColumnWidth(column, m_widths.at(column) + each);
    }
    return needed + count * each;
}

QStringList FigureTable::withoutRoom() const
{
    QStringList names;
    for (int column = 1; model() && column < model()->columnCount(); ++column) {
        if (m_noRoom.contains(column))
            names.append(headerLine(column));
    }
    return names;
}

void FigureTable::fillColumnMenu(QMenu *menu)
{
    for (int column = 1; column < model()->columnCount(); ++column) {
        const QString name = headerLine(column);
        QAction *action = menu->addAction(m_noRoom.contains(column) ? tr("%1 (no room)").arg(name) : name);
        action->setCheckable(true);
        action->setChecked(!m_unwanted.contains(column));
        connect(action, &QAction::toggled, this, [this, column](bool wanted) { chooseColumn(column, wanted); });
    }
}

void FigureTable::chooseColumn(int column, bool wanted)
{
    if (wanted)
        m_unwanted.remove(column);
    else
        m_unwanted.insert(column);
    fit();
    Q_EMIT columnsChanged();
}

void FigureTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if ((event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) && model())
        forgetWidths();
}

void FigureTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // By Tab something is where the keys begin.
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0
        && (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason))
        setCurrentIndex(model()->index(0, 0));
}

void FigureTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void FigureTable::keyPressEvent(QKeyEvent *event)
{
    const bool rows = currentIndex().isValid() && state() != QAbstractItemView::EditingState;
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else if (event->key() == Qt::Key_Delete && rows)
        Q_EMIT removeRequested();
    else if (event->key() == Qt::Key_F2 && rows && (currentIndex().siblingAtColumn(0).flags() & Qt::ItemIsEditable))
        edit(currentIndex().siblingAtColumn(0));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && rows)
        Q_EMIT opened(currentIndex().row());
    else
        QTableView::keyPressEvent(event);
}

} // namespace widgets
