// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/token_account.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QPointer>

#include <optional>

namespace widgets {

class PromptHistory;

/// The entries of a ledger as the kit tells them, oldest first. When full, the oldest go in blocks.
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NumberColumn,
        TimeColumn,
        KindColumn,
        PromptColumn,
        MoveColumn,
        TokensColumn,
        BalanceColumn,
        AvailableColumn,
        MoneyColumn,
        ColumnCount
    };
    enum Role {
        NumberRole = Qt::UserRole, ///< quint64
        KindRole,                  ///< QString, wire name
        ChainRole                  ///< int of Chain
    };
    enum class Chain : quint8 { Sound, Broken, After }; ///< Broken: the first bad entry
    static constexpr int kLimit = 20'000;

    explicit LedgerModel(int limit = kLimit, QObject *parent = nullptr);

    void append(const QList<device_link::LedgerEntry> &entries);
    /// The ledger as read anew: what is known already stays where it is, so that no view moves.
    void take(const QList<device_link::LedgerEntry> &entries);
    [[nodiscard]] const QList<device_link::LedgerEntry> &entries() const { return m_entries; }
    [[nodiscard]] const device_link::LedgerEntry &entry(int row) const { return m_entries.at(row); }

    /// How prompts are numbered on screen; may be null.
    void setPrompts(const PromptHistory *prompts);
    [[nodiscard]] int promptNumber(const device_link::LedgerEntry &entry) const; ///< 0: not asked here
    /// For the money column.
    void setAccount(const device_link::AccountState &account);
    [[nodiscard]] const device_link::AccountState &account() const { return m_account; }
    /// Nanoseconds to add to the kit time of a boot for the time of day.
    void setBootOffset(quint32 bootId, std::int64_t offsetNs);
    /// Time of day of an entry; empty when it was made in a boot that was not seen here.
    [[nodiscard]] std::optional<std::int64_t> timeOfDayNs(const device_link::LedgerEntry &entry) const;
    /// The first entry that breaks the chain; rows after it are marked.
    void setFirstBad(std::optional<quint64> number);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString display(const device_link::LedgerEntry &entry, int column) const;
    [[nodiscard]] QString toolTip(const device_link::LedgerEntry &entry, int column) const;
    [[nodiscard]] QString timeText(const device_link::LedgerEntry &entry) const;
    [[nodiscard]] QString promptText(const device_link::LedgerEntry &entry) const;
    [[nodiscard]] QString moneyFigure(const device_link::LedgerEntry &entry) const;
    [[nodiscard]] QString headerText(int section) const;
    void columnChanged(int first, int last);

    int m_limit;
    QList<device_link::LedgerEntry> m_entries;
    QPointer<const PromptHistory> m_prompts;
    device_link::AccountState m_account;
    QHash<quint32, std::int64_t> m_offsets;
    std::optional<quint64> m_firstBad;
};

} // namespace widgets
