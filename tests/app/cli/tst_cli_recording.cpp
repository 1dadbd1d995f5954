// SPDX-License-Identifier: GPL-3.0-or-later
// What aiesim does with recordings, without a kit.
#include "cli_process.h"
#include "recording_example_writer.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using test_cli::CliRun;
using test_cli::runCli;

namespace {

QStringList words(const char *line) { return QString::fromLatin1(line).split(QLatin1Char(' ')); }

QByteArrayList linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
}

/// The lines of a CSV that are samples, and the one with the names before them.
struct Csv {
    explicit Csv(const QString &path)
    {
        for (const QByteArray &line : linesOf(path)) {
            if (line.startsWith('#'))
                notes << line.trimmed();
            else if (line.startsWith("index"))
                names = line.trimmed().split(',');
            else if (!line.isEmpty())
                rows << line.trimmed().split(',');
        }
    }
    QByteArrayList notes, names;
    QList<QByteArrayList> rows;
};

} // namespace

class TestCliRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_path = m_dir.filePath(QStringLiteral("run.aer"));
        QVERIFY(recording_example::write(m_path));
    }
    void verifySaysWhatIsNotWhole();
    void statsAreThoseOfTheStore();
    void anyStreamCounts();
    void damageIsTold();
    void exportsEverySample();
    void exportsForThePowerProfiler();
    void exportsBins();
    void exportsEvents();
    void neverHalfAFile();
    void wrongUsage();

private:
    [[nodiscard]] QStringList on(const char *line) const { return words(line) << m_path; }
    QTemporaryDir m_dir;
    QString m_path;
};

void TestCliRecording::verifySaysWhatIsNotWhole()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("r.aer"));
    QVERIFY(QFile::copy(QStringLiteral(AIESIM_FIXTURES "/recording/by_hand.aer"), path));
    QCOMPARE(runCli(words("verify") + QStringList{path}).exitCode, 0);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(QFile::resize(path, QFileInfo(path).size() - 20));
    const CliRun torn = runCli(words("--json verify") + QStringList{path});
    QCOMPARE(torn.exitCode, 1);
    QCOMPARE(torn.err.count('\n'), 1);
    QCOMPARE(torn.last().value(QLatin1String("ended")).toString(), QStringLiteral("none"));
    QVERIFY(torn.last().value(QLatin1String("torn_bytes")).toInteger() > 0);
    const CliRun foreign = runCli(words("--json verify") + QStringList{QStringLiteral(AIESIM_BIN_DIR "/aiesim")});
    QCOMPARE(foreign.exitCode, 1);
    QCOMPARE(foreign.last().value(QLatin1String("error")).toString(), QStringLiteral("BadFile"));
    QCOMPARE(runCli(words("verify /nonexistent.aer")).exitCode, 1);
    QCOMPARE(runCli(words("verify")).exitCode, 2);
}

