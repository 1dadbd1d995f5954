// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange_example.h"

#include "device_link/capture/exchange/recording_csv.h"
#include "device_link/capture/exchange/recording_events.h"
#include "device_link/capture/file/whole_file.h"

#include <QBuffer>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace device_link;
using namespace exchange_example;

class TestRecordingCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everySampleInTheTextForm();
    void rangeOfSeconds();
    void binsAreOfTheirSamples();
    void damagedSamplesAreTold();
    void estimateIsNear_data();
    void estimateIsNear();
    void fullDiskLeavesNothing();
    void whatIsBufferedMeetsAFullDisk();
    void aFullDiskIsToldInWords();
    void cancelLeavesNothing();
    void wrongArguments();
    void eventsAndNotes();

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    QByteArray textOf(const RecordingCsvOptions &options = {});
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RecordingFileReader> m_reader;
    RecordingCsvTotals m_totals;
};

void TestRecordingCsv::init()
{
    m_reader.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(writeExample(path("a.aer")));
    auto reader = RecordingFileReader::open(path("a.aer"));
    QVERIFY(reader);
    m_reader = std::move(*reader);
}

QByteArray TestRecordingCsv::textOf(const RecordingCsvOptions &options)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    const auto totals = writeRecordingCsv(*m_reader, out, options);
    if (!totals)
        return totals.error().detail().toUtf8();
    m_totals = *totals;
    return out.data();
}

void TestRecordingCsv::everySampleInTheTextForm()
{
    const QList<QByteArray> lines = textOf().split('\n');
    QCOMPARE(lines[0], QByteArray("# AI-eSIM Workbench recording, format 1"));
    QVERIFY(lines[1].startsWith("# SIMULATED"));
    QCOMPARE(lines[2], QByteArray("# kit serial=AK1-1"));
    QCOMPARE(lines[4], QByteArray("# stream boot=7 rate_hz=1e+05 rate=100000/1"));
    QCOMPARE(lines[5], QByteArray("# clock boot=7 kit_time_ns=5000000000 utc=2025-11-26T23:33:20.000Z"));
    QCOMPARE(lines[6], QByteArray("index,kit_time_ns,current_A,voltage_V,logic"));
    QCOMPARE(lines[7 + 2500], QByteArray("# gap first=2510 count=90 cause=link_lost"));
    QCOMPARE(m_totals.rows, std::uint64_t(5300));
    QCOMPARE(m_totals.frames, std::uint64_t(5300));
    QCOMPARE(m_totals.gaps, std::uint64_t(1));
    QCOMPARE(m_totals.missing, std::uint64_t(90));
    const Content content = contentOf(*m_reader, 0);
    for (std::size_t i = 0; i < 2500; ++i) {
        const QList<QByteArray> fields = lines[7 + qsizetype(i)].split(',');
        QCOMPARE(fields.size(), 5);
        QCOMPARE(fields[0].toULongLong(), content.indices[i]);
        QCOMPARE(fields[1].toLongLong(), timeOf(content.indices[i]));
        for (std::size_t channel = 0; channel < 3; ++channel)
            QCOMPARE(fields[2 + qsizetype(channel)].toFloat(), float(content.values[channel][i]));
    }
}

void TestRecordingCsv::rangeOfSeconds()
{
    // The first sample is at index 10.
    const QByteArray text = textOf({0, {0.01, 0.02}, 0});
    QCOMPARE(m_totals.rows, std::uint64_t(1000));
    QVERIFY(text.contains(QByteArray("\n1010,").append(QByteArray::number(qlonglong(timeOf(1010))))));
    QVERIFY(text.contains("\n2009,") && !text.contains("\n2010,") && !text.contains("\n1009,"));
    textOf({0, {0.0255, {}}, 0}); // begins in the gap
    QCOMPARE(m_totals.rows, std::uint64_t(2500));
    QCOMPARE(m_totals.missing, std::uint64_t(2600 - 2560));
    QCOMPARE(textOf({0, {1e6, {}}, 0}), QByteArray("no samples lie in this range"));
}

