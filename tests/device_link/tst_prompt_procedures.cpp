// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_fixture.h"

#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

PromptRequest ask(const char *id)
{
    PromptRequest request;
    request.id = QString::fromLatin1(id);
    request.text = QStringLiteral("How far is the moon?");
    request.maxTokens = 40;
    return request;
}

/// Collects the events of prompts.
struct PromptLog {
    explicit PromptLog(PromptRunner *runner)
    {
        QObject::connect(
            runner, &PromptRunner::event, &context, [this](const PromptEvent &event) { events.append(event); });
    }
    [[nodiscard]] bool has(PromptEvent::Kind kind) const
    {
        return std::any_of(
            events.begin(), events.end(), [kind](const PromptEvent &event) { return event.kind == kind; });
    }
    [[nodiscard]] const PromptEvent *find(PromptEvent::Kind kind) const
    {
        for (const PromptEvent &event : events) {
            if (event.kind == kind)
                return &event;
        }
        return nullptr;
    }
    QObject context;
    QList<PromptEvent> events;
};

QStringList fault(const char *spec) { return {QStringLiteral("--fault"), QString::fromLatin1(spec)}; }

QStringList speed(int times) { return {QStringLiteral("--speed"), QString::number(times)}; }

} // namespace

class TestPromptProcedures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promptIsAnswered_data();
    void promptIsAnswered();
    void promptStartsOnce();
    void promptRefused_data();
    void promptRefused();
    void promptCancelled();
    void promptUnplugged();
    void promptTimesOut();
    void promptOwnerGone();
    void accountAndLedger_data();
    void accountAndLedger();
    void probes_data();
    void probes();
    void probesEnd_data();
    void probesEnd();
};

void TestPromptProcedures::promptIsAnswered_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::newRow("kit") << PortRole::Kit;
    QTest::newRow("console") << PortRole::Console;
}

