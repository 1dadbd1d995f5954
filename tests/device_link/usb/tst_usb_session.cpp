// SPDX-License-Identifier: GPL-3.0-or-later
// A kit on USB, from libusb down to the kit's own process.
#include "../../app/cli/cli_process.h"
#include "../event_log.h"
#include "device_link/transports/usb/usb_discovery.h"
#include "usb_kit_bench.h"

#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

class TestUsbSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isFoundAsOneKit();
    void commandLineListsIt();
    void wholeKitByItsSerialNumber();
    void streamHasEverySample();
    void promptGoesOnOverAnUnplug();
    void streamGoesOnAfterUnplug();
    void comesBackAfterAReset();
    void answerComesTooLate();
    void stopEndsARequest();
    void twoKitsAtOnce();
    void notThere();
    void refusals();
    void kitProcessDies();
};

namespace {

PromptRequest ask(const char *id, quint32 tokens)
{
    PromptRequest request;
    request.id = QString::fromLatin1(id);
    request.text = QStringLiteral("How far is the moon?");
    request.maxTokens = tokens;
    return request;
}

bool waitForSamples(const std::shared_ptr<PowerSource> &power, std::uint64_t count)
{
    return QTest::qWaitFor([&] { return power->store() && power->store()->endIndex() >= count; }, 60000);
}

} // namespace

void TestUsbSession::isFoundAsOneKit()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(discoverUsbKits().isEmpty());
    QVERIFY2(bench.plug(), qPrintable(bench.host.problem()));
    const Result<UsbKit> kit = findUsbKit(bench.first.kit.serial());
    QVERIFY(kit);
    QCOMPARE(kit->vendorId, quint16(0x1209));
    QCOMPARE(kit->ports.size(), 3);
    QVERIFY(kit->complete());
    QCOMPARE(kit->port(PortRole::Kit)->serial, false);
    QCOMPARE(kit->port(PortRole::At)->node, QStringLiteral("/dev/ttyACM0"));
    QCOMPARE(kit->port(PortRole::Console)->node, QStringLiteral("/dev/ttyACM1"));
    QVERIFY(!kit->product.isEmpty() && !kit->manufacturer.isEmpty());
}

void TestUsbSession::commandLineListsIt()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    const test_cli::CliRun run = test_cli::runCli({QStringLiteral("--json"), QStringLiteral("devices")});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.objects().size(), 1); // its serial ports are not listed again
    const QJsonObject kit = run.last();
    QCOMPARE(kit.value(QLatin1String("serial")).toString(), bench.first.kit.serial());
    QCOMPARE(kit.value(QLatin1String("url")).toString(), QStringLiteral("usb:%1").arg(bench.first.kit.serial()));
    const QJsonArray ports = kit.value(QLatin1String("ports")).toArray();
    QCOMPARE(ports.size(), 3);
    QCOMPARE(ports.at(1).toObject().value(QLatin1String("role")).toString(), QStringLiteral("at"));
    QCOMPARE(ports.at(1).toObject().value(QLatin1String("path")).toString(), QStringLiteral("/dev/ttyACM0"));
}

void TestUsbSession::wholeKitByItsSerialNumber()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    const Result<QList<DeviceUrl>> urls = parseDeviceUrls({QStringLiteral("usb:") + bench.first.kit.serial()});
    VERIFY_OK(urls);
    QVERIFY(urls->first().wholeKit);
    VERIFY_OK(bench.first.open(*urls));
    const KitIdentity identity = bench.first.session->identity();
    QCOMPARE(identity.serial, bench.first.kit.serial());
    QCOMPARE(bench.first.session->ports().size(), 3);
    QCOMPARE(
        toString(bench.first.session->ports().at(1)), QStringLiteral("usb:%1,role=at").arg(bench.first.kit.serial()));
    QVERIFY(bench.first.session->tokenAccount());
    // Said of the ports that lead nowhere here.
    QVERIFY(bench.first.session->lastError().has_value());
}