void TestRecordingCsv::binsAreOfTheirSamples()
{
    const QList<QByteArray> lines = textOf({0, {}, 0.001}).split('\n');
    QVERIFY(lines[6].startsWith("# bins width_s=0.001"));
    QCOMPARE(lines[7],
        QByteArray("index,kit_time_ns,samples,current_A_min,current_A_avg,current_A_max,voltage_V_min,voltage_V_avg,"
                   "voltage_V_max,logic_min,logic_avg,logic_max,power_W_min,power_W_avg,power_W_max"));
    QCOMPARE(m_totals.frames, std::uint64_t(5000));
    const Content content = contentOf(*m_reader, 0);
    const QList<QByteArray> row = lines[8].split(',');
    QCOMPARE(row[0], QByteArray("10"));
    QCOMPARE(row[1].toLongLong(), timeOf(10));
    QCOMPARE(row[2], QByteArray("100"));
    double sum = 0, power = 0, least = 1e9;
    for (std::size_t i = 0; i < 100; ++i) {
        sum += content.values[0][i];
        least = std::min(least, content.values[0][i]);
        power += content.values[0][i] * content.values[1][i];
    }
    QCOMPARE(row[3].toFloat(), float(least));
    QVERIFY(std::abs(row[4].toDouble() - sum / 100) < 1e-8);
    QVERIFY(std::abs(row[13].toDouble() - power / 100) < 1e-7);
}

void TestRecordingCsv::damagedSamplesAreTold()
{
    const SegmentPlace place = m_reader->streams().at(0).segments[1];
    m_reader.reset();
    QByteArray bytes = bytesOf(path("a.aer"));
    const auto at = qsizetype(place.offset + place.bytes / 2);
    bytes[at] = char(bytes[at] ^ 0x55);
    QVERIFY(writeBytes(path("b.aer"), bytes));
    auto reader = RecordingFileReader::open(path("b.aer"));
    QVERIFY(reader);
    m_reader = std::move(*reader);
    const QByteArray text = textOf();
    QVERIFY(text.contains("\n# damaged first=1010 count=1000\n2010,"));
    QCOMPARE(m_totals.damaged, std::uint64_t(1000));
    QCOMPARE(m_totals.rows, std::uint64_t(4300));
}

void TestRecordingCsv::estimateIsNear_data()
{
    QTest::addColumn<double>("bin");
    QTest::addColumn<double>("to");
    QTest::newRow("all") << 0.0 << 100.0;
    QTest::newRow("part") << 0.0 << 0.02;
    QTest::newRow("bins") << 0.001 << 100.0;
}

void TestRecordingCsv::estimateIsNear()
{
    QFETCH(double, bin);
    QFETCH(double, to);
    const RecordingCsvOptions options{{}, {{}, to}, bin};
    const auto estimate = estimatedCsvBytes(*m_reader, options);
    QVERIFY(estimate);
    const double real = double(textOf(options).size());
    QVERIFY2(double(*estimate) > real * 0.7 && double(*estimate) < real * 1.5,
        qPrintable(QStringLiteral("%1 for %2").arg(*estimate).arg(real)));
}

