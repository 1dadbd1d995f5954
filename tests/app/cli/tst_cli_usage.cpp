// SPDX-License-Identifier: GPL-3.0-or-later
// What aiesim makes of wrong usage, files that are none, full disks and hostile text: one clear line, the right exit
// code, nothing that hangs.
#include "cli_process.h"
#include "virtual_kit_fixture.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>

using device_link::PortRole;
using test_cli::CliRun;
using test_cli::runCli;
using test_kit::VirtualKit;

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

CliRun run(const QString &line) { return runCli(line.split(QLatin1Char(' '), Qt::SkipEmptyParts)); }

QStringList on(const VirtualKit &kit, PortRole role, QStringList arguments)
{
    return arguments << QStringLiteral("--device") << device_link::toString(kit.serialUrl(role));
}

/// A run with standard input from bytes and standard output to a file of the system.
CliRun runWith(const QStringList &arguments, const QByteArray &input, const QString &output = {})
{
    QProcess process;
    if (!output.isEmpty())
        process.setStandardOutputFile(output);
    process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"), arguments);
    process.write(input);
    process.closeWriteChannel();
    CliRun result;
    if (!process.waitForFinished(120000))
        return result;
    result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

} // namespace

#define COMPARE_ONE_LINE(RUN) QVERIFY2((RUN).err.count('\n') == 1 && (RUN).err.endsWith('\n'), (RUN).err.constData())

class TestCliUsage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongUsage_data();
    void wrongUsage();
    void numbersThatAreNone_data();
    void numbersThatAreNone();
    void filesThatAreNone();
    void aFullDiskIsNoSuccess();
    void promptFromStandardInput();
    void promptsThatAreNone();
    void textOfTheKitDoesNotSteerTheTerminal();
    void aPortThatDoesNotOpenIsTold();
    void aPortOfAnotherKitIsLeftOut();
    void theSecondClientOfATcpPortIsTold();
    void aModemThatIsLateIsUnderstood();
    void anImageOnTrialIsConfirmedWhenPushedAgain();
    void stoppedByHandIsTold_data();
    void stoppedByHandIsTold();
    void simulatedIsSaid();
    void enablingTheEnabledChangesNothing();
    void verboseTellsRequestsButNoContent();
    void nothingIsLeftOfASimulatedKit_data();
    void nothingIsLeftOfASimulatedKit();
};

void TestCliUsage::wrongUsage_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("no command") << QString() << QStringLiteral("there are: devices, info");
    QTest::newRow("no such command") << QStringLiteral("inof") << QStringLiteral("there are: devices, info");
    QTest::newRow("no subcommand") << QStringLiteral("profiles") << QStringLiteral("list, enable, disable");
    QTest::newRow("no profile") << QStringLiteral("profiles enable") << QStringLiteral("profile is required");
    QTest::newRow("no such option") << QStringLiteral("info --fast") << QStringLiteral("--fast");
    QTest::newRow("no such tier") << QStringLiteral("latency --tier moon") << QStringLiteral("moon");
    QTest::newRow("no ICCID") << QStringLiteral("profiles enable 12x") << QStringLiteral("12x");
    QTest::newRow("no such check") << QStringLiteral("firmware push file --accept nope")
                                   << QStringLiteral("there is no such check");
    QTest::newRow("no entry") << QStringLiteral("account ledger --from -1") << QStringLiteral("whole number");
    QTest::newRow("no port") << QStringLiteral("--device /dev/ttyACM0 info") << QStringLiteral("does not begin with");
    QTest::newRow("no role") << QStringLiteral("--device serial:/dev/ttyACM0,role=cat info")
                             << QStringLiteral("kit, at, console");
    QTest::newRow("one role twice") << QStringLiteral("--device serial:/dev/a --device serial:/dev/b info")
                                    << QStringLiteral("the role kit is taken");
    QTest::newRow("simulated beside others")
        << QStringLiteral("--device virtual: --device serial:/dev/b info") << QStringLiteral("brings its own ports");
}

