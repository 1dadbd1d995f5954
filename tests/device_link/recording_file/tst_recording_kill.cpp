// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments. AIESIM_KILLS sets how many; 40 otherwise.
#include "recording_example.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace recording_example;

namespace {

/// The last whole line as a number; 0 when there is none.
std::uint64_t lastLine(const QByteArray &output)
{
    const qsizetype end = output.lastIndexOf('\n');
    if (end < 0)
        return 0;
    const qsizetype begin = end == 0 ? 0 : output.lastIndexOf('\n', end - 1) + 1;
    return output.mid(begin, end - begin).toULongLong();
}

/// Takes a random while of computing, so that the writer is not always met right after it spoke.
void spin(std::uint64_t rounds)
{
    volatile std::uint64_t sink = 0;
    for (std::uint64_t i = 0; i < rounds; ++i)
        sink = sink * 31 + i;
}

} // namespace

class RecordingKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledRecordingOpensWithAllThatWasSynced()
    {
        const int kills = qEnvironmentVariableIsSet("AIESIM_KILLS") ? qEnvironmentVariableIntValue("AIESIM_KILLS") : 40;
        std::mt19937 random(std::random_device{}());
        int torn = 0;
        for (int i = 0; i < kills; ++i) {
            const QTemporaryDir dir;
            const QString path = dir.filePath(QStringLiteral("killed.aer"));
            QProcess writer;
            writer.start(QStringLiteral(AIESIM_BIN_DIR "/recording_kill_writer"), {path});
            QByteArray output;
            const int lines = 1 + int(random() % 12);
            while (output.count('\n') < lines && writer.waitForReadyRead(30'000))
                output += writer.readAllStandardOutput();
            spin(random() % 2'000'000);
            writer.kill();
            QVERIFY(writer.waitForFinished());
            output += writer.readAllStandardOutput();
            QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
            const std::uint64_t synced = lastLine(output);
            QVERIFY(synced > 0);

            auto reader = RecordingFileReader::open(path);
            QVERIFY(reader.has_value());
            const RecordingRecovery &recovery = (*reader)->recovery();
            const auto frames = framesIn(**reader, 0, 10'000);
            QVERIFY(frames && *frames >= synced);
            QVERIFY(!recovery.closed && recovery.damagedBytes == 0 && recovery.damagedRecords == 0);
            QVERIFY(recovery.lastKitTimeNs.value() >= timeOf(synced - 500));
            const auto report = verifyRecording(path);
            QVERIFY(report.has_value());
            QCOMPARE(report->faultCount, std::uint64_t(recovery.tornBytes > 0 ? 1 : 0));
            QCOMPARE(report->streams.at(0).unexplained, std::uint64_t(0));
            QVERIFY(report->events >= synced / 500);
            torn += recovery.tornBytes > 0 ? 1 : 0;
        }
        qInfo("%d killed, %d of them inside a record", kills, torn);
    }
};

QTEST_GUILESS_MAIN(RecordingKillTest)
#include "tst_recording_kill.moc"
