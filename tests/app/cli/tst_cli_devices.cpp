// SPDX-License-Identifier: GPL-3.0-or-later
// How ports are named to aiesim, what it says of names that are none, and how it lets go of ports at its end.
#include "cli_process.h"

#include "../../../app/cli/end_in_time.h"

#include <QTest>

#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

using test_cli::CliRun;
using test_cli::runCli;

class TestCliDevices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongUrls_data();
    void wrongUrls();
    void aPortThatIsNotThere();
    void aHangAtTheEndHasAnEnd();
};

void TestCliDevices::wrongUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *url, const char *says) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(says);
    };
    row("/dev/ttyACM0", "write serial:/dev/ttyACM0,role=kit");
    row("run.aer", "write file:run.aer");
    row("usb:X,role=kit,role=at", "role= is given twice");
    row("usb:X,place=1-1,place=1-1", "place= is given twice");
    row("serial:/dev/a,baud=9600,baud=9600", "baud= is given twice");
    row("tcp:127.0.0.1:4000,role=at,role=at", "role= is given twice");
    row("usb:X,place=here", "place \"here\"");
    row("usb:X,place=1-1.", "place \"1-1.\"");
    row("usb:X,place=", "place \"\"");
    row("serial:/dev/a,place=1-2", "is not known here");
}

void TestCliDevices::wrongUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, says);
    const CliRun run = runCli({QStringLiteral("--device"), url, QStringLiteral("info")});
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
}

void TestCliDevices::aPortThatIsNotThere()
{
    for (const char *url : {"usb:NOBODY", "usb:NOBODY,place=1-2", "serial:/dev/there-is-none,role=at"}) {
        const CliRun run = runCli(
            {QStringLiteral("--json"), QStringLiteral("--device"), QLatin1String(url), QStringLiteral("info")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.contains("\"aiesim devices\""), run.err.constData());
        QVERIFY(run.last().value(QLatin1String("next")).toString().contains(QLatin1String("\"aiesim devices\"")));
    }
}

void TestCliDevices::aHangAtTheEndHasAnEnd()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        std::fputs("the last word", stdout); // in a buffer: it is no terminal
        app::endInTime(7, std::chrono::milliseconds(100));
        while (true)
            ::pause();
    }
    ::close(ends[1]);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 7);
    char said[64];
    const ssize_t length = ::read(ends[0], said, sizeof said);
    ::close(ends[0]);
    QVERIFY(QByteArray(said, std::max<ssize_t>(length, 0)).endsWith("the last word"));
}

QTEST_GUILESS_MAIN(TestCliDevices)
#include "tst_cli_devices.moc"
