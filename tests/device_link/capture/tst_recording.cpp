// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_reader.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace device_link;
using namespace recording_reader;

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreAllInTheFile();
    void headerSaysWhatItIs();
    void hostileNamesStayInTheirField();
    void eventsAreOneObjectPerLine();
    void fileGrowsWhileRecording();
    void fromNowOn();
    void secondStreamAfterAReconnect();
    void theSameStoreAgainGoesOn();
    void overrunIsTold();
    void nothingToRecord();
};

void TestRecording::samplesAreAllInTheFile()
{
    const QTemporaryDir dir;
    auto store = std::make_shared<SampleStore>(ReferenceSamples::kitStream());
    ReferenceSamples reference(0);
    auto writer = startIn(dir.path());
    QVERIFY(writer);
    writer->addStream(store);
    reference.fill(*store, 1, 60000, 90000);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);

    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.columns, (QByteArrayList{"index", "kit_time_ns", "current_A", "voltage_V"}));
    QCOMPARE(quint64(csv.rows.size()), quint64(store->received()));
    quint64 next = 0;
    qsizetype gap = 0;
    for (const QByteArrayList &row : csv.rows) {
        QCOMPARE(row.size(), 4);
        const quint64 index = row[0].toULongLong();
        if (index != next) {
            QCOMPARE(csv.gaps[gap].first, next);
            QCOMPARE(csv.gaps[gap].count, index - next);
            QCOMPARE(csv.gaps[gap].cause, QByteArray("kit_dropped"));
            ++gap;
        }
        QCOMPARE(row[1].toLongLong(), reference.timeOf(index));
        QCOMPARE(row[2].toFloat(), reference.value(0, index)); // the shortest text that reads back the same
        QCOMPARE(row[3].toFloat(), reference.value(1, index));
        next = index + 1;
    }
    QCOMPARE(next, quint64(store->endIndex()));
    QCOMPARE(gap, csv.gaps.size());
    QCOMPARE(outcome->samples, store->received());
    QCOMPARE(outcome->missing, store->lostSamples());
    QCOMPARE(outcome->gaps, std::uint64_t(csv.gaps.size()));
    QCOMPARE(outcome->overrun, std::uint64_t(0));
    QCOMPARE(qint64(outcome->bytes), QFileInfo(dir.filePath(QStringLiteral("samples.csv"))).size());
}

void TestRecording::headerSaysWhatItIs()
{
    for (const bool simulated : {true, false}) {
        const QTemporaryDir dir;
        RecordingOptions options;
        options.directory = dir.filePath(QStringLiteral("a/b"));
        options.kitSerial = QStringLiteral("VK-0001");
        options.simulated = simulated;
        options.byMeter = !simulated;
        auto writer = RecordingWriter::start(options);
        QVERIFY(writer);
        (*writer)->addStream(std::make_shared<SampleStore>(ReferenceSamples::powerStream()));
        QVERIFY((*writer)->finish().result());
        const Csv csv = parse(readFile(options.directory + QStringLiteral("/samples.csv")));
        const QByteArray all = csv.comments.join('\n');
        QCOMPARE(all.contains("# SIMULATED"), simulated);
        QCOMPARE(all.contains("# voltage_V is the one set on the power meter, not measured"), !simulated);
        QVERIFY(all.contains("# kit serial=VK-0001"));
        QVERIFY(all.contains("# stream boot=7 rate_hz=1e+05 rate=100000/1"));
    }
}

void TestRecording::hostileNamesStayInTheirField()
{
    const QTemporaryDir dir;
    RecordingOptions options;
    options.directory = dir.path();
    options.kitSerial = QStringLiteral("X\n0,0,1,1\n\x1b[31m");
    auto writer = RecordingWriter::start(options);
    QVERIFY(writer);
    SampleStreamInfo info = ReferenceSamples::powerStream();
    info.channels = {{"cur\nrent,x", "A\"\r"}, {std::string(5000, 'n'), ""}};
    auto store = std::make_shared<SampleStore>(info);
    QVERIFY(store->append(0, 0, std::vector<float>{1, 2}));
    (*writer)->addStream(store);
    QVERIFY((*writer)->finish().result());
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.size(), 1);
    QCOMPARE(csv.columns.size(), 4);
    QCOMPARE(csv.columns[2], QByteArray("cur_rent_x_A__"));
    QCOMPARE(csv.columns[3], QByteArray(64, 'n'));
}

