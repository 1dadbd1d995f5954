// SPDX-License-Identifier: GPL-3.0-or-later
// The whole firmware push against a simulated kit as its own process: every outcome, and every way to be interrupted.
#include "profiles/firmware/firmware_push.h"
#include "profiles/firmware/firmware_revert.h"
#include "profiles/firmware/kit_restart.h"
#include "session_fixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace profiles;
using namespace test_kit;

namespace {

QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray newerImage() { return fixture("ed25519-1.3.0+7-counter.bin"); }

struct PushBench : KitAndSession {
    explicit PushBench(QStringList options = {})
        : KitAndSession(QStringList{QStringLiteral("--speed"), QStringLiteral("5")} + options)
    {
    }
    Result<void> begin(PortRole role)
    {
        if (!kit.start())
            return fail(Fault::NotFound, kit.problem());
        return openSerial({role});
    }
    /// Pushes; at each new step `act` is called from the event loop, as a user's hand would be.
    QCoro::Task<Result<FirmwarePush>> push(PushOptions options, std::function<void(PushStep)> act, std::stop_token stop)
    {
        return pushFirmware(
            session, newerImage(), options,
            [this, act = std::move(act)](const PushProgress &progress) {
                if (!steps.isEmpty() && steps.last() == progress.step)
                    return;
                steps.append(progress.step);
                if (act)
                    QTimer::singleShot(0, &context, [act, step = progress.step] { act(step); });
            },
            stop);
    }

    QList<PushStep> steps;
    QObject context;
};

} // namespace

class TestFirmwarePush : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesOn_data();
    void comesOn();
    void runsAlready();
    void isRefused_data();
    void isRefused();
    void goesBack();
    void isCancelled_data();
    void isCancelled();
    void doesNotComeBack_data();
    void doesNotComeBack();
    void isUnplugged();
    void kitFallsSilent();
    void ownerGoes_data();
    void ownerGoes();
    void goesBackOnRequest();
    void restarts();
};

void TestFirmwarePush::comesOn_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<QString>("how");
    QTest::addColumn<PushOutcome>("outcome");
    for (const PortRole role : {PortRole::Kit, PortRole::Console}) {
        const QByteArray name = roleName(role).toLatin1();
        QTest::newRow(QByteArray(name + ", on trial").constData()) << role << "trial" << PushOutcome::OnTrial;
        QTest::newRow(QByteArray(name + ", self-test and confirm").constData())
            << role << "confirm" << PushOutcome::Confirmed;
        QTest::newRow(QByteArray(name + ", for good").constData()) << role << "permanent" << PushOutcome::Confirmed;
    }
    QTest::newRow("kit, failed self-test") << PortRole::Kit << "failing" << PushOutcome::OnTrial;
}

void TestFirmwarePush::comesOn()
{
    QFETCH(PortRole, role);
    QFETCH(QString, how);
    QFETCH(PushOutcome, outcome);
    PushBench bench;
    VERIFY_OK(bench.begin(role));
    PushOptions options;
    options.permanent = how == QLatin1String("permanent");
    options.confirmAfterSelfTest = how == QLatin1String("confirm") || how == QLatin1String("failing");
    options.selfTestMs = 500;
    if (how == QLatin1String("failing"))
        options.selfTest = [](std::shared_ptr<KitSession>, std::stop_token) -> QCoro::Task<Result<void>> {
            co_return fail(Fault::BadReply, QStringLiteral("the answer was wrong"));
        };
    const Result<FirmwarePush> done = AWAIT(bench.push(options, {}, bench.never));
    VERIFY_OK(done);
    QCOMPARE(done->outcome, outcome);
    QVERIFY(done->after);
    QCOMPARE(done->after->slotList[0].hash, done->inspection.digest);
    QCOMPARE(done->after->slotList[0].confirmed, outcome == PushOutcome::Confirmed);
    QCOMPARE(done->trouble.has_value(), how == QLatin1String("failing"));
    QVERIFY(!done->uploadSkipped && done->bootMs > 0);
    if (outcome == PushOutcome::OnTrial) {
        VERIFY_OK(AWAIT(confirmFirmware(bench.session, 0, done->inspection.digest, bench.never)));
        COMPARE_FAULT(AWAIT(confirmFirmware(bench.session, 0, QByteArray(32, 'x'), bench.never)), Fault::NotFound);
    }
}

void TestFirmwarePush::runsAlready()
{
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    PushOptions options;
    options.permanent = true;
    VERIFY_OK(AWAIT(bench.push(options, {}, bench.never)));
    const Result<FirmwarePush> again = AWAIT(bench.push(options, {}, bench.never));
    VERIFY_OK(again);
    QCOMPARE(again->outcome, PushOutcome::AlreadyRunning);
    // A damaged copy names the same hash but is another image.
    QByteArray damaged = newerImage();
    damaged[damaged.size() / 2] = static_cast<char>(damaged.at(damaged.size() / 2) ^ 1);
    COMPARE_FAULT(AWAIT(pushFirmware(bench.session, damaged, options, {}, bench.never)), Fault::BadFile);
}