void TestCliUsage::wrongUsage()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const CliRun result = run(line);
    QCOMPARE(result.exitCode, kWrongUsage);
    COMPARE_ONE_LINE(result);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(QString::fromUtf8(result.err).contains(says), result.err.constData());
}

void TestCliUsage::numbersThatAreNone_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *program, const char *line) {
        QTest::newRow(line) << QString::fromLatin1(program) << QString::fromLatin1(line).split(QLatin1Char(' '));
    };
    row("aiesim", "power --duration nan");
    row("aiesim", "power --duration inf");
    row("aiesim", "power --rate nan");
    row("aiesim", "record --duration nan --out x");
    row("aiesim", "record --rate nan --out x");
    row("aiesim-virtual-kit", "--speed nan");
    QTest::newRow("empty folder") << QStringLiteral("aiesim")
                                  << QStringList{QStringLiteral("record"), QStringLiteral("--out"), QString()};
    QTest::newRow("empty dir") << QStringLiteral("aiesim-virtual-kit")
                               << QStringList{QStringLiteral("--dir"), QString()};
}

void TestCliUsage::numbersThatAreNone()
{
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    QProcess process;
    process.start(QStringLiteral(AIESIM_BIN_DIR "/") + program, arguments);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), kWrongUsage);
}

void TestCliUsage::filesThatAreNone()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &path :
        {pipe, folder.path(), QStringLiteral("/dev/zero"), folder.filePath(QStringLiteral("missing.bin"))}) {
        for (const char *command : {"inspect", "push"}) {
            const CliRun result = runCli({QStringLiteral("firmware"), QString::fromLatin1(command), path});
            QCOMPARE(result.exitCode, kFailed);
            COMPARE_ONE_LINE(result);
            QVERIFY2(result.err.contains(path.toUtf8()), result.err.constData());
            QVERIFY2(result.err.contains("The file cannot be read"), result.err.constData());
        }
    }
}

void TestCliUsage::aFullDiskIsNoSuccess()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const CliRun result = runWith(on(kit, PortRole::Kit, {QStringLiteral("info")}), {}, QStringLiteral("/dev/full"));
    QCOMPARE(result.exitCode, kFailed);
    COMPARE_ONE_LINE(result);
    QVERIFY2(result.err.contains("could not be written"), result.err.constData());
}

void TestCliUsage::promptFromStandardInput()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const QStringList arguments
        = on(kit, PortRole::Kit, {QStringLiteral("prompt"), QStringLiteral("-"), QStringLiteral("--no-energy")});
    const CliRun result = runWith(arguments, "Why is the sky blue?\nIn one line.\n");
    QCOMPARE(result.exitCode, 0);
    QVERIFY(!result.out.isEmpty());
}

void TestCliUsage::promptsThatAreNone()
{
    for (const QByteArray &input : {QByteArray(), QByteArray("\n"), QByteArray("\xff\xfe"), QByteArray(70000, 'a')}) {
        const CliRun result = runWith({QStringLiteral("prompt"), QStringLiteral("-")}, input);
        QCOMPARE(result.exitCode, kWrongUsage);
        COMPARE_ONE_LINE(result);
    }
    QCOMPARE(runCli({QStringLiteral("prompt"), QString()}).exitCode, kWrongUsage);
    // How much a kit takes is known once it is open.
    VirtualKit kit;
    QVERIFY(kit.start());
    const CliRun tooLong
        = runWith(on(kit, PortRole::Kit, {QStringLiteral("prompt"), QStringLiteral("-")}), QByteArray(2049, 'a'));
    QCOMPARE(tooLong.exitCode, kFailed);
    COMPARE_ONE_LINE(tooLong);
    QVERIFY2(tooLong.err.contains("2\u202f048") && tooLong.err.contains("2\u202f049"), tooLong.err.constData());
}

void TestCliUsage::textOfTheKitDoesNotSteerTheTerminal()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const QString hostile = QStringLiteral("a\033[2J\u202eb"); // the answer begins with the question
    const CliRun result
        = runCli(on(kit, PortRole::Kit, {QStringLiteral("prompt"), QStringLiteral("--no-energy"), hostile}));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("[2J"), result.out.constData());
    QVERIFY2(!result.out.contains('\033') && !result.out.contains("\u202e"), result.out.constData());
}