void TestCliRecording::statsAreThoseOfTheStore()
{
    const auto store = recording_example::store();
    const CliRun whole = runCli(on("--json stats"));
    QCOMPARE(whole.exitCode, 0);
    QJsonObject told = whole.last();
    QCOMPARE(told.value(QLatin1String("samples")).toInteger(), qint64(store->received()));
    QCOMPARE(told.value(QLatin1String("missing")).toInteger(), 1000);
    QCOMPARE(told.value(QLatin1String("simulated")).toBool(), true);
    QCOMPARE(told.value(QLatin1String("prompts")).toInt(), 1);
    // Its one token came though the answer never ended; with samples missing it has no price in mJ.
    QCOMPARE(told.value(QLatin1String("tokens_in_range")).toInt(), 1);
    QVERIFY(!told.contains(QLatin1String("mj_per_token_with_idle")));
    const auto stats = store->stats(0, 0, store->endIndex());
    const QJsonObject current = told.value(QLatin1String("current")).toObject();
    QCOMPARE(current.value(QLatin1String("mean")).toDouble(), stats.mean);
    QCOMPARE(current.value(QLatin1String("stddev")).toDouble(), stats.stddev);
    const std::array<double, 1> p95{0.95};
    QCOMPARE(current.value(QLatin1String("p95")).toDouble(), store->percentiles(0, 0, store->endIndex(), p95).at(0));
    QCOMPARE(told.value(QLatin1String("charge_coulomb")).toDouble(), stats.sum / recording_example::kRateHz);

    const CliRun part = runCli(on("--json stats --from 1 --to 1.5"));
    told = part.last();
    QCOMPARE(told.value(QLatin1String("first_index")).toInteger(), 10'000);
    QCOMPARE(told.value(QLatin1String("last_index")).toInteger(), 15'000);
    QCOMPARE(told.value(QLatin1String("samples")).toInteger(), 5000);
    QCOMPARE(told.value(QLatin1String("prompts")).toInt(), 1); // accepted right at 1 s
    QCOMPARE(told.value(QLatin1String("tokens_in_range")).toInt(), 0);
    told = runCli(on("--json stats --from 1 --to 1.6")).last(); // the token came at 1.5 s
    QCOMPARE(told.value(QLatin1String("tokens_in_range")).toInt(), 1);
    QCOMPARE(told.value(QLatin1String("mj_per_token_with_idle")).toDouble(),
        told.value(QLatin1String("energy_joule")).toDouble() * 1e3);
    QCOMPARE(runCli(on("--json stats --from 1.1 --to 1.5")).last().value(QLatin1String("prompts")).toInt(), 0);
    const CliRun text = runCli(on("stats"));
    QVERIFY2(text.out.contains("1 prompt begun; ") && !text.out.contains("tok tok"), text.out);
    QVERIFY2(
        text.out.contains("SIMULATED") && text.out.contains("p99") && text.out.contains("mWh"), text.out.constData());
}

void TestCliRecording::anyStreamCounts()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("parts.aer"));
    QVERIFY(recording_example::writeParts(path));
    const QJsonObject longest = runCli(words("--json stats") << path).last();
    QCOMPARE(longest.value(QLatin1String("stream")).toInt(-1), 1);
    QCOMPARE(longest.value(QLatin1String("other_streams")).toInt(), 2);
    const CliRun first = runCli(words("--json stats --stream 0") << path);
    QCOMPARE(first.last().value(QLatin1String("stream")).toInt(-1), 0);
    QCOMPARE(first.last().value(QLatin1String("samples")).toInt(), 10'000);
    QVERIFY(first.last().contains(QLatin1String("mj_per_token_with_idle")));
    const CliRun text = runCli(words("stats --stream 0") << path);
    QVERIFY2(text.out.contains("Stream 0 counts; it has 2 more"), text.out.constData());
    QCOMPARE(runCli(words("stats --stream 3") << path).exitCode, 2);
}

void TestCliRecording::damageIsTold()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bad.aer"));
    QVERIFY(QFile::copy(m_path, path));
    QCOMPARE(runCli(words("stats") << path).exitCode, 0); // its pyramid is made of what is sound
    QVERIFY(recording_example::damageFirstSamples(path));
    const QJsonObject told = runCli(words("--json stats") << path).last();
    QCOMPARE(told.value(QLatin1String("whole")).toBool(true), false);
    QVERIFY(told.value(QLatin1String("missing")).toInteger() > 1000);
    QCOMPARE(told.value(QLatin1String("samples")).toInteger() + told.value(QLatin1String("missing")).toInteger(),
        qint64(recording_example::kSamples));
    const CliRun text = runCli(words("stats") << path);
    QVERIFY2(text.out.contains("are lost by damage"), text.out.constData());

    QVERIFY(QFile::resize(path, 24));
    const CliRun bare = runCli(words("verify") << path);
    QCOMPARE(bare.exitCode, 1);
    QVERIFY2(bare.out.contains("no header is left") && !bare.out.contains("1970"), bare.out.constData());
    // What is not there is not taken for the file to write.
    const CliRun none = runCli(words("export /nonexistent.aer --out") << folder.filePath(QStringLiteral("none.csv")));
    QCOMPARE(none.exitCode, 1);
    QVERIFY2(none.err.contains("nonexistent.aer"), none.err.constData());
}

void TestCliRecording::exportsEverySample()
{
    const QString out = m_dir.filePath(QStringLiteral("all.csv"));
    const CliRun run = runCli(on("export") << QStringLiteral("--out") << out);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.startsWith("About "), run.out.constData()); // the size comes first
    QVERIFY(run.out.contains("SIMULATED"));
    const Csv csv(out);
    QCOMPARE(csv.names, (QByteArrayList{"index", "kit_time_ns", "current_A", "voltage_V"}));
    const QByteArray notes = csv.notes.join('\n');
    QVERIFY2(notes.contains("SIMULATED") && notes.contains("# gap first=20000 count=1000"), notes.constData());
    const auto store = recording_example::store();
    for (const QByteArrayList &row : csv.rows) {
        const quint64 index = row[0].toULongLong();
        QCOMPARE(row[1].toLongLong(), qint64(store->kitTimeOf(index)));
        QCOMPARE(row[2].toFloat(), store->values(0, index, index + 1, 1).at(0));
    }
    QCOMPARE(quint64(csv.rows.size()), quint64(store->received()));

    // And back again.
    const QString again = m_dir.filePath(QStringLiteral("again.aer"));
    const CliRun import = runCli(words("--json import") << out << QStringLiteral("--out") << again);
    QCOMPARE(import.exitCode, 0);
    QCOMPARE(import.last().value(QLatin1String("samples")).toInteger(), qint64(store->received()));
    QCOMPARE(import.last().value(QLatin1String("missing")).toInteger(), 1000);
    const CliRun verify = runCli(words("verify") << again);
    QVERIFY2(verify.exitCode == 0 && verify.out.contains("SIMULATED"), verify.out.constData());
}

