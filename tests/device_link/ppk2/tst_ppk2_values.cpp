// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/ppk2_calibration.h"
#include "device_link/protocols/ppk2_spike_filter.h"
#include "device_link/session/device_url.h"
#include "device_link/transports/serial_discovery.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace device_link;

namespace {

framing::Ppk2Sample sampleOf(int code, int range)
{
    framing::Ppk2Sample sample;
    sample.code = std::uint16_t(code);
    sample.range = std::uint8_t(range);
    return sample;
}

/// The filter as a text describes it, the long way round: over a whole recording, with all means kept.
std::vector<double> filteredPlainly(const std::vector<double> &in, const std::vector<int> &ranges)
{
    std::vector<double> out;
    double ema = in.front();
    double ema5 = in.front();
    int after = 0;
    int consecutive = 0;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const double oldEma = ema;
        const double oldEma5 = ema5;
        ema = 0.18 * in[i] + 0.82 * ema;
        ema5 = 0.06 * in[i] + 0.94 * ema5;
        const bool rangeChanged = i > 0 && ranges[i] != ranges[i - 1];
        double shown = in[i];
        if (rangeChanged || after > 0) {
            if (rangeChanged) {
                consecutive = 0;
                after = 3;
            } else {
                consecutive = consecutive + 1;
            }
            if (ranges[i] == 4) {
                if (consecutive < 2) {
                    ema = oldEma;
                    ema5 = oldEma5;
                }
                shown = ema5;
            } else {
                shown = ema;
            }
            after = after - 1;
        }
        out.push_back(shown);
    }
    return out;
}

SerialPortEntry entry(const char *path, std::optional<int> interface, quint16 product = 0xC00A)
{
    SerialPortEntry port;
    port.path = QString::fromLatin1(path);
    port.serialNumber = QStringLiteral("E1");
    port.vendorId = 0x1915;
    port.productId = product;
    port.usbInterface = interface;
    return port;
}

} // namespace

class TestPpk2Values : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void amperes();
    void nanoAmperes();
    void filter();
    void filterByHand();
    void meterPortIsTheFirst();
    void urls();
};

void TestPpk2Values::amperes()
{
    framing::Ppk2Metadata metadata = framing::defaultPpk2Metadata();
    // Nothing but a resistance: 4 codes of 1.8 V / 163840 over 1031.64 ohm, a = x² + x.
    const Ppk2Calibration plain(metadata);
    const double x = 4 * 1000 * (1.8 / 163840) / 1031.64;
    QCOMPARE(plain.amperes(sampleOf(1000, 0), 3), x * x + x);
    QCOMPARE(plain.amperes(sampleOf(0, 4), 3), 0.0);

    framing::Ppk2RangeCalibration &range = metadata.ranges[3];
    range = {0.9636, 2.4217, 0.952, 51.3917, 0.000062577, -0.000109415, 1.1};
    const Ppk2Calibration full(metadata);
    // By hand: (4 · 2000 − 51.3917) · 1.8 / 163840 / 0.9636 = 0.09062…; 1.1 · (x (2.4217 x + 0.952) + 3.3 · S + I)
    const double y = (8000 - 51.3917) * 1.8 / 163840 / 0.9636;
    const double expected = 1.1 * (2.4217 * y * y + 0.952 * y + 3.3 * 0.000062577 - 0.000109415);
    QVERIFY(std::abs(full.amperes(sampleOf(2000, 3), 3.3) - expected) < 1e-12);
    QVERIFY(std::abs(expected - 0.1169) < 0.001);
    // Below 0 is told as it is.
    QVERIFY(full.amperes(sampleOf(0, 3), 0.8) < 0);
}

