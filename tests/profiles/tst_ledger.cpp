// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/tokens/ledger_check.h"
#include "profiles/tokens/money.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace profiles;
using device_link::AccountState;
using device_link::LedgerEntry;

namespace {

/// number kind amount balance reserved [prompt], amounts in micro-tokens.
const char *const kSound = R"(
    1 grant    1000000000 1000000000         0
    2 reserve   176000000 1000000000 176000000 a
    3 commit    -16000000  984000000 160000000 a
    4 release  -160000000  984000000         0 a
    5 reserve   200000000  984000000 200000000 b
    6 commit   -200000000  784000000         0 b
    7 reserve   100000000  784000000 100000000 c
    8 release  -100000000  784000000         0 c
    9 adjust     -4000000  780000000         0
)";

QList<LedgerEntry> ledger(const QString &text)
{
    QList<LedgerEntry> entries;
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const QStringList words = line.simplified().split(QLatin1Char(' '));
        if (words.size() < 5)
            continue;
        LedgerEntry entry;
        entry.number = words[0].toULongLong();
        entry.kind = words[1];
        entry.amountMicro = words[2].toLongLong();
        entry.balanceMicro = words[3].toLongLong();
        entry.reservedMicro = words[4].toLongLong();
        entry.promptId = words.value(5);
        entries.append(entry);
    }
    return entries;
}

QList<LedgerEntry> sound() { return ledger(QString::fromLatin1(kSound)); }

QList<LedgerFindingKind> kinds(const LedgerReport &report)
{
    QList<LedgerFindingKind> list;
    for (const LedgerFinding &finding : report.findings)
        list.append(finding.kind);
    return list;
}

QList<LedgerFindingKind> kindsOf(const char *text) { return kinds(checkLedger(ledger(QString::fromLatin1(text)), {})); }

