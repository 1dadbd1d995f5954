// SPDX-License-Identifier: GPL-3.0-or-later
// What aiesim tells when the kit goes away while it measures: never a whole result of half a measurement.
#include "cli_process.h"
#include "virtual_kit_fixture.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using device_link::PortRole;
using test_cli::CliRun;
using test_kit::VirtualKit;

namespace {

/// Bytes of a recording that has more in it than how it begins.
constexpr qint64 kOneSecond = 1500;

/// aiesim on a kit's port; while it runs the kit can be mistreated.
class Running
{
public:
    Running(const VirtualKit &kit, QStringList arguments)
    {
        arguments << QStringLiteral("--json") << QStringLiteral("--device")
                  << device_link::toString(kit.serialUrl(PortRole::Kit));
        m_process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"), arguments);
    }
    ~Running()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] CliRun end()
    {
        CliRun run;
        m_process.waitForFinished(120000);
        run.exitCode = m_process.exitCode();
        run.out = m_process.readAllStandardOutput();
        run.err = m_process.readAllStandardError();
        return run;
    }

private:
    QProcess m_process;
};

QByteArray truthOf(const VirtualKit &kit)
{
    QFile file(kit.truthPath());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 sizeOf(const QString &path) { return QFileInfo(path).size(); }

} // namespace

class TestCliLoss : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void powerEndsWithTheLink();
    void silenceAtTheEndIsTold_data();
    void silenceAtTheEndIsTold();
    void recordSaysThatTheKitWentAway();
    void recordJoinsAKitThatReturns();
    void anIdleBaselineIsOnlyTakenWhereTheRadioWasIdle();
    void anAtPortOfASimulatedKitIsSaidToBeSimulated();
    void latencyTellsHowManyOfHowMany();
    void aPushThatWaitsSaysSo();
};

void TestCliLoss::powerEndsWithTheLink()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    Running power(kit, {QStringLiteral("power"), QStringLiteral("--duration"), QStringLiteral("3000")});
    QTRY_VERIFY_WITH_TIMEOUT(truthOf(kit).contains("stream.start"), 60000);
    kit.killHard();
    const CliRun run = power.end();
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err.count('\n'), 1);
}

void TestCliLoss::silenceAtTheEndIsTold_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("power") << "power";
    QTest::newRow("record") << "record";
}

/// A kit that falls silent less than three seconds before the end is no lost link yet: what is missing is told anyway.
void TestCliLoss::silenceAtTheEndIsTold()
{
    QFETCH(QString, command);
    VirtualKit kit;
    QVERIFY(kit.start());
    QTemporaryDir folder;
    QStringList arguments{command, QStringLiteral("--duration"), QStringLiteral("2.9")};
    if (command == QLatin1String("record"))
        arguments << QStringLiteral("--out") << folder.filePath(QStringLiteral("out.aer"));
    Running running(kit, arguments);
    QTRY_VERIFY_WITH_TIMEOUT(truthOf(kit).contains("stream.start"), 60000);
    QTest::qWait(700); // some samples come first
    kit.freeze();
    const CliRun run = running.end();
    kit.thaw();
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err.count('\n'), 1);
    const QJsonObject told = run.objects().first();
    QVERIFY2(told.value(QLatin1String("silent_seconds")).toDouble() > 0, run.out.constData());
    QVERIFY(told.value(QLatin1String("samples")).toInteger() > 0);
}

void TestCliLoss::recordSaysThatTheKitWentAway()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("out.aer"));
    Running record(kit,
        {QStringLiteral("record"), QStringLiteral("--duration"), QStringLiteral("12"), QStringLiteral("--rate"),
            QStringLiteral("1000"), QStringLiteral("--out"), out});
    QTRY_VERIFY_WITH_TIMEOUT(sizeOf(out) > kOneSecond, 60000);
    kit.killHard();
    const CliRun run = record.end();
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(run.objects().first().value(QLatin1String("away_seconds")).toDouble() > 0);
    QVERIFY(run.objects().first().value(QLatin1String("samples")).toInteger() > 0); // what was received is kept
}

