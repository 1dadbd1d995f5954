// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_traffic_writer.h"
#include "recording_example_writer.h"

#include "device_link/capture/file/recording_file_writer.h"
#include "device_link/capture/recorded/recorded_samples.h"
#include "device_link/session/kit_session.h"
#include "device_link/session/replay/recorded_kit_session.h"
#include "device_link/session/replay/recorded_lines.h"
#include "device_link/session/replay/recorded_probes.h"
#include "device_link/session/replay/recorded_prompts.h"

#include "framing/smp_packet.h"

#include <QCborMap>
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
    void beginsWithHowTheKitStood();
    void ofAnotherBootTheAccountStands();
    void damageAtTheBeginIsTold();
    void damageAfterItWasOpenedIsFound();
    void measuresNothing();
    void opensAgainAfterClose();
    void anyPartOfItCanBeShown();
    void theAccountGoesOnInTheNextPart();
    void theAccountOfALaterPartIsNotThatOfAnEarlierOne();
    void damageInAnotherPartIsTold();
    void aPartThatIsNotThereIsRefused();
    void impossibleTimesOfPartsAreBounded();
    void saysWhatCannotBeOpened();
    void standsAlone();
    void probesAreThereOnceAndInOrder();
    void impossibleProbesAreIgnored();
    void linesHaveTheirTimeOfDay();
    void impossibleLinesAreIgnored();
    void theFirstOfVeryManyAreKept();
    void promptsHaveTheirTexts();

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

void TestRecordedKitSession::beginsWithHowTheKitStood()
{
    using recording_example::event;
    using recording_example::kBoot;
    const QString path = m_dir.filePath(QStringLiteral("begin.aer"));
    const auto ledger = [](std::uint32_t sequence, qint64 number, qint64 balance) {
        return event(sequence, 2'000'000'000 + number, QStringLiteral("ledger"),
            {{QStringLiteral("no"), number}, {QStringLiteral("kind"), QStringLiteral("commit")},
                {QStringLiteral("amount"), -1}, {QStringLiteral("bal"), balance}, {QStringLiteral("res"), 0}});
    };
    recording_example::Traffic traffic;
    traffic.info.begin = {kBoot, 900'000'000, {}, QStringLiteral("rev C"), QStringLiteral("1.4.0"), 320U,
        QStringLiteral("idle"), RecordedKitState::Account{100, 10, 5}};
    traffic.events = {ledger(1, 5, 100), ledger(2, 6, 90)}; // the first one was on its way when the state was read
    QVERIFY(recording_example::write(path, traffic));
    const auto session = sessionOn(path);
    QSignalSpy events(session.get(), &KitSession::event);
    QList<AccountState> states;
    connect(session.get(), &KitSession::capabilitiesChanged, this, [&] {
        connect(session->tokenAccount().get(), &TokenAccount::changed, this,
            [&states](const AccountState &state) { states.append(state); });
    });
    QVERIFY(QCoro::waitFor(session->open({})));
    QCOMPARE(session->identity().firmware, QStringLiteral("1.4.0"));
    QCOMPARE(session->identity().hardware, QStringLiteral("rev C"));
    QCOMPARE(session->identity().batteryMah, std::optional(320U));
    const auto first = events.at(0).at(0).value<KitEvent>();
    QCOMPARE(first.name, QStringLiteral("radio"));
    QCOMPARE(first.kitTimeNs, std::int64_t(900'000'000));
    QCOMPARE(first.fields.value(QLatin1String("state")).toString(), QStringLiteral("idle"));
    QCOMPARE(states.size(), 2);
    QCOMPARE(states.at(0).balanceMicro, 100);
    QCOMPARE(states.at(0).reservedMicro, 10);
    QCOMPARE(states.at(0).kitTimeNs, std::int64_t(900'000'000));
    QCOMPARE(states.at(1).balanceMicro, 90);
    QCOMPARE(session->tokenAccount()->last().lastEntry, quint64(6));
    const auto entries = QCoro::waitFor(session->tokenAccount()->ledger(1, 0, {}));
    QCOMPARE(entries->size(), 1); // what is told of, once

    // Nothing was booked while it was recorded: the account is known all the same.
    traffic.events.clear();
    const QString quiet = m_dir.filePath(QStringLiteral("quiet.aer"));
    QVERIFY(recording_example::write(quiet, traffic));
    const auto still = sessionOn(quiet);
    QVERIFY(QCoro::waitFor(still->open({})));
    QVERIFY(still->tokenAccount());
    QCOMPARE(still->tokenAccount()->last().balanceMicro, 100);
}

