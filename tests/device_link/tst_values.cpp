// SPDX-License-Identifier: GPL-3.0-or-later
// What needs no port: URLs, the clock map, bounded CBOR, refusals, answers of AT dialects, discovery.
#include "device_link/protocols/at_card_channel.h"
#include "device_link/protocols/at_identity.h"
#include "device_link/protocols/at_modem_status.h"
#include "device_link/protocols/cbor_check.h"
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/kit_modem_status.h"
#include "device_link/protocols/rate_meter.h"
#include "device_link/protocols/smp_errors.h"
#include "device_link/session/clock_map.h"
#include "device_link/session/device_url.h"
#include "device_link/transports/serial_discovery.h"

#include <QTest>

using namespace device_link;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

framing::Bytes toBytes(const QByteArray &bytes) { return framing::Bytes(bytes.begin(), bytes.end()); }

} // namespace

class TestValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void urls_data();
    void urls();
    void badUrls_data();
    void badUrls();
    void clockMapFollowsDrift();
    void oneSlowExchangeMakesNoDrift();
    void clockMapTakesTheFastestOfASecond();
    void clockMapStartsAfreshWithABoot();
    void clockMapSurvivesNonsense();
    void cborBounds_data();
    void cborBounds();
    void cborReaderNamesTheKey();
    void smpRefusals();
    void iccids_data();
    void iccids();
    void apduAnswers();
    void cchoSessions();
    void channelsInCla();
    void registrationLines();
    void signalLines();
    void signalGoesWithTheRegistration();
    void groupsPortsBySerial();
    void rateOverALittleWhile();
};

void TestValues::urls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<DeviceUrl>("expected");
    using Scheme = DeviceUrl::Scheme;
    QTest::newRow("virtual") << "virtual:" << DeviceUrl{Scheme::Virtual, {}, 0, PortRole::Kit, 0};
    QTest::newRow("virtual options") << "virtual:seed=3;network=cat1"
                                     << DeviceUrl{Scheme::Virtual, QStringLiteral("seed=3;network=cat1"), 0,
                                            PortRole::Kit, 0};
    QTest::newRow("serial") << "serial:/dev/ttyACM0,role=kit"
                            << DeviceUrl{Scheme::Serial, QStringLiteral("/dev/ttyACM0"), 0, PortRole::Kit, 0};
    QTest::newRow("serial baud") << "serial:/dev/ttyUSB1,role=console,baud=1000000"
                                 << DeviceUrl{
                                        Scheme::Serial, QStringLiteral("/dev/ttyUSB1"), 0, PortRole::Console, 1000000};
    QTest::newRow("tcp") << "tcp:127.0.0.1:5000,role=at"
                         << DeviceUrl{Scheme::Tcp, QStringLiteral("127.0.0.1"), 5000, PortRole::At, 0};
    QTest::newRow("tcp v6") << "tcp:[::1]:5000,role=kit"
                            << DeviceUrl{Scheme::Tcp, QStringLiteral("::1"), 5000, PortRole::Kit, 0};
    QTest::newRow("usb, whole kit") << "usb:VK0001"
                                    << DeviceUrl{Scheme::Usb, QStringLiteral("VK0001"), 0, PortRole::Kit, 0, true};
    QTest::newRow("usb, one port") << "usb:VK0001,role=at"
                                   << DeviceUrl{Scheme::Usb, QStringLiteral("VK0001"), 0, PortRole::At, 0};
    QTest::newRow("usb, at a place") << "usb:VK0001,place=1-1.4"
                                     << DeviceUrl{Scheme::Usb, QStringLiteral("VK0001"), 0, PortRole::Kit, 0, true,
                                            QStringLiteral("1-1.4")};
    QTest::newRow("usb, one port at a place")
        << "usb:VK0001,role=at,place=1-2"
        << DeviceUrl{Scheme::Usb, QStringLiteral("VK0001"), 0, PortRole::At, 0, false, QStringLiteral("1-2")};
    QTest::newRow("recording") << "file:/tmp/a, b #2.aer"
                               << DeviceUrl{Scheme::File, QStringLiteral("/tmp/a, b #2.aer"), 0, PortRole::Kit, 0};
    DeviceUrl part{Scheme::File, QStringLiteral("/tmp/a#stream=x.aer"), 0, PortRole::Kit, 0};
    part.stream = 3;
    QTest::newRow("part of a recording") << "file:/tmp/a#stream=x.aer#stream=3" << part;
    QTest::newRow("no number of a stream")
        << "file:/tmp/a.aer#stream=4294967296"
        << DeviceUrl{Scheme::File, QStringLiteral("/tmp/a.aer#stream=4294967296"), 0, PortRole::Kit, 0};
    QTest::newRow("bench") << "bench:left, by the window"
                           << DeviceUrl{Scheme::Bench, QStringLiteral("left, by the window"), 0, PortRole::Kit, 0};
}

