// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange_example.h"

#include "device_link/capture/exchange/csv_import.h"
#include "device_link/capture/exchange/recording_csv.h"

#include <QBuffer>
#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace device_link;
using namespace exchange_example;

class TestCsvImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void ourOwnFormComesBack();
    void timeOfDayComesBack();
    void timeOfDayThatIsNone();
    void powerProfiler();
    void otherPrograms_data();
    void otherPrograms();
    void missingRowsAreAGap();
    void negativeValuesAreKept();
    void refused_data();
    void refused();
    void cancelLeavesNothing();
    void fullDiskLeavesNothing();

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    Result<ImportReport> import(const QByteArray &text)
    {
        QFile::remove(path("a.aer"));
        if (!writeBytes(path("a.csv"), text))
            return fail(Fault::CannotWrite);
        return importCsv(path("a.csv"), path("a.aer"), kNoLimit);
    }
    Content content(std::uint32_t stream = 0)
    {
        auto reader = RecordingFileReader::open(path("a.aer"));
        return reader ? contentOf(**reader, stream) : Content();
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCsvImport::ourOwnFormComesBack()
{
    QVERIFY(writeExample(path("first.aer")));
    const auto first = RecordingFileReader::open(path("first.aer"));
    QVERIFY(first);
    QVERIFY(exportRecordingCsv(**first, path("first.csv")));
    const auto report = importCsv(path("first.csv"), path("second.aer"), kNoLimit);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QCOMPARE(report->streams, 2U);
    QCOMPARE(report->frames, std::uint64_t(5300));
    QCOMPARE(report->missing, std::uint64_t(90));
    const auto second = RecordingFileReader::open(path("second.aer"));
    QVERIFY(second);
    QVERIFY((*second)->info().simulated);
    QCOMPARE((*second)->info().product, QStringLiteral("imported from first.csv"));
    QCOMPARE((*second)->streams().at(0).gaps, (*first)->streams().at(0).gaps);
    for (const std::uint32_t stream : {0U, 1U}) {
        const Content before = contentOf(**first, stream);
        const Content after = contentOf(**second, stream);
        QCOMPARE(after.indices, before.indices);
        QCOMPARE((*second)->streams().at(stream).info.channels.size(), std::size_t(3));
        for (std::size_t channel = 0; channel < 3; ++channel)
            for (std::size_t i = 0; i < before.indices.size(); ++i)
                QVERIFY(std::abs(float(after.values[channel][i]) - float(before.values[channel][i])) <= 1e-9F);
    }
    // The voltage's decimals are multiples of the step: the same floats, and the same times.
    QVERIFY(exportRecordingCsv(**second, path("second.csv")));
    const QList<QByteArray> one = bytesOf(path("first.csv")).split('\n');
    const QList<QByteArray> two = bytesOf(path("second.csv")).split('\n');
    QCOMPARE(two.size(), one.size());
    for (qsizetype i = 5; i < one.size(); ++i) {
        if (one[i].startsWith('#') || one[i].isEmpty() || one[i].startsWith("index")) {
            QCOMPARE(two[i], one[i]);
            continue;
        }
        const QList<QByteArray> a = one[i].split(',');
        const QList<QByteArray> b = two[i].split(',');
        for (const qsizetype field : {0, 1, 3, 4})
            QCOMPARE(b[field], a[field]);
        if (std::abs(a[2].toFloat()) > 0.00168F) // 2^24 steps of 0.1 nA
            QCOMPARE(b[2].toFloat(), a[2].toFloat());
    }
}

void TestCsvImport::timeOfDayComesBack()
{
    const QByteArray clock("# clock boot=7 kit_time_ns=5000000 utc=2026-11-28T16:40:12.123Z\n");
    const QByteArray text = "# AI-eSIM Workbench recording, format 1\n# stream boot=7 rate_hz=1000 rate=1000/1\n"
        + clock + "index,kit_time_ns,current_A\n0,0,1\n1,1000000,2\n2,2000000,1\n";
    QVERIFY(import(text));
    const auto reader = RecordingFileReader::open(path("a.aer"));
    QVERIFY(reader);
    const auto points = (*reader)->clockPoints();
    QVERIFY(points);
    QCOMPARE(points->size(), std::size_t(1));
    const QDateTime expected(QDate(2026, 11, 28), QTime(16, 40, 12, 123), Qt::UTC);
    QCOMPARE(points->front().bootId, 7U);
    QCOMPARE(points->front().kitTimeNs, std::int64_t(5'000'000));
    QCOMPARE(points->front().utcNs, expected.toMSecsSinceEpoch() * 1'000'000);
    QCOMPARE((*reader)->info().createdUtcMs, expected.toMSecsSinceEpoch());
    QVERIFY(exportRecordingCsv(**reader, path("again.csv")));
    QVERIFY(bytesOf(path("again.csv")).contains(clock));
}

void TestCsvImport::timeOfDayThatIsNone()
{
    for (const char *said :
        {"", "boot=7", "boot=7 kit_time_ns=5", "boot=7 kit_time_ns=-5 utc=2026-11-28T16:40:12.123Z",
            "boot=99999999999 kit_time_ns=5 utc=2026-11-28T16:40:12.123Z", "boot=7 kit_time_ns=5 utc=yesterday",
            "boot=7 kit_time_ns=5 utc=1903-11-28T16:40:12.123Z", "boot=7 kit_time_ns=5 utc=9999-12-31T23:59:59.999Z"}) {
        QVERIFY(import("# AI-eSIM Workbench recording, format 1\n# stream boot=7 rate_hz=1000 rate=1000/1\n# clock "
            + QByteArray(said) + "\nindex,kit_time_ns,current_A\n0,0,1\n1,1000000,2\n2,2000000,1\n"));
        const auto reader = RecordingFileReader::open(path("a.aer"));
        QVERIFY(reader);
        QVERIFY2((*reader)->clockPoints()->empty(), said);
    }
}

void TestCsvImport::powerProfiler()
{
    QByteArray text = "Timestamp(ms),Current(uA),D0-D7\n";
    for (int i = 0; i < 5000; ++i)
        text.append(QByteArray::number(i * 0.01, 'f', 3))
            .append(',')
            .append(QByteArray::number(i * 0.5))
            .append(i % 2 == 0 ? ",10000001\n" : ",10000000\n");
    const auto report = import(text);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QCOMPARE(report->rateHz, 100'000.0);
    const Content all = content();
    QCOMPARE(all.indices.size(), std::size_t(5000));
    for (std::size_t i = 0; i < 5000; ++i) {
        QCOMPARE(float(all.values[0][i]), float(double(i) * 0.5e-6));
        QCOMPARE(all.values[1][i], i % 2 == 0 ? 129.0 : 1.0);
    }
    const auto bits = import("Timestamp(ms),Current(uA),D0,D1,D7\n0,1,1,0,0\n1,2,0,1,1\n2,3,0,0,1\n");
    QVERIFY(bits);
    QCOMPARE(content().values[1], (std::vector<double>{1, 130, 128}));
}

void TestCsvImport::otherPrograms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("channels");
    QTest::newRow("otii") << QByteArray("Timestamp,\"Main current (A)\",\"Main voltage (V)\"\n0,1e-3,3.3\n"
                                        "0.00025,1e-3,3.3\n0.0005,1e-3,3.3\n")
                          << 4000.0 << 2;
    QTest::newRow("joulescope") << QByteArray("#time (s),current (A),voltage (V),power (W)\r\n1.5,0.001,3.3,0.0033\r\n"
                                              "1.500001,0.001,3.3,0.0033\r\n1.500002,0.001,3.3,0.0033\r\n")
                                << 1e6 << 2;
    QTest::newRow("semicolons, bom, micro") << QByteArray("\xEF\xBB\xBFtime [ms];current [\xC2\xB5"
                                                          "A]\n0;1000\n10;1000\n20;1000")
                                            << 100.0 << 1;
    QTest::newRow("underscores") << QByteArray("time_s\tcurrent_mA\n0\t1\n2\t1\n4\t1\n") << 0.5 << 1;
}

void TestCsvImport::otherPrograms()
{
    QFETCH(QByteArray, text);
    QFETCH(double, rate);
    QFETCH(int, channels);
    const auto report = import(text);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QCOMPARE(report->rateHz, rate);
    const Content all = content();
    QCOMPARE(int(all.values.size()), channels);
    QCOMPARE(all.indices, (std::vector<std::uint64_t>{0, 1, 2}));
    for (const double ampere : all.values[0])
        QCOMPARE(float(ampere), 1e-3F);
}

void TestCsvImport::missingRowsAreAGap()
{
    const auto report = import("time_s,current_A\n0,1\n1,nan\n2,\n3,2\n4,\n");
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QCOMPARE(report->frames, std::uint64_t(2));
    QCOMPARE(report->missing, std::uint64_t(3));
    QCOMPARE(content().indices, (std::vector<std::uint64_t>{0, 3}));
}

void TestCsvImport::negativeValuesAreKept()
{
    const auto report = import("time_s,current_A,voltage_V\n0,-0.001,-3.3\n1,0.001,3.3\n2,1e6,-1e6\n");
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    const Content all = content();
    QVERIFY(all.values[1][0] < -3.29 && all.values[1][1] > 3.29);
    QCOMPARE(all.values[0][2], 1e6);
    QCOMPARE(all.values[1][2], -1e6);
}

void TestCsvImport::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *text, const char *reason) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(reason);
    };
    row("empty", "", "no samples");
    row("header only", "time_s,current_A\n", "no samples");
    row("no header", "0,1\n1,2\n", "line 1");
    row("ours, cut in a number",
        "index,kit_time_ns,current_A,voltage_V,power_W\n0,0,0.01,3.7,0.037\n1,10000,0.01,3.7,0.037\n2,20000,0.01,3",
        "line 4: the file was cut off in this line");
    row("no unit", "time,current\n0,1\n1,2\n", "line 1");
    row("no time", "x,current_A\n0,1\n1,2\n", "line 1");
    row("decimal comma", "time_s;current_A\n0;1\n1;2,5\n", "line 3: \"2,5\" has a decimal comma");
    row("decimal comma between commas", "time_s,current_A\n0,0,1,5\n", "line 2: 4 columns where 2");
    row("not regular", "time_s,current_A\n0,1\n1,1\n2,1\n3.5,1\n4,1\n5,1\n", "line 6: the times are not regular");
    row("one row", "time_s,current_A\n0,1\n", "no rate");
    row("same times", "time_s,current_A\n0,1\n0,1\n", "no rate");
    row("back", "time_s,current_A\n0,1\n2,1\n1,1\n3,1\n", "line 4: the times are not regular");
    row("no number", "time_s,current_A\n0,x\n", "line 2: \"x\" is no number");
    row("infinite", "time_s,current_A\n0,inf\n", "line 2");
    row("above any current", "time_s,current_A\n0,1\n1,5e300\n",
        "line 3: 5e+300 A is above 1000000 A, the most that can be imported");
    row("below any voltage", "time_s,voltage_V\n0,-1e7\n1,1\n", "line 2: 10000000 V is above 1000000 V");
    row("above, in mA", "time_s,current_mA\n0,1\n1,2e9\n", "line 3: 2000000 A is above");
    row("above, ours", "index,kit_time_ns,current_A\n5,0,1\n6,1,5e300\n", "line 3: 5e+300 A is above");
    row("above a double", "time_s,current_A\n0,1\n1,1e400\n", "line 3: \"1e400\" is too large");
    row("no value at all", "time_s,current_A\n0,nan\n1,\n", "no row has all its values");
    row("no time there", "time_s,current_A\nnan,1\n1,1\n", "there is no time");
    row("time above", "time_s,current_A\n0,1\n1e300,1\n", "line 3: the time is too large");
    row("time back, ours", "index,kit_time_ns,current_A\n5,1000,1\n6,900,1\n", "line 3: the time goes back");
    row("impossible rate", "# stream boot=1 rate_hz=5e300 rate=0/1\nindex,kit_time_ns,current_A\n5,0,1\n",
        "a rate above");
    row("index back", "index,kit_time_ns,current_A\n5,0,1\n5,1,1\n", "line 3: the index goes back");
    row("gap back", "index,kit_time_ns,current_A\n5,0,1\n# gap first=2 count=9 cause=unknown\n", "line 3");
    row("bins", "index,kit_time_ns,samples,current_A_min\n0,0,1,1\n", "reduced");
}

