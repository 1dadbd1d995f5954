// SPDX-License-Identifier: GPL-3.0-or-later
// What aiesim says of files to and from other programs: what they do not hold, what they are, what is in the way.
#include "cli_process.h"
#include "recording_example_writer.h"
#include "virtual_kit_fixture.h"

#include <QDir>
#include <QTest>

#include <cstring>

using device_link::PortRole;
using test_cli::CliRun;
using test_cli::runCli;
using test_kit::VirtualKit;

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// 1000 samples of a power meter at 1 kS/s: 3.3 V set, input D0 high in every fourth sample, D7 in the second half.
bool writeMeterExample(const QString &path)
{
    device_link::RecordingFileInfo info;
    info.simulated = info.voltageIsSet = true;
    auto writer = device_link::RecordingFileWriter::create(path, info, {0, 1'000});
    device_link::SampleStreamInfo stream;
    stream.channels
        = {{"current", "A", 32, 0, {{1e-9, 0}}}, {"voltage", "V", 16, 0, {{1e-3, 0}}}, {"logic", "", 8, 0, {{1, 0}}}};
    stream.rateHz = 1000;
    stream.rateNum = 1000;
    if (!writer)
        return false;
    framing::Bytes frames(std::size_t(7) * 1000);
    for (std::size_t i = 0; i < 1000; ++i) {
        const std::int32_t current = 1'000'000;
        const std::uint16_t voltage = 3300;
        std::memcpy(frames.data() + i * 7, &current, 4);
        std::memcpy(frames.data() + i * 7 + 4, &voltage, 2);
        frames[i * 7 + 6] = static_cast<std::uint8_t>((i % 4 == 0 ? 1 : 0) | (i >= 500 ? 0x80 : 0));
    }
    const auto number = (*writer)->beginStream(stream);
    return number && (*writer)->addFrames(*number, 0, 0, frames) && (*writer)->close();
}

} // namespace

#define COMPARE_ONE_LINE(RUN) QVERIFY2((RUN).err.count('\n') == 1 && (RUN).err.endsWith('\n'), (RUN).err.constData())
#define VERIFY_SAYS(TEXT, WHAT) QVERIFY2((TEXT).contains(WHAT), (TEXT).constData())

class TestCliExchange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theProfilersFileSaysWhatItDoesNotHold();
    void logicIsToldByItsInputs();
    void damagedFirstBytesHaveAPlace();
    void aRecordingIsNotImported();
    void nothingIsWrittenOver();
    void importWritesOverOnlyWhenForced();
    void promptRecordsItsRun();
    void anExportNeverTakesItsRecordingsPlace();
    void optionsWithoutMeaning_data();
    void optionsWithoutMeaning();
    void aRefusedRateLeavesNoFile();
    void recordWritesOverOnlyWhenForced();

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    [[nodiscard]] CliRun run(const char *line, const QStringList &more = {}) const
    {
        QStringList words = QString::fromLatin1(line).split(QLatin1Char(' '));
        words.replaceInStrings(QStringLiteral("@"), m_dir.path() + QLatin1Char('/'));
        return runCli(words + more);
    }
    QTemporaryDir m_dir;
};

void TestCliExchange::initTestCase()
{
    QVERIFY(recording_example::write(path("run.aer")));
    QVERIFY(writeMeterExample(path("meter.aer")));
}

void TestCliExchange::theProfilersFileSaysWhatItDoesNotHold()
{
    const CliRun measured = run("export @run.aer --out @run.ppk2");
    QVERIFY2(measured.exitCode == 0, measured.err.constData());
    VERIFY_SAYS(measured.out, "Not in the file: the voltage, which was measured");
    VERIFY_SAYS(measured.out, "for `aiesim import` alone, the Power Profiler does not show it: SIMULATED");
    const CliRun set = run("--json export @meter.aer --out @meter.ppk2");
    QVERIFY(set.last().value(QLatin1String("not_shown_by_profiler")).toArray().size() >= 2);
    const CliRun back = run("import @meter.ppk2 --out @back.aer");
    QVERIFY2(back.exitCode == 0, back.err.constData());
    VERIFY_SAYS(back.out, "SIMULATED");
    const QJsonObject stats = run("--json stats @back.aer").last();
    QVERIFY(stats.value(QLatin1String("simulated")).toBool());
    QVERIFY(stats.value(QLatin1String("voltage_is_set_not_measured")).toBool());
    QVERIFY(
        qAbs(stats.value(QLatin1String("voltage")).toObject().value(QLatin1String("mean")).toDouble() - 3.3) < 1e-6);
}