void TestFirmwarePush::isRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<Fault>("fault");
    QByteArray broken = newerImage();
    broken[broken.size() / 2] = char(broken[broken.size() / 2] ^ 1);
    QTest::newRow("no image") << QByteArray(5000, 'x') << Fault::BadFile;
    QTest::newRow("empty") << QByteArray() << Fault::BadFile;
    QTest::newRow("cut off") << newerImage().left(2000) << Fault::BadFile;
    QTest::newRow("one bit wrong") << broken << Fault::BadFile;
    QTest::newRow("signed by nobody we know") << fixture("otherkey-1.9.0.bin") << Fault::BadArgument;
}

void TestFirmwarePush::isRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(Fault, fault);
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    PushOptions options;
    options.keys = {*ImagePublicKey::fromPem(fixture("ed25519.pub.pem"), QStringLiteral("lab"))};
    const auto before = AWAIT(bench.session->firmwareTarget()->state(bench.never));
    VERIFY_OK(before);
    COMPARE_FAULT(AWAIT(pushFirmware(bench.session, file, options, {}, bench.never)), fault);
    const auto after = AWAIT(bench.session->firmwareTarget()->state(bench.never));
    VERIFY_OK(after);
    QCOMPARE(after->slotList.size(), before->slotList.size()); // nothing was sent
}

void TestFirmwarePush::goesBack()
{
    PushBench bench({QStringLiteral("--fault"), QStringLiteral("brownout=update")});
    VERIFY_OK(bench.begin(PortRole::Kit));
    const Result<FirmwarePush> done = AWAIT(bench.push(PushOptions(), {}, bench.never));
    VERIFY_OK(done); // a swap goes on after power came back: MCUboot keeps its place in the trailer
    QVERIFY2(done->outcome == PushOutcome::OnTrial || done->outcome == PushOutcome::WentBack,
        pushOutcomeName(done->outcome));
    QVERIFY(done->after);
    QVERIFY(done->after->slotList[0].active);
}

void TestFirmwarePush::isCancelled_data()
{
    QTest::addColumn<PushStep>("at");
    QTest::newRow("reading the state") << PushStep::ReadState;
    QTest::newRow("uploading") << PushStep::Upload;
}

void TestFirmwarePush::isCancelled()
{
    QFETCH(PushStep, at);
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    std::stop_source stop;
    const Result<FirmwarePush> result = AWAIT(bench.push(
        PushOptions(),
        [&](PushStep step) {
            if (step == at)
                stop.request_stop();
        },
        stop.get_token()));
    COMPARE_FAULT(result, Fault::Cancelled);
    QVERIFY(!result.error().detail().isEmpty()); // says what was left on the board
    const Result<FirmwarePush> again = AWAIT(bench.push(PushOptions(), {}, bench.never));
    VERIFY_OK(again);
    QCOMPARE(again->outcome, PushOutcome::OnTrial);
}

void TestFirmwarePush::doesNotComeBack_data()
{
    QTest::addColumn<PushStep>("at");
    QTest::newRow("gone before the reset") << PushStep::Reset;
    QTest::newRow("reset accepted") << PushStep::Reconnect;
}

void TestFirmwarePush::doesNotComeBack()
{
    QFETCH(PushStep, at);
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    PushOptions options;
    options.reconnectTimeoutMs = 3000;
    // At once, not from the event loop: on a busy machine the kit would be back before its turn came.
    const PushProgressHandler kill = [&bench, at](const PushProgress &progress) {
        if (progress.step == at)
            bench.kit.killHard();
    };
    const Result<FirmwarePush> done = AWAIT(pushFirmware(bench.session, newerImage(), options, kill, bench.never));
    VERIFY_OK(done);
    QCOMPARE(done->outcome, PushOutcome::DidNotComeBack);
    QVERIFY(done->trouble);
}

void TestFirmwarePush::isUnplugged()
{
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    const Result<FirmwarePush> result = AWAIT(bench.push(
        PushOptions(),
        [&](PushStep step) {
            if (step == PushStep::Upload)
                bench.kit.killHard();
        },
        bench.never));
    COMPARE_FAULT(result, Fault::LinkLost);
}

void TestFirmwarePush::kitFallsSilent()
{
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Console)); // no heartbeat there: each question has its own time
    const Result<FirmwarePush> result = AWAIT(bench.push(
        PushOptions(),
        [&](PushStep step) {
            if (step == PushStep::Inspect)
                bench.kit.freeze();
        },
        bench.never));
    QVERIFY(!result.has_value());
    QVERIFY2(result.error().fault() == Fault::Timeout || result.error().fault() == Fault::LinkLost,
        qPrintable(sentence(result.error())));
}

