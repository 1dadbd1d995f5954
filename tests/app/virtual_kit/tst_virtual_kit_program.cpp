// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_test.h"

#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace {

class TestVirtualKitProgram : public KitTest
{
    Q_OBJECT
private Q_SLOTS:
    void readyLine();
    void serialBeyondAscii();
    void privateDirectory();
    void severalKits();
    void signalsEndIt_data();
    void signalsEndIt();
    void endsWithParent();
    void wrongUsage_data();
    void wrongUsage();
    void help();
    void portInTheWay();
    void linkOfSomebodyElse();
    void oneKitToAFolder();
    void truthIsWritten();
    void truthOnAFullDiskIsTold();
    void idleCostsNothing();
};

void TestVirtualKitProgram::readyLine()
{
    QVERIFY(start({QStringLiteral("--tcp"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--serial"),
        QStringLiteral("TEST-1")}));
    QVERIFY(m_kit->readyLine().endsWith("\n"));
    const QJsonObject kit = m_kit->kits().at(0).toObject();
    QCOMPARE(m_kit->kits().size(), 1);
    QCOMPARE(kit.value(QStringLiteral("serial")).toString(), QStringLiteral("TEST-1"));
    for (const char *role : {"kit", "at", "console"}) {
        QCOMPARE(m_kit->port(role), m_dir->filePath(QLatin1String(role)));
        QVERIFY(QFileInfo(m_kit->port(role)).isSymbolicLink());
        static const QRegularExpression address(QStringLiteral("^127\\.0\\.0\\.1:[1-9][0-9]*$"));
        QVERIFY(address.match(m_kit->port(role, "tcp")).hasMatch());
    }
}

void TestVirtualKitProgram::serialBeyondAscii()
{
    const QString serial = QStringLiteral("gr\u00f6\u00dfe-1.0_\u5957\u4ef6");
    QVERIFY(start({QStringLiteral("--serial"), serial}));
    QCOMPARE(m_kit->kits().at(0).toObject().value(QStringLiteral("serial")).toString(), serial);
}

void TestVirtualKitProgram::privateDirectory()
{
    QVERIFY(m_kit->start({}));
    const QString kit = m_kit->port("kit");
    const QDir directory = QFileInfo(kit).dir();
    QVERIFY(directory.exists() && QFileInfo(kit).isSymbolicLink());
    QCOMPARE(m_kit->stop(SIGTERM), 0);
    QVERIFY(!directory.exists());
}

void TestVirtualKitProgram::severalKits()
{
    QVERIFY(start({QStringLiteral("--kits"), QStringLiteral("3")}));
    QStringList serials;
    QStringList eids;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_kit->port("at", "ports", i), m_dir->filePath(QStringLiteral("kit-%1/at").arg(i + 1)));
        serials << m_kit->kits().at(i).toObject().value(QStringLiteral("serial")).toString();
        SmpHost host(open(m_kit->port("kit", "ports", i)), SmpHost::Framing::Kit);
        QVERIFY(host.hello());
        const auto identity = host.call(kRead, kAiesim, 1);
        QVERIFY(identity);
        QCOMPARE(identity->value(QStringLiteral("serial")).toString(), serials.last());
        eids << identity->value(QStringLiteral("eid")).toString();
    }
    QCOMPARE(serials.removeDuplicates(), 0);
    QCOMPARE(eids.removeDuplicates(), 0);
    QCOMPARE(m_kit->stop(SIGINT), 0);
    QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("kit-1"))));
}

void TestVirtualKitProgram::signalsEndIt_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestVirtualKitProgram::signalsEndIt()
{
    QFETCH(int, signal);
    QVERIFY(start());
    auto host = kitHost();
    QVERIFY(host->hello());
    QCOMPARE(m_kit->stop(signal), 0);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot), QStringList());
    QTRY_VERIFY(host->host().hungUp());
    QCOMPARE(m_kit->errors(), QString());
}

void TestVirtualKitProgram::endsWithParent()
{
    // A shell starts the kit and waits; the shell dies, so does the kit.
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
            QStringLiteral("%1/aiesim-virtual-kit --with-parent --dir %2; true")
                .arg(QStringLiteral(AIESIM_BIN_DIR), m_dir->path())});
    QTRY_VERIFY_WITH_TIMEOUT(shell.canReadLine(), 60'000);
    QVERIFY(QFileInfo(m_dir->filePath(QStringLiteral("kit"))).isSymbolicLink());
    shell.kill();
    QVERIFY(shell.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo(m_dir->filePath(QStringLiteral("kit"))).isSymbolicLink(), 20'000);
}

void TestVirtualKitProgram::wrongUsage_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *arguments, const char *said) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromLatin1(said);
    };
    row("--frobnicate", "frobnicate");
    row("--network 7g", "cat1");
    row("--device fridge", "toy");
    row("--kits 0", "range");
    row("--kits 1000", "range");
    row("--speed 0", "0.01 to 1000");
    row("--speed fast", "fast");
    row("--power-rate 99999999", "range");
    row("--reset maybe", "stay");
    row("--pace 5", "range");
    row("--tcp 127.0.0.1", "HOST:PORT");
    row("--tcp 127.0.0.1:70000", "HOST:PORT");
    row("--tcp 127.0.0.1:65534", "HOST:PORT");
    row("--tcp 0.0.0.0:4000", "loopback");
    row("--tcp 192.0.2.1:4000", "loopback");
    row("--fault explode", "no fault 'explode'");
    row("--fault drop=7", "drop=P");
    row("--fault unplug@soon", "unplug@T");
    row("--serial a,b", "letters, digits");
    row("--serial a/b", "letters, digits");
    row("--serial a\tb", "letters, digits");
    row("--serial a\033b", "letters, digits");
    row("--serial a\xc2\xa0"
        "b",
        "letters, digits"); // a space all the same
    row("--serial ", "--serial");
    row("--serial 123456789012345678901234567890123", "at most 32");
    row("--kits 12 --serial 123456789012345678901234567890", "at most 29");
    row("extra", "extra");
}

