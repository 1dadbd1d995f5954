// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

/// The workbench as a process, as a script runs it.
class TestWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tourRecordsEveryStepAndEveryPicture();
    void kitThatDoesNotAnswerIsOneClearLine();
    void wrongUsage_data();
    void wrongUsage();

private:
    struct Run {
        int code = -1;
        QString out, err;
    };
    Run run(const QStringList &arguments);
    QTemporaryDir m_home;
};

TestWorkbench::Run TestWorkbench::run(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_home.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim-workbench"), arguments);
    Run result;
    if (!process.waitForFinished(480'000)) {
        process.kill();
        process.waitForFinished();
        result.err = process.errorString();
        return result;
    }
    result.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    return result;
}

void TestWorkbench::tourRecordsEveryStepAndEveryPicture()
{
    QTemporaryDir folder;
    const Run tour = run({QStringLiteral("--tour"), QStringLiteral("--screenshots"), folder.path(),
        QStringLiteral("--device"), QStringLiteral("virtual:speed=4")});
    QVERIFY2(tour.code == 0, qPrintable(tour.out + tour.err));
    for (const char *panel : {"overview", "power", "prompts", "log"}) {
        for (const char *look : {"light", "dark", "zh"}) {
            const QString name = QStringLiteral("%1-%2.png").arg(QLatin1String(panel), QLatin1String(look));
            const QString path = folder.filePath(name);
            const QImage image(path);
            QVERIFY2(image.width() >= 1180 && image.height() >= 720, qPrintable(path));
            QVERIFY2(tour.out.contains(path), qPrintable(path));
            // A picture with something on it, in the theme that its name says.
            QSet<QRgb> colours;
            for (int y = 0; y < image.height(); y += 7) {
                for (int x = 0; x < image.width(); x += 7)
                    colours.insert(image.pixel(x, y));
            }
            QVERIFY2(colours.size() > 20, qPrintable(path));
            const bool dark = qGray(image.pixel(image.width() - 4, image.height() / 2)) < 64;
            QCOMPARE(dark, QLatin1String(look) == QLatin1String("dark"));
        }
    }
    QFile file(folder.filePath(QStringLiteral("tour.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject record = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(record.value(QStringLiteral("kit")).toObject().value(QStringLiteral("simulated")).toBool(), true);
    QHash<QString, QJsonObject> steps;
    for (const QJsonValue &step : record.value(QStringLiteral("steps")).toArray())
        steps.insert(step.toObject().value(QStringLiteral("step")).toString(), step.toObject());
    const QStringList ids{QStringLiteral("connect"), QStringLiteral("profile"), QStringLiteral("prompt"),
        QStringLiteral("latency"), QStringLiteral("balance"), QStringLiteral("firmware"), QStringLiteral("reset")};
    for (const QString &id : ids) {
        QCOMPARE(steps.value(id).value(QStringLiteral("result")).toString(), QStringLiteral("done"));
        for (const char *look : {"light", "dark", "zh"}) {
            const QString name
                = QStringLiteral("tour-%1-%2-%3.png").arg(ids.indexOf(id) + 1).arg(id, QLatin1String(look));
            QVERIFY2(!QImage(folder.filePath(name)).isNull(), qPrintable(name));
        }
    }
    const QJsonObject firmware = steps.value(QStringLiteral("firmware"));
    QCOMPARE(firmware.value(QStringLiteral("outcome")).toString(), QStringLiteral("confirmed"));
    QVERIFY(steps.value(QStringLiteral("reset")).value(QStringLiteral("profile_put_back")).toBool());
    const QJsonObject prompt = steps.value(QStringLiteral("prompt"));
    QVERIFY(prompt.value(QStringLiteral("energy_mj")).toDouble() > 0);
    QVERIFY(prompt.value(QStringLiteral("energy_complete")).toBool());
    QVERIFY(prompt.value(QStringLiteral("charged_micro_tokens")).toDouble() > 0);
    QVERIFY(!steps.value(QStringLiteral("profile")).value(QStringLiteral("profiles")).toArray().isEmpty());
    QVERIFY(steps.value(QStringLiteral("profile")).value(QStringLiteral("interruption_ms")).toDouble() > 0);
}

void TestWorkbench::kitThatDoesNotAnswerIsOneClearLine()
{
    QTemporaryDir folder;
    const Run shots = run({QStringLiteral("--screenshots"), folder.filePath(QStringLiteral("out")),
        QStringLiteral("--device"), QStringLiteral("serial:/nonexistent/kit,role=kit")});
    QCOMPARE(shots.code, 1);
    const QStringList lines = shots.err.split(u'\n', Qt::SkipEmptyParts).filter(QStringLiteral("aiesim-workbench:"));
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(QStringLiteral("/nonexistent/kit")), qPrintable(lines.first()));
    QVERIFY(!QDir(folder.filePath(QStringLiteral("out"))).exists());
}

void TestWorkbench::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no such option") << QStringList{QStringLiteral("--nonsense")};
    QTest::newRow("no such scheme") << QStringList{QStringLiteral("--device"), QStringLiteral("modem:x")};
    QTest::newRow("no such theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")};
    QTest::newRow("no such language") << QStringList{QStringLiteral("--lang"), QStringLiteral("fr")};
    QTest::newRow("extra word") << QStringList{QStringLiteral("extra")};
    QTest::newRow("a file for pictures") << QStringList{QStringLiteral("--screenshots"), QStringLiteral("/etc/passwd")};
    QTest::newRow("no firmware file") << QStringList{
        QStringLiteral("--tour"), QStringLiteral("--firmware"), QStringLiteral("/nonexistent.bin")};
    QTest::newRow("one role twice") << QStringList{QStringLiteral("--device"), QStringLiteral("serial:/dev/a"),
        QStringLiteral("--device"), QStringLiteral("serial:/dev/b")};
}

void TestWorkbench::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Run wrong = run(arguments);
    QCOMPARE(wrong.code, 2);
    QVERIFY(wrong.err.startsWith(QStringLiteral("aiesim-workbench: ")));
    QCOMPARE(run({QStringLiteral("--version")}).code, 0);
}

QTEST_GUILESS_MAIN(TestWorkbench)
#include "tst_workbench.moc"
