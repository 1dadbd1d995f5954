// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_example_writer.h"

#include "device_link/session/kit_session.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <QCoroTask>

using namespace device_link;

class TestRecordedKitSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatWasRecorded();
    void measuresNothing();
    void opensAgainAfterClose();
    void saysWhatCannotBeOpened();
    void standsAlone();

private:
    [[nodiscard]] static std::shared_ptr<KitSession> sessionOn(const QString &path)
    {
        return KitSession::create({*parseDeviceUrl(QStringLiteral("file:") + path)});
    }
    QTemporaryDir m_dir;
};

void TestRecordedKitSession::showsWhatWasRecorded()
{
    const QString path = m_dir.filePath(QStringLiteral("one, two.aer")); // a comma is part of the name
    QVERIFY(recording_example::write(path));
    const auto session = sessionOn(path);
    QVERIFY(session->isReplay());
    QSignalSpy events(session.get(), &KitSession::event);
    QSignalSpy prompts(session.get(), &KitSession::promptReplayed);
    QVERIFY(QCoro::waitFor(session->open({})));
    QCOMPARE(session->state(), SessionState::Connected);
    QCOMPARE(session->identity().serial, QStringLiteral("VK-0042"));
    QCOMPARE(session->identity().simulated, std::optional(true));
    QCOMPARE(session->identity().bootId, recording_example::kBoot);
    QCOMPARE(events.size(), 3);
    QCOMPARE(prompts.size(), 2);
    QCOMPARE(prompts.at(1).at(0).value<PromptEvent>().kind, PromptEvent::Kind::Token);

    const auto shown = session->powerSource()->store();
    const auto memory = recording_example::store();
    QVERIFY(shown);
    QCOMPARE(shown->endIndex(), memory->endIndex());
    QCOMPARE(shown->kitTimeOf(12'345), memory->kitTimeOf(12'345));
    QCOMPARE(shown->lostSamples(), std::uint64_t(1000));
    for (std::size_t channel = 0; channel < memory->channelCount(); ++channel) {
        const SampleStats a = shown->stats(channel, 1234, 43'210), b = memory->stats(channel, 1234, 43'210);
        QCOMPARE(a.mean, b.mean);
        QCOMPARE(a.stddev, b.stddev);
        QCOMPARE(a.count, b.count);
        QCOMPARE(a.missing, b.missing);
    }

    // One second of kit time is one second of the day that was recorded.
    const ClockMap clock = session->clock();
    QVERIFY(clock.toHostNs(1'000'000'000) && clock.toHostNs(2'000'000'000));
    QCOMPARE(*clock.toHostNs(2'000'000'000) - *clock.toHostNs(1'000'000'000), std::int64_t(1'000'000'000));
}

void TestRecordedKitSession::measuresNothing()
{
    const QString path = m_dir.filePath(QStringLiteral("still.aer"));
    QVERIFY(recording_example::write(path, false));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto power = session->powerSource();
    QVERIFY(!power->running());
    const auto started = QCoro::waitFor(power->start(0, {}));
    QVERIFY(!started);
    QCOMPARE(started.error().fault(), Fault::NotSupported);
    QVERIFY(!session->promptRunner() && !session->firmwareTarget() && !session->tokenAccount());
}

void TestRecordedKitSession::opensAgainAfterClose()
{
    const QString path = m_dir.filePath(QStringLiteral("again.aer"));
    QVERIFY(recording_example::write(path));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    session->close();
    QCOMPARE(session->state(), SessionState::Closed);
    QVERIFY(QCoro::waitFor(session->open({})));
    QCOMPARE(session->state(), SessionState::Connected);
}

void TestRecordedKitSession::saysWhatCannotBeOpened()
{
    const auto missing = QCoro::waitFor(sessionOn(m_dir.filePath(QStringLiteral("none.aer")))->open({}));
    QVERIFY(!missing);
    QCOMPARE(missing.error().fault(), Fault::CannotRead);
    QFile foreign(m_dir.filePath(QStringLiteral("text.aer")));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write("index,kit_time_ns\n0,0\n");
    foreign.close();
    const auto session = sessionOn(foreign.fileName());
    const auto opened = QCoro::waitFor(session->open({}));
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault(), Fault::BadFile);
    QCOMPARE(session->state(), SessionState::Failed);
    QVERIFY(session->lastError());
}

void TestRecordedKitSession::standsAlone()
{
    QVERIFY(!parseDeviceUrls({QStringLiteral("file:a.aer"), QStringLiteral("serial:/dev/ttyACM0,role=at")}));
    QVERIFY(!parseDeviceUrls({QStringLiteral("file:a.aer"), QStringLiteral("file:b.aer")}));
    const auto url = parseDeviceUrl(QStringLiteral("file:/a/b,role=at.aer"));
    QVERIFY(url);
    QCOMPARE(url->address, QStringLiteral("/a/b,role=at.aer"));
    QCOMPARE(toString(*url), QStringLiteral("file:/a/b,role=at.aer"));
    QVERIFY(!parseDeviceUrl(QStringLiteral("file:")));
}

QTEST_GUILESS_MAIN(TestRecordedKitSession)
#include "tst_recorded_kit_session.moc"