void TestCliRecording::exportsForThePowerProfiler()
{
    const QString out = m_dir.filePath(QStringLiteral("run.ppk2"));
    const CliRun run = runCli(on("--json export") << QStringLiteral("--out") << out);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.last().value(QLatin1String("missing")).toInteger(), 1000);
    const QString again = m_dir.filePath(QStringLiteral("ppk2.aer"));
    QCOMPARE(runCli(words("import") << out << QStringLiteral("--out") << again).exitCode, 0);
    const QJsonObject before = runCli(on("--json stats")).last(), after = runCli(words("--json stats") << again).last();
    QCOMPARE(after.value(QLatin1String("samples")).toInteger(), before.value(QLatin1String("samples")).toInteger());
    const auto mean = [](const QJsonObject &stats) {
        return stats.value(QLatin1String("current")).toObject().value(QLatin1String("mean")).toDouble();
    };
    QVERIFY(std::abs(mean(after) - mean(before)) < 1e-9); // A; the file has single floats of microamperes
    // What is there is never written over.
    QCOMPARE(runCli(words("import") << out << QStringLiteral("--out") << again).exitCode, 1);
}

void TestCliRecording::exportsBins()
{
    const QString out = m_dir.filePath(QStringLiteral("bins.csv"));
    const CliRun run = runCli(on("--json export --bin 0.03 --from 0.1") << QStringLiteral("--out") << out);
    QCOMPARE(run.exitCode, 0);
    const Csv csv(out);
    QCOMPARE(csv.names.size(), 3 + 3 * 3);
    QCOMPARE(run.last().value(QLatin1String("rows")).toInteger(), qint64(csv.rows.size()));
    const auto store = recording_example::store();
    qsizetype compared = 0;
    for (const QByteArrayList &row : csv.rows) {
        const quint64 first = row[0].toULongLong(), last = std::min<quint64>(first + 300, store->endIndex());
        const auto stats = store->stats(0, first, last);
        if (row[2].toULongLong() != 300)
            continue; // beside the gap, or the last one
        ++compared;
        QCOMPARE(quint64(stats.count), quint64(300));
        QVERIFY(std::abs(row[3].toDouble() - stats.min) < 1e-8); // single floats
        QVERIFY(std::abs(row[4].toDouble() - stats.mean) < 1e-8);
        QVERIFY(std::abs(row[5].toDouble() - stats.max) < 1e-8);
    }
    QVERIFY2(compared > 150, qPrintable(QString::number(compared)));
}

void TestCliRecording::exportsEvents()
{
    const QString out = m_dir.filePath(QStringLiteral("events.jsonl"));
    QCOMPARE(runCli(QStringList{QStringLiteral("export"), m_path, QStringLiteral("--out"), out}).exitCode, 0);
    const QByteArrayList lines = linesOf(out);
    QCOMPARE(lines.size(), 4); // three, and what is after the last line end
    const QJsonObject radio = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(radio.value(QLatin1String("event")).toString(), QStringLiteral("radio"));
    QCOMPARE(radio.value(QLatin1String("kit_time_ns")).toInteger(), 1'500'000'000);
    QCOMPARE(radio.value(QLatin1String("fields")).toObject().value(QLatin1String("state")).toString(),
        QStringLiteral("connected"));
}

void TestCliRecording::neverHalfAFile()
{
    const QString out = m_dir.filePath(QStringLiteral("none/below.csv"));
    const CliRun run = runCli(QStringList{QStringLiteral("export"), m_path, QStringLiteral("--out"), out});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(!QFile::exists(out));
    const CliRun missing = runCli(QStringList{QStringLiteral("stats"), m_dir.filePath(QStringLiteral("missing.aer"))});
    QCOMPARE(missing.exitCode, 1);
    QCOMPARE(missing.err.count('\n'), 1);
}

void TestCliRecording::wrongUsage()
{
    QCOMPARE(runCli(on("stats --from 100")).exitCode, 2);
    QCOMPARE(runCli(on("stats --from 2 --to 1")).exitCode, 2);
    QCOMPARE(runCli(on("stats --from nan")).exitCode, 2);
    QCOMPARE(runCli(on("export")).exitCode, 2);
    QCOMPARE(runCli(on("export --out x.mp3")).exitCode, 2);
    QCOMPARE(runCli(words("import")).exitCode, 2);
    QCOMPARE(runCli(words("stats")).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestCliRecording)
#include "tst_cli_recording.moc"
