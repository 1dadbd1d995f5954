// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/token_account.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <memory>

namespace widgets {

class BalanceCard;
class BurnDownCard;
class ErrorBanner;
class KitContext;
class LedgerCard;
class LedgerFeed;
class OfferedStack;

/// What is left in the token account, how fast it goes, and every movement of it.
class TokensPanel : public QWidget
{
    Q_OBJECT
public:
    explicit TokensPanel(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] LedgerCard *ledger() const { return m_ledger; }
    [[nodiscard]] const BurnDownCard *burnDown() const { return m_burnDown; }
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }
    [[nodiscard]] ErrorBanner *accountBanner() const { return m_accountBanner; }
    [[nodiscard]] ErrorBanner *faultBanner() const { return m_faultBanner; } ///< reading and export
    /// What is available, short, for the rail ("413.1 k"); empty when not known.
    [[nodiscard]] static QString shortBalance(KitContext *kit);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectParts();
    void connectKit();
    void retranslate();
    void refresh();
    void refreshAccountBanner();
    void refreshFaultBanner();
    void keepTime();
    void showOnAxis(const device_link::LedgerEntry &entry);

    std::shared_ptr<KitContext> m_kit;
    std::int64_t m_shownAtNs = 0; ///< of the account that is shown, kit's clock
    LedgerFeed *m_feed = nullptr;
    QString m_exportError;
    ErrorBanner *m_accountBanner;
    ErrorBanner *m_faultBanner;
    BalanceCard *m_balance;
    BurnDownCard *m_burnDown;
    LedgerCard *m_ledger;
    OfferedStack *m_stack;
    QTimer m_tick;
};

} // namespace widgets
