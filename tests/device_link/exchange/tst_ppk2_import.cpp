// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange_example.h"
#include "zip_example.h"

#include "device_link/capture/exchange/ppk2_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace device_link;
using namespace exchange_example;
using namespace zip_example;

namespace {

const QByteArray kMetadata
    = R"({"metadata":{"samplesPerSecond":1000,"startSystemTime":1764200000123},"formatVersion":2})";

QByteArray sample(float microAmperes, quint16 pairs = 0x5555)
{
    QByteArray bytes(reinterpret_cast<const char *>(&microAmperes), 4);
    return bytes + char(pairs >> 8) + char(pairs & 0xFF);
}

} // namespace

class TestPpk2Import : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void sessionOfAnotherWriter();
    void largestCurrentGivesTheStep_data();
    void largestCurrentGivesTheStep();
    void refused_data();
    void refused();
    void cutAndChangedFiles();
    void tooLargeWhenUnpacked();
    void notThere();
    void cancelLeavesNothing();
    void fullDiskLeavesNothing();

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    Result<ImportReport> import(const Members &members)
    {
        QFile::remove(path("a.aer"));
        if (!writeZip(path("a.ppk2"), members))
            return fail(Fault::CannotWrite);
        return importPpk2File(path("a.ppk2"), path("a.aer"), {1U << 24, kNoLimit});
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestPpk2Import::sessionOfAnotherWriter()
{
    const QString fixture = QStringLiteral(AIESIM_FIXTURES "/ppk2_file/session.ppk2");
    const auto report = importPpk2File(fixture, path("a.aer"), {1U << 24, kNoLimit});
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QCOMPARE(report->frames, std::uint64_t(1980));
    QCOMPARE(report->missing, std::uint64_t(20));
    QCOMPARE(report->rateHz, 100'000.0);
    const auto reader = RecordingFileReader::open(path("a.aer"));
    QVERIFY(reader);
    QVERIFY((*reader)->recovery().isWhole());
    QCOMPARE((*reader)->info().product, QStringLiteral("imported from session.ppk2"));
    QCOMPARE((*reader)->info().createdUtcMs, 1'764'200'000'123);
    const IndexedStream &stream = (*reader)->streams().at(0);
    QCOMPARE(stream.info.rateNum, 100'000);
    QCOMPARE(stream.info.channels[0].ranges[0].gain, 1e-10);
    QCOMPARE(stream.gaps.size(), std::size_t(1));
    QCOMPARE(stream.gaps[0].firstIndex, std::uint64_t(500));
    QCOMPARE(stream.gaps[0].count, std::uint64_t(20));
    const Content content = contentOf(**reader, 0);
    QCOMPARE(content.indices.size(), std::size_t(1980));
    for (std::size_t i = 0; i < content.indices.size(); ++i) {
        const std::uint64_t index = content.indices[i];
        QCOMPARE(float(content.values[0][i] * 1e6), float(double(index) * 1.25));
        QCOMPARE(content.values[1][i], double(index & 0xFF));
    }
    const auto stamps = (*reader)->stamps(0, 0);
    QVERIFY(stamps);
    QCOMPARE(stamps->front().kitTimeNs, 0);
    const auto points = (*reader)->clockPoints();
    QVERIFY(points);
    QCOMPARE(points->front().utcNs, 1'764'200'000'123'000'000);
}

void TestPpk2Import::largestCurrentGivesTheStep_data()
{
    QTest::addColumn<float>("largest");
    QTest::addColumn<double>("step");
    QTest::newRow("200 mA") << 200'000.0F << 1e-10;
    QTest::newRow("300 mA") << 300'000.0F << 2e-10;
    QTest::newRow("1 A") << 1'000'000.0F << 5e-10;
    QTest::newRow("-2 A") << -2'000'000.0F << 1e-9;
    QTest::newRow("0") << 0.0F << 1e-10;
}

void TestPpk2Import::largestCurrentGivesTheStep()
{
    QFETCH(float, largest);
    QFETCH(double, step);
    QVERIFY(import({{"metadata.json", kMetadata}, {"session.raw", sample(largest, 0) + sample(0.123F, 0)}}));
    const auto reader = RecordingFileReader::open(path("a.aer"));
    QVERIFY(reader);
    QCOMPARE((*reader)->streams().at(0).info.channels.size(), std::size_t(1)); // no logic was recorded
    QCOMPARE((*reader)->streams().at(0).info.channels[0].ranges[0].gain, step);
    const Content content = contentOf(**reader, 0);
    QCOMPARE(float(content.values[0][0] * 1e6), largest);
    QVERIFY(std::abs(content.values[0][1] - 0.123e-6) <= step / 2 * 1.001);
}

void TestPpk2Import::refused_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QByteArray>("session");
    QTest::addColumn<Fault>("fault");
    const QByteArray good = sample(1) + sample(2);
    const auto version = [](const char *number) { return QByteArray(kMetadata).replace(":2}", number); };
    const auto rate = [](const char *number) { return QByteArray(kMetadata).replace("1000,", number); };
    QTest::newRow("newer") << version(":3}") << good << Fault::NotSupported;
    QTest::newRow("older") << version(":1}") << good << Fault::NotSupported;
    QTest::newRow("version a text") << version(":\"2\"}") << good << Fault::BadFile;
    QTest::newRow("no JSON") << QByteArray("{") << good << Fault::BadFile;
    QTest::newRow("array") << QByteArray("[1]") << good << Fault::BadFile;
    QTest::newRow("empty") << QByteArray() << good << Fault::BadFile;
    QTest::newRow("rate 0") << rate("0,") << good << Fault::BadFile;
    QTest::newRow("rate below 0") << rate("-5,") << good << Fault::BadFile;
    QTest::newRow("rate 1e300") << rate("1e300,") << good << Fault::BadFile;
    QTest::newRow("start below 0") << QByteArray(kMetadata).replace("1764200000123", "-1") << good << Fault::BadFile;
    QTest::newRow("long metadata") << kMetadata + QByteArray(100'000, ' ') << good << Fault::BadFile;
    QTest::newRow("no samples") << kMetadata << QByteArray() << Fault::BadFile;
    QTest::newRow("part of a sample") << kMetadata << good.chopped(1) << Fault::BadFile;
    QTest::newRow("above any current") << kMetadata << good + sample(2e12F) << Fault::BadFile; // 2 MA
    QTest::newRow("impossible voltage") << QByteArray(
        R"({"metadata":{"samplesPerSecond":1000},"formatVersion":2,"aiesim":{"voltage_set_V":1e300}})")
                                        << good << Fault::BadFile;
    QTest::newRow("infinite") << kMetadata << good + sample(std::numeric_limits<float>::infinity()) << Fault::BadFile;
}

void TestPpk2Import::refused()
{
    QFETCH(QByteArray, metadata);
    QFETCH(QByteArray, session);
    QFETCH(Fault, fault);
    const auto report = import({{"metadata.json", metadata}, {"session.raw", session}});
    QVERIFY(!report);
    QCOMPARE(report.error().fault(), fault);
    QVERIFY(!report.error().detail().isEmpty());
    QVERIFY(!QFile::exists(path("a.aer")));
    QVERIFY(!import({{"metadata.json", metadata}}));
    QVERIFY(!import({{"session.raw", session}, {"other", "x"}}));
}

void TestPpk2Import::cutAndChangedFiles()
{
    QByteArray session;
    for (int i = 0; i < 300; ++i)
        session += sample(float(i));
    QVERIFY(import({{"metadata.json", kMetadata}, {"session.raw", session}}));
    const QByteArray whole = bytesOf(path("a.ppk2"));
    for (qsizetype size = 0; size < whole.size(); size += 7) {
        QVERIFY(writeBytes(path("b.ppk2"), whole.first(size)));
        QVERIFY(!importPpk2File(path("b.ppk2"), path("b.aer"), {1U << 24, kNoLimit}));
        QVERIFY(!QFile::exists(path("b.aer")));
    }
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray changed = whole;
        changed[at] = char(changed[at] ^ 0x41);
        QVERIFY(writeBytes(path("b.ppk2"), changed));
        const auto report = importPpk2File(path("b.ppk2"), path("b.aer"), {1U << 24, kNoLimit});
        QCOMPARE(QFile::exists(path("b.aer")), report.has_value());
        if (report) // bytes that mean nothing, such as the time of a member
            QCOMPARE(report->frames + report->missing, std::uint64_t(300));
        QFile::remove(path("b.aer"));
    }
}

void TestPpk2Import::tooLargeWhenUnpacked()
{
    const Members bomb{{"metadata.json", kMetadata}, {"session.raw", QByteArray(6 * 4'000'000, '\0')}};
    const auto report = import(bomb);
    QVERIFY(!report);
    QCOMPARE(report.error().fault(), Fault::BadFile);
    QVERIFY(report.error().detail().contains(QLatin1String("24000000")));
}

void TestPpk2Import::notThere()
{
    const auto report = importPpk2File(path("no.ppk2"), path("a.aer"));
    QVERIFY(!report);
    QCOMPARE(report.error().fault(), Fault::CannotRead);
    QVERIFY(!importPpk2File(m_dir->path(), path("a.aer")));
}

void TestPpk2Import::cancelLeavesNothing()
{
    QVERIFY(writeZip(path("a.ppk2"), {{"metadata.json", kMetadata}, {"session.raw", QByteArray(1'200'000, '\1')}}));
    for (const double part : {0.2, 0.8}) {
        std::uint64_t last = 0;
        const auto report = importPpk2File(
            path("a.ppk2"), path("a.aer"), {1U << 24, kNoLimit}, [&](std::uint64_t done, std::uint64_t all) {
                const bool rises = done >= last && done <= all;
                last = done;
                return rises && double(done) < part * 2'400'000;
            });
        QVERIFY(!report);
        QCOMPARE(report.error().fault(), Fault::Cancelled);
        QVERIFY(double(last) >= part * 2'400'000);
        QVERIFY(!QFile::exists(path("a.aer")));
    }
}

void TestPpk2Import::fullDiskLeavesNothing()
{
    std::mt19937 random(1);
    QByteArray session;
    for (int i = 0; i < 20'000; ++i)
        session += sample(float(random() % 100'000'000) * 1e-3F);
    QVERIFY(writeZip(path("a.ppk2"), {{"metadata.json", kMetadata}, {"session.raw", session}}));
    const FileSizeLimit limit(30'000);
    const auto report = importPpk2File(path("a.ppk2"), path("a.aer"), {1U << 24, kNoLimit});
    QVERIFY(!report);
    QCOMPARE(report.error().fault(), Fault::CannotWrite);
    QVERIFY(!QFile::exists(path("a.aer")));
}

QTEST_GUILESS_MAIN(TestPpk2Import)
#include "tst_ppk2_import.moc"