void TestCsvImport::refused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const auto report = import(text);
    QVERIFY(!report);
    QVERIFY2(report.error().detail().contains(reason), qPrintable(report.error().detail()));
    QVERIFY(!QFile::exists(path("a.aer")));
}

void TestCsvImport::cancelLeavesNothing()
{
    QByteArray text = "time_s,current_A\n";
    for (int i = 0; i < 200'000; ++i)
        text.append(QByteArray::number(i)).append(",1\n");
    QVERIFY(writeBytes(path("a.csv"), text));
    for (const double part : {0.2, 0.8}) {
        const auto report = importCsv(path("a.csv"), path("a.aer"), kNoLimit,
            [part](std::uint64_t done, std::uint64_t all) { return double(done) < part * double(all); });
        QVERIFY(!report);
        QCOMPARE(report.error().fault(), Fault::Cancelled);
        QVERIFY(!QFile::exists(path("a.aer")));
    }
}

void TestCsvImport::fullDiskLeavesNothing()
{
    std::mt19937 random(1);
    QByteArray text = "time_s,current_A\n";
    for (int i = 0; i < 20'000; ++i)
        text += QByteArray::number(i) + ',' + QByteArray::number(double(random()) * 1e-10, 'g', 12) + '\n';
    QVERIFY(writeBytes(path("a.csv"), text));
    const FileSizeLimit limit(30'000);
    const auto report = importCsv(path("a.csv"), path("a.aer"), kNoLimit);
    QVERIFY(!report);
    QCOMPARE(report.error().fault(), Fault::CannotWrite);
    QVERIFY(!QFile::exists(path("a.aer")));
    // Nothing is kept, and nothing else is said.
    QCOMPARE(report.error().detail(),
        path("a.aer") + QLatin1String(": the file would be larger than files may be here; nothing was written"));
}

QTEST_GUILESS_MAIN(TestCsvImport)
#include "tst_csv_import.moc"
