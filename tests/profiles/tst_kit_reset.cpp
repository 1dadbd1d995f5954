// SPDX-License-Identifier: GPL-3.0-or-later
// A reset whose answer is lost: that the kit restarts decides, not the answer. With a target that answers as it is
// told, because no kit loses its answer at will.
#include "profiles/firmware/kit_restart.h"

#include <QCoroTask>
#include <QTest>
#include <QTimer>

using namespace device_link;

namespace {

QCoro::Task<Result<void>> task(Result<void> result) { co_return result; }

class Target : public FirmwareTarget
{
public:
    QCoro::Task<Result<FirmwareState>> state(std::stop_token) override
    {
        FirmwareSlot running;
        running.version = version;
        running.active = running.confirmed = running.bootable = true;
        FirmwareState told;
        told.slotList = {running};
        co_return told;
    }
    QCoro::Task<Result<void>> reset(std::stop_token) override
    {
        ++resets;
        if (onReset)
            onReset();
        co_return answer;
    }
    QCoro::Task<Result<void>> upload(QByteArray, int, UploadProgressHandler, std::stop_token) override
    {
        return task(fail(Fault::NotSupported));
    }
    QCoro::Task<Result<FirmwareState>> markForTest(QByteArray, bool, std::stop_token) override
    {
        co_return fail(Fault::NotSupported);
    }
    QCoro::Task<Result<FirmwareState>> confirm(std::stop_token) override { co_return fail(Fault::NotSupported); }
    QCoro::Task<Result<void>> erase(int, std::stop_token) override { return task(fail(Fault::NotSupported)); }
    QCoro::Task<Result<QByteArray>> readSetting(QString, std::stop_token) override
    {
        co_return fail(Fault::NotSupported);
    }
    QCoro::Task<Result<void>> writeSetting(QString, QByteArray, std::stop_token) override
    {
        return task(fail(Fault::NotSupported));
    }
    QCoro::Task<Result<void>> saveSettings(std::stop_token) override { return task(fail(Fault::NotSupported)); }

    QString version = QStringLiteral("1.0.0");
    Result<void> answer;
    std::function<void()> onReset;
    int resets = 0;
};

class Session : public KitSession
{
public:
    QCoro::Task<Result<void>> open(std::stop_token) override { return task({}); }
    void close() override { }
    [[nodiscard]] SessionState state() const override { return SessionState::Connected; }
    [[nodiscard]] std::optional<Error> lastError() const override { return std::nullopt; }
    [[nodiscard]] QList<DeviceUrl> ports() const override { return {}; }
    [[nodiscard]] KitIdentity identity() const override { return {}; }
    [[nodiscard]] LinkCounters counters() const override { return {}; }
    [[nodiscard]] ClockMap clock() const override { return {}; }
    [[nodiscard]] std::shared_ptr<PowerSource> powerSource() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<LatencyProbe> latencyProbe() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<ModemStatus> modemStatus() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<CardChannel> cardChannel() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<PromptRunner> promptRunner() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<TokenAccount> tokenAccount() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<FirmwareTarget> firmwareTarget() const override { return target; }
    [[nodiscard]] std::shared_ptr<Attestation> attestation() const override { return nullptr; }
    [[nodiscard]] std::shared_ptr<Console> console() const override { return nullptr; }
    QCoro::Task<Result<void>> waitConnected(int, std::stop_token) override { return task({}); }

    std::shared_ptr<Target> target = std::make_shared<Target>();
};

Result<FirmwareState> restart(const std::shared_ptr<Session> &session)
{
    return QCoro::waitFor(profiles::restartKit(session, 20'000, {}));
}

} // namespace

class TestKitReset : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLostAnswerAndARestartIsARestart();
    void aLostAnswerWithoutARestartIsNone();
    void aRefusalIsNotWaitedFor();
};

void TestKitReset::aLostAnswerAndARestartIsARestart()
{
    const auto session = std::make_shared<Session>();
    session->target->answer = fail(Fault::Timeout, QStringLiteral("no answer to the reset"));
    session->target->onReset = [session = session.get()] {
        QTimer::singleShot(0, session, [session] {
            session->target->version = QStringLiteral("2.0.0");
            Q_EMIT session->rebooted(2);
        });
    };
    const Result<FirmwareState> after = restart(session);
    QVERIFY2(after, after ? "" : qPrintable(after.error().detail()));
    QCOMPARE(after->slotList.first().version, QStringLiteral("2.0.0"));
    QCOMPARE(session->target->resets, 1);
}

void TestKitReset::aLostAnswerWithoutARestartIsNone()
{
    const auto session = std::make_shared<Session>();
    session->target->answer = fail(Fault::Timeout, QStringLiteral("no answer to the reset"));
    const Result<FirmwareState> after = restart(session);
    QVERIFY(!after);
    QCOMPARE(after.error().fault(), Fault::Timeout);
    QCOMPARE(after.error().detail(), QStringLiteral("no answer to the reset"));
    QCOMPARE(session->target->resets, 1); // it is not sent twice: it may be on its way
}

void TestKitReset::aRefusalIsNotWaitedFor()
{
    const auto session = std::make_shared<Session>();
    session->target->answer = fail(Fault::Refused, QStringLiteral("busy"));
    const Result<FirmwareState> after = restart(session);
    QVERIFY(!after);
    QCOMPARE(after.error().fault(), Fault::Refused);
}

QTEST_GUILESS_MAIN(TestKitReset)
#include "tst_kit_reset.moc"
