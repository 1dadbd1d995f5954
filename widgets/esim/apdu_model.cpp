// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/apdu_model.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/wall_clock.h"
#include "widgets/text/units.h"

#include <algorithm>

namespace widgets {
namespace {

/// A port gives a few channels at most; more handles are of channels that nobody closed.
constexpr qsizetype kMostChannels = 20;
constexpr qsizetype kBytesShown = 18;

/// A host time as local time of day.
std::int64_t timeOfDay(std::int64_t hostNs) { return localNsOfDay() - (device_link::hostNowNs() - hostNs); }

/// 16 bytes a line.
QString hexLines(const QByteArray &bytes)
{
    QStringList lines;
    for (qsizetype at = 0; at < bytes.size(); at += 16)
        lines.append(groupedHex(bytes.mid(at, 16)));
    return lines.join(u'\n');
}

} // namespace

ApduModel::ApduModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ApduModel::add(const device_link::ApduExchange &exchange)
{
    ApduLine command;
    command.kind = exchange.kind;
    command.nsOfDay = timeOfDay(exchange.sentNs);
    command.handle = exchange.handle;
    command.bytes = exchange.command;
    ApduLine answer = command;
    answer.way = ApduLine::Way::Answer;
    answer.nsOfDay = timeOfDay(exchange.answeredNs);
    answer.tookNs = exchange.answeredNs - exchange.sentNs;
    answer.bytes = exchange.response;
    answer.error = exchange.error;
    if (exchange.kind == ApduLine::Kind::Transmit) {
        if (!m_conversations.contains(exchange.handle) && m_conversations.size() >= kMostChannels)
            m_conversations.clear();
        command.meaning = m_conversations[exchange.handle].take(exchange.command, exchange.response);
        answer.meaning = command.meaning;
        if (answer.meaning.sw)
            answer.bytes.chop(2);
    } else {
        m_conversations.remove(exchange.handle);
    }
    append({command, answer});
}

void ApduModel::addReset()
{
    m_conversations.clear();
    ApduLine line;
    line.way = ApduLine::Way::Reset;
    line.nsOfDay = localNsOfDay();
    append({line});
}

void ApduModel::append(std::initializer_list<ApduLine> lines)
{
    const int excess = rowCount() + static_cast<int>(lines.size()) - kLimit;
    if (excess > 0) {
        const int block = std::max(excess, kLimit / 20);
        beginRemoveRows({}, 0, block - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + block);
        endRemoveRows();
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines);
    endInsertRows();
}

void ApduModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

int ApduModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ApduModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : Columns; }

QString ApduModel::shown(const ApduLine &line, int column) const
{
    switch (column) {
    case TimeColumn: return clockTime(line.nsOfDay);
    case WayColumn:
        return line.way == ApduLine::Way::Command ? QStringLiteral("→")
            : line.way == ApduLine::Way::Answer   ? QStringLiteral("←")
                                                  : QString();
    case CommandColumn: return apduCommandWord(line);
    case DataColumn: return groupedHex(line.bytes, kBytesShown);
    case MeaningColumn: return apduMeaning(line);
    case StatusColumn: return apduStatus(line);
    case TookColumn: return line.way == ApduLine::Way::Answer ? fixed(double(line.tookNs) / 1e6, 0) : QString();
    default: return {};
    }
}

QVariant ApduModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ApduLine &row = line(index.row());
    if (role == HexRole)
        return groupedHex(row.bytes);
    if (role == FailedRole)
        return apduFailed(row);
    if (role == WayRole)
        return static_cast<int>(row.way);
    if (role == Qt::ToolTipRole && index.column() == MeaningColumn)
        return apduMeaning(row);
    if (role == Qt::ToolTipRole && index.column() == DataColumn && row.bytes.size() > kBytesShown)
        return hexLines(row.bytes);
    return role == Qt::DisplayRole ? QVariant(shown(row, index.column())) : QVariant();
}

QVariant ApduModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool right = section == StatusColumn || section == TookColumn;
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && right)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case CommandColumn: return tr("Command");
    case DataColumn: return tr("Data");
    case MeaningColumn: return tr("Meaning");
    case StatusColumn: return tr("Status");
    case TookColumn: return QStringLiteral("ms");
    default: return QString();
    }
}

QString ApduModel::plainText(int row) const
{
    const ApduLine &one = line(row);
    return QStringList{shown(one, TimeColumn), shown(one, WayColumn), shown(one, CommandColumn),
        QString::fromLatin1(one.bytes.toHex().toUpper()), shown(one, StatusColumn), shown(one, TookColumn),
        shown(one, MeaningColumn)}
        .join(u'\t');
}

void ApduModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

} // namespace widgets