void TestValues::urls()
{
    QFETCH(QString, text);
    QFETCH(DeviceUrl, expected);
    const Result<DeviceUrl> url = parseDeviceUrl(text);
    QVERIFY2(url.has_value(), qPrintable(url ? QString() : url.error().detail()));
    QVERIFY2(*url == expected, qPrintable(toString(*url)));
    QCOMPARE(toString(*url), text);
}

void TestValues::badUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("names"); // the part at fault, as it must stand in the message
    QTest::newRow("empty") << ""
                           << "virtual:";
    QTest::newRow("scheme") << "http:x"
                            << "http:x";
    QTest::newRow("no path") << "serial:"
                             << "serial:";
    QTest::newRow("no path, role") << "serial:,role=kit"
                                   << "serial:";
    QTest::newRow("role") << "serial:/dev/x,role=modem"
                          << "modem";
    QTest::newRow("baud") << "serial:/dev/x,baud=fast"
                          << "fast";
    QTest::newRow("baud 0") << "serial:/dev/x,baud=0"
                            << "0";
    QTest::newRow("option") << "serial:/dev/x,parity=odd"
                            << "parity";
    QTest::newRow("tcp baud") << "tcp:host:1,baud=9600"
                              << "baud";
    QTest::newRow("tcp no port") << "tcp:host"
                                 << "host";
    QTest::newRow("tcp port 0") << "tcp:host:0"
                                << "host:0";
    QTest::newRow("tcp port high") << "tcp:host:65536"
                                   << "65536";
    QTest::newRow("tcp no host") << "tcp::1"
                                 << "host";
}

void TestValues::badUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, names);
    const Result<DeviceUrl> url = parseDeviceUrl(text);
    QVERIFY(!url.has_value());
    QCOMPARE(url.error().fault(), Fault::BadArgument);
    QVERIFY2(url.error().detail().contains(names), qPrintable(url.error().detail()));
}