void TestCliExchange::logicIsToldByItsInputs()
{
    const CliRun told = run("--json stats @meter.aer");
    const QJsonObject logic = told.last().value(QLatin1String("logic")).toObject();
    QVERIFY2(!logic.contains(QLatin1String("rms")), told.out.constData());
    const QJsonArray inputs = logic.value(QLatin1String("inputs")).toArray();
    QCOMPARE(inputs.size(), 8);
    const auto of = [&inputs](int input, const char *key) {
        return inputs[input].toObject().value(QLatin1String(key)).toDouble();
    };
    QCOMPARE(of(0, "high_share"), 0.25);
    QCOMPARE(of(0, "edges"), 499.0); // up and down 250 times, the first is its begin
    QCOMPARE(of(7, "high_share"), 0.5);
    QCOMPARE(of(7, "edges"), 1.0);
    QCOMPARE(of(3, "high_share") + of(3, "edges"), 0.0);
    const CliRun text = run("stats @meter.aer");
    VERIFY_SAYS(text.out, "D7");
    VERIFY_SAYS(text.out, "edges");
}

void TestCliExchange::damagedFirstBytesHaveAPlace()
{
    QByteArray bytes = bytesOf(path("run.aer"));
    bytes[20] = char(~bytes[20]);
    QVERIFY(writeBytes(path("damaged.aer"), bytes));
    const CliRun text = run("verify @damaged.aer");
    QCOMPARE(text.exitCode, kFailed);
    VERIFY_SAYS(text.out, "byte 0: ");
    const QJsonObject json = run("--json verify @damaged.aer").last();
    QCOMPARE(json.value(QLatin1String("fault_count")).toInt(), 1);
    QCOMPARE(
        json.value(QLatin1String("faults")).toArray().at(0).toObject().value(QLatin1String("offset")).toInt(-1), 0);
    // Counts are grouped as all others are.
    QVERIFY(writeBytes(path("torn.aer"), bytesOf(path("run.aer")) + QByteArray(12'345, 'x')));
    VERIFY_SAYS(run("verify @torn.aer").out, "12\u202f345 bytes");
    QVERIFY(!run("verify @torn.aer").out.contains("12345 bytes"));
}

void TestCliExchange::aRecordingIsNotImported()
{
    const CliRun again = run("import @run.aer --out @none.aer");
    QCOMPARE(again.exitCode, kFailed);
    COMPARE_ONE_LINE(again);
    VERIFY_SAYS(again.err, "is a recording already and needs no import");
    QVERIFY(writeBytes(path("garbage"), QByteArray(1000, '\1')));
    const CliRun garbage = run("import @garbage --out @none.aer");
    QCOMPARE(garbage.exitCode, kFailed);
    COMPARE_ONE_LINE(garbage);
    VERIFY_SAYS(garbage.err, ".ppk2 file, or of CSV");
    const CliRun verified = run("verify @garbage");
    COMPARE_ONE_LINE(verified);
    VERIFY_SAYS(verified.err, "\"aiesim import\" makes one");
    QVERIFY(!verified.err.contains("build it again"));
    QVERIFY(writeBytes(path("huge.csv"), "time_s,current_A\n0,1\n1,5e300\n"));
    const CliRun huge = run("import @huge.csv --out @none.aer");
    QCOMPARE(huge.exitCode, kFailed);
    VERIFY_SAYS(huge.err, "line 3: 5e+300 A is above 1000000 A");
    QVERIFY(!QFile::exists(path("none.aer")));
}

void TestCliExchange::nothingIsWrittenOver()
{
    for (const char *name : {"there.csv", "there.jsonl", "there.ppk2"}) {
        QVERIFY(writeBytes(path(name), "mine"));
        const QStringList out{QStringLiteral("--out"), path(name)};
        const CliRun refused = run("export @run.aer", out);
        QCOMPARE(refused.exitCode, kFailed);
        COMPARE_ONE_LINE(refused);
        VERIFY_SAYS(refused.err, "A file of that name is there already.");
        VERIFY_SAYS(refused.err, "--force replaces it");
        QCOMPARE(bytesOf(path(name)), QByteArray("mine"));
        QCOMPARE(run("export @run.aer --force", out).exitCode, 0);
        QVERIFY(bytesOf(path(name)).size() > 100);
    }
}

void TestCliExchange::importWritesOverOnlyWhenForced()
{
    QVERIFY(writeBytes(path("in.csv"), "time_s,current_A\n0,1\n1,2\n2,1\n"));
    QVERIFY(writeBytes(path("bad.csv"), "time_s,current_A\n0,x\n"));
    QVERIFY(writeBytes(path("taken.aer"), "mine"));
    const CliRun refused = run("import @in.csv --out @taken.aer");
    QCOMPARE(refused.exitCode, kFailed);
    COMPARE_ONE_LINE(refused);
    VERIFY_SAYS(refused.err, "A file of that name is there already.");
    QCOMPARE(run("import @bad.csv --out @taken.aer --force").exitCode, kFailed);
    QCOMPARE(bytesOf(path("taken.aer")), QByteArray("mine")); // nothing came that could replace it
    QCOMPARE(run("import @in.csv --out @taken.aer --force").exitCode, 0);
    const CliRun verified = run("verify @taken.aer");
    QCOMPARE(verified.exitCode, 0);
    VERIFY_SAYS(verified.out, ", imported from ");
    const QByteArray before = bytesOf(path("in.csv"));
    QCOMPARE(run("import @in.csv --out @in.csv --force").exitCode, kFailed);
    QCOMPARE(bytesOf(path("in.csv")), before);
    QVERIFY(QDir(m_dir.path()).entryList({QStringLiteral("*replaced*")}).isEmpty());
}

void TestCliExchange::promptRecordsItsRun()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const QStringList device{QStringLiteral("--device"), device_link::toString(kit.serialUrl(PortRole::Kit))};
    const CliRun asked = run("--json prompt hi --record @prompt.aer", device);
    QVERIFY2(asked.exitCode == 0, asked.err.constData());
    const QJsonObject answer = asked.last();
    QCOMPARE(answer.value(QLatin1String("recording")).toString(), path("prompt.aer"));
    const QJsonObject stats = run("--json stats @prompt.aer").last();
    QCOMPARE(stats.value(QLatin1String("prompts")).toInt(), 1);
    QCOMPARE(stats.value(QLatin1String("completion_tokens")),
        answer.value(QLatin1String("usage")).toObject().value(QLatin1String("completion_tokens")));
    // From the idle time before it to the idle time after it.
    const double whole = answer.value(QLatin1String("energy")).toObject().value(QLatin1String("seconds")).toDouble();
    QVERIFY(whole > 1);
    QVERIFY(stats.value(QLatin1String("seconds")).toDouble() > whole + 1);
    QCOMPARE(run("prompt hi --record @prompt.aer", device).exitCode, kFailed); // written over only when forced
    QCOMPARE(run("prompt hi --record @other.aer --no-energy", device).exitCode, kWrongUsage);
    QCOMPARE(run("prompt hi --force", device).exitCode, kWrongUsage);
    QVERIFY(!QFile::exists(path("other.aer")));
}

void TestCliExchange::anExportNeverTakesItsRecordingsPlace()
{
    QVERIFY(QFile::copy(path("run.aer"), path("odd.csv")));
    const QByteArray before = bytesOf(path("odd.csv"));
    QCOMPARE(run("export @odd.csv --out @odd.csv --force").exitCode, kWrongUsage);
    QCOMPARE(bytesOf(path("odd.csv")), before);
    QVERIFY(QDir().mkdir(path("folder.csv")));
    QCOMPARE(run("export @run.aer --out @folder.csv --force").exitCode, kFailed);
}

void TestCliExchange::optionsWithoutMeaning_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row
        = [](const char *line, const char *says) { QTest::newRow(line) << QByteArray(line) << QByteArray(says); };
    row("export @run.aer --out @x.ppk2 --bin 0.1", "--bin: has a meaning for .csv only");
    row("export @run.aer --out @x.jsonl --bin 0.1", "--bin: has a meaning for .csv only");
    row("export @run.aer --out @x.jsonl --from 1", "--from: has no meaning for .jsonl");
    row("export @run.aer --out @x.jsonl --to 1", "--to: has no meaning for .jsonl");
    row("export @run.aer --out @x.jsonl --stream 0", "--stream: has no meaning for .jsonl");
    row("export @run.aer --out @x.mp3", ".csv (samples), .jsonl (events) or .ppk2");
    row("export @run.aer --out @x.csv --from 5 --to 3", "the end, 3 s, lies before the begin, --from 5 s");
    row("export @run.aer --out @x.csv --from 50", "no samples lie in this range");
    row("stats @run.aer --from 5 --to 3", "the end, 3 s, lies before the begin, --from 5 s");
    row("stats @run.aer --device serial:/dev/ttyACM0", "--device: has no meaning here");
    row("export @run.aer --out @x.csv --device virtual:", "--device: has no meaning here");
    row("import @run.aer --out @x.aer --device virtual:", "--device: has no meaning here");
    row("verify @run.aer --borrow-from-modemmanager", "--borrow-from-modemmanager: has no meaning here");
}

void TestCliExchange::optionsWithoutMeaning()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    const CliRun refused = run(line.constData());
    QCOMPARE(refused.exitCode, kWrongUsage);
    COMPARE_ONE_LINE(refused);
    VERIFY_SAYS(refused.err, says);
    for (const char *name : {"x.ppk2", "x.jsonl", "x.csv", "x.aer"})
        QVERIFY(!QFile::exists(path(name)));
}