void TestFirmwarePush::ownerGoes_data()
{
    QTest::addColumn<PushStep>("at");
    QTest::newRow("uploading") << PushStep::Upload;
    QTest::newRow("waiting for the kit") << PushStep::Reconnect;
}

void TestFirmwarePush::ownerGoes()
{
    QFETCH(PushStep, at);
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    std::optional<Result<FirmwarePush>> result;
    QCoro::connect(bench.push(
                       PushOptions(),
                       [&](PushStep step) {
                           if (step != at)
                               return;
                           bench.session->close();
                           bench.session.reset();
                       },
                       bench.never),
        &bench.context, [&](const Result<FirmwarePush> &ended) { result.emplace(ended); });
    QTRY_VERIFY_WITH_TIMEOUT(result, 10000);
    if (at == PushStep::Reconnect) { // the board has the image and was reset: that is a result
        VERIFY_OK(*result);
        QCOMPARE((*result)->outcome, PushOutcome::DidNotComeBack);
        return;
    }
    QVERIFY(!result->has_value());
    QVERIFY2(result->error().fault() == Fault::Cancelled || result->error().fault() == Fault::LinkLost,
        qPrintable(sentence(result->error())));
}

void TestFirmwarePush::goesBackOnRequest()
{
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    constexpr int kLong = 60000;
    const auto before = AWAIT(bench.session->firmwareTarget()->state(bench.never));
    VERIFY_OK(before);
    const QByteArray old = runningSlot(*before, 0)->hash;
    COMPARE_FAULT(AWAIT(revertFirmware(bench.session, 0, old, kLong, bench.never)), Fault::BadArgument);
    const Result<FirmwarePush> done = AWAIT(bench.push(PushOptions(), {}, bench.never));
    VERIFY_OK(done);
    QCOMPARE(done->outcome, PushOutcome::OnTrial);
    COMPARE_FAULT(AWAIT(revertFirmware(bench.session, 0, old, kLong, bench.never)), Fault::NotFound);
    const auto after = AWAIT(revertFirmware(bench.session, 0, done->inspection.digest, kLong, bench.never));
    VERIFY_OK(after);
    QCOMPARE(runningSlot(*after, 0)->hash, old);
    QVERIFY(runningSlot(*after, 0)->confirmed);
}

void TestFirmwarePush::restarts()
{
    PushBench bench;
    VERIFY_OK(bench.begin(PortRole::Kit));
    constexpr int kLong = 60000;
    QSignalSpy rebooted(bench.session.get(), &KitSession::rebooted);
    const auto target = bench.session->firmwareTarget();
    const auto before = AWAIT(target->state(bench.never));
    VERIFY_OK(before);
    const QByteArray old = runningSlot(*before, 0)->hash;
    const auto again = AWAIT(restartKit(bench.session, kLong, bench.never));
    VERIFY_OK(again);
    QCOMPARE(rebooted.count(), 1);
    QCOMPARE(runningSlot(*again, 0)->hash, old);

    VERIFY_OK(AWAIT(target->upload(newerImage(), 0, {}, bench.never)));
    const auto uploaded = AWAIT(target->state(bench.never));
    VERIFY_OK(uploaded);
    const auto other = std::ranges::find_if(uploaded->slotList, [](const auto &slot) { return !slot.active; });
    QVERIFY(other != uploaded->slotList.end());
    VERIFY_OK(AWAIT(target->markForTest(other->hash, false, bench.never)));
    const auto fresh = AWAIT(restartKit(bench.session, kLong, bench.never)); // what waits for it starts
    VERIFY_OK(fresh);
    QCOMPARE(rebooted.count(), 2);
    QCOMPARE(runningSlot(*fresh, 0)->hash, other->hash);
    QVERIFY(!runningSlot(*fresh, 0)->confirmed);
    const auto back = AWAIT(restartKit(bench.session, kLong, bench.never)); // and a trial ends
    VERIFY_OK(back);
    QCOMPARE(runningSlot(*back, 0)->hash, old);

    std::stop_source stop;
    stop.request_stop();
    COMPARE_FAULT(AWAIT(restartKit(bench.session, kLong, stop.get_token())), Fault::Cancelled);
    QCOMPARE(rebooted.count(), 3);
    bench.kit.killHard();
    const auto gone = AWAIT(restartKit(bench.session, 3000, bench.never));
    QVERIFY(!gone && gone.error().fault() != Fault::Cancelled);
}

QTEST_GUILESS_MAIN(TestFirmwarePush)
#include "tst_firmware_push.moc"
