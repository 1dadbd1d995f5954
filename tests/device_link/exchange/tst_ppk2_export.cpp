// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange_example.h"
#include "zip_example.h"

#include "device_link/capture/exchange/ppk2_file.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace device_link;
using namespace exchange_example;
using namespace zip_example;

class TestPpk2Export : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyByteOfTheSession();
    void metadataSaysRateAndStart();
    void minimapHoldsTheExtremes();
    void minimapOfManySamplesFolds();
    void comesBackWordByWord();
    void simulatedAndTheVoltageSetComeBack();
    void whatItDoesNotHoldIsTold();
    void fullDiskLeavesNothing();
    void cancelLeavesNothing();
    void wrongArguments();

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RecordingFileReader> m_reader;
};

void TestPpk2Export::init()
{
    m_reader.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(writeExample(path("a.aer")));
    auto reader = RecordingFileReader::open(path("a.aer"));
    QVERIFY(reader);
    m_reader = std::move(*reader);
}

void TestPpk2Export::everyByteOfTheSession()
{
    const auto totals = exportPpk2File(*m_reader, path("a.ppk2"));
    QVERIFY2(totals, qPrintable(totals ? QString() : totals.error().detail()));
    QCOMPARE(totals->frames, std::uint64_t(5000));
    QCOMPARE(totals->missing, std::uint64_t(90));
    const QByteArray session = memberOf(path("a.ppk2"), "session.raw");
    QCOMPARE(session.size(), 5090 * 6);
    const Content content = contentOf(*m_reader, 0);
    std::size_t at = 0;
    for (qsizetype i = 0; i < 5090; ++i) {
        float microAmperes = 0;
        std::memcpy(&microAmperes, session.constData() + i * 6, 4);
        const auto pairs = unsigned(quint8(session[i * 6 + 4])) << 8 | quint8(session[i * 6 + 5]);
        if (at == content.indices.size() || content.indices[at] != std::uint64_t(10 + i)) {
            QVERIFY(std::isnan(microAmperes));
            QCOMPARE(pairs, 0U);
            continue;
        }
        QCOMPARE(microAmperes, float(content.values[0][at] * 1e6));
        unsigned expected = 0;
        for (unsigned input = 0; input < 8; ++input)
            expected |= (unsigned(content.values[2][at]) >> input & 1U ? 2U : 1U) << (2 * input);
        QCOMPARE(pairs, expected);
        ++at;
    }
    QCOMPARE(at, content.indices.size());
}