/// The recording began in the boot before the one that is shown: its radio and firmware say nothing of this one.
void TestRecordedKitSession::ofAnotherBootTheAccountStands()
{
    const QString path = m_dir.filePath(QStringLiteral("other boot.aer"));
    recording_example::Traffic traffic;
    traffic.info.begin = {recording_example::kBoot - 1, 900'000'000, {}, {}, QStringLiteral("1.3.0"), {},
        QStringLiteral("idle"), RecordedKitState::Account{100, 10, 5}};
    QVERIFY(recording_example::write(path, traffic));
    const auto session = sessionOn(path);
    QSignalSpy events(session.get(), &KitSession::event);
    QVERIFY(QCoro::waitFor(session->open({})));
    QCOMPARE(events.size(), 0);
    QVERIFY(session->tokenAccount());
    QCOMPARE(session->tokenAccount()->last().balanceMicro, 100);
    QCOMPARE(session->identity().firmware, QString());
}

void TestRecordedKitSession::damageAtTheBeginIsTold()
{
    const QString path = m_dir.filePath(QStringLiteral("rotten.aer"));
    QVERIFY(recording_example::write(path));
    QVERIFY(recording_example::damageFirstSamples(path));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto store = session->powerSource()->store();
    QCOMPARE(store->beginIndex(), std::uint64_t(0)); // it is missing, and not out of sight
    QCOMPARE(store->endIndex(), recording_example::kSamples);
    QVERIFY(store->lostSamples() > 1000);
    const auto stats = store->stats(0, 0, store->endIndex());
    QCOMPARE(stats.count + stats.missing, recording_example::kSamples);
    const RecordingRecovery &recovery = dynamic_cast<RecordedKitSession &>(*session).recovery();
    QVERIFY(!recovery.isWhole());
    QCOMPARE(recovery.lostFrames + 1000, store->lostSamples());
}