void TestRecording::eventsAreOneObjectPerLine()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    QVERIFY(writer);
    QCborMap fields;
    fields[QStringLiteral("state")] = QStringLiteral("line one\nline \"two\" 你好");
    fields[QStringLiteral("big")] = Q_INT64_C(9'007'199'254'740'993);
    fields[QStringLiteral("raw")] = QByteArray::fromHex("00ff");
    writer->addEvent(kitEvent(1, QStringLiteral("radio"), fields));
    KitEvent replayed = kitEvent(2, QStringLiteral("boot"));
    replayed.replayed = true;
    writer->addEvent(replayed);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->events, std::uint64_t(2));

    const QByteArrayList lines = readFile(dir.filePath(QStringLiteral("events.jsonl"))).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first[QStringLiteral("boot")].toInteger(), 7);
    QCOMPARE(first[QStringLiteral("seq")].toInteger(), 1);
    QCOMPARE(first[QStringLiteral("kit_time_ns")].toInteger(), 9'007'199'254'740'993);
    QCOMPARE(first[QStringLiteral("event")].toString(), QStringLiteral("radio"));
    QCOMPARE(first[QStringLiteral("replayed")].toBool(), false);
    const QJsonObject got = first[QStringLiteral("fields")].toObject();
    QCOMPARE(got[QStringLiteral("state")].toString(), fields[QStringLiteral("state")].toString());
    QCOMPARE(got[QStringLiteral("big")].toInteger(), 9'007'199'254'740'993);
    QCOMPARE(got[QStringLiteral("raw")].toString(), QStringLiteral("AP8"));
    QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[QStringLiteral("replayed")].toBool(), true);
}

void TestRecording::fileGrowsWhileRecording()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    writer->addStream(store);
    writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    QVERIFY(store->append(0, 0, frames(10)));
    QTRY_COMPARE(writer->totals().samples, std::uint64_t(10));
    QVERIFY(store->append(10, 100'000, frames(10)));
    QTRY_COMPARE(writer->totals().samples, std::uint64_t(20));
    QCOMPARE(parse(readFile(dir.filePath(QStringLiteral("samples.csv")))).rows.size(), 20);
    QCOMPARE(readFile(dir.filePath(QStringLiteral("events.jsonl"))).count('\n'), 1);
    QVERIFY(!writer->error());
}

void TestRecording::fromNowOn()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(1000)));
    writer->addStream(store, store->endIndex());
    QVERIFY(store->append(1000, 10'000'000, frames(5)));
    QVERIFY(writer->finish().result());
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.size(), 5);
    QCOMPARE(csv.rows[0][0], QByteArray("1000"));
    QVERIFY(csv.gaps.isEmpty());
}

void TestRecording::secondStreamAfterAReconnect()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    for (const std::size_t count : {30000U, 20000U, 0U, 10U}) {
        auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
        writer->addStream(store);
        if (count > 0)
            QVERIFY(store->append(0, 0, frames(count)));
    }
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(50010));
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.size(), 50010);
    QCOMPARE(csv.rows[29999][0], QByteArray("29999"));
    QCOMPARE(csv.rows[30000][0], QByteArray("0"));
    QCOMPARE(csv.comments.join('\n').count("# stream"), 4);
}

void TestRecording::theSameStoreAgainGoesOn()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(1000)));
    writer->addStream(store, store->endIndex()); // from now on
    QVERIFY(store->append(1000, 10'000'000, frames(1000)));
    writer->addStream(store); // the link was lost and is back
    QVERIFY(store->append(2500, 25'000'000, frames(500), SampleGap::Cause::LinkLost));
    writer->addStream(store);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(1500));
    QCOMPARE(outcome->missing, std::uint64_t(500));
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.first()[0], QByteArray("1000"));
    QCOMPARE(csv.rows.last()[0], QByteArray("2999"));
    QCOMPARE(csv.rows.size(), 1500);
    QCOMPARE(csv.gaps.size(), 1);
    QCOMPARE(csv.comments.join('\n').count("# stream"), 1);
}

void TestRecording::overrunIsTold()
{
    const QTemporaryDir dir;
    auto store = std::make_shared<SampleStore>(ReferenceSamples::kitStream(), std::size_t(1) << 20);
    ReferenceSamples reference(0);
    reference.fill(*store, 3, 700000, 100);
    const std::uint64_t begin = store->beginIndex();
    QVERIFY(begin > 0);
    auto writer = startIn(dir.path());
    writer->addStream(store); // from 0, which is long gone
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.gaps[0].first, quint64(0));
    QCOMPARE(csv.gaps[0].count, quint64(begin));
    QCOMPARE(csv.gaps[0].cause, QByteArray("recorder_overrun"));
    QCOMPARE(csv.rows[0][0].toULongLong(), quint64(begin));
    QCOMPARE(outcome->overrun, begin);
    QCOMPARE(outcome->samples + outcome->missing, store->endIndex());
}

void TestRecording::nothingToRecord()
{
    const QTemporaryDir dir;
    const auto outcome = startIn(dir.path())->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(0));
    QVERIFY(readFile(dir.filePath(QStringLiteral("samples.csv"))).startsWith("# AI-eSIM Workbench recording"));
    QCOMPARE(QFileInfo(dir.filePath(QStringLiteral("events.jsonl"))).size(), 0);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
