// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of file is imported is told by what is in it.
#include "exchange_example.h"

#include "device_link/capture/exchange/import_file.h"
#include "device_link/capture/exchange/ppk2_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace device_link;
using namespace exchange_example;

class TestImportFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentCountsNotTheName();
    void refused_data();
    void refused();
    void aRecordingNeedsNoImport();

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    QTemporaryDir m_dir;
};

void TestImportFile::contentCountsNotTheName()
{
    QVERIFY(writeExample(path("a.aer")));
    const auto reader = RecordingFileReader::open(path("a.aer"));
    QVERIFY(reader && exportPpk2File(**reader, path("profiler.csv")));
    const auto session = importFile(path("profiler.csv"), path("session.aer"), kNoLimit);
    QVERIFY2(session, qPrintable(session ? QString() : session.error().detail()));
    QCOMPARE(session->frames, std::uint64_t(5000));
    QVERIFY(writeBytes(path("text.ppk2"), "time_s,current_A\n0,1\n1,1\n"));
    const auto text = importFile(path("text.ppk2"), path("text.aer"), kNoLimit);
    QVERIFY2(text, qPrintable(text ? QString() : text.error().detail()));
    QCOMPARE(text->frames, std::uint64_t(2));
}

void TestImportFile::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("is empty");
    QTest::newRow("zeros") << QByteArray(5000, '\0') << QStringLiteral("is neither a .ppk2 file nor text");
    QTest::newRow("program") << QByteArray("\x7F"
                                           "ELF\x02\x01\x01")
                             << QStringLiteral("is neither a .ppk2 file nor text");
    QTest::newRow("letter") << QByteArray("Dear all,\nhello\n") << QStringLiteral("no column is called time");
    QTest::newRow("another archive") << QByteArray("PK\x05\x06") + QByteArray(18, '\0')
                                     << QStringLiteral("there is no metadata.json");
}

void TestImportFile::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    QVERIFY(writeBytes(path("a.csv"), bytes));
    const auto report = importFile(path("a.csv"), path("none.aer"), kNoLimit);
    QVERIFY(!report);
    QCOMPARE(report.error().fault(), Fault::BadFile);
    const QString detail = report.error().detail();
    QVERIFY2(detail.startsWith(path("a.csv")) && detail.contains(reason), qPrintable(detail));
    QVERIFY(!QFile::exists(path("none.aer")));
}

void TestImportFile::aRecordingNeedsNoImport()
{
    QVERIFY(writeExample(path("own.aer")));
    QByteArray bytes = bytesOf(path("own.aer"));
    bytes[20] = char(~bytes[20]); // also one whose first bytes are damaged is one
    QVERIFY(writeBytes(path("damaged.aer"), bytes));
    for (const char *name : {"own.aer", "damaged.aer"}) {
        const auto report = importFile(path(name), path("none.aer"), kNoLimit);
        QVERIFY(!report);
        QCOMPARE(report.error().detail(),
            path(name) + QLatin1String(": is a recording already and needs no import: open it as it is"));
    }
    const auto folder = importFile(m_dir.path(), path("none.aer"), kNoLimit);
    QVERIFY(!folder);
    QCOMPARE(folder.error().fault(), Fault::CannotRead);
}

QTEST_GUILESS_MAIN(TestImportFile)
#include "tst_import_file.moc"
