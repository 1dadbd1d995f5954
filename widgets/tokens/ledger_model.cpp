// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_model.h"

#include "profiles/tokens/money.h"
#include "widgets/kit/prompt_history.h"
#include "widgets/text/units.h"
#include "widgets/tokens/ledger_words.h"

#include <algorithm>

namespace widgets {

using device_link::LedgerEntry;

namespace {

bool same(const LedgerEntry &a, const LedgerEntry &b)
{
    return a.number == b.number && a.bootId == b.bootId && a.kitTimeNs == b.kitTimeNs && a.kind == b.kind
        && a.amountMicro == b.amountMicro && a.balanceMicro == b.balanceMicro && a.reservedMicro == b.reservedMicro
        && a.promptId == b.promptId && a.note == b.note;
}

bool isNumeric(int column) { return column == LedgerModel::NumberColumn || column >= LedgerModel::TokensColumn; }

} // namespace

LedgerModel::LedgerModel(int limit, QObject *parent)
    : QAbstractTableModel(parent)
    , m_limit(std::max(1, limit))
{
}

void LedgerModel::append(const QList<LedgerEntry> &entries)
{
    if (entries.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(entries.size()) - 1);
    m_entries += entries;
    endInsertRows();
    // A block at a time: removing one row per entry would move every view each time.
    if (rowCount() > m_limit + m_limit / 20) {
        const int excess = rowCount() - m_limit;
        beginRemoveRows({}, 0, excess - 1);
        m_entries.remove(0, excess);
        endRemoveRows();
    }
}

void LedgerModel::take(const QList<LedgerEntry> &entries)
{
    // Only the newest are read again: the ones before them stay when the parts join.
    const auto joins = std::find_if(m_entries.cbegin(), m_entries.cend(),
        [&](const LedgerEntry &known) { return !entries.isEmpty() && same(known, entries.first()); });
    const qsizetype known = m_entries.cend() - joins;
    const bool grew
        = known > 0 && known <= entries.size() && std::equal(joins, m_entries.cend(), entries.cbegin(), same);
    if (grew)
        return append(entries.sliced(known));
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

void LedgerModel::setPrompts(const PromptHistory *prompts) { m_prompts = prompts; }

int LedgerModel::promptNumber(const LedgerEntry &entry) const
{
    return m_prompts && !entry.promptId.isEmpty() ? m_prompts->numberOf(entry.promptId) : 0;
}

void LedgerModel::setAccount(const device_link::AccountState &account)
{
    const bool priceChanged = account.priceMicroPerMillionTokens != m_account.priceMicroPerMillionTokens
        || account.currency != m_account.currency;
    m_account = account;
    if (!priceChanged)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, MoneyColumn, MoneyColumn);
    columnChanged(MoneyColumn, MoneyColumn);
}

void LedgerModel::setBootOffset(quint32 bootId, std::int64_t offsetNs)
{
    const auto found = m_offsets.constFind(bootId);
    if (found != m_offsets.cend() && *found == offsetNs)
        return;
    m_offsets.insert(bootId, offsetNs);
    columnChanged(TimeColumn, TimeColumn);
}

std::optional<std::int64_t> LedgerModel::timeOfDayNs(const LedgerEntry &entry) const
{
    const auto offset = m_offsets.constFind(entry.bootId);
    return offset == m_offsets.cend() ? std::nullopt : std::optional(entry.kitTimeNs + *offset);
}

void LedgerModel::setFirstBad(std::optional<quint64> number)
{
    if (number == m_firstBad)
        return;
    m_firstBad = number;
    columnChanged(0, ColumnCount - 1);
}

void LedgerModel::columnChanged(int first, int last)
{
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last));
}

void LedgerModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    columnChanged(0, ColumnCount - 1);
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LedgerEntry &row = entry(index.row());
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column());
    case Qt::ToolTipRole: return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case NumberRole: return row.number;
    case KindRole: return row.kind;
    case ChainRole:
        return static_cast<int>(!m_firstBad || row.number < *m_firstBad ? Chain::Sound
                : row.number == *m_firstBad                             ? Chain::Broken
                                                                        : Chain::After);
    default: return {};
    }
}

QString LedgerModel::display(const LedgerEntry &entry, int column) const
{
    switch (column) {
    case NumberColumn: return integer(static_cast<qint64>(entry.number));
    case TimeColumn: return timeText(entry);
    case KindColumn: return ledgerKindWord(entry.kind);
    case PromptColumn: return promptText(entry);
    case MoveColumn: {
        const QString move = ledgerMoveWord(entry.kind);
        if (entry.note.isEmpty())
            return move;
        return move.isEmpty() ? entry.note : QString(move + QStringLiteral(" · ") + entry.note);
    }
    case TokensColumn: return signedTokenFigure(movementMicro(entry));
    case BalanceColumn: return tokenFigure(entry.balanceMicro);
    case AvailableColumn: return tokenFigure(entry.balanceMicro - entry.reservedMicro);
    case MoneyColumn: return moneyFigure(entry);
    default: return {};
    }
}

QString LedgerModel::timeText(const LedgerEntry &entry) const
{
    if (const auto time = timeOfDayNs(entry))
        return clockTime(*time);
    return tr("boot %1, %2").arg(entry.bootId).arg(clockTime(entry.kitTimeNs, 0));
}

QString LedgerModel::promptText(const LedgerEntry &entry) const
{
    constexpr int kShort = 8;
    if (const int number = promptNumber(entry); number > 0)
        return u'#' + QString::number(number);
    if (entry.promptId.isEmpty())
        return QString(kEmDash);
    return entry.promptId.size() <= kShort ? entry.promptId : QString(entry.promptId.left(kShort) + u'…');
}

QString LedgerModel::moneyFigure(const LedgerEntry &entry) const
{
    if (!movesBalance(entry.kind) || m_account.priceMicroPerMillionTokens <= 0)
        return QString(kEmDash);
    const auto amount = profiles::moneyOf(entry.amountMicro, m_account);
    return amount ? money(amount->micro, amount->currency).number : QString(kEmDash);
}

QString LedgerModel::toolTip(const LedgerEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeOfDayNs(entry)
            ? QString()
            : tr("Kit time since the start of boot %1. The kit does not tell its time of day.").arg(entry.bootId);
    case PromptColumn: return entry.promptId.isEmpty() ? tr("Not made for a prompt") : entry.promptId;
    case TokensColumn: return tr("%1 micro-tokens, as the kit states it").arg(integer(entry.amountMicro));
    case BalanceColumn: return tr("%1 micro-tokens").arg(integer(entry.balanceMicro));
    case AvailableColumn:
        return tr("Balance less %1 reserved").arg(QString(tokenFigure(entry.reservedMicro) + kThinSpace + u"tok"));
    case MoneyColumn:
        if (!movesBalance(entry.kind))
            return tr("Reserved tokens cost nothing until they are spent");
        return m_account.priceMicroPerMillionTokens > 0
            ? tr("At the price of now, %1; the kit does not tell the price of each entry").arg(m_account.priceVersion)
            : tr("The kit did not tell a price");
    case MoveColumn: return display(entry, MoveColumn); // may be wider than its column
    default: return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(headerText(section)) : QVariant();
}

QString LedgerModel::headerText(int section) const
{
    switch (section) {
    case NumberColumn: return tr("No.");
    case TimeColumn: return tr("Time");
    case KindColumn: return tr("Kind");
    case PromptColumn: return tr("Prompt");
    case MoveColumn: return tr("From, to");
    case TokensColumn: return tr("Tokens");
    case BalanceColumn: return tr("Balance");
    case AvailableColumn: return tr("Available");
    case MoneyColumn: return money(0, m_account.currency).unit;
    default: return {};
    }
}

} // namespace widgets
