// SPDX-License-Identifier: GPL-3.0-or-later
// The whole profile change against a simulated kit as its own process: done, refused, stopped, silent, unplugged.
#include "profiles/esim/card_operations.h"
#include "profiles/esim/profile_operations.h"
#include "session_fixture.h"

#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace profiles;
using namespace test_kit;

namespace {

constexpr int kShortWaitMs = 2000;

/// The first profile in this state that a customer would use, or the first of all.
ProfileInfo pick(const QList<ProfileInfo> &list, bool enabled)
{
    for (const ProfileInfo &info : list) {
        if (info.enabled() == enabled && info.profileClass == ProfileClass::Operational)
            return info;
    }
    return list.value(0);
}

bool isEnabled(const QList<ProfileInfo> &list, const ProfileId &id)
{
    return std::any_of(
        list.begin(), list.end(), [&](const ProfileInfo &info) { return info.is(id) && info.enabled(); });
}

struct SwitchBench : KitAndSession {
    explicit SwitchBench(PortRole role)
        : KitAndSession({QStringLiteral("--speed"), QStringLiteral("10")})
        , m_role(role)
    {
    }
    Result<void> begin()
    {
        if (!kit.start())
            return fail(Fault::NotFound, kit.problem());
        Result<void> opened = openSerial({m_role});
        if (!opened)
            return opened;
        const Result<QList<ProfileInfo>> list = AWAIT(listProfiles(session->cardChannel(), never));
        if (!list)
            return tl::unexpected(list.error());
        running = ProfileId(*pick(*list, true).iccid);
        other = ProfileId(*pick(*list, false).iccid);
        return {};
    }
    /// Enables the other profile; at each step `act` is called.
    QCoro::Task<Result<ProfileSwitch>> change(std::function<void(SwitchStep)> act, std::stop_token stop)
    {
        SwitchOptions options;
        options.cardTimeoutMs = cardTimeoutMs;
        return enableProfile(
            session->cardChannel(), *other, options,
            [this, act = std::move(act)](SwitchStep step) {
                steps.append(step);
                if (act)
                    act(step);
            },
            stop);
    }

    int cardTimeoutMs = 30000;
    std::optional<ProfileId> running, other;
    QList<SwitchStep> steps;

private:
    PortRole m_role;
};

void roleRows()
{
    QTest::addColumn<PortRole>("role");
    for (const PortRole role : {PortRole::Kit, PortRole::At, PortRole::Console})
        QTest::newRow(qPrintable(roleName(role))) << role;
}

} // namespace

class TestProfileSwitch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isDone_data() { roleRows(); }
    void isDone();
    void isRefused_data() { roleRows(); }
    void isRefused();
    void isStopped_data();
    void isStopped();
    void cardIsReadAndNamed_data() { roleRows(); }
    void cardIsReadAndNamed();
    void kitFallsSilent();
    void kitIsSilentForAWhile();
    void kitIsUnplugged_data() { roleRows(); }
    void kitIsUnplugged();
    void ownerGoes_data();
    void ownerGoes();
};

void TestProfileSwitch::isDone()
{
    QFETCH(PortRole, role);
    SwitchBench bench(role);
    VERIFY_OK(bench.begin());
    const Result<ProfileSwitch> done = AWAIT(bench.change({}, bench.never));
    VERIFY_OK(done);
    QVERIFY(isEnabled(done->before, *bench.running) && !isEnabled(done->before, *bench.other));
    QVERIFY(isEnabled(done->after, *bench.other) && !isEnabled(done->after, *bench.running));
    QVERIFY(!done->stoppedTooLate && !done->answerLost);
    QVERIFY2(done->cardReset && done->interruptionMs && *done->interruptionMs >= 0, "the card was restarted");
    QCOMPARE(bench.steps.first(), SwitchStep::TakeTurn);
    QCOMPARE(bench.steps.last(), SwitchStep::ReadBack);
    const Result<ProfileSwitch> off
        = AWAIT(disableProfile(bench.session->cardChannel(), *bench.other, {}, bench.never));
    VERIFY_OK(off);
    const Result<QList<ProfileInfo>> list = AWAIT(listProfiles(bench.session->cardChannel(), bench.never));
    VERIFY_OK(list);
    QVERIFY(!isEnabled(*list, *bench.other) && !isEnabled(*list, *bench.running));
}

