// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of aiesim as a process, against the virtual kit as a process, over each kind of port.
#include "cli_process.h"
#include "virtual_kit_fixture.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSignalSpy>

using device_link::PortRole;
using test_cli::CliRun;
using test_cli::runCli;

namespace {

QStringList onPort(const device_link::DeviceUrl &url, const QStringList &command)
{
    return QStringList{QStringLiteral("--device"), device_link::toString(url)} + command;
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_kit.start(), qPrintable(m_kit.problem())); }

    void everyRoleTellsWhoItIs_data()
    {
        QTest::addColumn<PortRole>("role");
        QTest::addColumn<bool>("tcp");
        for (const bool tcp : {false, true}) {
            for (const PortRole role : {PortRole::Kit, PortRole::At, PortRole::Console})
                QTest::addRow("%s %s", tcp ? "tcp" : "serial", qPrintable(device_link::roleName(role))) << role << tcp;
        }
    }
    void everyRoleTellsWhoItIs()
    {
        QFETCH(PortRole, role);
        QFETCH(bool, tcp);
        const CliRun run = runCli(onPort(tcp ? m_kit.tcpUrl(role) : m_kit.serialUrl(role), words("--json info")));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.exitCode, 0);
        const QJsonObject info = run.last();
        QVERIFY(info.value(QLatin1String("imei")).toString().size() == 15);
        if (role != PortRole::At) {
            QCOMPARE(info.value(QLatin1String("serial")).toString(), m_kit.serial());
            QCOMPARE(info.value(QLatin1String("simulated")).toBool(), true);
        }
    }

    void profilesAreListedAndSwitched_data()
    {
        QTest::addColumn<PortRole>("role");
        QTest::newRow("kit") << PortRole::Kit;
        QTest::newRow("at") << PortRole::At;
        QTest::newRow("console") << PortRole::Console;
    }
    void profilesAreListedAndSwitched()
    {
        QFETCH(PortRole, role);
        const CliRun list = runCli(onPort(m_kit.serialUrl(role), words("profiles list --json")));
        QCOMPARE(list.exitCode, 0);
        const QString target = firstIccid(list.last(), QStringLiteral("disabled"));
        QVERIFY(!target.isEmpty());
        const CliRun done
            = runCli(onPort(m_kit.serialUrl(role), words("--json profiles enable") + QStringList{target}));
        QCOMPARE(done.err, QByteArray());
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(firstIccid(done.last(), QStringLiteral("enabled")), target);
    }

    void anUnknownProfileIsRefused()
    {
        const CliRun run = runCli(onPort(kit(), words("--json profiles enable 8988211000000000012")));
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.last().value(QLatin1String("error")).toString(), QStringLiteral("Refused"));
        QCOMPARE(run.err.count('\n'), 1);
    }

    void aPromptIsAnsweredAndCharged()
    {
        const CliRun run = runCli(
            onPort(kit(), words("--json prompt --no-energy --max-tokens 20") + QStringList{QStringLiteral("你好")}));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.exitCode, 0);
        const QJsonObject answer = run.last();
        QVERIFY(!answer.value(QLatin1String("answer")).toString().isEmpty());
        const qint64 tokens
            = answer.value(QLatin1String("usage")).toObject().value(QLatin1String("completion_tokens")).toInteger();
        QCOMPARE(answer.value(QLatin1String("tokens")).toArray().size(), tokens);
        QCOMPARE(answer.value(QLatin1String("charge_micro")).toInteger(), tokens * 1'000'000);
        QVERIFY(answer.value(QLatin1String("metrics")).toObject().value(QLatin1String("ttft_dev_ms")).toDouble() > 0);

        const CliRun ledger = runCli(onPort(kit(), words("--json account ledger")));
        QCOMPARE(ledger.exitCode, 0);
        const CliRun account = runCli(onPort(kit(), words("account show --json")));
        QCOMPARE(account.exitCode, 0);
        QCOMPARE(account.last().value(QLatin1String("balance_micro")).toInteger(),
            ledger.last().value(QLatin1String("balance_micro")).toInteger());
    }

    void powerCountsEverySample()
    {
        const CliRun run = runCli(onPort(kit(), words("--json power --duration 1 --rate 10000")));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.exitCode, 0);
        const QJsonObject power = run.last();
        QCOMPARE(power.value(QLatin1String("rate_hz")).toDouble(), 10000.0);
        QCOMPARE(power.value(QLatin1String("lost")).toInteger(), 0);
        QVERIFY(power.value(QLatin1String("samples")).toInteger() > 0);
        QVERIFY(power.value(QLatin1String("power")).toObject().value(QLatin1String("energy_joule")).toDouble() > 0);
    }

    void latencyShowsItsTwoLegs()
    {
        const CliRun run = runCli(onPort(kit(), words("--json latency --tier nation --count 3 --interval 20")));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.objects().size(), 4);
        const QJsonObject summary = run.last();
        QCOMPARE(
            summary.value(QLatin1String("answered")).toInteger() + summary.value(QLatin1String("lost")).toInteger(), 3);
        QCOMPARE(summary.value(QLatin1String("promise_core_ms")).toDouble(), 20.0);
    }

    void firmwareGoesOnOverKitAndConsole_data()
    {
        QTest::addColumn<PortRole>("role");
        QTest::addColumn<QString>("file");
        QTest::newRow("kit") << PortRole::Kit << QStringLiteral("ed25519-1.2.3.bin");
        QTest::newRow("console") << PortRole::Console << QStringLiteral("ecdsa-1.3.0-protected.bin");
    }
    void firmwareGoesOnOverKitAndConsole()
    {
        QFETCH(PortRole, role);
        QFETCH(QString, file);
        const QString path = QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + file;
        const CliRun push = runCli(onPort(m_kit.serialUrl(role), words("--json firmware push") + QStringList{path}));
        QCOMPARE(push.err, QByteArray("aiesim: Waiting for the kit to come back after its reset, up to 120 s\n"));
        QCOMPARE(push.exitCode, 0);
        QCOMPARE(push.last().value(QLatin1String("outcome")).toString(), QStringLiteral("onTrial"));
        const CliRun confirm = runCli(onPort(m_kit.serialUrl(role), words("--json firmware confirm")));
        QCOMPARE(confirm.exitCode, 0);
        const QJsonObject running = confirm.last().value(QLatin1String("slots")).toArray().at(0).toObject();
        QVERIFY(running.value(QLatin1String("active")).toBool() && running.value(QLatin1String("confirmed")).toBool());
    }

    void aFileThatIsNoImageIsRefusedBeforeTheKitIsTouched()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("固件.bin"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        const CliRun inspect = runCli(words("--json firmware inspect") + QStringList{path});
        QCOMPARE(inspect.exitCode, 1);
        QCOMPARE(inspect.last().value(QLatin1String("error")).toString(), QStringLiteral("BadFile"));
        const CliRun push = runCli(onPort(kit(), words("firmware push") + QStringList{path}));
        QCOMPARE(push.exitCode, 1);
        QCOMPARE(push.err.count('\n'), 1);
    }

    void recordWritesAFileThatIsWhole()
    {
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("录音.aer"));
        const CliRun run
            = runCli(onPort(kit(), words("--json record --duration 2.5 --rate 1000 --out") + QStringList{out}));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.last().value(QLatin1String("out")).toString(), out);
        const CliRun verify = runCli(words("--json verify") + QStringList{out});
        QCOMPARE(verify.exitCode, 0);
        const QJsonObject told = verify.last();
        QVERIFY(told.value(QLatin1String("whole")).toBool());
        QVERIFY(told.value(QLatin1String("simulated")).toBool());
        QCOMPARE(told.value(QLatin1String("ended")).toString(), QStringLiteral("closed"));
        const QJsonArray streams = told.value(QLatin1String("streams")).toArray();
        QCOMPARE(streams.size(), 1);
        const qint64 samples = streams.first().toObject().value(QLatin1String("samples")).toInteger();
        QCOMPARE(samples, run.last().value(QLatin1String("samples")).toInteger());
        QVERIFY(samples > 0);
        QVERIFY(told.value(QLatin1String("clock_points")).toInteger() > 0);
        // A recording is never written over.
        QCOMPARE(runCli(onPort(kit(), words("record --duration 1 --out") + QStringList{out})).exitCode, 1);
        // In a folder it gets a name.
        const CliRun named
            = runCli(onPort(kit(), words("--json record --duration 0.3 --out") + QStringList{folder.path()}));
        QCOMPARE(named.exitCode, 0);
        const QString path = named.last().value(QLatin1String("out")).toString();
        QVERIFY(path.startsWith(folder.path()) && path.endsWith(QLatin1String(".aer")) && QFile::exists(path));
    }

    void interruptEndsAMeasurementWithItsResult()
    {
        QProcess process;
        process.start(
            QStringLiteral(AIESIM_BIN_DIR "/aiesim"), onPort(kit(), words("--json power --duration 60 --rate 1000")));
        QVERIFY(process.waitForStarted());
        // The kit's truth log tells when the stream runs.
        QTRY_VERIFY_WITH_TIMEOUT(truthTail().contains("stream.start"), 30000);
        process.terminate();
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("\"samples\""));
    }

    void wrongUsageIsTwoAndHelpIsZero_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing") << QString() << 2;
        QTest::newRow("unknown command") << QStringLiteral("bogus") << 2;
        QTest::newRow("unknown scheme") << QStringLiteral("--device foo: info") << 2;
        QTest::newRow("unknown role") << QStringLiteral("--device serial:/dev/null,role=x info") << 2;
        QTest::newRow("bad tier") << QStringLiteral("latency --tier moon") << 2;
        QTest::newRow("help") << QStringLiteral("--help") << 0;
        QTest::newRow("version") << QStringLiteral("--version") << 0;
        QTest::newRow("devices") << QStringLiteral("devices") << 0;
        QTest::newRow("no such port") << QStringLiteral("--device serial:/nonexistent/port info") << 1;
    }
    void wrongUsageIsTwoAndHelpIsZero()
    {
        QFETCH(QString, line);
        QFETCH(int, code);
        QCOMPARE(runCli(line.split(QLatin1Char(' '), Qt::SkipEmptyParts)).exitCode, code);
    }

    void aMissingCapabilityNamesThePortThatGivesIt()
    {
        const CliRun run = runCli(onPort(m_kit.serialUrl(PortRole::At), words("power")));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains("role meter or kit"), run.err.constData());
    }

    void withoutADeviceAVirtualKitIsStarted()
    {
        const CliRun run = runCli(words("--json info"));
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.last().value(QLatin1String("simulated")).toBool(), true);
    }

private:
    [[nodiscard]] static QStringList words(const char *line)
    {
        return QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }
    [[nodiscard]] static QString firstIccid(const QJsonObject &object, const QString &state)
    {
        for (const QJsonValue &value : object.value(QLatin1String("profiles")).toArray()) {
            if (value.toObject().value(QLatin1String("state")).toString() == state)
                return value.toObject().value(QLatin1String("iccid")).toString();
        }
        return {};
    }
    [[nodiscard]] device_link::DeviceUrl kit() const { return m_kit.serialUrl(PortRole::Kit); }
    /// The last stream line of the truth log, or nothing.
    [[nodiscard]] QByteArray truthTail() const
    {
        QFile file(m_kit.truthPath());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArray last;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.contains("\"stream."))
                last = line;
        }
        return last;
    }

    test_kit::VirtualKit m_kit{QStringList{QStringLiteral("--serial"), QStringLiteral("CLI-1")}};
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
