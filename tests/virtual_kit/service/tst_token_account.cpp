// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/kernel/random.h"
#include "virtual_kit/service/answer_writer.h"
#include "virtual_kit/service/language_model.h"
#include "virtual_kit/service/token_account.h"
#include "virtual_kit/service/tokenizer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <string>

using namespace virtual_kit;

namespace {

TokenAccount makeAccount()
{
    return TokenAccount([] { return std::pair<std::uint32_t, std::int64_t>(1, 2); });
}

} // namespace

class TstTokenAccount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Whatever is asked of it in whatever order, the ledger alone gives balance and reservations.
    void holdsItsInvariants()
    {
        TokenAccount account = makeAccount();
        Random random(42, "ledger");
        std::map<std::string, std::int64_t> open;
        for (int step = 0; step < 5000; ++step) {
            const auto amount = static_cast<std::int64_t>(random.next() % 400) * TokenAccount::kMicro / 3;
            const std::string prompt = "p" + std::to_string(random.next() % 40);
            switch (random.next() % 5) {
            case 0: account.grant(amount, "test"); break;
            case 1: account.adjust(random.uniform() < 0.5 ? amount : -amount, "test"); break;
            case 2:
            case 3: {
                const bool possible = amount > 0 && amount <= account.available() && !open.contains(prompt);
                QCOMPARE(account.reserve(prompt, amount), possible);
                if (possible)
                    open[prompt] = amount;
                break;
            }
            case 4: {
                const auto entry = account.settle(prompt, amount);
                QCOMPARE(entry.has_value(), open.erase(prompt) == 1);
                break;
            }
            }
            QVERIFY(account.reserved() >= 0 && account.reserved() <= account.balance());
            std::int64_t sum = 0;
            for (const auto &[id, held] : open)
                sum += held;
            QCOMPARE(account.reserved(), sum);
        }
        replay(account);
    }

    static void replay(const TokenAccount &account)
    {
        std::int64_t balance = 0;
        std::map<std::string, std::int64_t> open, committed;
        std::uint64_t number = 0;
        for (const LedgerEntry &entry : account.entries()) {
            QCOMPARE(entry.number, ++number);
            switch (entry.kind) {
            case LedgerEntry::Kind::Grant:
                QVERIFY(entry.amount > 0);
                balance += entry.amount;
                break;
            case LedgerEntry::Kind::Adjust: balance += entry.amount; break;
            case LedgerEntry::Kind::Reserve:
                QVERIFY(!open.contains(entry.prompt));
                open[entry.prompt] = entry.amount;
                break;
            case LedgerEntry::Kind::Commit:
                QVERIFY(open.contains(entry.prompt) && -entry.amount <= open[entry.prompt] && entry.amount <= 0);
                balance += entry.amount;
                open[entry.prompt] += entry.amount;
                if (open[entry.prompt] == 0)
                    open.erase(entry.prompt);
                break;
            case LedgerEntry::Kind::Release:
                QCOMPARE(-entry.amount, open[entry.prompt]);
                open.erase(entry.prompt);
                break;
            }
            std::int64_t reserved = 0;
            for (const auto &[id, held] : open)
                reserved += held;
            QCOMPARE(entry.balance, balance);
            QCOMPARE(entry.reserved, reserved);
        }
        QCOMPARE(balance, account.balance());
    }

    void neverOverflows()
    {
        TokenAccount account = makeAccount();
        for (int i = 0; i < 5; ++i)
            account.grant(std::numeric_limits<std::int64_t>::max(), "much");
        QCOMPARE(account.balance(), TokenAccount::kLargest);
        QVERIFY(!account.reserve("p", TokenAccount::kLargest + 1));
        QVERIFY(account.reserve("p", TokenAccount::kLargest));
        account.adjust(std::numeric_limits<std::int64_t>::min() + 1, "all");
        QCOMPARE(account.available(), 0);
        QVERIFY(account.settle("p", std::numeric_limits<std::int64_t>::max()));
        QCOMPARE(account.balance(), 0);
    }

    void tokensAreTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("english") << QStringLiteral(
            "Hello, world!  Extraordinarily long words; 12345678 digits.\n\tEnd");
        QTest::newRow("chinese") << QStringLiteral("你好，世界。模拟模型 mixes 中文 with English。");
        QTest::newRow("emoji") << QStringLiteral("a👍🏽bcdefg👩‍👩‍👧 12345👍👍👍");
        QTest::newRow("blanks") << QStringLiteral("   ");
        QTest::newRow("empty") << QString();
    }
    void tokensAreTheText()
    {
        QFETCH(QString, text);
        const QStringList tokens = tokenize(text);
        QCOMPARE(tokens.join(QString()), text);
        for (const QString &token : tokens) {
            QVERIFY(!token.isEmpty());
            QVERIFY(!token.front().isLowSurrogate() && !token.back().isHighSurrogate());
        }
    }

    void answersFollowSeedAndPrompt()
    {
        const QString model = LanguageModel::models().front();
        const QString prompt = QStringLiteral("What is 7 * 6?");
        const QString answer = writeAnswer(3, model, prompt);
        QCOMPARE(writeAnswer(3, model, prompt), answer);
        QVERIFY(writeAnswer(4, model, prompt) != answer);
        QVERIFY(writeAnswer(3, LanguageModel::models().back(), prompt) != answer);
        QVERIFY(answer.contains(QStringLiteral("42")));
        QVERIFY(answer.contains(QStringLiteral("simulated model")));
        QVERIFY(writeAnswer(3, model, QStringLiteral("10 / 0 ?")).contains(QStringLiteral("simulated")));
        const QString json = writeAnswer(3, model, QStringLiteral("9 - 4 as JSON"));
        const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
        QCOMPARE(object.value(QStringLiteral("answer")).toString(), QStringLiteral("5"));
        QCOMPARE(object.value(QStringLiteral("simulated")).toBool(), true);
    }

    void pacesAreTheModels()
    {
        LanguageModel model(1);
        const ModelAnswer cut = model.answer(QStringLiteral("sim-chat-7b"), QStringLiteral("hello there"), 5);
        QCOMPARE(cut.tokens.size(), 5);
        QVERIFY(cut.cut);
        QCOMPARE(cut.gaps.size(), std::size_t{4});
        QCOMPARE(cut.promptTokens, 2);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < 100; ++i) {
            const ModelAnswer answer = model.answer(QStringLiteral("sim-chat-7b"), QString::number(i), 1024);
            QVERIFY(!answer.cut && answer.queue >= 0 && answer.prefill > 0);
            for (const SimTime gap : answer.gaps) {
                QVERIFY(gap > 0);
                sum += static_cast<double>(gap) / 1e6;
                ++count;
            }
        }
        QVERIFY(sum / count > 24 && sum / count < 35); // 40 tokens/s and some stalls
    }
};

QTEST_GUILESS_MAIN(TstTokenAccount)
#include "tst_token_account.moc"
