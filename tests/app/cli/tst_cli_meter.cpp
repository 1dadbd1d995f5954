// SPDX-License-Identifier: GPL-3.0-or-later
// What aiesim sets on a power meter: on a simulated PPK2 in its own process, over a real pseudo terminal.
#include "cli_process.h"
#include "virtual_kit_fixture.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using test_cli::CliRun;
using test_cli::runCli;
using test_kit::VirtualKit;

class TestCliMeter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_kit.start()); }
    void feedsTheBoardWithWhatIsSet();
    void anotherVoltageNeedsNoMode();
    void cutsTheBoardOff();
    void feedsNoBoardWithWhatWasSetBefore();
    void recordsWithAMeter();
    void nothingToSet();
    void wrongUsage();

private:
    [[nodiscard]] QString meter() const { return m_folder.filePath(QStringLiteral("meter")); }
    [[nodiscard]] CliRun run(const char *command, const QStringList &more = {}) const
    {
        return runCli(QString::fromLatin1(command).split(QLatin1Char(' '))
            + QStringList{QStringLiteral("--json"), QStringLiteral("--device"),
                QStringLiteral("serial:%1,role=meter").arg(meter())}
            + more);
    }
    static double mean(const CliRun &run, const char *channel)
    {
        return run.last().value(QLatin1String(channel)).toObject().value(QLatin1String("mean")).toDouble(-1);
    }
    static QJsonObject settings(const CliRun &run) { return run.last().value(QLatin1String("meter")).toObject(); }

    QTemporaryDir m_folder;
    VirtualKit m_kit{{QStringLiteral("--ppk2"), QStringLiteral("pty:") + meter()}};
};

void TestCliMeter::feedsTheBoardWithWhatIsSet()
{
    const CliRun fed = run("power --duration 1 --meter-mode source --meter-mv 3300 --meter-board on");
    QVERIFY2(fed.exitCode == 0, fed.err);
    QCOMPARE(mean(fed, "voltage"), 3.3);
    QVERIFY(mean(fed, "current") > 1e-4);
    QCOMPARE(settings(fed),
        (QJsonObject{{QStringLiteral("mode"), QStringLiteral("source")}, {QStringLiteral("millivolts"), 3300},
            {QStringLiteral("board"), true}, {QStringLiteral("spike_filter"), true}}));
}

void TestCliMeter::anotherVoltageNeedsNoMode()
{
    const CliRun asAmpere = run("power --duration 0.5 --meter-mode ampere --meter-mv 3700 --no-spike-filter");
    QVERIFY2(asAmpere.exitCode == 0, asAmpere.err);
    QVERIFY(qAbs(mean(asAmpere, "voltage") - 3.7) < 1e-6);
    QCOMPARE(settings(asAmpere).value(QLatin1String("mode")), QJsonValue(QStringLiteral("ampere")));
    QCOMPARE(settings(asAmpere).value(QLatin1String("spike_filter")), QJsonValue(false));
}

void TestCliMeter::cutsTheBoardOff()
{
    for (const char *mode : {"source", "ampere"}) {
        const QStringList off{QStringLiteral("--meter-board"), QStringLiteral("off"), QStringLiteral("--meter-mode"),
            QLatin1String(mode)};
        const CliRun cut = run("power --duration 0.5", off);
        QVERIFY2(cut.exitCode == 0, cut.err);
        QVERIFY(qAbs(mean(cut, "current")) < 1e-5);
        QCOMPARE(settings(cut).value(QLatin1String("board")), QJsonValue(false));
    }
}

void TestCliMeter::feedsNoBoardWithWhatWasSetBefore()
{
    const CliRun before = run("power --duration 0.2 --meter-mode source --meter-mv 5000 --meter-board off");
    QVERIFY2(before.exitCode == 0, before.err);
    for (const char *wanted : {"power --meter-mode source --meter-board on", "power --meter-board on"}) {
        const CliRun refused = run(wanted);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("--meter-mv"), refused.err);
    }
    // Nothing was switched.
    const CliRun after = run("power --duration 0.5");
    QVERIFY2(after.exitCode == 0 && qAbs(mean(after, "current")) < 1e-5, after.err);
}

void TestCliMeter::recordsWithAMeter()
{
    const QString file = m_folder.filePath(QStringLiteral("run.aer"));
    const CliRun recorded = run(
        "record --duration 1 --meter-mode source --meter-mv 4200 --meter-board on", {QStringLiteral("--out"), file});
    QVERIFY2(recorded.exitCode == 0, recorded.err);
    QVERIFY(recorded.last().value(QLatin1String("samples")).toInteger() > 10'000);
    const CliRun stats = runCli({QStringLiteral("--json"), QStringLiteral("stats"), file});
    QVERIFY2(stats.exitCode == 0, stats.err);
    QVERIFY2(qAbs(mean(stats, "voltage") - 4.2) < 1e-6, stats.out);
}

void TestCliMeter::nothingToSet()
{
    const CliRun none = runCli({QStringLiteral("power"), QStringLiteral("--device"),
        QStringLiteral("serial:%1,role=kit").arg(m_kit.serialUrl(device_link::PortRole::Kit).address),
        QStringLiteral("--duration"), QStringLiteral("0.1"), QStringLiteral("--meter-board"), QStringLiteral("on")});
    QCOMPARE(none.exitCode, 1);
    QVERIFY2(none.err.contains("role=meter"), none.err);
}

void TestCliMeter::wrongUsage()
{
    for (const char *wrong : {"--meter-mv 799", "--meter-mv 5001", "--meter-mv 3.3", "--meter-mode volt",
             "--meter-board yes", "--meter-mv -1"}) {
        const CliRun run
            = runCli(QStringLiteral("power --device virtual: %1").arg(QLatin1String(wrong)).split(QLatin1Char(' ')));
        QVERIFY2(run.exitCode == 2, run.err);
    }
}

QTEST_GUILESS_MAIN(TestCliMeter)
#include "tst_cli_meter.moc"