void TestVirtualKitProgram::wrongUsage()
{
    QFETCH(QString, arguments);
    QFETCH(QString, said);
    QVERIFY(!m_kit->start(arguments.split(QLatin1Char(' '))));
    QCOMPARE(m_kit->process().exitCode(), 2);
    const QString errors = m_kit->errors();
    QVERIFY2(errors.contains(said), qPrintable(errors));
}

void TestVirtualKitProgram::help()
{
    QVERIFY(!m_kit->start({QStringLiteral("--help")}));
    QCOMPARE(m_kit->process().exitCode(), 0);
    const QString text = QString::fromUtf8(m_kit->readyLine() + m_kit->process().readAllStandardOutput());
    for (const char *part :
        {"--dir", "--tcp", "--seed", "--speed", "--network", "--device", "--power-rate", "--pace", "--ring", "--reset",
            "--kits", "--fault", "--truth", "--serial", "unplug@T", "brownout=update", "wrong-seq"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
}

void TestVirtualKitProgram::portInTheWay()
{
    QFile file(m_dir->filePath(QStringLiteral("console")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!start());
    QCOMPARE(m_kit->process().exitCode(), 1);
    QVERIFY(m_kit->errors().contains(QStringLiteral("in the way")));
    QVERIFY(!QFileInfo(m_dir->filePath(QStringLiteral("kit"))).isSymbolicLink());
}

void TestVirtualKitProgram::linkOfSomebodyElse()
{
    const QString own = m_dir->filePath(QStringLiteral("my-notes"));
    QVERIFY(QFile::link(own, m_dir->filePath(QStringLiteral("at"))));
    QVERIFY(!start());
    QCOMPARE(m_kit->process().exitCode(), 1);
    QVERIFY(m_kit->errors().contains(QStringLiteral("in the way")));
    QCOMPARE(QFile::symLinkTarget(m_dir->filePath(QStringLiteral("at"))), own);
}

void TestVirtualKitProgram::oneKitToAFolder()
{
    QVERIFY(start());
    const QString port = QFile::symLinkTarget(m_kit->port("kit"));
    KitProcess second;
    QVERIFY(!second.start({QStringLiteral("--dir"), m_dir->path()}));
    QCOMPARE(second.process().exitCode(), 1);
    QVERIFY(second.errors().contains(QStringLiteral("another virtual kit")));
    QCOMPARE(QFile::symLinkTarget(m_kit->port("kit")), port);
    m_kit->process().kill(); // leaves its links and its lock
    QVERIFY(m_kit->process().waitForFinished());
    KitProcess third;
    QVERIFY(third.start({QStringLiteral("--dir"), m_dir->path()}));
}

void TestVirtualKitProgram::truthIsWritten()
{
    const QString path = m_dir->filePath(QStringLiteral("truth.jsonl"));
    QVERIFY(start({QStringLiteral("--truth"), path}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    const qint64 id = number(startStream(*kit, 1000), "id");
    QVERIFY(kit->call(kWrite, kAiesim, 42, {{QStringLiteral("id"), id}}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto seen = [&](const char *what) {
        file.seek(0);
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            if (!QJsonDocument::fromJson(line).isObject())
                return false;
            if (line.contains(what))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(seen("boot"));
    QTRY_VERIFY(seen("stream.start"));
    QTRY_VERIFY(seen("stream.end"));
}

/// The kit answers on: only its own record ends, and it says so.
void TestVirtualKitProgram::truthOnAFullDiskIsTold()
{
    QVERIFY(start({QStringLiteral("--truth"), QStringLiteral("/dev/full")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    QCOMPARE(m_kit->stop(SIGTERM), 0);
    const QString said = m_kit->errors();
    QVERIFY2(said.contains(QStringLiteral("/dev/full is incomplete from here on")), qPrintable(said));
    QCOMPARE(said.count(u'\n'), 1); // once
}

void TestVirtualKitProgram::idleCostsNothing()
{
    QVERIFY(start());
    {
        const auto kit = kitHost();
        QVERIFY(kit->hello());
    }
    QTest::qWait(500);
    const double before = m_kit->cpuSeconds();
    QTest::qWait(2000);
    const double used = m_kit->cpuSeconds() - before;
    // A loop that spins takes most of two seconds, also on a busy machine half of one.
    QVERIFY2(used < 0.3, qPrintable(QString::number(used)));
}

} // namespace

QTEST_GUILESS_MAIN(TestVirtualKitProgram)
#include "tst_virtual_kit_program.moc"