void TestRecordingCsv::fullDiskLeavesNothing()
{
    {
        const FileSizeLimit limit(20'000);
        const auto written = exportRecordingCsv(*m_reader, path("a.csv"));
        QVERIFY(!written);
        QCOMPARE(written.error().fault(), Fault::CannotWrite);
        // The part that fitted in was taken without an error.
        QVERIFY2(written.error().detail().startsWith(path("a.csv") + QLatin1String(": the file would be larger")),
            qPrintable(written.error().detail()));
    }
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.aer")});
    QVERIFY(exportRecordingCsv(*m_reader, path("a.csv")));
    QCOMPARE(bytesOf(path("a.csv")), textOf());
}

void TestRecordingCsv::whatIsBufferedMeetsAFullDisk()
{
    // So little that it is written when the file gets its name: the reason was lost there ("Unknown error").
    const auto reason = [](const auto &written) { return written ? QString() : written.error().detail(); };
    QString csv, events;
    {
        const FileSizeLimit limit(100); // also for what this test says, when that goes to a file
        csv = reason(exportRecordingCsv(*m_reader, path("a.csv"), {0, {0, 0.001}, 0}));
        events = reason(exportRecordingEvents(*m_reader, path("a.jsonl")));
    }
    const QLatin1String why(": the file would be larger than files may be here; nothing was written");
    QCOMPARE(csv, path("a.csv") + why);
    QCOMPARE(events, path("a.jsonl") + why);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.aer")});
}

void TestRecordingCsv::aFullDiskIsToldInWords()
{
    QFile full(QStringLiteral("/dev/full"));
    QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    const auto written = writeRecordingCsv(*m_reader, full);
    QVERIFY(!written);
    const Error error = notWritten(QStringLiteral("a.csv"), written.error().detail()).value();
    QCOMPARE(error.fault(), Fault::CannotWrite);
    QCOMPARE(error.detail(), QStringLiteral("a.csv: the disk is full; nothing was written"));
}

void TestRecordingCsv::cancelLeavesNothing()
{
    const auto written = exportRecordingCsv(
        *m_reader, path("a.csv"), {}, [](std::uint64_t done, std::uint64_t all) { return done < all / 2; });
    QVERIFY(!written);
    QCOMPARE(written.error().fault(), Fault::Cancelled);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.aer")});
}

void TestRecordingCsv::wrongArguments()
{
    const auto faultOf = [this](const RecordingCsvOptions &options) {
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        const auto written = writeRecordingCsv(*m_reader, out, options);
        return written ? std::optional<Fault>() : written.error().fault();
    };
    QCOMPARE(faultOf({9, {}, 0}), Fault::NotFound);
    QCOMPARE(faultOf({0, {2.0, 1.0}, 0}), Fault::BadArgument);
    QCOMPARE(faultOf({0, {std::nan(""), {}}, 0}), Fault::BadArgument);
    QCOMPARE(faultOf({0, {}, -1}), Fault::BadArgument);
    QCOMPARE(faultOf({0, {1e6, {}}, 0}), Fault::BadArgument); // no sample lies there
    const auto turned = exportRecordingCsv(*m_reader, path("a.csv"), {0, {5.0, 3.0}, 0});
    QVERIFY(!turned);
    QCOMPARE(turned.error().detail(), QStringLiteral("the end, 3 s, lies before the begin, 5 s"));
    QVERIFY(!exportRecordingCsv(*m_reader, path("no/such/folder.csv")));
}

void TestRecordingCsv::eventsAndNotes()
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    const auto totals = writeRecordingEvents(*m_reader, out);
    QVERIFY(totals);
    QCOMPARE(totals->events, std::uint64_t(1));
    QCOMPARE(totals->notes, std::uint64_t(1));
    const QList<QByteArray> lines = out.data().split('\n');
    QCOMPARE(lines.size(), 3);
    const QJsonObject event = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(event[QLatin1String("boot")].toInt(), 7);
    QCOMPARE(event[QLatin1String("seq")].toInt(), 3);
    QCOMPARE(event[QLatin1String("kit_time_ns")].toInteger(), 5'000'000'100);
    QCOMPARE(event[QLatin1String("host_time_ns")].toInteger(), 44);
    QCOMPARE(event[QLatin1String("replayed")].toBool(), true);
    QCOMPARE(event[QLatin1String("event")].toString(), QStringLiteral("radio"));
    QCOMPARE(event[QLatin1String("fields")].toObject()[QLatin1String("on")].toBool(), true);
    const QJsonObject note = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(note[QLatin1String("boot")].toInt(), 7);
    QCOMPARE(note[QLatin1String("kit_time_ns")].toInteger(), 5'000'000'200);
    QCOMPARE(note[QLatin1String("note")].toString(), kNote);
    QVERIFY(exportRecordingEvents(*m_reader, path("events.jsonl")));
    QCOMPARE(bytesOf(path("events.jsonl")), out.data());
}

QTEST_GUILESS_MAIN(TestRecordingCsv)
#include "tst_recording_csv.moc"
