// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_account_kit.h"
#include "virtual_kit_fixture.h"

#include "widgets/common/chip.h"
#include "widgets/common/error_banner.h"
#include "widgets/kit/kit_context.h"
#include "widgets/tokens/ledger_feed.h"
#include "widgets/tokens/ledger_model.h"
#include "widgets/tokens/tokens_panel.h"

#include <QTableView>
#include <QTest>

namespace test_tokens {

using namespace widgets;
using device_link::LedgerEntry;
using device_link::PortRole;

inline constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time

/// The panel on a kit process.
struct Bench {
    explicit Bench(QStringList options = {})
        : process(std::move(options))
    {
    }
    ~Bench()
    {
        panel.setKit(nullptr);
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open(PortRole role = PortRole::Kit)
    {
        if (!process.start())
            return false;
        take(device_link::KitSession::create({process.serialUrl(role)}));
        kit->open();
        return true;
    }
    void take(std::shared_ptr<device_link::KitSession> session)
    {
        kit = std::make_shared<KitContext>(std::move(session));
        feed = kit->model<LedgerFeed>();
        panel.setKit(kit);
        panel.resize(1200, 800);
        panel.show();
    }
    [[nodiscard]] bool canAsk() const
    {
        const int stat = kit->facts()->modem() ? kit->facts()->modem()->registration.value_or(0) : 0;
        return (stat == 1 || stat == 5) && kit->session()->promptRunner();
    }
    void ask(const QString &text)
    {
        device_link::PromptRequest request;
        request.text = text;
        static_cast<void>(kit->prompts()->ask(request));
    }
    /// The ledger as the kit itself wrote it into its truth file: number, kind, amount, balance, reserved, prompt.
    [[nodiscard]] QList<QVariantList> truth() const
    {
        QList<QVariantList> lines;
        QFile file(process.truthPath());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        while (!file.atEnd()) {
            const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
            if (line.contains(QLatin1String("bal")))
                lines.append({line.value(QLatin1String("no")).toInteger(), line.value(QLatin1String("kind")).toString(),
                    line.value(QLatin1String("amount")).toInteger(), line.value(QLatin1String("bal")).toInteger(),
                    line.value(QLatin1String("res")).toInteger(), line.value(QLatin1String("id")).toString()});
        }
        return lines;
    }
    [[nodiscard]] QList<QVariantList> shown() const
    {
        QList<QVariantList> lines;
        for (const LedgerEntry &entry : feed->model()->entries())
            lines.append({qint64(entry.number), entry.kind, entry.amountMicro, entry.balanceMicro, entry.reservedMicro,
                entry.promptId});
        return lines;
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return panel.findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QString banner() const { return panel.accountBanner()->what(); }
    [[nodiscard]] QString chain() const { return find<Chip>("chain")->text(); }
    [[nodiscard]] QTableView *table() const { return find<QTableView>("ledger"); }

    test_kit::VirtualKit process;
    std::shared_ptr<KitContext> kit;
    LedgerFeed *feed = nullptr;
    TokensPanel panel;
};

/// A kit without a process whose ledger the test writes.
struct Books : Bench {
    Books()
        : session(std::make_shared<test_kit::FakeAccountKit>())
        , account(session->account.get())
    {
        account->add(QStringLiteral("grant"), 1000);
    }
    [[nodiscard]] bool show()
    {
        take(session);
        return QTest::qWaitFor([this] { return feed->known() && !feed->reading(); }, kSlow);
    }
    std::shared_ptr<test_kit::FakeAccountKit> session;
    test_kit::FakeAccount *account;
};

} // namespace test_tokens