void TestRecordedKitSession::damageAfterItWasOpenedIsFound()
{
    const QString path = m_dir.filePath(QStringLiteral("going bad.aer"));
    QVERIFY(recording_example::write(path));
    QVERIFY(RecordedSamples::open(path, 0)); // its pyramid is made of what is sound
    QVERIFY(recording_example::damageFirstSamples(path));
    auto samples = *RecordedSamples::open(path, 0);
    QVERIFY(!samples->pyramid().made);
    QCOMPARE(samples->stats(0, 0, recording_example::kSamples).missing, std::uint64_t(1000));
    QVERIFY(!samples->foundDamaged());
    const std::array<double, 1> median{0.5};
    static_cast<void>(samples->percentiles(0, 0, recording_example::kSamples, median));
    QVERIFY(samples->foundDamaged());
    samples.reset();
    samples = *RecordedSamples::open(path, 0);
    QVERIFY(samples->pyramid().made);
    QVERIFY(samples->stats(0, 0, recording_example::kSamples).missing > 1000);
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

void TestRecordedKitSession::anyPartOfItCanBeShown()
{
    const QString path = m_dir.filePath(QStringLiteral("parts #1.aer")); // no name of a stream
    QVERIFY(recording_example::writeParts(path));
    const auto longest = std::dynamic_pointer_cast<RecordedKitSession>(sessionOn(path));
    QVERIFY(QCoro::waitFor(longest->open({})));
    QCOMPARE(longest->shownPart(), std::size_t(1));
    const std::vector<RecordedPart> &parts = longest->parts();
    QCOMPARE(parts.size(), std::size_t(3));
    QCOMPARE(parts[0].bootId, 7U);
    QCOMPARE(parts[0].beginNs, std::int64_t(1'000'000'000));
    QCOMPARE(parts[0].endNs, std::int64_t(2'000'000'000));
    QCOMPARE(parts[2].endNs - parts[2].beginNs, std::int64_t(2'000'000'000));
    QCOMPARE(*parts[1].beginUtcNs - *parts[0].beginUtcNs, std::int64_t(60'000'000'000));
    QVERIFY(!parts[2].beginUtcNs);

    const auto last = std::dynamic_pointer_cast<RecordedKitSession>(sessionOn(path + QStringLiteral("#stream=2")));
    QSignalSpy events(last.get(), &KitSession::event);
    QVERIFY(QCoro::waitFor(last->open({})));
    QCOMPARE(last->shownPart(), std::size_t(2));
    QCOMPARE(last->identity().bootId, 9U);
    QCOMPARE(last->identity().model, QStringLiteral("parts #1 3/3"));
    QCOMPARE(last->powerSource()->store()->endIndex(), std::uint64_t(20'000));
    QCOMPARE(events.size(), 3); // no entry of the ledger among them
    QCOMPARE(events.at(0).at(0).value<KitEvent>().bootId, 9U);
}

/// A restart changes nothing in the account, and no entry may be made after it.
void TestRecordedKitSession::theAccountGoesOnInTheNextPart()
{
    const QString path = m_dir.filePath(QStringLiteral("accounts.aer"));
    QVERIFY(recording_example::writeParts(path));
    const auto accountOf = [&](const char *part) {
        const auto session = sessionOn(path + QLatin1String(part));
        const bool opened = QCoro::waitFor(session->open({})).has_value();
        return opened && session->tokenAccount() ? std::optional(session->tokenAccount()->last()) : std::nullopt;
    };
    QVERIFY(accountOf("#stream=0"));
    QCOMPARE(accountOf("#stream=0")->balanceMicro, qint64(90)); // after its entry
    QVERIFY(accountOf("#stream=1"));
    QCOMPARE(accountOf("#stream=1")->balanceMicro, qint64(90));
    QCOMPARE(accountOf("#stream=1")->kitTimeNs, std::int64_t(1'000'000'000)); // from the begin of this part
    QCOMPARE(accountOf("#stream=2")->balanceMicro, qint64(90));
}

/// Nothing happened in the first boot; what was booked in the second one was not known then.
void TestRecordedKitSession::theAccountOfALaterPartIsNotThatOfAnEarlierOne()
{
    const QString path = m_dir.filePath(QStringLiteral("later.aer"));
    auto writer = RecordingFileWriter::create(path, {}, {0, 65'536});
    QVERIFY(writer);
    for (const std::uint32_t boot : {7U, 8U}) {
        const auto stream = (*writer)->beginStream(recording_example::streamInfo(boot));
        QVERIFY(stream && (*writer)->addFrames(*stream, 0, 1'000'000'000, framing::Bytes(400, 1)));
    }
    KitEvent entry = recording_example::event(1, 1'500'000'000, QStringLiteral("ledger"),
        {{QStringLiteral("no"), 5}, {QStringLiteral("kind"), QStringLiteral("commit")}, {QStringLiteral("amount"), -10},
            {QStringLiteral("bal"), 90}, {QStringLiteral("res"), 0}});
    entry.bootId = 8;
    (*writer)->addEvent(entry);
    QVERIFY((*writer)->close());
    const auto first = sessionOn(path + QStringLiteral("#stream=0"));
    QVERIFY(QCoro::waitFor(first->open({})));
    QVERIFY(!first->tokenAccount());
    const auto second = sessionOn(path + QStringLiteral("#stream=1"));
    QVERIFY(QCoro::waitFor(second->open({})));
    QCOMPARE(second->tokenAccount()->last().balanceMicro, qint64(90));
}

void TestRecordedKitSession::damageInAnotherPartIsTold()
{
    const QString path = m_dir.filePath(QStringLiteral("damaged part.aer"));
    QVERIFY(recording_example::writeParts(path));
    QVERIFY(recording_example::damageFirstSamples(path));
    const auto session = std::dynamic_pointer_cast<RecordedKitSession>(sessionOn(path));
    QVERIFY(QCoro::waitFor(session->open({})));
    QVERIFY(session->parts()[0].lostFrames > 0);
    QCOMPARE(session->parts()[1].lostFrames, std::uint64_t(0));
    QVERIFY(!session->recovery().isWhole());
    QCOMPARE(session->recovery().lostFrames, session->parts()[0].lostFrames);
    QVERIFY2(session->recovery().problems.first().contains(u"of stream 0"),
        qPrintable(session->recovery().problems.first()));
}

/// Kit times of a file are any 64 bits: none may overflow what is worked out of them.
void TestRecordedKitSession::impossibleTimesOfPartsAreBounded()
{
    using Limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t time : {Limits::min(), std::int64_t(-1), Limits::max()}) {
        const QString path = m_dir.filePath(QStringLiteral("times %1.aer").arg(time));
        auto writer = RecordingFileWriter::create(path, {}, {0, 65'536});
        QVERIFY(writer);
        for (const std::uint32_t boot : {7U, 8U}) {
            const auto stream = (*writer)->beginStream(recording_example::streamInfo(boot));
            QVERIFY(stream && (*writer)->addFrames(*stream, 0, time, framing::Bytes(400, 1)));
            (*writer)->addClockPoint({boot, Limits::max() / 2, 1, Limits::max() / 2});
            KitEvent radio = recording_example::event(boot, time, QStringLiteral("reg"), {{QStringLiteral("stat"), 1}});
            radio.bootId = boot;
            (*writer)->addEvent(radio);
        }
        QVERIFY((*writer)->close());
        const auto session = std::dynamic_pointer_cast<RecordedKitSession>(sessionOn(path));
        QVERIFY(QCoro::waitFor(session->open({})));
        QCOMPARE(session->parts().size(), std::size_t(2));
        for (const RecordedPart &part : session->parts())
            QVERIFY(part.beginNs >= 0 && part.endNs >= part.beginNs);
    }
}

void TestRecordedKitSession::aPartThatIsNotThereIsRefused()
{
    const QString path = m_dir.filePath(QStringLiteral("three.aer"));
    QVERIFY(recording_example::writeParts(path));
    const auto session = sessionOn(path + QStringLiteral("#stream=3"));
    const Result<void> opened = QCoro::waitFor(session->open({}));
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault(), Fault::BadArgument);
    QVERIFY2(opened.error().detail().contains(u"it has 0, 1, 2"), qPrintable(opened.error().detail()));
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

void TestRecordedKitSession::probesAreThereOnceAndInOrder()
{
    using recording_example::kSecondNs;
    using recording_example::probe;
    const QString path = m_dir.filePath(QStringLiteral("probes.aer"));
    QVERIFY(recording_example::write(path,
        {{probe(1, "metro", 2 * kSecondNs, 40'000'000, 35'000'000, 900'000),
             probe(3, "nation", 4 * kSecondNs, 60'000'000), probe(3, "nation", 4 * kSecondNs, 60'000'000),
             probe(2, "metro", 3 * kSecondNs, std::nullopt)},
            {}}));
    const auto session = sessionOn(path);
    QVERIFY(!recordedProbesOf(*session)); // not open
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto probes = recordedProbesOf(*session);
    QVERIFY(probes);
    QCOMPARE(probes->probes.size(), std::size_t(3)); // one came twice
    QCOMPARE(probes->leftOut, quint64(0));
    QCOMPARE(probes->probes.at(0).radioMs, std::optional(35.0));
    QCOMPARE(probes->probes.at(0).coreMs, std::optional(0.9));
    QVERIFY(!probes->probes.at(1).rttMs); // told after the reply to a later one
    QCOMPARE(probes->probes.at(2).tier, ComputeTier::Nation);
    QVERIFY(!session->latencyProbe()); // nothing can be asked of it
    QVERIFY(!recordedProbesOf(*KitSession::create({*parseDeviceUrl(QStringLiteral("serial:/dev/null,role=at"))})));
}

void TestRecordedKitSession::impossibleProbesAreIgnored()
{
    using recording_example::kSecondNs;
    using recording_example::probe;
    const QString path = m_dir.filePath(QStringLiteral("impossible.aer"));
    constexpr std::int64_t kLate = std::numeric_limits<std::int64_t>::max();
    KitEvent early = probe(20, "metro", 3 * kSecondNs, 40'000'000);
    early.kitTimeNs = 2 * kSecondNs; // told of before it was sent
    KitEvent late = probe(21, "metro", 3 * kSecondNs, 40'000'000);
    late.kitTimeNs = kLate;
    KitEvent negative = probe(22, "metro", 3 * kSecondNs, 40'000'000);
    negative.kitTimeNs = std::numeric_limits<std::int64_t>::min();
    QVERIFY(recording_example::write(path,
        {{early, late, negative, probe(1, "moon", 2 * kSecondNs, 40'000'000),
             probe(2, "metro", 2 * kSecondNs, 11 * kSecondNs), probe(3, "metro", 2 * kSecondNs, -1),
             probe(4, "metro", -5, 40'000'000), probe(5, "metro", kLate - 5 * kSecondNs, 40'000'000),
             probe(6, "metro", 2 * kSecondNs, 40'000'000, 50'000'000, 900'000)},
            {}}));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto probes = recordedProbesOf(*session);
    QVERIFY(probes);
    QCOMPARE(probes->probes.size(), std::size_t(1));
    QCOMPARE(probes->probes.front().index, quint32(6));
    QVERIFY(!probes->probes.front().radioMs); // longer than the whole way
    QCOMPARE(probes->probes.front().coreMs, std::optional(0.9));
}

void TestRecordedKitSession::linesHaveTheirTimeOfDay()
{
    using recording_example::kSecondNs;
    using recording_example::line;
    const QString path = m_dir.filePath(QStringLiteral("lines.aer"));
    QVERIFY(recording_example::write(path,
        {{},
            {line(RecordedLine::Kind::AtLine, true, "at", kSecondNs, "AT+CSQ"),
                line(RecordedLine::Kind::Text, false, "console", 2 * kSecondNs, QByteArray(700, 'x'))}}));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto lines = recordedLinesOf(*session);
    QVERIFY(lines);
    QCOMPARE(lines->total, std::uint64_t(2));
    const ReplayedLine &at = lines->lines.at(0);
    QCOMPARE(at.frame.kind, RawFrame::Kind::AtLine);
    QCOMPARE(at.frame.way, RawFrame::Way::ToKit);
    QCOMPARE(at.frame.port, PortRole::At);
    QCOMPARE(at.utcMs, std::int64_t(1'790'000'001'000));
    QCOMPARE(at.kitTimeNs, 2 * kSecondNs);
    QVERIFY(!at.frame.isCut());
    const ReplayedLine &text = lines->lines.at(1);
    QCOMPARE(text.frame.bytes.size(), RecordedLine::kMaxBytes);
    QCOMPARE(text.frame.wholeSize, std::uint32_t(700));
    QVERIFY(text.frame.isCut());
}

void TestRecordedKitSession::impossibleLinesAreIgnored()
{
    using recording_example::kSecondNs;
    using recording_example::line;
    const QString path = m_dir.filePath(QStringLiteral("lines out of range.aer"));
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    RecordedLine nowhere = line(RecordedLine::Kind::AtLine, false, "at", 3 * kSecondNs, "OK");
    nowhere.kitTimeNs = kMost;
    RecordedLine large = line(RecordedLine::Kind::Text, false, "console", 4 * kSecondNs, "a");
    large.size = std::numeric_limits<std::uint32_t>::max();
    RecordedLine far = line(RecordedLine::Kind::AtLine, false, "at", kSecondNs, "far");
    far.hostTimeNs = kMost;
    RecordedLine before = far;
    before.hostTimeNs = -1;
    RecordedLine years = far;
    years.hostTimeNs = 10LL * 366 * 86'400 * kSecondNs;
    QVERIFY(recording_example::write(
        path, {{}, {far, before, years, line(RecordedLine::Kind::AtLine, false, "moon", 1, "x"), nowhere, large}}));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto lines = recordedLinesOf(*session);
    QVERIFY(lines);
    QCOMPARE(lines->total, std::uint64_t(2));
    QCOMPARE(lines->lines.at(0).kitTimeNs, std::int64_t(0)); // no place on the axis
    QCOMPARE(lines->lines.at(1).frame.wholeSize, std::numeric_limits<std::uint32_t>::max());
}

void TestRecordedKitSession::theFirstOfVeryManyAreKept()
{
    using recording_example::kSecondNs;
    const QString path = m_dir.filePath(QStringLiteral("many.aer"));
    recording_example::Traffic traffic;
    for (quint32 i = 0; i < RecordedProbes::kMaxPerTier + 5; ++i)
        traffic.events.push_back(recording_example::probe(i, "metro", kSecondNs + i * 10'000'000LL, 40'000'000));
    traffic.events.push_back(recording_example::probe(99'999, "nation", kSecondNs, 40'000'000));
    for (std::size_t i = 0; i < RecordedLines::kMax + 10; ++i)
        traffic.lines.push_back(recording_example::line(
            RecordedLine::Kind::AtLine, i % 2 == 0, "at", std::int64_t(i) * 1'000'000, QByteArray::number(quint64(i))));
    QVERIFY(recording_example::write(path, traffic));
    const auto session = sessionOn(path);
    QVERIFY(QCoro::waitFor(session->open({})));
    const auto lines = recordedLinesOf(*session);
    QCOMPARE(lines->lines.size(), RecordedLines::kMax);
    QCOMPARE(lines->total, std::uint64_t(RecordedLines::kMax + 10));
    QCOMPARE(lines->lines.front().frame.bytes, QByteArray("0"));
    const auto probes = recordedProbesOf(*session);
    QCOMPARE(probes->probes.size(), RecordedProbes::kMaxPerTier + 1);
    QCOMPARE(probes->leftOut, quint64(5));
}

void TestRecordedKitSession::promptsHaveTheirTexts()
{
    const auto line = [](const QCborMap &body, std::uint8_t command = 20, std::uint16_t group = 72) {
        const QByteArray cbor = body.toCborValue().toCbor();
        framing::Bytes packet;
        framing::encodeSmpPacket({framing::SmpOp::Write, 1, 0, 0, group, 5, command},
            {reinterpret_cast<const std::uint8_t *>(cbor.constData()), std::size_t(cbor.size())}, packet);
        ReplayedLine made;
        made.frame.kind = RawFrame::Kind::Smp;
        made.frame.way = RawFrame::Way::ToKit;
        made.frame.bytes = QByteArray(reinterpret_cast<const char *>(packet.data()), qsizetype(packet.size()));
        return made;
    };
    const auto asked = [](const char *id, const QString &text) {
        return QCborMap{{QStringLiteral("id"), QLatin1String(id)}, {QStringLiteral("text"), text}};
    };
    RecordedLines lines;
    lines.lines.push_back(line(asked("a-1", QStringLiteral("Why?"))));
    lines.lines.push_back(line(asked("a-2", QStringLiteral("为什么？"))));
    // None of these is a request to start a prompt that is there as a whole.
    lines.lines.push_back(line(asked("b-1", QStringLiteral("x")), 21));
    lines.lines.push_back(line(asked("b-2", QStringLiteral("x")), 20, 8));
    lines.lines.push_back(line(asked("b-3", QString(3000, u'x'))));
    lines.lines.push_back(line({{QStringLiteral("id"), 7}, {QStringLiteral("text"), 8}}));
    lines.lines.push_back(line(asked("b-4", QStringLiteral("x"))));
    lines.lines.back().frame.way = RawFrame::Way::FromKit;
    lines.lines.push_back(line(asked("b-5", QStringLiteral("x"))));
    lines.lines.back().frame.wholeSize = 700;
    lines.lines.push_back(line(asked("b-6", QStringLiteral("x"))));
    lines.lines.back().frame.bytes.chop(1);
    const QHash<QString, QString> texts = recordedPromptTexts(lines);
    QCOMPARE(texts,
        (QHash<QString, QString>{
            {QStringLiteral("a-1"), QStringLiteral("Why?")}, {QStringLiteral("a-2"), QStringLiteral("为什么？")}}));
}

QTEST_GUILESS_MAIN(TestRecordedKitSession)
#include "tst_recorded_kit_session.moc"
