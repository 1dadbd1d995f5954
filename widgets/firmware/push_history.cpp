// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_history.h"

#include "widgets/firmware/push_text.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

namespace widgets {

void PushHistory::add(const PushEntry &entry)
{
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entry);
    endInsertRows();
}

void PushHistory::update(int row, const PushEntry &entry)
{
    m_entries[row] = entry;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

QString PushHistory::plainText(const QList<int> &rows) const
{
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines.append(cells.join(u'\t'));
    for (const int row : rows) {
        cells.clear();
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(cell(entry(row), column));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

void PushHistory::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PushHistory::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int PushHistory::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString PushHistory::cell(const PushEntry &entry, int column) const
{
    switch (column) {
    case WhenColumn: return entry.when.toString(QStringLiteral("HH:mm:ss"));
    case FileColumn: return entry.file;
    case VersionColumn:
        return (entry.from.isEmpty() ? QString(kEmDash) : entry.from) + QStringLiteral(" → ") + entry.to;
    case OutcomeColumn:
        if (entry.outcome)
            return pushOutcomeText(*entry.outcome).word;
        return entry.error ? pushErrorWord(*entry.error) : tr("on its way");
    case TookColumn: return entry.tookMs ? fixed(static_cast<double>(*entry.tookMs) / 1e3, 1) : QString(kEmDash);
    default: return {};
    }
}

QVariant PushHistory::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PushEntry &row = entry(index.row());
    if (role == Qt::DisplayRole)
        return cell(row, index.column());
    if (role == Qt::TextAlignmentRole && index.column() == TookColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == OutcomeColumn && row.error)
        return faultDetails(*row.error);
    if (role == Qt::ToolTipRole && index.column() == VersionColumn)
        return QString::fromLatin1(row.hash.toHex());
    if (role == ToneRole) {
        if (index.column() != OutcomeColumn)
            return static_cast<int>(index.column() == WhenColumn ? Tone::Text2 : Tone::Text);
        if (row.outcome)
            return static_cast<int>(pushOutcomeText(*row.outcome).tone);
        const bool stopped = row.error && row.error->fault() == device_link::Fault::Cancelled;
        return static_cast<int>(row.error && !stopped ? Tone::Error : Tone::Text2);
    }
    return {};
}

QVariant PushHistory::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == TookColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn: return tr("When");
    case FileColumn: return tr("File");
    case VersionColumn: return tr("Version");
    case OutcomeColumn: return tr("Outcome");
    case TookColumn: return tr("Took s");
    default: return {};
    }
}

} // namespace widgets
