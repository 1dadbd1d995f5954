// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/overview/overview_card.h"

#include <QPointer>

namespace widgets {

class BalanceSteps;
class LedgerFeed;

/// The token account: balance and what is reserved, the price, the last charge.
class AccountCard : public OverviewCard
{
    Q_OBJECT
public:
    explicit AccountCard(QWidget *parent = nullptr);

protected:
    void retranslate() override;
    void refresh() override;

private:
    AccountCard(BalanceSteps *steps, QWidget *parent);
    void bind() override;
    void refreshLine(qint64 available);

    BalanceSteps *m_steps;
    QPointer<LedgerFeed> m_ledger;
};

} // namespace widgets