void TestUsbSession::streamHasEverySample()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    const auto power = bench.first.session->powerSource();
    const Result<StreamGrant> grant = AWAIT(power->start(20000, bench.first.never));
    VERIFY_OK(grant);
    QVERIFY(waitForSamples(power, 40000));
    VERIFY_OK(AWAIT(power->stop()));
    QCOMPARE(power->store()->lostSamples(), std::uint64_t(0));
    QCOMPARE(power->store()->received(), power->store()->endIndex());
}

void TestUsbSession::promptGoesOnOverAnUnplug()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    EventLog log(bench.first.session.get());
    QVERIFY(bench.first.waitRegistered());
    const quint32 boot = bench.first.session->identity().bootId;
    QSignalSpy answers(bench.first.session->promptRunner().get(), &PromptRunner::event);
    VERIFY_OK(AWAIT(bench.first.session->promptRunner()->start(ask("through", 200), bench.first.never)));
    QTRY_VERIFY_WITH_TIMEOUT(answers.size() > 10, 60000);
    bench.unplug();
    QVERIFY(bench.waitState(SessionState::Lost));
    QCOMPARE(bench.first.session->lastError()->fault(), Fault::LinkLost);
    QTRY_COMPARE_WITH_TIMEOUT(bench.first.session->loss(), LinkLoss::Gone, 60000);
    // It is tried again at once, and is not there: that is still a lost link, not a wrong name.
    const auto triedAgain
        = [&bench] { return bench.first.session->lastError()->detail().contains(QLatin1String("is plugged in")); };
    QTRY_VERIFY_WITH_TIMEOUT(triedAgain(), 60000);
    QCOMPARE(bench.first.session->lastError()->fault(), Fault::LinkLost);
    QVERIFY2(bench.plug(), qPrintable(bench.host.problem()));
    VERIFY_OK(AWAIT(bench.first.session->waitConnected(60000, bench.first.never)));
    QCOMPARE(bench.first.session->identity().bootId, boot);
    const auto done
        = [&answers] { return answers.last().first().value<PromptEvent>().kind >= PromptEvent::Kind::Done; };
    QTRY_VERIFY_WITH_TIMEOUT(done(), 60000);
    QVERIFY(log.isWhole());
    quint32 next = 0;
    for (const QList<QVariant> &arguments : std::as_const(answers)) {
        const auto event = arguments.first().value<PromptEvent>();
        if (event.kind == PromptEvent::Kind::Token)
            QCOMPARE(event.tokenIndex, next++);
    }
    QVERIFY(next > 0);
}

void TestUsbSession::streamGoesOnAfterUnplug()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    const auto power = bench.first.session->powerSource();
    VERIFY_OK(AWAIT(power->start(5000, bench.first.never)));
    QVERIFY(waitForSamples(power, 5000));
    const auto store = power->store();
    bench.unplug();
    QVERIFY(bench.waitState(SessionState::Lost));
    const std::uint64_t before = store->endIndex();
    QVERIFY(bench.plug());
    VERIFY_OK(AWAIT(bench.first.session->waitConnected(60000, bench.first.never)));
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > before + 5000, 60000);
    QCOMPARE(power->store(), store);
    const std::vector<SampleGap> gaps = store->gaps();
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps[0].cause, SampleGap::Cause::LinkLost);
    QCOMPARE(gaps[0].firstIndex, before);
    QVERIFY(gaps[0].count > 0);
    QCOMPARE(store->received() + store->lostSamples(), store->endIndex());
    const double rate = store->info().rateHz;
    const double span = double(store->kitTimeOf(store->endIndex() - 1) - store->kitTimeOf(0)) / 1e9;
    QVERIFY(std::abs(span - double(store->endIndex() - 1) / rate) < 2 / rate);
}