void TestPromptProcedures::promptIsAnswered()
{
    QFETCH(PortRole, role);
    KitAndSession bench(speed(5));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    QVERIFY(bench.waitRegistered());
    const auto prompts = bench.session->promptRunner();
    QVERIFY(!prompts->models().isEmpty());
    QCOMPARE(prompts->maxPromptBytes(), 2048);
    PromptLog log(prompts.get());
    QSignalSpy charges(bench.session->tokenAccount().get(), &TokenAccount::entryAdded);
    const Result<AccountState> before = AWAIT(bench.session->tokenAccount()->read(bench.never));
    VERIFY_OK(before);
    VERIFY_OK(AWAIT(prompts->start(ask("p-1"), bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(log.has(PromptEvent::Kind::Quiet), 60000);
    QList<PromptEvent::Kind> kinds;
    QString text;
    for (const PromptEvent &event : std::as_const(log.events)) {
        QCOMPARE(event.id, QStringLiteral("p-1"));
        if (kinds.isEmpty() || kinds.last() != event.kind)
            kinds.append(event.kind);
        if (event.kind == PromptEvent::Kind::Token)
            text += event.text;
    }
    for (const auto kind : {PromptEvent::Kind::Accepted, PromptEvent::Kind::Sent, PromptEvent::Kind::FirstByte,
             PromptEvent::Kind::Token, PromptEvent::Kind::Usage, PromptEvent::Kind::Charge, PromptEvent::Kind::Done})
        QVERIFY(kinds.count(kind) == 1);
    QVERIFY(!text.isEmpty());
    const PromptEvent *usage = log.find(PromptEvent::Kind::Usage);
    QCOMPARE(usage->completionTokens, std::count_if(log.events.begin(), log.events.end(), [](const PromptEvent &event) {
        return event.kind == PromptEvent::Kind::Token;
    }));
    const Result<AccountState> after = AWAIT(bench.session->tokenAccount()->read(bench.never));
    VERIFY_OK(after);
    QCOMPARE(before->balanceMicro - after->balanceMicro, log.find(PromptEvent::Kind::Charge)->chargeMicro);
    QVERIFY(charges.size() >= 2); // reserve, commit
    // Everything again, from the kit's memory.
    const Result<QList<PromptEvent>> fetched = AWAIT(prompts->fetch(QStringLiteral("p-1"), bench.never));
    VERIFY_OK(fetched);
    QCOMPARE(fetched->size(), log.events.size());
    for (qsizetype i = 0; i < fetched->size(); ++i) {
        QCOMPARE(fetched->at(i).kind, log.events[i].kind);
        QCOMPARE(fetched->at(i).kitTimeNs, log.events[i].kitTimeNs);
    }
}

void TestPromptProcedures::promptStartsOnce()
{
    KitAndSession bench(speed(5));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    QVERIFY(bench.waitRegistered());
    PromptLog log(bench.session->promptRunner().get());
    for (int i = 0; i < 3; ++i)
        VERIFY_OK(AWAIT(bench.session->promptRunner()->start(ask("once"), bench.never)));
    const Result<void> other = AWAIT(bench.session->promptRunner()->start(ask("other"), bench.never));
    COMPARE_FAULT(other, Fault::Busy);
    QTRY_VERIFY_WITH_TIMEOUT(log.has(PromptEvent::Kind::Done), 60000);
    QCOMPARE(std::count_if(log.events.begin(), log.events.end(),
                 [](const PromptEvent &event) { return event.kind == PromptEvent::Kind::Accepted; }),
        1);
}

void TestPromptProcedures::promptRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rc");
    QTest::newRow("account exhausted") << fault("account=exhausted") << "Hello" << 7;
    QTest::newRow("no network") << fault("no-network") << "Hello" << 6;
    QTest::newRow("empty") << QStringList() << "" << 2;
    QTest::newRow("too long") << QStringList() << QString(2049, QLatin1Char('x')) << 10;
}

void TestPromptProcedures::promptRefused()
{
    QFETCH(QStringList, options);
    QFETCH(QString, text);
    QFETCH(int, rc);
    KitAndSession bench(options);
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    if (rc != 6)
        QVERIFY(bench.waitRegistered());
    PromptRequest request = ask("no-1");
    request.text = text;
    const Result<void> started = AWAIT(bench.session->promptRunner()->start(request, bench.never));
    COMPARE_FAULT(started, Fault::Refused);
    QVERIFY(started.error().code().has_value());
    QVERIFY2(started.error().code()->rc == rc || (rc == 10 && started.error().code()->rc == 2),
        qPrintable(started.error().detail()));
    COMPARE_FAULT(
        AWAIT(bench.session->promptRunner()->fetch(QStringLiteral("never-seen"), bench.never)), Fault::NotFound);
}

void TestPromptProcedures::promptCancelled()
{
    KitAndSession bench(speed(2));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    QVERIFY(bench.waitRegistered());
    PromptLog log(bench.session->promptRunner().get());
    PromptRequest request = ask("stop-me");
    request.maxTokens = 1024;
    VERIFY_OK(AWAIT(bench.session->promptRunner()->start(request, bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(log.has(PromptEvent::Kind::Token), 30000);
    VERIFY_OK(AWAIT(bench.session->promptRunner()->cancel(QStringLiteral("stop-me"))));
    QTRY_VERIFY_WITH_TIMEOUT(log.has(PromptEvent::Kind::Done), 30000);
    QCOMPARE(log.find(PromptEvent::Kind::Done)->finish, QStringLiteral("cancelled"));
    QVERIFY(log.find(PromptEvent::Kind::Charge)->chargeMicro > 0);
    VERIFY_OK(AWAIT(bench.session->promptRunner()->cancel(QStringLiteral("stop-me")))); // twice is no error
}

void TestPromptProcedures::promptUnplugged()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    bench.kit.freeze();
    QCoro::Task<Result<void>> starting = bench.session->promptRunner()->start(ask("gone"), bench.never);
    QTimer::singleShot(100, bench.session.get(), [&bench] { bench.kit.killHard(); });
    COMPARE_FAULT(AWAIT(std::move(starting)), Fault::LinkLost);
    COMPARE_FAULT(AWAIT(bench.session->promptRunner()->start(ask("gone"), bench.never)), Fault::LinkLost);
}

void TestPromptProcedures::promptTimesOut()
{
    KitAndSession bench(speed(5));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Console})); // on the console silence is not yet a lost link
    QVERIFY(bench.waitRegistered());
    bench.kit.freeze();
    COMPARE_FAULT(AWAIT(bench.session->promptRunner()->start(ask("late"), bench.never)), Fault::Timeout);
    // The kit did get it, three times, and starts it once.
    PromptLog log(bench.session->promptRunner().get());
    bench.kit.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(log.has(PromptEvent::Kind::Done), 60000);
}

void TestPromptProcedures::promptOwnerGone()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const std::shared_ptr<PromptRunner> prompts = bench.session->promptRunner();
    bench.kit.freeze();
    QCoro::Task<Result<void>> starting = prompts->start(ask("alone"), bench.never);
    bench.session.reset();
    COMPARE_FAULT(AWAIT(std::move(starting)), Fault::LinkLost);
    COMPARE_FAULT(AWAIT(prompts->start(ask("alone"), bench.never)), Fault::Cancelled); // the capability outlives it
}

void TestPromptProcedures::accountAndLedger_data() { promptIsAnswered_data(); }