void TestCliUsage::aPortThatDoesNotOpenIsTold()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    QStringList arguments = on(kit, PortRole::Kit, {QStringLiteral("info")});
    arguments << QStringLiteral("--device") << QStringLiteral("serial:/dev/there-is-none,role=at");
    const CliRun result = runCli(arguments);
    QCOMPARE(result.exitCode, 0);
    COMPARE_ONE_LINE(result);
    QVERIFY2(result.err.contains("/dev/there-is-none"), result.err.constData());
}

void TestCliUsage::aPortOfAnotherKitIsLeftOut()
{
    VirtualKit kit;
    VirtualKit other({QStringLiteral("--seed"), QStringLiteral("7")});
    QVERIFY(kit.start() && other.start());
    QStringList arguments = on(kit, PortRole::Kit, {QStringLiteral("info")});
    arguments << QStringLiteral("--device") << device_link::toString(other.serialUrl(PortRole::At));
    const CliRun result = runCli(arguments);
    QCOMPARE(result.exitCode, 0);
    COMPARE_ONE_LINE(result);
    QVERIFY2(result.err.contains("is a port of another kit"), result.err.constData());
}

void TestCliUsage::theSecondClientOfATcpPortIsTold()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const QString url = device_link::toString(kit.tcpUrl(PortRole::Kit));
    QProcess first;
    first.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("power"), QStringLiteral("--duration"), QStringLiteral("3000"), QStringLiteral("--device"),
            url});
    const auto truth = [&kit] {
        QFile file(kit.truthPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(truth().contains("stream.start"), 60000);
    const CliRun second = runCli({QStringLiteral("info"), QStringLiteral("--device"), url});
    first.kill();
    first.waitForFinished();
    QCOMPARE(second.exitCode, kFailed);
    COMPARE_ONE_LINE(second);
    QVERIFY2(second.err.contains("Another program"), second.err.constData());
}

void TestCliUsage::aModemThatIsLateIsUnderstood()
{
    VirtualKit kit({QStringLiteral("--fault"), QStringLiteral("late=1500")});
    QVERIFY(kit.start());
    const CliRun result = runCli(on(kit, PortRole::At, {QStringLiteral("info")}));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("Virtual kit (simulated)"), result.out.constData());
    QVERIFY2(result.out.contains("SIMULATED"), result.out.constData());
    QVERIFY2(!result.out.contains("AT+"), result.out.constData()); // never an echo for a value
}

void TestCliUsage::anImageOnTrialIsConfirmedWhenPushedAgain()
{
    VirtualKit kit({QStringLiteral("--speed"), QStringLiteral("5")});
    QVERIFY(kit.start());
    const QString image = QStringLiteral(AIESIM_FIXTURES "/mcuboot/ed25519-1.3.0+7-counter.bin");
    const QStringList push = on(kit, PortRole::Kit, {QStringLiteral("firmware"), QStringLiteral("push"), image});
    CliRun result = runCli(push);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("runs on trial"), result.out.constData());
    result = runCli(push);
    QVERIFY2(result.out.contains("runs already, on trial"), result.out.constData());
    result = runCli(push + QStringList{QStringLiteral("--confirm")});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("is confirmed"), result.out.constData());
}

void TestCliUsage::stoppedByHandIsTold_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QByteArray>("result");
    const QString longTime = QStringLiteral("1000");
    QTest::newRow("latency") << QStringList{QStringLiteral("latency"), QStringLiteral("--count"), longTime}
                             << QByteArray("round trip");
    QTest::newRow("power") << QStringList{QStringLiteral("power"), QStringLiteral("--duration"), longTime}
                           << QByteArray("Energy");
    QTest::newRow("record") << QStringList{QStringLiteral("record"), QStringLiteral("--duration"), longTime}
                            << QByteArray("Written to");
}

