// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include <memory>

namespace test_kit {

/// An account whose ledger a test writes, with the entries it wants broken.
class FakeAccount : public device_link::TokenAccount
{
    Q_OBJECT
public:
    using TokenAccount::TokenAccount;

    QCoro::Task<device_link::Result<device_link::AccountState>> read(std::stop_token) override
    {
        const device_link::AccountState state = last();
        Q_EMIT changed(state);
        co_return state;
    }
    QCoro::Task<device_link::Result<QList<device_link::LedgerEntry>>> ledger(
        quint64 from, quint64 limit, std::stop_token) override
    {
        pages.append(from);
        if (refuses)
            co_return device_link::fail(device_link::Fault::BadReply, QStringLiteral("not a ledger"));
        QList<device_link::LedgerEntry> page;
        for (const device_link::LedgerEntry &entry : entries) {
            if (entry.number >= from && (limit == 0 || quint64(page.size()) < limit))
                page.append(entry);
        }
        co_return page;
    }
    device_link::AccountState last() const override
    {
        device_link::AccountState state;
        state.unit = QStringLiteral("token");
        state.currency = QStringLiteral("CNY");
        state.priceMicroPerMillionTokens = 2'500'000;
        state.priceVersion = QStringLiteral("test-1");
        if (!entries.isEmpty()) {
            state.balanceMicro = entries.last().balanceMicro;
            state.reservedMicro = entries.last().reservedMicro;
            state.lastEntry = entries.last().number;
        }
        return state;
    }
    /// Adds an entry whose sums follow from the one before; amount in tokens as the kit states it.
    device_link::LedgerEntry &add(const QString &kind, qint64 amount, const QString &promptId = {})
    {
        device_link::LedgerEntry entry = entries.isEmpty() ? device_link::LedgerEntry() : entries.last();
        entry.number += 1;
        entry.bootId = 7;
        entry.kitTimeNs += 1'000'000'000;
        entry.kind = kind;
        entry.amountMicro = amount * 1'000'000;
        entry.promptId = promptId;
        entry.note.clear();
        const bool holds = kind == QLatin1String("reserve") || kind == QLatin1String("release");
        (holds ? entry.reservedMicro : entry.balanceMicro) += entry.amountMicro;
        if (kind == QLatin1String("commit"))
            entry.reservedMicro += entry.amountMicro;
        entries.append(entry);
        return entries.last();
    }
    /// reserve 100, commit, release of the rest.
    void addAnswer(const QString &promptId, qint64 charge)
    {
        add(QStringLiteral("reserve"), 100, promptId);
        add(QStringLiteral("commit"), -charge, promptId);
        add(QStringLiteral("release"), charge - 100, promptId);
    }

    QList<device_link::LedgerEntry> entries;
    QList<quint64> pages; ///< asked for, by their first number
    bool refuses = false;
};

/// A session that is always connected to a kit with nothing but an account.
class FakeAccountKit : public device_link::KitSession
{
    Q_OBJECT
public:
    FakeAccountKit()
        : account(std::make_shared<FakeAccount>())
    {
    }
    QCoro::Task<device_link::Result<void>> open(std::stop_token) override { co_return device_link::Result<void>(); }
    void close() override { }
    device_link::SessionState state() const override { return device_link::SessionState::Connected; }
    std::optional<device_link::Error> lastError() const override { return {}; }
    QList<device_link::DeviceUrl> ports() const override { return {}; }
    device_link::KitIdentity identity() const override
    {
        device_link::KitIdentity identity;
        identity.bootId = 7;
        identity.serial = QStringLiteral("TEST-1");
        identity.simulated = true;
        return identity;
    }
    device_link::LinkCounters counters() const override { return {}; }
    device_link::ClockMap clock() const override { return {}; }
    std::shared_ptr<device_link::PowerSource> powerSource() const override { return {}; }
    std::shared_ptr<device_link::LatencyProbe> latencyProbe() const override { return {}; }
    std::shared_ptr<device_link::ModemStatus> modemStatus() const override { return {}; }
    std::shared_ptr<device_link::CardChannel> cardChannel() const override { return {}; }
    std::shared_ptr<device_link::PromptRunner> promptRunner() const override { return {}; }
    std::shared_ptr<device_link::TokenAccount> tokenAccount() const override { return account; }
    std::shared_ptr<device_link::FirmwareTarget> firmwareTarget() const override { return {}; }
    std::shared_ptr<device_link::Attestation> attestation() const override { return {}; }
    std::shared_ptr<device_link::Console> console() const override { return {}; }
    QCoro::Task<device_link::Result<void>> waitConnected(int, std::stop_token) override
    {
        co_return device_link::Result<void>();
    }

    std::shared_ptr<FakeAccount> account;
};

} // namespace test_kit