void TestUsbSession::comesBackAfterAReset()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    QSignalSpy reboots(bench.first.session.get(), &KitSession::rebooted);
    const quint32 boot = bench.first.session->identity().bootId;
    VERIFY_OK(AWAIT(bench.first.session->firmwareTarget()->reset(bench.first.never)));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.host.isPlugged(bench.number), 60000); // it enumerates anew
    QCOMPARE(bench.first.session->loss(), LinkLoss::Restarting);
    const int old = bench.number;
    QVERIFY2(QTest::qWaitFor([&] { return bench.plug(); }, 60000), qPrintable(bench.host.problem()));
    QVERIFY(bench.number != old);
    VERIFY_OK(AWAIT(bench.first.session->waitConnected(60000, bench.first.never)));
    QCOMPARE(reboots.size(), 1);
    QVERIFY(bench.first.session->identity().bootId != boot);
}

void TestUsbSession::answerComesTooLate()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    bench.first.kit.freeze();
    const auto balance = AWAIT(bench.first.session->tokenAccount()->read(bench.first.never));
    QVERIFY(!balance);
    QVERIFY(balance.error().fault() == Fault::Timeout || balance.error().fault() == Fault::LinkLost);
    bench.first.kit.thaw();
    // It may be about to be taken for silent just now, and come back after that.
    const auto answers
        = [&bench] { return AWAIT(bench.first.session->tokenAccount()->read(bench.first.never)).has_value(); };
    QVERIFY(QTest::qWaitFor(answers, 60000));
}

void TestUsbSession::stopEndsARequest()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    bench.first.kit.freeze();
    std::stop_source stop;
    QTimer::singleShot(50, [&stop] { stop.request_stop(); });
    COMPARE_FAULT(AWAIT(bench.first.session->tokenAccount()->read(stop.get_token())), Fault::Cancelled);
    bench.first.kit.thaw();
}

void TestUsbSession::twoKitsAtOnce()
{
    UsbKitBench bench;
    KitAndSession second(QStringLiteral("--usbip 127.0.0.1:0 --seed 7").split(QLatin1Char(' ')));
    QVERIFY(bench.first.kit.start());
    QVERIFY(second.kit.start());
    QVERIFY(bench.first.kit.serial() != second.kit.serial());
    QVERIFY(bench.plug());
    QVERIFY(bench.host.plug(second.kit.usbipAddress(), second.kit.busId()) > 0);
    QCOMPARE(discoverUsbKits().size(), 2);
    VERIFY_OK(bench.open());
    VERIFY_OK(second.open({second.kit.usbUrl(PortRole::Kit)}));
    QCOMPARE(bench.first.session->identity().serial, bench.first.kit.serial());
    QCOMPARE(second.session->identity().serial, second.kit.serial());
    bench.unplug();
    QVERIFY(bench.waitState(SessionState::Lost));
    VERIFY_OK(AWAIT(second.session->tokenAccount()->read(second.never)));
    QCOMPARE(second.session->state(), SessionState::Connected);
    second.session->close();
    second.session.reset();
}

void TestUsbSession::notThere()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    COMPARE_FAULT(bench.open(), Fault::NotFound);
    DeviceUrl url = bench.first.kit.usbUrl(PortRole::Kit);
    url.wholeKit = true;
    COMPARE_FAULT(bench.first.open({url}), Fault::NotFound);
}

void TestUsbSession::refusals()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    bench.host.refuseOpen(bench.number, EACCES);
    COMPARE_FAULT(bench.open(), Fault::NoPermission);
    bench.host.refuseOpen(bench.number, 0);
    bench.host.claimedByOther(bench.number, 0, "usblp");
    const Result<void> held = bench.open();
    COMPARE_FAULT(held, Fault::HeldByOther);
    QVERIFY(held.error().detail().contains(QLatin1String("usblp")));
    bench.host.claimedByOther(bench.number, 0, {});
    VERIFY_OK(bench.open());
}

void TestUsbSession::kitProcessDies()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    bench.first.kit.killHard();
    QVERIFY(bench.waitState(SessionState::Lost));
    QCOMPARE(bench.first.session->lastError()->fault(), Fault::LinkLost);
    QTRY_VERIFY_WITH_TIMEOUT(discoverUsbKits().isEmpty(), 60000);
}

QTEST_GUILESS_MAIN(TestUsbSession)
#include "tst_usb_session.moc"
