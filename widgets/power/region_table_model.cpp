// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_table_model.h"

#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/figure_roles.h"
#include "widgets/power/region_memory.h"
#include "widgets/text/words.h"

#include <algorithm>

namespace widgets {

RegionTableModel::RegionTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_figures(1)
{
    connect(&m_percentiles, &PercentileFeed::ready, this, [this] {
        takeViewAnswer();
        showView();
        Q_EMIT dataChanged(index(0, P50), index(viewRow() - 1, P99));
        Q_EMIT dataChanged(index(viewRow(), Duration), index(viewRow(), Lost));
    });
}

void RegionTableModel::setKit(std::shared_ptr<KitContext> kit)
{
    beginResetModel();
    if (m_regions)
        m_regions->disconnect(this);
    m_kit = std::move(kit);
    m_regions = m_kit ? m_kit->model<RegionModel>() : nullptr;
    if (m_kit)
        static_cast<void>(m_kit->model<RegionMemory>()); // from now on
    m_figures.assign(static_cast<std::size_t>(m_regions ? m_regions->rowCount() + 1 : 1), {});
    m_viewAsked.clear();
    m_viewAnswer.reset();
    m_viewShown.reset();
    m_percentiles.setStore(nullptr);
    endResetModel();
    if (m_regions)
        followRegions();
}

void RegionTableModel::followRegions()
{
    connect(m_regions, &QAbstractItemModel::rowsAboutToBeInserted, this,
        [this](const QModelIndex &, int first, int last) { beginInsertRows({}, first, last); });
    connect(m_regions, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        m_figures.insert(m_figures.begin() + first, static_cast<std::size_t>(last - first + 1), {});
        endInsertRows();
    });
    connect(m_regions, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { beginRemoveRows({}, first, last); });
    connect(m_regions, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        m_figures.erase(m_figures.begin() + first, m_figures.begin() + last + 1);
        endRemoveRows();
    });
    connect(
        m_regions, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
            for (int row = first.row(); row <= last.row(); ++row)
                m_figures.at(static_cast<std::size_t>(row)).stale = true;
            Q_EMIT dataChanged(index(first.row(), Name), index(last.row(), Lost));
        });
    connect(
        m_regions, &RegionModel::changed, this, [this] { Q_EMIT dataChanged(index(0, Name), index(viewRow(), Name)); });
}

void RegionTableModel::refresh(int firstRow, int lastRow)
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    m_percentiles.setStore(store);
    QList<profiles::SampleRange> wanted;
    const auto take = [&](int row) {
        Figures &figures = m_figures.at(static_cast<std::size_t>(row));
        figures = read(row);
        if (figures.range && !figures.stats.remembered)
            wanted.append(*figures.range);
    };
    for (int row = std::max(0, firstRow); row <= std::min(lastRow, viewRow() - 1); ++row)
        take(row);
    take(viewRow());
    constexpr qsizetype kAsked = 20; // two answers a second, and a long one may take several
    if (figures(viewRow()).range) {
        m_viewAsked.append(figures(viewRow()));
        if (m_viewAsked.size() > kAsked)
            m_viewAsked.removeFirst();
    } else {
        m_viewAsked.clear();
        m_viewAnswer.reset();
        m_viewShown.reset();
    }
    showView();
    m_percentiles.want(std::move(wanted));
    Q_EMIT dataChanged(index(std::max(0, firstRow), Duration), index(viewRow(), Lost));
}

/// The newest of what was asked for that is known.
void RegionTableModel::takeViewAnswer()
{
    for (auto asked = m_viewAsked.crbegin(); asked != m_viewAsked.crend(); ++asked) {
        if (const PercentileFeed::Answer *answer = m_percentiles.find(*asked->range)) {
            m_viewAnswer = *answer;
            m_viewShown = *asked;
            return;
        }
    }
}

bool RegionTableModel::viewFollows() const { return m_kit && m_kit->window()->following(); }

/// A view that follows moves with every frame, and its percentiles are of a moment ago: so is all of its row, or its
/// figures would contradict each other.
void RegionTableModel::showView()
{
    if (viewFollows() && m_viewShown)
        m_figures.back() = *m_viewShown;
}

