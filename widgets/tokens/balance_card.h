// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"
#include "widgets/tokens/spending.h"

namespace widgets {

class Badge;
class FactList;
class KitContext;
class LedgerFeed;
class LevelBar;
class NumberLabel;
class TextLabel;

/// What is left: the panel's one number, its worth at a named price, and how long it lasts at the pace of late.
class BalanceCard : public Card
{
    Q_OBJECT
public:
    explicit BalanceCard(QWidget *parent = nullptr);
    /// Figures of now; both may be null.
    void refresh(KitContext *kit, LedgerFeed *feed);
    void retranslate();

private:
    void clear();
    void refreshMoney(const device_link::AccountState &account);
    void refreshLevel(const device_link::AccountState &account, const LedgerFeed &feed);
    void refreshFacts(const device_link::AccountState &account, const LedgerFeed &feed);
    void refreshPace(const device_link::AccountState &account, const LedgerFeed &feed);
    void refreshChip(const device_link::AccountState &account, const LedgerFeed &feed);

    NumberLabel *m_number;
    TextLabel *m_money;
    Badge *m_badge;
    QWidget *m_level;
    LevelBar *m_bar;
    TextLabel *m_granted;
    TextLabel *m_share;
    TextLabel *m_answers;
    TextLabel *m_basis;
    FactList *m_facts;
};

/// Tokens an answer of the usual limit reserves (protocol 1, prompt.start).
inline constexpr qint64 kUsualReservationMicro = 160 * 1'000'000;

} // namespace widgets