void TestPpk2Values::nanoAmperes()
{
    QCOMPARE(Ppk2Calibration::nanoAmperes(0), 0);
    QCOMPARE(Ppk2Calibration::nanoAmperes(1.4e-9), 1);
    QCOMPARE(Ppk2Calibration::nanoAmperes(-1.6e-9), -2);
    QCOMPARE(Ppk2Calibration::nanoAmperes(0.5e-9), 1);
    QCOMPARE(Ppk2Calibration::nanoAmperes(-0.5e-9), -1);
    QCOMPARE(Ppk2Calibration::nanoAmperes(1), 1'000'000'000);
    QCOMPARE(Ppk2Calibration::nanoAmperes(100), std::numeric_limits<std::int32_t>::max());
    QCOMPARE(Ppk2Calibration::nanoAmperes(-100), -std::numeric_limits<std::int32_t>::max());
    QCOMPARE(Ppk2Calibration::nanoAmperes(std::numeric_limits<double>::quiet_NaN()), 0);
}

void TestPpk2Values::filter()
{
    std::mt19937 random(1);
    std::uniform_real_distribution<double> current(0, 0.1);
    std::uniform_int_distribution<int> percent(0, 99);
    std::vector<double> in;
    std::vector<int> ranges;
    int range = 2;
    for (int i = 0; i < 5000; ++i) {
        if (percent(random) < 15)
            range = percent(random) % 5;
        in.push_back(current(random));
        ranges.push_back(range);
    }
    const std::vector<double> expected = filteredPlainly(in, ranges);
    Ppk2SpikeFilter filter;
    for (std::size_t i = 0; i < in.size(); ++i)
        QCOMPARE(filter.filter(in[i], std::uint8_t(ranges[i])), expected[i]);
    filter.reset();
    QCOMPARE(filter.filter(in[1], 4), in[1]); // a stream begins as it is
}

void TestPpk2Values::filterByHand()
{
    Ppk2SpikeFilter filter;
    QCOMPARE(filter.filter(1, 0), 1.0);
    QCOMPARE(filter.filter(1, 0), 1.0);
    QCOMPARE(filter.filter(11, 1), 1 + 0.18 * 10); // the change of range, and two more, are the mean
    QCOMPARE(filter.filter(1, 1), 0.82 * 2.8 + 0.18);
    QCOMPARE(filter.filter(1, 1), 0.82 * (0.82 * 2.8 + 0.18) + 0.18);
    QCOMPARE(filter.filter(1.5, 1), 1.5);
    Ppk2SpikeFilter coarse;
    QCOMPARE(coarse.filter(1, 3), 1.0);
    QCOMPARE(coarse.filter(101, 4), 1.0); // not counted
    QCOMPARE(coarse.filter(101, 4), 1.0); // nor this one
    QCOMPARE(coarse.filter(2, 4), 0.94 + 0.12);
    QCOMPARE(coarse.filter(3, 4), 3.0);
}

void TestPpk2Values::meterPortIsTheFirst()
{
    SerialDevice device{
        QStringLiteral("E1"), QStringLiteral("Nordic PPK2"), {entry("/dev/ttyACM1", 3), entry("/dev/ttyACM2", 1)}};
    QCOMPARE(powerMeterPort(device)->path, QStringLiteral("/dev/ttyACM2"));
    device.ports = {entry("/dev/ttyACM4", {}), entry("/dev/ttyACM3", {})};
    QCOMPARE(powerMeterPort(device)->path, QStringLiteral("/dev/ttyACM3"));
    device.ports = {entry("/dev/ttyACM0", 1)};
    QVERIFY(powerMeterPort(device));
    device.ports = {entry("/dev/ttyACM0", 1, 0x520F)}; // another product of the vendor
    QVERIFY(!powerMeterPort(device));
    device.ports.clear();
    QVERIFY(!powerMeterPort(device));
}

void TestPpk2Values::urls()
{
    const auto url = parseDeviceUrl(QStringLiteral("serial:/dev/ttyACM0,role=meter"));
    QVERIFY(url);
    QVERIFY(url->role == PortRole::Meter);
    QCOMPARE(toString(*url), QStringLiteral("serial:/dev/ttyACM0,role=meter"));
    const QString meter = toString(*url);
    QVERIFY(parseDeviceUrls({QStringLiteral("serial:/dev/ttyUSB2,role=at"), meter}));
    QVERIFY(parseDeviceUrls({QStringLiteral("usb:VK1"), meter})); // a USB kit has no meter of its own
    QVERIFY(parseDeviceUrls({meter, QStringLiteral("usb:VK1")}));
    QVERIFY(!parseDeviceUrls({meter, meter}));
}

QTEST_APPLESS_MAIN(TestPpk2Values)
#include "tst_ppk2_values.moc"