void TestValues::clockMapFollowsDrift()
{
    // A kit whose clock runs 200 ppm fast, asked every second for a minute, 1 ms round trips.
    ClockMap map;
    const auto kitAt = [](std::int64_t hostNs) { return std::int64_t(5'000'000'000) + hostNs + hostNs / 5000; };
    for (std::int64_t i = 0; i < 60; ++i) {
        const std::int64_t host = i * kSecond;
        map.add(9, {host, host + 1'000'000, kitAt(host + 500'000)});
    }
    QCOMPARE(map.bootId(), 9U);
    QVERIFY(map.driftPpm().has_value());
    QVERIFY(std::abs(*map.driftPpm() - 200) < 1);
    QCOMPARE(map.uncertaintyNs(), std::int64_t(500'000));
    for (const std::int64_t host : {-3 * kSecond, kSecond / 2, 20 * kSecond + 1, 59 * kSecond, 65 * kSecond}) {
        QVERIFY(std::abs(*map.toHostNs(kitAt(host)) - host) < 10'000);
        QVERIFY(std::abs(*map.toKitNs(host) - kitAt(host)) < 10'000);
    }
}

void TestValues::oneSlowExchangeMakesNoDrift()
{
    // Just after a boot the kit answers the first question late: its stamp lies anywhere in 100 ms.
    ClockMap map;
    map.add(3, {0, 100'000'000, 1'000'000});
    for (std::int64_t i = 1; i < 30; ++i)
        map.add(3, {i * kSecond, i * kSecond + 1'000'000, i * kSecond + 500'000});
    QVERIFY(map.driftPpm().has_value());
    QVERIFY(std::abs(*map.driftPpm()) < 1);
    // While there is nothing more exact, nothing is told.
    ClockMap slow;
    for (std::int64_t i = 0; i < 30; ++i)
        slow.add(3, {i * kSecond, i * kSecond + 100'000'000, i * kSecond + 1'000'000});
    QVERIFY(!slow.driftPpm().has_value());
}

void TestValues::clockMapTakesTheFastestOfASecond()
{
    ClockMap map;
    QVERIFY(!map.valid());
    QVERIFY(!map.toHostNs(0).has_value());
    map.add(1, {0, 20'000'000, 10'000'000});
    map.add(1, {100'000'000, 102'000'000, 101'000'000}); // faster: better
    map.add(1, {200'000'000, 290'000'000, 205'000'000}); // slower: nothing
    QCOMPARE(map.knots().size(), std::size_t(1));
    QCOMPARE(map.uncertaintyNs(), std::int64_t(1'000'000));
    QCOMPARE(map.toHostNs(101'000'000), std::optional<std::int64_t>(101'000'000));
    QVERIFY(!map.driftPpm().has_value());
}

void TestValues::clockMapStartsAfreshWithABoot()
{
    ClockMap map;
    map.add(1, {0, 10, 5});
    map.add(1, {2 * kSecond, 2 * kSecond + 10, 2 * kSecond});
    QCOMPARE(map.knots().size(), std::size_t(2));
    map.add(2, {3 * kSecond, 3 * kSecond + 10, 100});
    QCOMPARE(map.bootId(), 2U);
    QCOMPARE(map.knots().size(), std::size_t(1));
    QCOMPARE(map.toHostNs(100), std::optional<std::int64_t>(3 * kSecond + 5));
}

void TestValues::clockMapSurvivesNonsense()
{
    ClockMap map;
    map.add(1, {100, 50, 5}); // the answer before the question
    QVERIFY(!map.valid());
    map.add(1, {0, 10, kMaxKitTimeNs});
    map.add(1, {2 * kSecond, 2 * kSecond + 10, 5}); // backwards
    QCOMPARE(map.knots().size(), std::size_t(1));
    map.add(1, {0, 10, 0}); // better than nothing: no, older
    (void)map.toHostNs(0);
    (void)map.toKitNs(kMaxKitTimeNs);
    map.add(2, {0, 10, 0});
    map.add(2, {2 * kSecond, 2 * kSecond, kMaxKitTimeNs});
    QVERIFY(map.toKitNs(kMaxKitTimeNs).has_value());
    QVERIFY(map.toHostNs(kMaxKitTimeNs).has_value());
}

void TestValues::cborBounds_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<bool>("good");
    QTest::newRow("empty map") << QByteArray("a0") << true;
    QTest::newRow("indefinite map") << QByteArray("bf616101ff") << true;
    QTest::newRow("nested") << QByteArray("a16161a161628101") << true;
    QTest::newRow("indefinite text in chunks") << QByteArray("a161617f61616162ff") << true;
    QTest::newRow("depth 8") << QByteArray("a16161"
                                           "81818181818181"
                                           "01")
                             << true;
    QTest::newRow("nothing") << QByteArray("") << false;
    QTest::newRow("not a map") << QByteArray("80") << false;
    QTest::newRow("trailing byte") << QByteArray("a000") << false;
    QTest::newRow("cut") << QByteArray("a16161") << false;
    QTest::newRow("map of 4 billion") << QByteArray("baffffffff") << false;
    QTest::newRow("map of 2^63") << QByteArray("bb8000000000000000") << false;
    QTest::newRow("text of 4 billion") << QByteArray("a161617affffffff") << false;
    QTest::newRow("bytes of 2^64-1") << QByteArray("a161615bffffffffffffffff") << false;
    QTest::newRow("array longer than the rest") << QByteArray("a161618401") << false;
    QTest::newRow("indefinite without end") << QByteArray("bf616101") << false;
    QTest::newRow("chunk of another type") << QByteArray("a161617f4161ff") << false;
    QTest::newRow("break alone") << QByteArray("a16161ff") << false;
    QTest::newRow("reserved length") << QByteArray("a161611c") << false;
    QTest::newRow("too deep") << QByteArray("a16161"
                                            "8181818181818181"
                                            "01")
                              << false;
    QTest::newRow("very deep") << QByteArray("a16161") + QByteArray("81").repeated(2000) + "01" << false;
    QTest::newRow("tags without end") << QByteArray("a16161") + QByteArray("c1").repeated(2000) + "01" << false;
}

void TestValues::cborBounds()
{
    QFETCH(QByteArray, hex);
    QFETCH(bool, good);
    const QByteArray bytes = QByteArray::fromHex(hex);
    QCOMPARE(isBoundedCborMap(toBytes(bytes)), good);
    QCOMPARE(decodeCborMap(bytes).has_value(), good);
    // Every truncation of something good is bad, and none of them reads past the end.
    for (qsizetype length = 0; good && length < bytes.size(); ++length)
        QVERIFY(!isBoundedCborMap(toBytes(bytes.left(length))));
}

void TestValues::cborReaderNamesTheKey()
{
    QCborMap map;
    map.insert(QLatin1String("n"), 7);
    map.insert(QLatin1String("negative"), -1);
    map.insert(QLatin1String("text"), QStringLiteral("abc"));
    CborReader reader(map, QStringLiteral("identity"));
    QCOMPARE(reader.u("n"), quint64(7));
    QCOMPARE(reader.text("text"), QStringLiteral("abc"));
    QVERIFY(!reader.failed());
    QCOMPARE(reader.optionalText("not there"), QString());
    QVERIFY(!reader.failed());
    QCOMPARE(reader.u("negative"), quint64(0));
    QVERIFY(reader.failed());
    (void)reader.text("eid"); // the first failure stays
    QCOMPARE(reader.error().fault(), Fault::BadReply);
    QVERIFY2(reader.error().detail().contains(QLatin1String("identity")), qPrintable(reader.error().detail()));
    QVERIFY2(reader.error().detail().contains(QLatin1String("negative")), qPrintable(reader.error().detail()));
}

void TestValues::smpRefusals()
{
    QCborMap v2;
    QCborMap err;
    err.insert(QLatin1String("group"), 1);
    err.insert(QLatin1String("rc"), 9);
    v2.insert(QLatin1String("err"), err);
    const std::optional<Error> image = smpRefusal(v2, QStringLiteral("image upload"), std::nullopt);
    QVERIFY(image.has_value());
    QCOMPARE(image->fault(), Fault::Refused);
    QVERIFY(image->detail().contains(QLatin1String("no free slot")));
    QCOMPARE(image->code(), std::optional(RefusalCode{RefusalCode::Space::SmpGroup, 1, 9}));

    QCborMap v1;
    v1.insert(QLatin1String("rc"), 8);
    v1.insert(QLatin1String("rsn"), QStringLiteral("not built in"));
    const std::optional<Error> common = smpRefusal(v1, QStringLiteral("erase"), std::nullopt);
    QCOMPARE(common->fault(), Fault::NotSupported);
    QVERIFY(common->detail().contains(QLatin1String("not built in")));
    QCOMPARE(common->code()->group, quint16(0xFFFF));

    err.insert(QLatin1String("group"), 90);
    err.insert(QLatin1String("rc"), 7);
    v2.insert(QLatin1String("err"), err);
    const std::optional<Error> ours = smpRefusal(v2, QStringLiteral("prompt.start"), quint16(90));
    QVERIFY(isAiesimRefusal(*ours, AiesimRc::AccountExhausted));
    QVERIFY(ours->detail().contains(QLatin1String("account exhausted")));

    QCborMap zero;
    zero.insert(QLatin1String("rc"), 0);
    QVERIFY(!smpRefusal(zero, {}, std::nullopt).has_value());
    QVERIFY(!smpRefusal(QCborMap(), {}, std::nullopt).has_value());
}

void TestValues::iccids_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("iccid");
    QTest::newRow("plain") << QByteArray("8944476500001224158") << "8944476500001224158";
    QTest::newRow("quoted") << QByteArray("\"8944476500001224158\"") << "8944476500001224158";
    QTest::newRow("filler") << QByteArray("8944476500001224158F") << "8944476500001224158";
    QTest::newRow("with EID") << QByteArray("8944476500001224158,89049032...") << "8944476500001224158";
    QTest::newRow("swapped") << QByteArray("984474560000214251F8") << "8944476500001224158";
    QTest::newRow("twenty") << QByteArray("89860000000000000007") << "89860000000000000007";
    QTest::newRow("short") << QByteArray("894447") << "";
    QTest::newRow("letters") << QByteArray("89444765000012241XX") << "";
    QTest::newRow("nothing") << QByteArray("") << "";
}

void TestValues::iccids()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, iccid);
    QCOMPARE(iccidFromAnswer(answer), iccid);
}

void TestValues::apduAnswers()
{
    const QByteArray bytes = QByteArray::fromHex("BF3E9000");
    for (const char *good : {"8,\"BF3E9000\"", "8,BF3E9000", "8, \"bf3e9000\"", "4,\"BF3E9000\""})
        QCOMPARE(apduFromAnswer(good).value_or(QByteArray()), bytes);
    for (const char *bad : {"", "8", "8,", "8,\"BF3E900\"", "8,\"XX3E9000\"", "6,\"BF3E9000\"", "2,\"90\"",
             "a,\"9000\"", "4,\"9000\",1"}) {
        const Result<QByteArray> answer = apduFromAnswer(bad);
        QVERIFY2(!answer.has_value(), bad);
        QCOMPARE(answer.error().fault(), Fault::BadReply);
    }
}

void TestValues::cchoSessions()
{
    QCOMPARE(cchoSession("1"), QByteArray("1"));
    QCOMPARE(cchoSession("\"0123456789ABCDEF\""), QByteArray("0123456789ABCDEF"));
    QCOMPARE(cchoSession("OK"), QByteArray());
    QCOMPARE(cchoSession(""), QByteArray());
    QCOMPARE(cchoSession(QByteArray("1").repeated(21)), QByteArray());
}

void TestValues::channelsInCla()
{
    QCOMPARE(claForChannel(0x80, 0), quint8(0x80));
    QCOMPARE(claForChannel(0x81, 0), quint8(0x80));
    QCOMPARE(claForChannel(0x80, 3), quint8(0x83));
    QCOMPARE(claForChannel(0x00, 1), quint8(0x01));
    QCOMPARE(claForChannel(0x80, 4), quint8(0xC0));
    QCOMPARE(claForChannel(0x80, 19), quint8(0xCF));
    QCOMPARE(claForChannel(0x00, 5), quint8(0x41));
}

void TestValues::registrationLines()
{
    ModemState state;
    QVERIFY(takeRegistrationRead("2,1,\"1A2B\",\"01ABCDEF\",7", state));
    QCOMPARE(state.registration, std::optional(1));
    QCOMPARE(state.tac, QStringLiteral("1A2B"));
    QCOMPARE(state.cell, QStringLiteral("01ABCDEF"));
    QCOMPARE(state.accessTechnology, QStringLiteral("LTE"));
    QVERIFY(takeRegistrationRead("0,2", state));
    QCOMPARE(state.registration, std::optional(2));
    QVERIFY(state.tac.isEmpty());
    QVERIFY(!takeRegistrationRead("1", state));                     // unsolicited
    QVERIFY(!takeRegistrationRead("1,\"1A2B\",\"01AB\",7", state)); // unsolicited, long
    QVERIFY(!takeRegistrationRead("", state));
}

void TestValues::signalLines()
{
    ModemState state;
    takeExtendedSignal("99,99,255,255,20,50", state);
    QCOMPARE(state.rsrqDb, std::optional(-9.75));
    QCOMPARE(state.rsrpDbm, std::optional(-90.5));
    QVERIFY(!state.sinrDb.has_value());
    ModemState nr;
    takeExtendedSignal("99,99,255,255,255,255,60,70,80", nr);
    QCOMPARE(nr.rsrpDbm, std::optional(-86.5));
    QCOMPARE(nr.sinrDb, std::optional(16.75));
    ModemState none;
    takeExtendedSignal("99,99,255,255,255,255", none);
    takeSignal("99,99", none);
    QVERIFY(!none.rsrpDbm && !none.rsrqDb && !none.rssiDbm);
    takeSignal("20,99", none);
    QCOMPARE(none.rssiDbm, std::optional(-73.0));
    takeOperator("0,0,\"Some Net\",7", none);
    QCOMPARE(none.operatorName, QStringLiteral("Some Net"));
    takeOperator("0,2,\"46000\",9", none);
    QCOMPARE(none.plmn, QStringLiteral("46000"));
    QCOMPARE(none.accessTechnology, QStringLiteral("NB-IoT"));
}

void TestValues::signalGoesWithTheRegistration()
{
    KitModemStatus modem(nullptr);
    const auto tell = [&modem](const char *name, const QCborMap &fields) {
        KitEvent event;
        event.name = QLatin1String(name);
        event.fields = fields;
        modem.take(event);
    };
    const QString stat = QStringLiteral("stat");
    tell("reg", {{stat, 1}});
    tell("signal", {{QStringLiteral("rsrp"), -95.5}, {QStringLiteral("rssi"), -66.0}});
    tell("reg", {{stat, 5}});
    QCOMPARE(modem.last().rsrpDbm, std::optional(-95.5));
    tell("reg", {{stat, 2}}); // no cell: nothing is measured any more
    QVERIFY(!modem.last().rsrpDbm && !modem.last().rssiDbm);
    tell("reg", {{stat, 1}});
    QVERIFY(!modem.last().rsrpDbm); // not the figure of before
}

void TestValues::groupsPortsBySerial()
{
    const auto entry = [](const char *path, const char *serial, quint16 vendor) {
        SerialPortEntry port;
        port.path = QString::fromLatin1(path);
        port.serialNumber = QString::fromLatin1(serial);
        port.vendorId = vendor;
        port.productId = quint16(1);
        return port;
    };
    const QList<SerialDevice> devices = groupSerialPorts(
        {entry("/dev/ttyACM0", "K1", 7), entry("/dev/ttyACM1", "K2", 7), entry("/dev/ttyACM2", "K1", 7),
            entry("/dev/ttyACM3", "K1", 8), entry("/dev/ttyS0", "", 0), entry("/dev/ttyS1", "", 0)});
    QCOMPARE(devices.size(), 5);
    QCOMPARE(devices[0].ports.size(), 2);
    QCOMPARE(devices[0].ports[1].path, QStringLiteral("/dev/ttyACM2"));
    QCOMPARE(devices[3].description, QStringLiteral("/dev/ttyS0"));
    // Whatever this computer has: listing it opens nothing and ends.
    const QList<SerialPortEntry> here = discoverSerialPorts();
    for (const SerialPortEntry &port : here)
        QVERIFY(port.path.startsWith(QLatin1String("/dev/")));
}

void TestValues::rateOverALittleWhile()
{
    RateMeter meter;
    QCOMPARE(meter.perSecond(), 0.0);
    for (int i = 0; i <= 100; ++i)
        meter.add(i * 100, i < 50 ? 0 : (i - 50) * 100);
    QCOMPARE(meter.perSecond(), 1000.0); // the quiet first half is forgotten
}

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
