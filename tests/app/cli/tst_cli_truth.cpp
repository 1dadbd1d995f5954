// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line shows against what the virtual kit says really happened (its truth log).
#include "cli_process.h"
#include "virtual_kit_fixture.h"

#include "device_link/capture/file/recording_file_reader.h"

#include <QFile>
#include <QJsonArray>

using device_link::PortRole;
using test_cli::CliRun;
using test_cli::runCli;

class TestCliTruth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_kit.start(), qPrintable(m_kit.problem()));
        m_device = QStringList{QStringLiteral("--device"), device_link::toString(m_kit.serialUrl(PortRole::Kit))};
        const CliRun run = runCli(m_device
            + QStringList{QStringLiteral("--json"), QStringLiteral("prompt"), QStringLiteral("Why is the sky blue?")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.exitCode, 0);
        m_shown = run.last();
        QVERIFY(!shownId().isEmpty());
        // The truth of the energy is written when the prompt is quiet, which the command has waited for.
        m_truth = readTruth();
    }

    void stagesAreStampedAsTheyHappened_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("what");
        QTest::newRow("accepted") << QStringLiteral("accepted") << QStringLiteral("prompt.accepted");
        QTest::newRow("radio") << QStringLiteral("radio_up") << QStringLiteral("prompt.radio");
        QTest::newRow("sent") << QStringLiteral("sent") << QStringLiteral("prompt.sent");
        QTest::newRow("first byte") << QStringLiteral("first_byte") << QStringLiteral("prompt.byte");
        QTest::newRow("done") << QStringLiteral("done") << QStringLiteral("prompt.done");
        QTest::newRow("quiet") << QStringLiteral("quiet") << QStringLiteral("energy"); // written at that moment
    }
    void stagesAreStampedAsTheyHappened()
    {
        QFETCH(QString, shown);
        QFETCH(QString, what);
        const QList<QJsonObject> lines = truth(what);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(m_shown.value(QLatin1String("kit_time_ns")).toObject().value(shown).toInteger(),
            lines.first().value(QLatin1String("kt")).toInteger());
    }

    void everyTokenHasItsTime()
    {
        const QJsonArray shown = m_shown.value(QLatin1String("tokens")).toArray();
        const QList<QJsonObject> happened = truth(QStringLiteral("token"));
        QVERIFY(!happened.isEmpty());
        QCOMPARE(shown.size(), happened.size());
        for (qsizetype i = 0; i < shown.size(); ++i) {
            QCOMPARE(shown.at(i).toObject().value(QLatin1String("kit_time_ns")).toInteger(),
                happened.at(i).value(QLatin1String("kt")).toInteger());
        }
    }

    void theChargeIsTheLedgersCommit()
    {
        qint64 committed = 0;
        for (const QJsonObject &line : truth(QStringLiteral("ledger"))) {
            if (line.value(QLatin1String("kind")).toString() == QStringLiteral("commit"))
                committed -= line.value(QLatin1String("amount")).toInteger();
        }
        QVERIFY(committed > 0);
        QCOMPARE(m_shown.value(QLatin1String("charge_micro")).toInteger(), committed);
    }

    void theEnergyAgreesWithinOnePercent()
    {
        const QJsonObject shown = m_shown.value(QLatin1String("energy")).toObject();
        QVERIFY(shown.value(QLatin1String("complete")).toBool());
        QCOMPARE(shown.value(QLatin1String("missing_samples")).toInteger(), 0);
        const QList<QJsonObject> lines = truth(QStringLiteral("energy"));
        QCOMPARE(lines.size(), 1);
        const double really = lines.first().value(QLatin1String("joules")).toDouble();
        QVERIFY(really > 0);
        const double measured = shown.value(QLatin1String("total_joule")).toDouble();
        QVERIFY2(std::abs(measured - really) <= 0.01 * really,
            qPrintable(QStringLiteral("measured %1 J, really %2 J").arg(measured).arg(really)));
    }

    void radioStatesAreRecordedAsTheyHappened()
    {
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("rec.aer"));
        // Probes wake the radio, so that there are states to record.
        QProcess probes;
        QProcess record;
        record.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
            QStringList{QStringLiteral("--device"), device_link::toString(m_kit.tcpUrl(PortRole::Kit)),
                QStringLiteral("record"), QStringLiteral("--duration"), QStringLiteral("3"), QStringLiteral("--rate"),
                QStringLiteral("1000"), QStringLiteral("--out"), out});
        QVERIFY(record.waitForStarted());
        probes.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
            QStringList{QStringLiteral("--device"), device_link::toString(m_kit.serialUrl(PortRole::Console)),
                QStringLiteral("latency"), QStringLiteral("--count"), QStringLiteral("3")});
        QVERIFY(probes.waitForFinished(60000));
        QVERIFY(record.waitForFinished(60000));
        QCOMPARE(record.exitCode(), 0);
        compareRadio(out);
    }

private:
    void compareRadio(const QString &path)
    {
        const auto reader = device_link::RecordingFileReader::open(path);
        QVERIFY(reader);
        QHash<qint64, QString> happened;
        for (const QJsonObject &line : readTruth()) {
            if (line.value(QLatin1String("what")).toString() == QStringLiteral("radio"))
                happened.insert(
                    line.value(QLatin1String("kt")).toInteger(), line.value(QLatin1String("state")).toString());
        }
        int compared = 0;
        for (std::size_t i = 0; i < (*reader)->eventBatches(); ++i) {
            const auto batch = (*reader)->eventBatch(i);
            QVERIFY(batch);
            for (const device_link::KitEvent &event : batch->events) {
                if (event.name != QStringLiteral("radio"))
                    continue;
                ++compared;
                QCOMPARE(event.fields.value(QStringLiteral("state")).toString(), happened.value(event.kitTimeNs));
            }
        }
        QVERIFY(compared > 0);
    }
    [[nodiscard]] QString shownId() const { return m_shown.value(QLatin1String("id")).toString(); }
    [[nodiscard]] QList<QJsonObject> readTruth() const
    {
        QList<QJsonObject> lines;
        QFile file(m_kit.truthPath());
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    lines.append(QJsonDocument::fromJson(line).object());
            }
        }
        return lines;
    }
    /// Lines of that kind about the prompt that was asked.
    [[nodiscard]] QList<QJsonObject> truth(const QString &what) const
    {
        QList<QJsonObject> lines;
        for (const QJsonObject &line : m_truth) {
            if (line.value(QLatin1String("what")).toString() == what
                && line.value(QLatin1String("id")).toString() == shownId())
                lines.append(line);
        }
        return lines;
    }

    test_kit::VirtualKit m_kit{QStringList{
        QStringLiteral("--speed"), QStringLiteral("2"), QStringLiteral("--power-rate"), QStringLiteral("20000")}};
    QStringList m_device;
    QJsonObject m_shown;
    QList<QJsonObject> m_truth;
};

QTEST_GUILESS_MAIN(TestCliTruth)
#include "tst_cli_truth.moc"
