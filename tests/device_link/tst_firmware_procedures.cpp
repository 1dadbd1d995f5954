// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_fixture.h"

#include <QFile>
#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Something that looks like an MCUboot image of so many bytes: header, payload, no TLVs. Enough to be uploaded.
QByteArray bigImage(qint32 size)
{
    QByteArray image = QByteArray::fromHex("3db8f396");
    image.append(QByteArray(size - 4, '\0'));
    image[9] = 2; // header size 0x200
    const qint32 payload = size - 0x200;
    for (int i = 0; i < 4; ++i)
        image[12 + i] = char((payload >> (8 * i)) & 0xFF);
    for (qint32 i = 0x200; i < size; ++i)
        image[i] = char((i * 31 + i / 251) & 0xFF);
    return image;
}

} // namespace

class TestFirmwareProcedures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firmwareStateAndSettings_data();
    void firmwareStateAndSettings();
    void firmwareGoesOn_data();
    void firmwareGoesOn();
    void firmwareRefusesGarbage();
    void uploadEnds_data();
    void uploadEnds();
};

void TestFirmwareProcedures::firmwareStateAndSettings_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::newRow("kit") << PortRole::Kit;
    QTest::newRow("console") << PortRole::Console;
}

void TestFirmwareProcedures::firmwareStateAndSettings()
{
    QFETCH(PortRole, role);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto firmware = bench.session->firmwareTarget();
    const Result<FirmwareState> state = AWAIT(firmware->state(bench.never));
    VERIFY_OK(state);
    QVERIFY(!state->slotList.isEmpty());
    QVERIFY(state->slotList.first().active);
    QVERIFY(!state->slotList.first().hash.isEmpty());
    QVERIFY(state->slotList.first().size.has_value());
    QCOMPARE(state->bootloader, QStringLiteral("MCUboot"));
    const QString name = QStringLiteral("app/test");
    const Result<void> written = AWAIT(firmware->writeSetting(name, QByteArray("value"), bench.never));
    if (written) { // the kit lets us have settings of our own
        VERIFY_OK(AWAIT(firmware->saveSettings(bench.never)));
        const Result<QByteArray> value = AWAIT(firmware->readSetting(name, bench.never));
        VERIFY_OK(value);
        QCOMPARE(*value, QByteArray("value"));
    } else {
        COMPARE_FAULT(written, Fault::Refused);
    }
    QVERIFY(!AWAIT(firmware->readSetting(QStringLiteral("no/such/key"), bench.never)).has_value());
}

void TestFirmwareProcedures::firmwareGoesOn_data()
{
    QTest::addColumn<PortRole>("role");
    QTest::addColumn<QString>("reset");
    QTest::newRow("kit, ports come back") << PortRole::Kit << "reenumerate";
    QTest::newRow("kit, ports stay") << PortRole::Kit << "stay";
    QTest::newRow("console, ports come back") << PortRole::Console << "reenumerate";
    QTest::newRow("console, ports stay") << PortRole::Console << "stay";
}

void TestFirmwareProcedures::firmwareGoesOn()
{
    QFETCH(PortRole, role);
    QFETCH(QString, reset);
    KitAndSession bench({QStringLiteral("--speed"), QStringLiteral("5"), QStringLiteral("--reset"), reset});
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto firmware = bench.session->firmwareTarget();
    const quint32 oldBoot = bench.session->identity().bootId;
    QSignalSpy reboots(bench.session.get(), &KitSession::rebooted);
    QSignalSpy states(bench.session.get(), &KitSession::stateChanged);
    const QByteArray image = fixture("ed25519-1.3.0+7-counter.bin");
    QVERIFY(!image.isEmpty());
    QList<UploadProgress> steps;
    VERIFY_OK(AWAIT(firmware->upload(
        image, 0, [&steps](const UploadProgress &step) { steps.append(step); }, bench.never)));
    QVERIFY(steps.first().erasing);
    QCOMPARE(steps.last().done, image.size());
    const Result<FirmwareState> uploaded = AWAIT(firmware->state(bench.never));
    VERIFY_OK(uploaded);
    QCOMPARE(uploaded->slotList.size(), 2);
    const QByteArray hash = uploaded->slotList[1].hash;
    const Result<FirmwareState> marked = AWAIT(firmware->markForTest(hash, false, bench.never));
    VERIFY_OK(marked);
    QVERIFY(marked->slotList[1].pending);
    VERIFY_OK(AWAIT(firmware->reset(bench.never)));
    // From here the session looks after itself; asking for the connection waits for the new boot.
    VERIFY_OK(AWAIT(bench.session->waitConnected(60000, bench.never)));
    QVERIFY(bench.session->identity().bootId != oldBoot);
    QTRY_COMPARE(reboots.size(), 1);
    QVERIFY(states.size() >= 2);
    const Result<FirmwareState> running = AWAIT(firmware->state(bench.never));
    VERIFY_OK(running);
    QCOMPARE(running->slotList[0].hash, hash);
    QVERIFY(running->slotList[0].active && !running->slotList[0].confirmed);
    QVERIFY(bench.session->identity().firmware.startsWith(QLatin1String("1.3.0")));
    const Result<FirmwareState> confirmed = AWAIT(firmware->confirm(bench.never));
    VERIFY_OK(confirmed);
    QVERIFY(confirmed->slotList[0].confirmed);
}