void TestPpk2Export::metadataSaysRateAndStart()
{
    QVERIFY(exportPpk2File(*m_reader, path("a.ppk2"), {0, {0.01, 0.02}}));
    QCOMPARE(memberOf(path("a.ppk2"), "session.raw").size(), 1000 * 6);
    const QJsonObject file = QJsonDocument::fromJson(memberOf(path("a.ppk2"), "metadata.json")).object();
    QCOMPARE(file[QLatin1String("formatVersion")].toInt(), 2);
    const QJsonObject metadata = file[QLatin1String("metadata")].toObject();
    QCOMPARE(metadata[QLatin1String("samplesPerSecond")].toDouble(), 100'000.0);
    // The clock point is of index 0; the range begins at index 1010.
    QCOMPARE(metadata[QLatin1String("startSystemTime")].toDouble(), 1'764'200'000'010.0);
}

void TestPpk2Export::minimapHoldsTheExtremes()
{
    QVERIFY(exportPpk2File(*m_reader, path("a.ppk2")));
    const QJsonObject minimap = QJsonDocument::fromJson(memberOf(path("a.ppk2"), "minimap.raw")).object();
    QCOMPARE(minimap[QLatin1String("maxNumberOfElements")].toInt(), 10'000);
    QCOMPARE(minimap[QLatin1String("numberOfTimesToFold")].toInt(), 1);
    QCOMPARE(minimap[QLatin1String("lastElementFoldCount")].toInt(-1), 0);
    const QJsonObject data = minimap[QLatin1String("data")].toObject();
    QCOMPARE(data[QLatin1String("length")].toInt(), 5090);
    const QJsonArray least = data[QLatin1String("min")].toArray();
    QCOMPARE(least.size(), 10'000);
    QVERIFY(least[5090].isNull());
    const Content content = contentOf(*m_reader, 0);
    QCOMPARE(least[7].toObject()[QLatin1String("x")].toDouble(), 70.0);
    QCOMPARE(
        float(least[7].toObject()[QLatin1String("y")].toDouble()), float(std::max(200.0, content.values[0][7] * 1e9)));
    // A gap is a part whose least value is above the greatest.
    QVERIFY(least[2550].toObject()[QLatin1String("y")].toDouble()
        > data[QLatin1String("max")].toArray()[2550].toObject()[QLatin1String("y")].toDouble());
}

void TestPpk2Export::minimapOfManySamplesFolds()
{
    std::mt19937 random(3);
    auto writer = RecordingFileWriter::create(path("b.aer"), {}, kNoLimit);
    QVERIFY(writer);
    const auto number = (*writer)->beginStream(stream());
    QVERIFY(number && (*writer)->addFrames(*number, 0, 0, randomFrames(random, 35'000)) && (*writer)->close());
    const auto reader = RecordingFileReader::open(path("b.aer"));
    QVERIFY(reader && exportPpk2File(**reader, path("b.ppk2")));
    const QJsonObject minimap = QJsonDocument::fromJson(memberOf(path("b.ppk2"), "minimap.raw")).object();
    const int perPart = minimap[QLatin1String("numberOfTimesToFold")].toInt();
    QCOMPARE(perPart, 4);
    const QJsonObject data = minimap[QLatin1String("data")].toObject();
    QCOMPARE(data[QLatin1String("length")].toInt(), 8750);
    const Content content = contentOf(**reader, 0);
    for (const int part : {0, 1, 4'999, 5'000, 8'749}) {
        const auto first = content.values[0].begin() + part * perPart;
        const QJsonObject most = data[QLatin1String("max")].toArray()[part].toObject();
        QCOMPARE(most[QLatin1String("x")].toDouble(), (part * perPart + 1.5) * 10);
        QCOMPARE(float(most[QLatin1String("y")].toDouble()),
            float(std::max(200.0, *std::max_element(first, first + perPart) * 1e9)));
    }
}

void TestPpk2Export::comesBackWordByWord()
{
    QVERIFY(exportPpk2File(*m_reader, path("a.ppk2")));
    const auto report = importPpk2File(path("a.ppk2"), path("b.aer"), {1U << 24, kNoLimit});
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QCOMPARE(report->missing, std::uint64_t(90));
    const auto back = RecordingFileReader::open(path("b.aer"));
    QVERIFY(back);
    const Content before = contentOf(*m_reader, 0);
    const Content after = contentOf(**back, 0);
    QCOMPARE(after.indices.size(), before.indices.size());
    for (std::size_t i = 0; i < before.indices.size(); ++i) {
        QCOMPARE(after.indices[i], before.indices[i] - 10);
        QCOMPARE(after.values[1][i], before.values[2][i]);
    }
    QVERIFY(exportPpk2File(**back, path("b.ppk2")));
    const QByteArray one = memberOf(path("a.ppk2"), "session.raw");
    const QByteArray two = memberOf(path("b.ppk2"), "session.raw");
    QCOMPARE(two.size(), one.size());
    for (qsizetype at = 0; at < one.size(); at += 6) {
        float a = 0;
        float b = 0;
        std::memcpy(&a, one.constData() + at, 4);
        std::memcpy(&b, two.constData() + at, 4);
        if (std::isnan(a) || std::abs(a) > 1'680) // 2^24 steps of 0.1 nA: the same float
            QCOMPARE(two.mid(at, 6), one.mid(at, 6));
        else
            QVERIFY(std::abs(a - b) <= 5.1e-5F);
    }
}

/// A recording of a power meter: 1000 samples, the voltage is the one set; it changes after the first half or not.
bool writeMeterExample(const QString &path, bool changing)
{
    auto writer = RecordingFileWriter::create(
        path, {QStringLiteral("Test"), QStringLiteral("AK1-1"), {}, true, true}, kNoLimit);
    if (!writer)
        return false;
    const auto number = (*writer)->beginStream(stream());
    framing::Bytes frames(std::size_t(7) * 1000);
    for (std::size_t i = 0; i < 1000; ++i) {
        const std::uint16_t code = changing && i >= 500 ? 42'000 : 33'000;
        std::memcpy(frames.data() + i * 7 + 4, &code, 2);
    }
    return number && (*writer)->addFrames(*number, 0, 0, frames) && (*writer)->close();
}

void TestPpk2Export::simulatedAndTheVoltageSetComeBack()
{
    QVERIFY(writeMeterExample(path("meter.aer"), false));
    const auto before = RecordingFileReader::open(path("meter.aer"));
    QVERIFY(before);
    const auto totals = exportPpk2File(**before, path("meter.ppk2"));
    QVERIFY(totals);
    const QString told = totals->notShown.join(u'\n');
    QVERIFY2(told.contains(QLatin1String("SIMULATED")) && told.contains(QLatin1String("voltage set, 3.3 V")),
        qPrintable(told));
    QVERIFY(!totals->notHeld.join(u'\n').contains(QLatin1String("voltage")));
    // The profiler's own keys are as before.
    const QJsonObject file = QJsonDocument::fromJson(memberOf(path("meter.ppk2"), "metadata.json")).object();
    QCOMPARE(file[QLatin1String("metadata")].toObject().keys(),
        (QStringList{QStringLiteral("samplesPerSecond"), QStringLiteral("startSystemTime")}));

    const auto report = importPpk2File(path("meter.ppk2"), path("back.aer"), {1U << 24, kNoLimit});
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail()));
    QVERIFY(report->simulated && report->voltageIsSet);
    const auto back = RecordingFileReader::open(path("back.aer"));
    QVERIFY(back);
    QVERIFY((*back)->info().simulated && (*back)->info().voltageIsSet);
    QCOMPARE((*back)->info().kitSerial, QStringLiteral("AK1-1"));
    const std::vector<SampleChannel> &channels = (*back)->streams().at(0).info.channels;
    QCOMPARE(channels.size(), std::size_t(3));
    QCOMPARE(QByteArray::fromStdString(channels[1].name + ' ' + channels[1].unit), QByteArray("voltage V"));
    QCOMPARE(QByteArray::fromStdString(channels[2].name), QByteArray("logic"));
    const Content content = contentOf(**back, 0);
    QCOMPARE(content.indices.size(), std::size_t(1000));
    for (const double volts : content.values[1])
        QCOMPARE(float(volts), 3.3F);
}

void TestPpk2Export::whatItDoesNotHoldIsTold()
{
    const auto measured = exportPpk2File(*m_reader, path("a.ppk2"));
    QVERIFY(measured);
    const QString told = measured->notHeld.join(u'\n');
    for (const char *what : {"voltage, which was measured", "other streams", "events, notes", "times"})
        QVERIFY2(told.contains(QLatin1String(what)), qPrintable(told));
    QVERIFY(measured->notShown.join(u'\n').contains(QLatin1String("SIMULATED")));
    const auto imported = importPpk2File(path("a.ppk2"), path("b.aer"), {1U << 24, kNoLimit});
    QVERIFY(imported && imported->simulated && !imported->voltageIsSet);

    QVERIFY(writeMeterExample(path("meter.aer"), true));
    const auto reader = RecordingFileReader::open(path("meter.aer"));
    QVERIFY(reader);
    const auto changing = exportPpk2File(**reader, path("c.ppk2"));
    QVERIFY(changing && changing->notHeld.front().contains(QLatin1String("more than one value")));
    // The half where it stays the same does hold it.
    const auto half = exportPpk2File(**reader, path("d.ppk2"), {0, {{}, 0.004}});
    QVERIFY(half && half->notShown.join(u'\n').contains(QLatin1String("3.3 V")));
}

void TestPpk2Export::fullDiskLeavesNothing()
{
    {
        const FileSizeLimit limit(10'000);
        const auto totals = exportPpk2File(*m_reader, path("a.ppk2"));
        QVERIFY(!totals);
        QCOMPARE(totals.error().fault(), Fault::CannotWrite);
        QVERIFY2(totals.error().detail().startsWith(path("a.ppk2") + QLatin1String(": the file would be larger")),
            qPrintable(totals.error().detail()));
    }
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.aer")});
    const auto totals = exportPpk2File(*m_reader, path("no/such/folder.ppk2"));
    QVERIFY(!totals);
    QCOMPARE(totals.error().fault(), Fault::CannotWrite);
}

void TestPpk2Export::cancelLeavesNothing()
{
    QVERIFY(writeBytes(path("a.ppk2"), "what was there"));
    const auto totals = exportPpk2File(
        *m_reader, path("a.ppk2"), {}, [](std::uint64_t done, std::uint64_t all) { return done < all / 2; });
    QVERIFY(!totals);
    QCOMPARE(totals.error().fault(), Fault::Cancelled);
    QCOMPARE(bytesOf(path("a.ppk2")), QByteArray("what was there"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 2);
}

void TestPpk2Export::wrongArguments()
{
    const auto faultOf = [this](const Ppk2ExportOptions &options) {
        const auto totals = exportPpk2File(*m_reader, path("a.ppk2"), options);
        return totals ? std::optional<Fault>() : totals.error().fault();
    };
    QCOMPARE(faultOf({9, {}}), Fault::NotFound);
    QCOMPARE(faultOf({0, {2.0, 1.0}}), Fault::BadArgument);
    QCOMPARE(faultOf({0, {1e6, {}}}), Fault::BadArgument);
    QVERIFY(!QFile::exists(path("a.ppk2")));
}

QTEST_GUILESS_MAIN(TestPpk2Export)
#include "tst_ppk2_export.moc"