void TestCliUsage::stoppedByHandIsTold()
{
    QFETCH(QStringList, command);
    QFETCH(QByteArray, result);
    VirtualKit kit;
    QVERIFY(kit.start());
    const QString folder = kit.folder() + QStringLiteral("/recording");
    if (command.first() == QLatin1String("record"))
        command << QStringLiteral("--out") << folder;
    QProcess process;
    process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"), on(kit, PortRole::Kit, command) << QStringLiteral("-v"));
    QByteArray out, trace;
    const int lines
        = command.first() == QLatin1String("latency") ? 3 : 0; // of answers; the others show theirs at the end
    const auto begun = [&] {
        out += process.readAllStandardOutput();
        trace += process.readAllStandardError();
        return trace.count(" > SMP") >= 12 && out.count('\n') >= lines;
    };
    QTRY_VERIFY_WITH_TIMEOUT(begun(), 60000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60000));
    out += process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(out.contains(result) && out.contains("Stopped after"), out.constData());
    if (command.first() == QLatin1String("record"))
        QVERIFY(QFileInfo(folder).size() > 0);
}

void TestCliUsage::simulatedIsSaid()
{
    VirtualKit kit({QStringLiteral("--speed"), QStringLiteral("5")});
    QVERIFY(kit.start());
    const QString image = QStringLiteral(AIESIM_FIXTURES "/mcuboot/ed25519-1.3.0+7-counter.bin");
    const QList<QStringList> commands{{QStringLiteral("latency"), QStringLiteral("--count"), QStringLiteral("1")},
        {QStringLiteral("power"), QStringLiteral("--duration"), QStringLiteral("0.2")},
        {QStringLiteral("account"), QStringLiteral("show")},
        {QStringLiteral("firmware"), QStringLiteral("push"), image}};
    for (const QStringList &command : commands) {
        const CliRun result = runCli(on(kit, PortRole::Kit, command));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY2(result.out.toLower().contains("simulated"), qPrintable(command.join(u' ')));
    }
}

void TestCliUsage::enablingTheEnabledChangesNothing()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const CliRun list = runCli(
        on(kit, PortRole::Kit, {QStringLiteral("profiles"), QStringLiteral("list"), QStringLiteral("--json")}));
    QString enabled;
    for (const QJsonValue &profile : list.last().value(QLatin1String("profiles")).toArray()) {
        if (profile[QLatin1String("state")].toString() == QLatin1String("enabled"))
            enabled = profile[QLatin1String("iccid")].toString();
    }
    QVERIFY(!enabled.isEmpty());
    const CliRun result
        = runCli(on(kit, PortRole::Kit, {QStringLiteral("profiles"), QStringLiteral("enable"), enabled}));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains("enabled already"), result.out.constData());
}

void TestCliUsage::verboseTellsRequestsButNoContent()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const CliRun result = runCli(on(kit, PortRole::Kit,
        {QStringLiteral("prompt"), QStringLiteral("xyzzy"), QStringLiteral("--no-energy"), QStringLiteral("-v")}));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.err.contains("SMP write group"), result.err.constData());
    QVERIFY(!result.err.contains("xyzzy"));
}

void TestCliUsage::nothingIsLeftOfASimulatedKit_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("terminated") << SIGTERM;
    QTest::newRow("killed") << SIGKILL;
}

void TestCliUsage::nothingIsLeftOfASimulatedKit()
{
    QFETCH(int, signal);
    const QTemporaryDir temporary;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), temporary.path());
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("power"), QStringLiteral("--duration"), QStringLiteral("3000")});
    const QDir folder(temporary.path());
    const auto entries = [&folder] { return folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot); };
    const auto portsAreThere = [&] {
        return !entries().isEmpty() && QFileInfo(folder.filePath(entries().first() + QStringLiteral("/kit"))).exists();
    };
    QTRY_VERIFY_WITH_TIMEOUT(portsAreThere(), 60000);
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(60000));
    QTRY_VERIFY2_WITH_TIMEOUT(entries().isEmpty(), qPrintable(entries().join(QLatin1Char(' '))), 60000);
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
