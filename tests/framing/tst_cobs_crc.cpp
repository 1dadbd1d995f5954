// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/cobs.h"
#include "framing/crc.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace framing;
using namespace test_bytes;

namespace {

Bytes counting(std::uint8_t first, std::size_t size)
{
    Bytes data(size);
    std::iota(data.begin(), data.end(), first);
    return data;
}

} // namespace

class TestCobsCrc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crc32cVectors_data();
    void crc32cVectors();
    void crc32cOfSplitDataAndFallback();
    void crc16Vectors();
    void cobsVectors_data();
    void cobsVectors();
    void cobsRoundTrip_data();
    void cobsRoundTrip();
    void cobsRejects_data();
    void cobsRejects();
};

void TestCobsCrc::crc32cVectors_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<quint32>("crc");
    // RFC 3720, B.4, and the check value of the CRC catalogue.
    QTest::newRow("empty") << QByteArray() << 0U;
    QTest::newRow("check") << QByteArray("123456789") << 0xE3069283U;
    QTest::newRow("32 zeros") << QByteArray(32, '\0') << 0x8A9136AAU;
    QTest::newRow("32 ones") << QByteArray(32, '\xff') << 0x62A8AB43U;
    QTest::newRow("32 rising") << toQt(counting(0, 32)) << 0x46DD794EU;
    QTest::newRow("iSCSI read") << QByteArray::fromHex(
        "01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000")
                                << 0xD9963A56U;
}

void TestCobsCrc::crc32cVectors()
{
    QFETCH(QByteArray, data);
    QFETCH(quint32, crc);
    const Bytes bytes = fromQt(data);
    QCOMPARE(crc32c(bytes), crc);
    QCOMPARE(~detail::crc32cPortable(bytes, ~0U), crc);
}

void TestCobsCrc::crc32cOfSplitDataAndFallback()
{
    std::mt19937 random(1);
    const Bytes data = randomBytes(random, 300);
    for (std::size_t size = 0; size <= data.size(); ++size) {
        const ByteView all = ByteView(data).first(size);
        const std::uint32_t whole = crc32c(all);
        QCOMPARE(~detail::crc32cPortable(all, ~0U), whole);
        const std::size_t cut = size * 3 / 7;
        QCOMPARE(crc32c(all.subspan(cut), crc32c(all.first(cut))), whole);
    }
}

void TestCobsCrc::crc16Vectors()
{
    QCOMPARE(crc16Xmodem(ascii("123456789")), std::uint16_t(0x31C3));
    QCOMPARE(crc16Xmodem({}), std::uint16_t(0));
    QCOMPARE(crc16Xmodem(hex("0a000009 00004200 a16164 6568656c6c6f")), std::uint16_t(0x4619));
    QCOMPARE(crc16Xmodem(hex("08000001 00010100 a0")), std::uint16_t(0x9831));
}

void TestCobsCrc::cobsVectors_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("encoded");
    const auto row = [](const char *name, const QByteArray &plain, const QByteArray &encoded) {
        QTest::newRow(name) << plain << encoded;
    };
    const auto bytes = [](const char *text) { return QByteArray::fromHex(text); };
    row("empty", {}, bytes("01"));
    row("one zero", bytes("00"), bytes("0101"));
    row("two zeros", bytes("0000"), bytes("010101"));
    row("zero first", bytes("001100"), bytes("01021101"));
    row("zero inside", bytes("11220033"), bytes("0311220233"));
    row("no zero", bytes("11223344"), bytes("0511223344"));
    row("zeros last", bytes("11000000"), bytes("0211010101"));
    row("254", toQt(counting(1, 254)), bytes("ff") + toQt(counting(1, 254)));
    row("zero and 254", toQt(counting(0, 255)), bytes("01ff") + toQt(counting(1, 254)));
    row("255", toQt(counting(1, 255)), bytes("ff") + toQt(counting(1, 254)) + bytes("02ff"));
    row("254 and zero", toQt(counting(2, 254)) + bytes("00"), bytes("ff") + toQt(counting(2, 254)) + bytes("0101"));
    row("253 and zero", toQt(counting(3, 253)) + bytes("0001"), bytes("fe") + toQt(counting(3, 253)) + bytes("0201"));
}

void TestCobsCrc::cobsVectors()
{
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, encoded);
    Bytes out;
    cobsEncode(fromQt(plain), out);
    QCOMPARE(hexOf(out), encoded.toHex(' '));
    Bytes back;
    QVERIFY(cobsDecode(fromQt(encoded), back));
    QCOMPARE(hexOf(back), plain.toHex(' '));
}

void TestCobsCrc::cobsRoundTrip_data()
{
    QTest::addColumn<int>("zeroPercent");
    for (const int percent : {0, 1, 5, 30, 90, 100})
        QTest::addRow("%d percent zeros", percent) << percent;
}

void TestCobsCrc::cobsRoundTrip()
{
    QFETCH(int, zeroPercent);
    std::mt19937 random(7);
    Bytes decoded; // reused, as the frame decoder does
    for (std::size_t size = 0; size < 1100; size += size < 600 ? 1 : 37) {
        const Bytes plain = randomBytes(random, size, zeroPercent);
        Bytes encoded = {0xAA};
        cobsEncode(plain, encoded);
        QCOMPARE(encoded[0], std::uint8_t(0xAA));
        const ByteView block = ByteView(encoded).subspan(1);
        QVERIFY(block.size() <= cobsMaxEncodedSize(size));
        QVERIFY(std::find(block.begin(), block.end(), 0) == block.end());
        QVERIFY(cobsDecode(block, decoded));
        QCOMPARE(hexOf(decoded), hexOf(plain));
    }
}

void TestCobsCrc::cobsRejects_data()
{
    QTest::addColumn<QByteArray>("block");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("code past the end") << QByteArray::fromHex("0211 05 1122");
    QTest::newRow("code alone") << QByteArray::fromHex("02");
    QTest::newRow("zero as code") << QByteArray::fromHex("00");
    QTest::newRow("zero inside") << QByteArray::fromHex("031100");
    QTest::newRow("zero in a long run") << QByteArray::fromHex("ff") + QByteArray(100, 'x') + QByteArray(1, '\0')
            + QByteArray(153, 'x');
    QTest::newRow("254 short by one") << QByteArray::fromHex("ff") + QByteArray(253, 'x');
}

void TestCobsCrc::cobsRejects()
{
    QFETCH(QByteArray, block);
    Bytes out;
    QVERIFY(!cobsDecode(fromQt(block), out));
}

QTEST_GUILESS_MAIN(TestCobsCrc)
#include "tst_cobs_crc.moc"