void TestPromptProcedures::accountAndLedger()
{
    QFETCH(PortRole, role);
    KitAndSession bench(speed(10));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    QVERIFY(bench.waitRegistered());
    const auto account = bench.session->tokenAccount();
    QSignalSpy changed(account.get(), &TokenAccount::changed);
    const Result<AccountState> state = AWAIT(account->read(bench.never));
    VERIFY_OK(state);
    QCOMPARE(state->unit, QStringLiteral("token"));
    QCOMPARE(state->currency, QStringLiteral("CNY"));
    QVERIFY(state->balanceMicro > 0);
    QVERIFY(state->lastEntry >= 1);
    QCOMPARE(changed.size(), 1);
    const auto prompts = bench.session->promptRunner();
    for (int i = 0; i < 2; ++i) {
        PromptLog log(prompts.get());
        PromptRequest request = ask(i == 0 ? "l-1" : "l-2");
        request.maxTokens = 5;
        VERIFY_OK(AWAIT(prompts->start(request, bench.never)));
        QTRY_VERIFY_WITH_TIMEOUT(log.has(PromptEvent::Kind::Done), 60000);
    }
    const Result<QList<LedgerEntry>> all = AWAIT(account->ledger(1, 0, bench.never));
    VERIFY_OK(all);
    QVERIFY(all->size() >= 5); // the grant, and reserve and commit of each
    qint64 balance = 0;
    for (qsizetype i = 0; i < all->size(); ++i) {
        const LedgerEntry &entry = all->at(i);
        QCOMPARE(entry.number, quint64(i) + 1);
        if (entry.kind != QLatin1String("reserve") && entry.kind != QLatin1String("release"))
            balance += entry.amountMicro;
        QCOMPARE(entry.balanceMicro, balance);
    }
    QTRY_COMPARE(account->last().lastEntry, all->last().number);
    const Result<QList<LedgerEntry>> two = AWAIT(account->ledger(2, 2, bench.never));
    VERIFY_OK(two);
    QCOMPARE(two->size(), 2);
    QCOMPARE(two->first().number, quint64(2));
    const Result<QList<LedgerEntry>> none = AWAIT(account->ledger(all->last().number + 100, 0, bench.never));
    VERIFY_OK(none);
    QVERIFY(none->isEmpty());
}

void TestPromptProcedures::probes_data() { promptIsAnswered_data(); }

void TestPromptProcedures::probes()
{
    QFETCH(PortRole, role);
    KitAndSession bench(speed(5));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    QVERIFY(bench.waitRegistered());
    const auto probe = bench.session->latencyProbe();
    QSignalSpy single(probe.get(), &LatencyProbe::result);
    const Result<QList<ProbeResult>> results = AWAIT(probe->run(ComputeTier::Province, 8, 100, bench.never));
    VERIFY_OK(results);
    QCOMPARE(results->size(), 8);
    QCOMPARE(single.size(), 8);
    for (const ProbeResult &one : *results) {
        QCOMPARE(one.tier, ComputeTier::Province);
        if (one.rttMs)
            QVERIFY(*one.rttMs > *one.coreMs);
    }
    COMPARE_FAULT(AWAIT(probe->run(ComputeTier::Metro, 0, 100, bench.never)), Fault::BadArgument);
    COMPARE_FAULT(AWAIT(probe->run(ComputeTier::Metro, 1, 9, bench.never)), Fault::BadArgument);
}

void TestPromptProcedures::probesEnd_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("cancel") << "cancel" << Fault::Cancelled;
    QTest::newRow("unplug") << "unplug" << Fault::LinkLost;
    QTest::newRow("silence") << "silence" << Fault::LinkLost;
    QTest::newRow("owner") << "owner" << Fault::LinkLost;
    QTest::newRow("second run") << "second" << Fault::Busy;
}

void TestPromptProcedures::probesEnd()
{
    QFETCH(QString, how);
    QFETCH(Fault, fault);
    KitAndSession bench(speed(5));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    QVERIFY(bench.waitRegistered());
    const auto probe = bench.session->latencyProbe();
    std::stop_source stop;
    QSignalSpy single(probe.get(), &LatencyProbe::result);
    QCoro::Task<Result<QList<ProbeResult>>> run = probe->run(ComputeTier::Metro, 1000, 100, stop.get_token());
    QTRY_VERIFY_WITH_TIMEOUT(single.size() >= 2, 30000);
    if (how == QLatin1String("second")) {
        COMPARE_FAULT(AWAIT(probe->run(ComputeTier::Metro, 1, 100, bench.never)), fault);
        stop.request_stop();
        COMPARE_FAULT(AWAIT(std::move(run)), Fault::Cancelled);
        VERIFY_OK(AWAIT(probe->run(ComputeTier::Metro, 1, 100, bench.never))); // free again
        return;
    }
    if (how == QLatin1String("cancel"))
        stop.request_stop();
    if (how == QLatin1String("unplug"))
        bench.kit.killHard();
    if (how == QLatin1String("silence"))
        bench.kit.freeze();
    if (how == QLatin1String("owner"))
        bench.session.reset();
    COMPARE_FAULT(AWAIT(std::move(run)), fault);
}

QTEST_GUILESS_MAIN(TestPromptProcedures)
#include "tst_prompt_procedures.moc"
