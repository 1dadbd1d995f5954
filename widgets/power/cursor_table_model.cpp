// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/cursor_table_model.h"

#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/balance_lane.h"
#include "widgets/power/figure_roles.h"
#include "widgets/text/csv_field.h"
#include "widgets/text/figures.h"
#include "widgets/text/words.h"

#include <array>

namespace widgets {
namespace {

constexpr std::array<int, CursorTableModel::ColumnCount> kRanks{0, 1, 3, 4, 6, 7, 1, 5, 2};

QString plain(std::optional<double> value) { return value ? QString::number(*value, 'g', 9) : QString(); }

} // namespace

CursorTableModel::CursorTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void CursorTableModel::setKit(std::shared_ptr<KitContext> kit)
{
    beginResetModel();
    if (m_cursors)
        m_cursors->disconnect(this);
    m_kit = std::move(kit);
    m_cursors = m_kit ? m_kit->model<CursorModel>() : nullptr;
    endResetModel();
    if (m_cursors)
        followCursors();
}

void CursorTableModel::followCursors()
{
    connect(m_cursors, &QAbstractItemModel::rowsAboutToBeInserted, this,
        [this](const QModelIndex &, int first, int last) { beginInsertRows({}, first, last); });
    connect(m_cursors, &QAbstractItemModel::rowsInserted, this, [this] { endInsertRows(); });
    connect(m_cursors, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { beginRemoveRows({}, first, last); });
    connect(m_cursors, &QAbstractItemModel::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(m_cursors, &QAbstractItemModel::rowsAboutToBeMoved, this,
        [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
            beginMoveRows({}, first, last, {}, to);
        });
    connect(m_cursors, &QAbstractItemModel::rowsMoved, this, [this] { endMoveRows(); });
    connect(m_cursors, &CursorModel::changed, this, &CursorTableModel::refresh);
}

void CursorTableModel::refresh()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CursorTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    refresh();
}

int CursorTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_cursors ? 0 : m_cursors->rowCount();
}

int CursorTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

CursorValues CursorTableModel::values(int row) const
{
    const auto store = m_kit->store();
    const bool ofAxis = store && store->info().bootId == axisBoot(*m_kit);
    return valuesAt(ofAxis ? store.get() : nullptr, m_cursors->timeNs(row));
}

std::optional<double> CursorTableModel::secondsSince(int row) const
{
    if (row == 0)
        return std::nullopt;
    return static_cast<double>(m_cursors->timeNs(row) - m_cursors->timeNs(row - 1)) / 1e9;
}

QString CursorTableModel::cell(int row, int column) const
{
    const QString unknown(kEmDash);
    const std::int64_t ns = m_cursors->timeNs(row);
    switch (column) {
    case Time: {
        const QString time = clockTime(axisTimeOfDayNs(*m_kit, ns), 6);
        const QString &note = m_cursors->note(row);
        return note.isEmpty() ? time : QString(time + QStringLiteral("  ") + note);
    }
    case Current: return figure(values(row).currentA, QStringLiteral("A"));
    case Power: return figure(values(row).powerW, QStringLiteral("W"));
    case Voltage: return figure(values(row).voltageV, QStringLiteral("V"));
    case Radio: return radioWord(m_kit->timeline()->radioAt(ns));
    case Balance: {
        const KitFacts::BalanceStep *step = balanceAt(m_kit->facts()->balanceSteps(), ns);
        return step ? tokens(step->balanceMicro).number : unknown;
    }
    case Since: return row > 0 ? secondsFigure(*secondsSince(row)) : unknown;
    case Frequency: return row > 0 ? text(si(1 / *secondsSince(row), QStringLiteral("Hz"), 4)) : unknown;
    case CurrentSince: {
        if (row == 0)
            return unknown;
        const auto here = values(row).currentA;
        const auto before = values(row - 1).currentA;
        return here && before ? signedSi(*here - *before, QStringLiteral("A")) : unknown;
    }
    default: return {};
    }
}

QVariant CursorTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return cell(row, column);
    case Qt::TextAlignmentRole: return QVariant((column == Time ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case LetterRole: return column == Time ? QString::number(row + 1) : QVariant();
    case AccentRole: return column == Time && row == m_cursors->selectedRow();
    case ToneRole: return static_cast<int>(Tone::Text);
    case Qt::EditRole: return column == Time ? m_cursors->note(row) : QVariant();
    case Qt::ToolTipRole: return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return column == Time ? tr("Cursor %1 at %2").arg(row + 1).arg(cell(row, Time))
                              : QString(tr("Cursor %1").arg(row + 1) + comma()
                                  + headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString()
                                  + QStringLiteral(": ") + cell(row, column));
    default: return {};
    }
}

QString CursorTableModel::toolTip(int row, int column) const
{
    if (column == Time)
        return m_cursors->note(row).isEmpty() ? tr("Press F2 to write a note") : m_cursors->note(row);
    if (column >= Current && column <= Voltage)
        return tr("Of the sample taken there");
    return column >= Since ? tr("Since the cursor before") : QString();
}

Qt::ItemFlags CursorTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Time ? flags | Qt::ItemIsEditable : flags;
}

bool CursorTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole || index.column() != Time)
        return false;
    m_cursors->setNote(index.row(), value.toString());
    return true;
}

QVariant CursorTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == RankRole)
        return kRanks.at(static_cast<std::size_t>(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Time ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QStringList names{tr("Cursor"), tr("Current"), tr("Power"), tr("Voltage"), tr("Radio"), tr("Balance tok"),
        QStringLiteral("Δt"), QStringLiteral("1/Δt"), QStringLiteral("ΔI")};
    return names.at(section);
}

QString CursorTableModel::asText() const
{
    QStringList headers;
    for (int column = 0; column < ColumnCount; ++column)
        headers.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QString all = headers.join(u'\t') + u'\n';
    for (int row = 0; row < rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(value(row, column));
        all += cells.join(u'\t') + u'\n';
    }
    return all;
}

QString CursorTableModel::asCsv() const
{
    const QString end = QStringLiteral("\r\n");
    QString all = QStringLiteral("cursor,time_ns,current_A,power_W,voltage_V,since_s,note") + end;
    for (int row = 0; row < rowCount(); ++row) {
        const CursorValues at = values(row);
        const QStringList cells{QString::number(row + 1), QString::number(m_cursors->timeNs(row)), plain(at.currentA),
            plain(at.powerW), plain(at.voltageV), plain(secondsSince(row)), csvField(m_cursors->note(row))};
        all += cells.join(u',') + end;
    }
    return all;
}

} // namespace widgets