void TestCliExchange::aRefusedRateLeavesNoFile()
{
    VirtualKit kit;
    QVERIFY(kit.start());
    const QStringList device{QStringLiteral("--device"), device_link::toString(kit.serialUrl(PortRole::Kit))};
    const CliRun fresh = run("record --rate 3 --duration 0.2 --out @slow.aer", device);
    QCOMPARE(fresh.exitCode, kFailed);
    COMPARE_ONE_LINE(fresh);
    QVERIFY(!QFile::exists(path("slow.aer")));
    // What was to be replaced is still there.
    QVERIFY(writeBytes(path("kept.aer"), "mine"));
    QCOMPARE(run("record --rate 3 --duration 0.2 --force --out @kept.aer", device).exitCode, kFailed);
    QCOMPARE(bytesOf(path("kept.aer")), QByteArray("mine"));
    QVERIFY(QDir(m_dir.path()).entryList({QStringLiteral("*replaced*")}).isEmpty());
}

void TestCliExchange::recordWritesOverOnlyWhenForced()
{
    QVERIFY(writeBytes(path("old.aer"), "mine"));
    const CliRun refused
        = run("record --duration 0.2 --out @old.aer", {QStringLiteral("--device"), QStringLiteral("serial:/dev/none")});
    QCOMPARE(refused.exitCode, kFailed); // before a port is opened
    VERIFY_SAYS(refused.err, "A file of that name is there already.");
    VERIFY_SAYS(refused.err, "--force replaces it");
    QCOMPARE(bytesOf(path("old.aer")), QByteArray("mine"));
    VirtualKit kit;
    QVERIFY(kit.start());
    const CliRun forced = run("record --duration 0.2 --force --out @old.aer",
        {QStringLiteral("--device"), device_link::toString(kit.serialUrl(PortRole::Kit))});
    QVERIFY2(forced.exitCode == 0, forced.err.constData());
    QCOMPARE(run("verify @old.aer").exitCode, 0);
    QVERIFY(QDir(m_dir.path()).entryList({QStringLiteral("*replaced*")}).isEmpty());
}

QTEST_GUILESS_MAIN(TestCliExchange)
#include "tst_cli_exchange.moc"