void TestCliLoss::recordJoinsAKitThatReturns()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("out.aer"));
    Running record(kit,
        {QStringLiteral("record"), QStringLiteral("--duration"), QStringLiteral("25"), QStringLiteral("--rate"),
            QStringLiteral("1000"), QStringLiteral("--out"), out});
    QTRY_VERIFY_WITH_TIMEOUT(sizeOf(out) > kOneSecond, 60000);
    kit.killHard();
    QVERIFY(kit.start()); // another boot, with a clock of its own
    const CliRun run = record.end();
    QVERIFY(run.objects().first().value(QLatin1String("away_seconds")).toDouble() > 0);
    QCOMPARE(run.exitCode, 0);
    const CliRun verify = test_cli::runCli({QStringLiteral("--json"), QStringLiteral("verify"), out});
    QCOMPARE(verify.exitCode, 0);
    QCOMPARE(verify.last().value(QLatin1String("streams")).toArray().size(), 2); // never spliced into one
}

void TestCliLoss::anIdleBaselineIsOnlyTakenWhereTheRadioWasIdle()
{
    VirtualKit kit; // fresh: its radio is busy with the attach, and falls idle only after the answer
    QVERIFY(kit.start());
    Running prompt(kit, {QStringLiteral("prompt"), QStringLiteral("Why is the sky blue?")});
    const CliRun run = prompt.end();
    QCOMPARE(run.exitCode, 0);
    const QJsonObject energy = run.objects().first().value(QLatin1String("energy")).toObject();
    QVERIFY(!energy.isEmpty());
    QVERIFY(energy.value(QLatin1String("total_joule")).toDouble() > 0);
    const QJsonValue above = energy.value(QLatin1String("marginal_joule"));
    const QJsonValue tail = energy.value(QLatin1String("tail_share"));
    QVERIFY2(above.isDouble(), run.out.constData());
    QVERIFY2(above.toDouble() > 0.5 * energy.value(QLatin1String("total_joule")).toDouble(), run.out.constData());
    QVERIFY2(tail.toDouble() >= 0 && tail.toDouble() <= 1, run.out.constData());
}

void TestCliLoss::anAtPortOfASimulatedKitIsSaidToBeSimulated()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const CliRun run = test_cli::runCli(
        {QStringLiteral("info"), QStringLiteral("--device"), device_link::toString(kit.serialUrl(PortRole::At))});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains("SIMULATED"), run.out.constData());
}

void TestCliLoss::latencyTellsHowManyOfHowMany()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    QProcess latency;
    latency.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("latency"), QStringLiteral("--count"), QStringLiteral("500"), QStringLiteral("--device"),
            device_link::toString(kit.serialUrl(PortRole::Kit))});
    QByteArray out;
    const auto threeAnswers = [&] { return (out += latency.readAllStandardOutput()).count('\n') >= 3; };
    QTRY_VERIFY_WITH_TIMEOUT(threeAnswers(), 60000);
    kit.killHard();
    QVERIFY(latency.waitForFinished(60000));
    out += latency.readAllStandardOutput();
    QCOMPARE(latency.exitCode(), 1);
    QVERIFY2(out.contains(" of 500 probes done, "), out.constData());
}

void TestCliLoss::aPushThatWaitsSaysSo()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    QProcess push;
    push.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("firmware"), QStringLiteral("push"),
            QStringLiteral(AIESIM_FIXTURES "/mcuboot/ed25519-1.3.0+7-counter.bin"), QStringLiteral("--device"),
            device_link::toString(kit.serialUrl(PortRole::Kit))});
    QByteArray err;
    const auto waits
        = [&] { return (err += push.readAllStandardError()).contains("Waiting for the kit to come back"); };
    QTRY_VERIFY_WITH_TIMEOUT(waits(), 60000);
    QVERIFY2(err.contains("up to 120 s"), err.constData());
    kit.killHard();
    ::kill(pid_t(push.processId()), SIGTERM);
    QVERIFY(push.waitForFinished(60000));
    err += push.readAllStandardError();
    QCOMPARE(push.exitCode(), 1);
    QVERIFY2(err.contains("the kit was reset"), err.constData()); // what became of it, not only that it was stopped
}

QTEST_GUILESS_MAIN(TestCliLoss)
#include "tst_cli_loss.moc"
