// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/tokens/ledger_check.h"
#include "widgets/tokens/spending.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace widgets {

class KitContext;
class LedgerModel;

/// The ledger of a kit's account: read when the kit connects, page by page, and kept by the account's events; read
/// again after the link was lost. What is known stays when it is. Checked after every change.
class LedgerFeed : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 kPage = 500; ///< entries asked for at once

    explicit LedgerFeed(KitContext *kit);
    ~LedgerFeed() override;

    [[nodiscard]] LedgerModel *model() { return m_model; }
    [[nodiscard]] const profiles::LedgerReport &report() const { return m_report; }
    /// The first finding that breaks the ledger. A charge above its reservation is a finding but breaks nothing.
    [[nodiscard]] std::optional<profiles::LedgerFinding> firstBad() const;
    [[nodiscard]] bool known() const { return m_known; } ///< read once to its end
    [[nodiscard]] bool whole() const;                    ///< from entry 1 on, so that sums are those of the account
    [[nodiscard]] bool reading() const { return m_reading; }
    [[nodiscard]] int gathered() const { return static_cast<int>(m_gathered.size()); } ///< while reading
    /// Why the last reading failed.
    [[nodiscard]] const std::optional<device_link::Error> &error() const { return m_error; }
    /// Nanoseconds since the link was lost; empty while it holds.
    [[nodiscard]] std::optional<std::int64_t> lostForNs() const;

    /// Kit time now, as well as it is known.
    [[nodiscard]] std::int64_t nowNs() const;
    [[nodiscard]] bool isPresentBoot(const device_link::LedgerEntry &entry) const;
    [[nodiscard]] std::optional<AnswerCost> answerCost() const;
    [[nodiscard]] std::optional<Pace> pace() const;
    /// The balance of the present boot: from the ledger, or from the account's own messages where there is none.
    [[nodiscard]] QList<KitFacts::BalanceStep> steps() const;

    /// Reads all of it again; does nothing without a connected kit that has an account.
    void read();

Q_SIGNALS:
    void changed();

private:
    void bind();
    void onState(device_link::SessionState state);
    void takeClock();
    void takeEntry(const device_link::LedgerEntry &entry);
    void readPage(quint64 from);
    void takePage(quint64 from, const device_link::Result<QList<device_link::LedgerEntry>> &page);
    void finishReading();
    void stopReading(const device_link::Error &error);
    void check();
    [[nodiscard]] bool mayBeRunning(const QString &promptId) const;
    [[nodiscard]] quint64 nextNumber() const;

    KitContext *m_kit;
    std::shared_ptr<device_link::KitSession> m_session;
    LedgerModel *m_model;
    profiles::LedgerReport m_report;
    QList<device_link::LedgerEntry> m_gathered; ///< by the reading that runs
    QList<device_link::LedgerEntry> m_late;     ///< told by events meanwhile
    std::optional<device_link::Error> m_error;
    std::optional<std::int64_t> m_lostAtNs; ///< host clock
    std::stop_source m_stop;
    bool m_known = false, m_reading = false, m_readAgain = false;
};

} // namespace widgets