void RegionTableModel::refreshRow(int row)
{
    if (row < 0 || row >= viewRow())
        return;
    m_figures.at(static_cast<std::size_t>(row)).stale = true;
    Q_EMIT dataChanged(index(row, Duration), index(row, Lost));
}

const RegionTableModel::Figures &RegionTableModel::figures(int row) const
{
    Figures &figures = m_figures.at(static_cast<std::size_t>(row));
    if (figures.stale)
        figures = read(row);
    return figures;
}

/// The view is a region over what is shown.
RegionTableModel::Figures RegionTableModel::read(int row) const
{
    Figures figures;
    figures.stale = false;
    if (!m_kit)
        return figures;
    const TimeWindow *window = m_kit->window();
    const TimeRegion region
        = row == viewRow() ? TimeRegion{window->beginNs(), window->endNs()} : m_regions->region(row);
    figures.seconds = static_cast<double>(region.lengthNs()) / 1e9;
    const RegionReport report = reportOf(*m_kit, region, {});
    figures.caveats = regionCaveats(report).join(u' ');
    figures.stats = report.stats;
    // A view reaches beyond the samples at the begin of a stream and around a recording: what was measured counts.
    if (row == viewRow() && report.stats.energy)
        figures.seconds = static_cast<double>(report.stats.coveredEndNs - report.stats.coveredBeginNs) / 1e9;
    figures.tokens = report.prompts.tokens;
    figures.mjPerToken = row == viewRow() ? report.mjPerTokenMeasured() : report.mjPerToken();
    if (report.stats.energy)
        figures.range = {report.stats.energy->firstIndex, report.stats.energy->lastIndex};
    return figures;
}

std::optional<profiles::CurrentPercentiles> RegionTableModel::percentiles(int row) const
{
    const Figures &shown = figures(row);
    if (!shown.range)
        return std::nullopt;
    if (const PercentileFeed::Answer *answer = m_percentiles.find(*shown.range))
        return *answer;
    if (shown.stats.remembered)
        return m_kit->model<RegionMemory>()->percentilesOf(m_regions->region(row));
    return row == viewRow() && viewFollows() && m_viewShown ? m_viewAnswer : std::nullopt;
}

int RegionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int RegionTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

Qt::ItemFlags RegionTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name && index.row() < viewRow() ? flags | Qt::ItemIsEditable : flags;
}

bool RegionTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole
        || !(flags(index) & Qt::ItemIsEditable))
        return false;
    m_regions->setNote(index.row(), value.toString());
    return true;
}

void RegionTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    Q_EMIT dataChanged(index(0, 0), index(viewRow(), ColumnCount - 1));
}

QVariant RegionTableModel::nameData(int row, int role) const
{
    const bool view = row == viewRow();
    switch (role) {
    case Qt::DisplayRole: return view ? tr("View") : m_regions->note(row);
    case Qt::EditRole: return view ? QVariant() : m_regions->note(row);
    case LetterRole: return view ? QString() : m_regions->letterOf(row);
    case AccentRole: return !view && row == m_regions->selectedRow();
    case HintRole: return view ? QVariant() : m_regions->kept(row) ? tr("no note") : tr("not kept");
    case Qt::ToolTipRole:
        if (view)
            return tr("What the graph shows");
        return m_regions->note(row).isEmpty() ? m_regions->kept(row)
                ? tr("Press F2 to write a note")
                : tr("The next drag takes its place; a note keeps it")
                                              : m_regions->note(row);
    case Qt::AccessibleTextRole:
        return view ? tr("View") : QString(tr("Region %1").arg(m_regions->letterOf(row)) + u' ' + m_regions->note(row));
    default: return {};
    }
}

QVariant RegionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    if (column == Name)
        return role == Qt::TextAlignmentRole ? QVariant(Qt::AlignLeft | Qt::AlignVCenter) : nameData(row, role);
    switch (role) {
    case Qt::DisplayRole: return cell(row, column);
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case ToneRole: return tone(row, column);
    case Qt::ToolTipRole: return reason(row, column);
    case Qt::AccessibleTextRole:
        return QString(nameData(row, role).toString() + comma()
            + headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString() + QStringLiteral(": ")
            + cell(row, column));
    default: return {};
    }
}

} // namespace widgets