AccountState account(qint64 price)
{
    AccountState state;
    state.currency = QStringLiteral("CNY");
    state.priceVersion = QStringLiteral("2026-05");
    state.priceMicroPerMillionTokens = price;
    return state;
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSoundLedger()
    {
        const LedgerReport report = checkLedger(sound(), {});
        QVERIFY2(report.sound(), report.sound() ? "" : ledgerFindingName(report.findings.first().kind));
        QCOMPARE(report.grantedMicro, 1'000'000'000);
        QCOMPARE(report.committedMicro, 216'000'000);
        QCOMPARE(report.adjustedMicro, -4'000'000);
        QCOMPARE(report.balanceMicro, 780'000'000);
        QCOMPARE(report.reservedMicro, 0);
        QVERIFY(report.openReservations.isEmpty());
        QVERIFY(checkLedger({}, {}).sound());
    }

    void commitMayEndTheWholeReservation()
    {
        QCOMPARE(kindsOf(R"(
            1 grant   1000 1000   0
            2 reserve  300 1000 300 a
            3 commit   -50  950   0 a)"),
            QList<LedgerFindingKind>());
    }

    void everyChangedNumberIsFound()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 500; ++round) {
            QList<LedgerEntry> entries = sound();
            LedgerEntry &entry = entries[random.bounded(int(entries.size()))];
            const qint64 by = random.bounded(1, 1000) * (random.bounded(2) ? 1 : -1);
            switch (random.bounded(3)) {
            case 0: entry.amountMicro += by; break;
            case 1: entry.balanceMicro += by; break;
            default: entry.reservedMicro += by; break;
            }
            QVERIFY2(!checkLedger(entries, {}).sound(), qPrintable(QString::number(entry.number)));
        }
        for (int i = 0; i + 1 < sound().size(); ++i) {
            QList<LedgerEntry> entries = sound();
            entries.removeAt(i);
            if (i > 0) // without its beginning it is a later part
                QVERIFY(kinds(checkLedger(entries, {})).contains(LedgerFindingKind::NumberGap));
        }
    }

    void whatEachRuleFinds()
    {
        using Kind = LedgerFindingKind;
        QCOMPARE(kindsOf("1 grant 1000 1000 0\n 3 grant 1 1001 0"), QList<Kind>{Kind::NumberGap});
        QCOMPARE(kindsOf("1 grant 1000 999 0"), QList<Kind>{Kind::BalanceMismatch});
        QCOMPARE(kindsOf("1 grant 1000 1000 0\n 2 reserve 10 1000 11 a\n 3 release -10 1000 0 a"),
            (QList<Kind>{Kind::ReservedMismatch, Kind::ReservedMismatch}));
        QCOMPARE(kindsOf("1 gift 1000 0 0"), QList<Kind>{Kind::UnknownKind});
        QCOMPARE(kindsOf("1 grant -5 -5 0"), (QList<Kind>{Kind::WrongSign, Kind::NegativeAvailable}));
        QCOMPARE(kindsOf("1 grant 1000 1000 0\n 2 commit -5 995 0 a"), QList<Kind>{Kind::NotReserved});
        QCOMPARE(kindsOf("1 grant 99 99 0\n 2 reserve 5 99 5 a\n 3 reserve 5 99 10 a\n 4 release -10 99 0 a"),
            QList<Kind>{Kind::ReservedTwice});
        QCOMPARE(kindsOf("1 grant 99 99 0\n 2 reserve 5 99 5 a\n 3 commit -9 90 0 a"), QList<Kind>{Kind::Overrun});
        QCOMPARE(
            kindsOf("1 grant 9 9 0\n 2 reserve 10 9 10 a\n 3 release -10 9 0 a"), QList<Kind>{Kind::NegativeAvailable});
        QCOMPARE(kindsOf("1 grant 99 99 0\n 2 reserve 5 99 5 a"), QList<Kind>{Kind::NeverEnded});
    }

    void aRunningPromptMayKeepItsReservation()
    {
        const auto entries = ledger(QStringLiteral("1 grant 99 99 0\n 2 reserve 5 99 5 a"));
        const LedgerReport report = checkLedger(entries, {QStringLiteral("a")});
        QVERIFY(report.sound());
        QCOMPARE(report.openReservations.value(QStringLiteral("a")), 5);
    }

    void aLaterPartIsCheckedFromItsFirstEntry()
    {
        for (int from = 1; from < sound().size(); ++from) {
            const LedgerReport report = checkLedger(sound().mid(from), {});
            QVERIFY2(report.sound(), qPrintable(QString::number(from)));
        }
    }

    void moneyIsExact()
    {
        const auto money = moneyOf(16'000'000, account(2'660'000)); // 16 tokens at 2.66 per million
        QVERIFY(money);
        QCOMPARE(money->micro, 43);
        QVERIFY(money->rounded); // 42.56 micro-units
        QCOMPARE(money->currency, QStringLiteral("CNY"));
        QCOMPARE(money->priceVersion, QStringLiteral("2026-05"));
        QCOMPARE(moneyOf(-16'000'000, account(2'660'000))->micro, -43);
        QCOMPARE(moneyOf(1'000'000'000'000, account(2'660'000))->micro, 2'660'000);
        QVERIFY(!moneyOf(1'000'000'000'000, account(2'660'000))->rounded);
        QCOMPARE(moneyOf(500'000'000'000, account(1))->micro, 1); // half a unit goes away from zero
        QCOMPARE(moneyOf(499'999'999'999, account(1))->micro, 0);
        constexpr qint64 kMost = std::numeric_limits<qint64>::max();
        QVERIFY(!moneyOf(kMost, account(kMost)));
        QCOMPARE(moneyOf(kMost, account(1'000'000'000'000))->micro, kMost);
        QCOMPARE(moneyOf(std::numeric_limits<qint64>::min(), account(1'000'000'000'000))->micro,
            std::numeric_limits<qint64>::min());
    }

    void amountsAreWrittenAndReadExactly_data()
    {
        QTest::addColumn<qint64>("micro");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << 0 << "0";
        QTest::newRow("zero, two") << qint64(0) << 2 << "0.00";
        QTest::newRow("smallest") << qint64(-1) << 0 << "-0.000001";
        QTest::newRow("whole") << qint64(3'000'000) << 0 << "3";
        QTest::newRow("half") << qint64(12'500'000) << 0 << "12.5";
        QTest::newRow("half, two") << qint64(12'500'000) << 2 << "12.50";
        QTest::newRow("more than asked") << qint64(12'345'600) << 2 << "12.3456";
        QTest::newRow("most") << std::numeric_limits<qint64>::max() << 0 << "9223372036854.775807";
        QTest::newRow("least") << std::numeric_limits<qint64>::min() << 0 << "-9223372036854.775808";
    }
    void amountsAreWrittenAndReadExactly()
    {
        QFETCH(qint64, micro);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        QCOMPARE(formatMicro(micro, decimals), text);
        QVERIFY(parseMicro(text) == micro);
    }

    void amountsThatAreNone()
    {
        for (const char *bad : {"", "-", ".", "1.", ".5", "1.0000001", "1,5", "1e3", "--1", "9223372036854.775808",
                 "1.2.3", "99999999999999999999999999"})
            QVERIFY2(!parseMicro(QString::fromLatin1(bad)), bad);
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
