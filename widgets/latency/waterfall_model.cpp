// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/waterfall_model.h"

#include "widgets/text/fault_text.h"
#include "widgets/text/words.h"

#include <algorithm>

namespace widgets {

using profiles::EnergyPhaseId;

QList<WaterfallPart> waterfallOf(const profiles::PromptRun &run)
{
    if (!run.accepted)
        return {};
    QList<WaterfallPart> parts;
    double from = 0;
    const auto add = [&](EnergyPhaseId id, const std::optional<std::int64_t> &end) {
        if (!end)
            return;
        // A radio that was still up has no setup: its stamp may lie before the prompt.
        const double to = std::max(from, static_cast<double>(*end - *run.accepted) / 1e9);
        if (to > from)
            parts.append({id, from, to});
        from = to;
    };
    add(EnergyPhaseId::Promotion, run.radioUp);
    add(EnergyPhaseId::Uplink, run.sent);
    add(EnergyPhaseId::Wait, run.firstByte);
    add(EnergyPhaseId::FirstToken, run.firstContent());
    add(EnergyPhaseId::Stream, run.lastContent());
    return parts;
}

void WaterfallModel::setHistory(PromptHistory *history)
{
    if (history == m_history)
        return;
    beginResetModel();
    if (m_history)
        m_history->disconnect(this);
    m_history = history;
    endResetModel();
    if (!m_history)
        return;
    // The history grows at its end and loses its oldest; here the newest is first.
    connect(m_history, &QAbstractItemModel::rowsAboutToBeInserted, this,
        [this](const QModelIndex &, int first, int last) { beginInsertRows({}, 0, last - first); });
    connect(m_history, &QAbstractItemModel::rowsInserted, this, [this] { endInsertRows(); });
    connect(
        m_history, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
            beginRemoveRows({}, rowCount() - 1 - last, rowCount() - 1 - first);
        });
    connect(m_history, &QAbstractItemModel::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(
        m_history, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
            Q_EMIT dataChanged(
                index(rowCount() - 1 - last.row(), 0), index(rowCount() - 1 - first.row(), ColumnCount - 1));
        });
}

int WaterfallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_history ? 0 : m_history->rowCount();
}

int WaterfallModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString WaterfallModel::cell(const PromptEntry &entry, int column)
{
    const profiles::PromptMetrics &metrics = entry.metrics;
    const QString dash(kEmDash);
    switch (column) {
    case Number: return u'#' + QString::number(entry.number);
    case Prompt: return entry.run.text.simplified();
    case Bars: return entry.run.tier ? tierWord(*entry.run.tier) : QString();
    case FirstToken: return metrics.ttftDev ? fixed(*metrics.ttftDev, 0) : dash;
    case LastToken: return metrics.e2eDev ? significant(*metrics.e2eDev / 1e3, 3) : dash;
    case Rate: return metrics.tpsUser ? fixed(*metrics.tpsUser, 1) : dash;
    case Energy:
        return entry.energy && entry.energy->mjPerOutputToken ? significant(*entry.energy->mjPerOutputToken, 3) : dash;
    default: return {};
    }
}

QVariant WaterfallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PromptEntry &shown = entry(index.row());
    if (role == Qt::DisplayRole)
        return cell(shown, index.column());
    if (role == EntryRole)
        return QVariant::fromValue(&shown);
    if (role == Qt::ToolTipRole && shown.error)
        return faultLine(*shown.error);
    if (role == Qt::ToolTipRole && index.column() == Prompt)
        return shown.run.text;
    if (role == Qt::ToolTipRole && index.column() == Energy && cell(shown, Energy) == kEmDash)
        return tr("The rail was not measured over the whole answer, or its idle power is not known");
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() >= FirstToken ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

QVariant WaterfallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section >= FirstToken ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == FirstToken)
        return tr("From accepted to the first token with text, by the kit's clock");
    if (role == Qt::ToolTipRole && section == LastToken)
        return tr("From accepted to the last token with text, by the kit's clock");
    if (role == Qt::ToolTipRole && section == Rate)
        return tr("Output tokens per second between the first and the last token");
    if (role == Qt::ToolTipRole && section == Energy)
        return tr("Energy of the device's rail above idle, per output token");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("No.");
    case Prompt: return tr("Prompt");
    case Bars: return QString(); // the time axis stands here
    case FirstToken: return tr("First token, ms");
    case LastToken: return tr("Last token, s");
    case Rate: return tr("tok/s");
    case Energy: return tr("mJ per token");
    default: return {};
    }
}

void WaterfallModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

double WaterfallModel::longestSeconds() const
{
    double longest = 1;
    for (int row = 0; row < rowCount(); ++row) {
        const QList<WaterfallPart> parts = waterfallOf(entry(row).run);
        if (!parts.isEmpty())
            longest = std::max(longest, parts.last().to);
    }
    return longest;
}

} // namespace widgets