void TestProfileSwitch::isRefused()
{
    QFETCH(PortRole, role);
    SwitchBench bench(role);
    VERIFY_OK(bench.begin());
    const auto card = bench.session->cardChannel();
    const Result<ProfileSwitch> again = AWAIT(enableProfile(card, *bench.running, {}, bench.never));
    COMPARE_FAULT(again, Fault::Refused);
    QVERIFY(again.error().code());
    QCOMPARE(*again.error().code(), (RefusalCode{RefusalCode::Space::Es10, 0xBF31, 2})); // not in disabled state
    const ProfileId nobody(*Iccid::fromDigits(QStringLiteral("8901000000000000009")));
    const Result<ProfileSwitch> unknown = AWAIT(enableProfile(card, nobody, {}, bench.never));
    COMPARE_FAULT(unknown, Fault::Refused);
    QCOMPARE(*unknown.error().code(), (RefusalCode{RefusalCode::Space::Es10, 0xBF31, 1})); // not found
    const Result<QList<ProfileInfo>> list = AWAIT(listProfiles(card, bench.never));
    VERIFY_OK(list); // every channel was closed
    QVERIFY(isEnabled(*list, *bench.running));
}

void TestProfileSwitch::isStopped_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<SwitchStep>("at");
    QTest::addColumn<bool>("tooLate");
    for (const PortRole role : {PortRole::Kit, PortRole::At}) {
        const QByteArray name = roleName(role).toLatin1();
        QTest::newRow(QByteArray(name + ", before the command").constData()) << role << SwitchStep::ReadList << false;
        QTest::newRow(QByteArray(name + ", after the command").constData()) << role << SwitchStep::ReadBack << true;
    }
}

void TestProfileSwitch::isStopped()
{
    QFETCH(PortRole, role);
    QFETCH(SwitchStep, at);
    QFETCH(bool, tooLate);
    SwitchBench bench(role);
    VERIFY_OK(bench.begin());
    std::stop_source stop;
    const Result<ProfileSwitch> result = AWAIT(bench.change(
        [&](SwitchStep step) {
            if (step == at)
                stop.request_stop();
        },
        stop.get_token()));
    const Result<QList<ProfileInfo>> list = AWAIT(listProfiles(bench.session->cardChannel(), bench.never));
    VERIFY_OK(list);
    QCOMPARE(isEnabled(*list, *bench.other), tooLate);
    if (!tooLate) {
        COMPARE_FAULT(result, Fault::Cancelled);
        return;
    }
    VERIFY_OK(result);
    QVERIFY(result->stoppedTooLate);
}

void TestProfileSwitch::cardIsReadAndNamed()
{
    QFETCH(PortRole, role);
    SwitchBench bench(role);
    VERIFY_OK(bench.begin());
    const auto card = bench.session->cardChannel();
    const Result<EuiccInfo2> info = AWAIT(readEuiccInfo2(card, bench.never));
    VERIFY_OK(info);
    QCOMPARE(info->svn, QStringLiteral("2.2.2"));
    QVERIFY(info->freeNonVolatileMemory.value_or(0) > 0);
    const Result<QList<NotificationMetadata>> none = AWAIT(listNotifications(card, bench.never));
    VERIFY_OK(none);
    VERIFY_OK(AWAIT(bench.change({}, bench.never)));
    const Result<QList<NotificationMetadata>> queued = AWAIT(listNotifications(card, bench.never));
    VERIFY_OK(queued);
    QVERIFY(queued->size() > none->size()); // the one enabled and the one disabled tell their servers

    const Iccid iccid = *bench.other->iccid();
    VERIFY_OK(AWAIT(setNickname(card, iccid, QStringLiteral("测试 1"), bench.never)));
    Result<QList<ProfileInfo>> list = AWAIT(listProfiles(card, bench.never));
    VERIFY_OK(list);
    const auto named = [&] {
        return std::find_if(list->begin(), list->end(), [&](const ProfileInfo &each) { return each.iccid == iccid; });
    };
    QVERIFY(named() != list->end());
    QCOMPARE(named()->nickname, QStringLiteral("测试 1"));
    VERIFY_OK(AWAIT(setNickname(card, iccid, QString(), bench.never)));
    list = AWAIT(listProfiles(card, bench.never));
    VERIFY_OK(list);
    QVERIFY(named()->nickname.isEmpty());
    COMPARE_FAULT(AWAIT(setNickname(card, iccid, QString(65, u'x'), bench.never)), Fault::BadArgument);
    const Iccid nobody = *Iccid::fromDigits(QStringLiteral("8901000000000000009"));
    COMPARE_FAULT(AWAIT(setNickname(card, nobody, QStringLiteral("x"), bench.never)), Fault::Refused);
}