void TestFirmwareProcedures::firmwareRefusesGarbage()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto firmware = bench.session->firmwareTarget();
    COMPARE_FAULT(AWAIT(firmware->upload({}, 0, {}, bench.never)), Fault::BadFile);
    const Result<void> garbage = AWAIT(firmware->upload(QByteArray(5000, 'x'), 0, {}, bench.never));
    COMPARE_FAULT(garbage, Fault::Refused);
    QCOMPARE(garbage.error().code()->group, quint16(1));
    const Result<void> large = AWAIT(firmware->upload(bigImage(2'000'000), 0, {}, bench.never));
    COMPARE_FAULT(large, Fault::Refused);
    QVERIFY(!AWAIT(firmware->markForTest(QByteArray(32, 'x'), false, bench.never)).has_value());
    VERIFY_OK(AWAIT(firmware->state(bench.never)));
}

void TestFirmwareProcedures::uploadEnds_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("cancel") << "cancel" << Fault::Cancelled;
    QTest::newRow("unplug") << "unplug" << Fault::LinkLost;
    QTest::newRow("silence") << "silence" << Fault::LinkLost;
    QTest::newRow("owner") << "owner" << Fault::LinkLost;
    QTest::newRow("second upload") << "second" << Fault::Busy;
}

void TestFirmwareProcedures::uploadEnds()
{
    QFETCH(QString, how);
    QFETCH(Fault, fault);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto firmware = bench.session->firmwareTarget();
    const QByteArray image = bigImage(400'000);
    std::stop_source stop;
    bool done = false;
    std::optional<Result<void>> second;
    const auto inTheMiddle = [&](const UploadProgress &progress) {
        if (done || progress.done < 50'000)
            return;
        done = true;
        // Not from inside the handler: a user acts between two events.
        QTimer::singleShot(0, qApp, [&] {
            if (how == QLatin1String("cancel"))
                stop.request_stop();
            if (how == QLatin1String("unplug"))
                bench.kit.killHard();
            if (how == QLatin1String("silence"))
                bench.kit.freeze();
            if (how == QLatin1String("owner"))
                bench.session.reset();
            if (how == QLatin1String("second")) {
                QCoro::connect(firmware->upload(image, 0, {}, bench.never), qApp, [&](const Result<void> &result) {
                    second = result;
                    stop.request_stop();
                });
            }
        });
    };
    const Result<void> uploaded = AWAIT(firmware->upload(image, 0, inTheMiddle, stop.get_token()));
    QVERIFY(done);
    if (how == QLatin1String("second")) {
        QVERIFY(second.has_value());
        COMPARE_FAULT(*second, fault);
        return;
    }
    COMPARE_FAULT(uploaded, fault);
    if (how != QLatin1String("cancel"))
        return;
    // What the board has already is not sent again.
    qint64 resumedFrom = 0;
    VERIFY_OK(AWAIT(firmware->upload(
        image, 0, [&resumedFrom](const UploadProgress &progress) { resumedFrom = progress.resumedFrom; },
        bench.never)));
    QVERIFY(resumedFrom >= 50'000);
}

QTEST_GUILESS_MAIN(TestFirmwareProcedures)
#include "tst_firmware_procedures.moc"