void TestProfileSwitch::kitFallsSilent()
{
    SwitchBench bench(PortRole::Kit);
    VERIFY_OK(bench.begin());
    bench.cardTimeoutMs = kShortWaitMs;
    const Result<ProfileSwitch> result = AWAIT(bench.change(
        [&](SwitchStep step) {
            if (step == SwitchStep::ReadBack)
                bench.kit.freeze();
        },
        bench.never));
    COMPARE_FAULT(result, Fault::Timeout);
    QVERIFY2(result.error().detail().contains(QLatin1String("unknown")), qPrintable(sentence(result.error())));
}

void TestProfileSwitch::kitIsSilentForAWhile()
{
    SwitchBench bench(PortRole::Kit);
    VERIFY_OK(bench.begin());
    const Result<ProfileSwitch> result = AWAIT(bench.change(
        [&](SwitchStep step) {
            if (step != SwitchStep::ReadBack)
                return;
            bench.kit.freeze();
            QTimer::singleShot(
                4000, bench.session.get(), [&bench] { bench.kit.thaw(); }); // longer than a lost link takes
        },
        bench.never));
    VERIFY_OK(result);
    QVERIFY(isEnabled(result->after, *bench.other));
    QVERIFY(result->interruptionMs && *result->interruptionMs > 0);
}

void TestProfileSwitch::kitIsUnplugged()
{
    QFETCH(PortRole, role);
    SwitchBench bench(role);
    VERIFY_OK(bench.begin());
    bench.cardTimeoutMs = kShortWaitMs;
    const Result<ProfileSwitch> result = AWAIT(bench.change(
        [&](SwitchStep step) {
            if (step == SwitchStep::SendCommand)
                bench.kit.killHard();
        },
        bench.never));
    COMPARE_FAULT(result, Fault::LinkLost);
    QTRY_COMPARE(bench.session->state(), SessionState::Lost);
}

void TestProfileSwitch::ownerGoes_data()
{
    QTest::addColumn<SwitchStep>("at");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("before the command") << SwitchStep::ReadList << Fault::LinkLost;
    QTest::newRow("as it is sent") << SwitchStep::SendCommand << Fault::LinkLost;
    QTest::newRow("after the command") << SwitchStep::ReadBack << Fault::Cancelled; // tells them from a card away
}

void TestProfileSwitch::ownerGoes()
{
    QFETCH(SwitchStep, at);
    QFETCH(Fault, fault);
    SwitchBench bench(PortRole::Kit);
    VERIFY_OK(bench.begin());
    std::optional<Result<ProfileSwitch>> result;
    QObject context;
    QCoro::connect(bench.change(
                       [&](SwitchStep step) {
                           if (step != at)
                               return;
                           QMetaObject::invokeMethod(
                               &context,
                               [&bench] {
                                   bench.session->close();
                                   bench.session.reset();
                               },
                               Qt::QueuedConnection);
                       },
                       bench.never),
        &context, [&](const Result<ProfileSwitch> &ended) { result.emplace(ended); });
    QTRY_VERIFY_WITH_TIMEOUT(result, 10000); // and not only after the card's time is over
    QVERIFY(!result->has_value());
    COMPARE_FAULT(*result, fault);
}

QTEST_GUILESS_MAIN(TestProfileSwitch)
#include "tst_profile_switch.moc"
