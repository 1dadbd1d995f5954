// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/usb/usb_descriptors.h"

#include <QSet>
#include <QTest>

using namespace virtual_kit;

namespace {

QByteArray bytesOf(const framing::Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

int u8(const QByteArray &bytes, qsizetype at) { return static_cast<quint8>(bytes.at(at)); }
int u16(const QByteArray &bytes, qsizetype at) { return u8(bytes, at) | u8(bytes, at + 1) << 8; }

/// Cuts a block of descriptors at their bLength.
QList<QByteArray> cut(QByteArray bytes)
{
    QList<QByteArray> parts;
    while (!bytes.isEmpty()) {
        const int length = u8(bytes, 0);
        if (length < 2 || length > bytes.size())
            return {};
        parts.append(bytes.first(length));
        bytes.remove(0, length);
    }
    return parts;
}

class TestUsbDescriptors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void device();
    void configuration_data();
    void configuration();
    void configurationLengthsAddUp();
    void interfacesAndAssociations();
    void endpointsAreUnique();
    void bos();
    void microsoftSet();
    void strings();
    void noSuchDescriptor();

private:
    UsbDescriptors m_descriptors{{QStringLiteral("Maker"), QStringLiteral("Prod \u00e9"), QString(32, u'S')}};
};

void TestUsbDescriptors::device()
{
    QCOMPARE(bytesOf(UsbDescriptors::device()), QByteArray::fromHex("12010102ef02014009120100000101020301"));
    QCOMPARE(bytesOf(UsbDescriptors::deviceQualifier()), QByteArray::fromHex("0a060102ef0201400100"));
}

void TestUsbDescriptors::configuration_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray wire = "0902a40005010080fa"
                            "0904000002ffa10104"
                            "07050102000200"
                            "07058102000200"
                            "080b010202020105"
                            "090401000102020105"
                            "0524002001"
                            "0524010002"
                            "04240202"
                            "0524060102"
                            "07058203100008"
                            "0904020002 0a000000"
                            "07050302000200"
                            "07058302000200"
                            "080b030202020106"
                            "090403000102020106"
                            "0524002001"
                            "0524010004"
                            "04240202"
                            "0524060304"
                            "07058403100008"
                            "0904040002 0a000000"
                            "07050502000200"
                            "07058502000200";
    QTest::newRow("high speed") << 2 << QByteArray::fromHex(wire);
    QByteArray full = wire;
    full.replace("0902a4", "0907a4").replace("02000200", "02400000").replace("03100008", "03100010");
    QTest::newRow("full speed") << 7 << QByteArray::fromHex(full);
}

void TestUsbDescriptors::configuration()
{
    QFETCH(const int, type);
    QFETCH(const QByteArray, expected);
    QCOMPARE(bytesOf(UsbDescriptors::configuration(static_cast<std::uint8_t>(type))).toHex(), expected.toHex());
}

void TestUsbDescriptors::configurationLengthsAddUp()
{
    const QByteArray bytes = bytesOf(UsbDescriptors::configuration(2));
    QCOMPARE(u16(bytes, 2), int(bytes.size()));
    QVERIFY(!cut(bytes).isEmpty());
}

void TestUsbDescriptors::interfacesAndAssociations()
{
    QSet<int> interfaces;
    QHash<int, int> endpoints; // by interface: left to see
    int associated = 0;
    int current = -1;
    for (const QByteArray &part : cut(bytesOf(UsbDescriptors::configuration(2)))) {
        if (u8(part, 1) == 11) {
            QCOMPARE(u8(part, 2), current + 1); // stands before its first interface
            associated += u8(part, 3);
        } else if (u8(part, 1) == 4) {
            current = u8(part, 2);
            QVERIFY(!interfaces.contains(current));
            interfaces.insert(current);
            endpoints[current] = u8(part, 4);
        } else if (u8(part, 1) == 5) {
            --endpoints[current];
        } else if (u8(part, 1) == 0x24 && u8(part, 2) == 6) {
            QCOMPARE(u8(part, 3), current);
            QCOMPARE(u8(part, 4), current + 1);
        }
    }
    QCOMPARE(interfaces, (QSet<int>{0, 1, 2, 3, 4}));
    QCOMPARE(u8(bytesOf(UsbDescriptors::configuration(2)), 4), 5);
    QCOMPARE(associated, 4);
    for (const int left : std::as_const(endpoints))
        QCOMPARE(left, 0);
}

void TestUsbDescriptors::endpointsAreUnique()
{
    QSet<int> addresses;
    for (const QByteArray &part : cut(bytesOf(UsbDescriptors::configuration(2)))) {
        if (u8(part, 1) != 5)
            continue;
        QVERIFY(!addresses.contains(u8(part, 2)));
        addresses.insert(u8(part, 2));
        QCOMPARE(u16(part, 4), u8(part, 3) == 2 ? 512 : 16);
    }
    QCOMPARE(addresses, (QSet<int>{0x01, 0x81, 0x82, 0x03, 0x83, 0x84, 0x05, 0x85}));
}

void TestUsbDescriptors::bos()
{
    const QByteArray bytes = bytesOf(UsbDescriptors::bos());
    QCOMPARE(bytes.toHex(),
        QByteArray("050f280002"
                   "07100200000000"
                   "1c100500df60ddd88945c74c9cd2659d9e648a9f00000306b2002000"));
    QCOMPARE(u16(bytes, 2), int(bytes.size()));
    QCOMPARE(cut(bytes).size(), qsizetype(3));
    QCOMPARE(u16(bytes, bytes.size() - 4), int(microsoftDescriptorSet().size()));
}

void TestUsbDescriptors::microsoftSet()
{
    const QByteArray bytes = bytesOf(microsoftDescriptorSet());
    QCOMPARE(u16(bytes, 0), 10);
    QCOMPARE(u16(bytes, 8), int(bytes.size()));
    QCOMPARE(u16(bytes, 10 + 6), int(bytes.size()) - 10); // the configuration subset
    QCOMPARE(u16(bytes, 18 + 6), int(bytes.size()) - 18); // the function subset
    QList<int> types;
    for (qsizetype at = 0; at < bytes.size(); at += u16(bytes, at)) {
        QVERIFY(u16(bytes, at) >= 8);
        types.append(u16(bytes, at + 2));
    }
    QCOMPARE(types, (QList<int>{0, 1, 2, 3, 4}));
    QCOMPARE(bytes.mid(26 + 4, 16), QByteArray("WINUSB").leftJustified(16, '\0'));
    const qsizetype property = 46;
    QCOMPARE(u16(bytes, property), int(bytes.size() - property));
    QCOMPARE(u16(bytes, property + 4), 7); // REG_MULTI_SZ
    const int nameBytes = u16(bytes, property + 6);
    QCOMPARE(nameBytes, 42);
    const auto text = [&bytes](qsizetype at, int size) {
        return QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes.mid(at, size).constData()), size / 2);
    };
    QCOMPARE(text(property + 8, nameBytes), QStringLiteral("DeviceInterfaceGUIDs") + QChar(0));
    const int dataBytes = u16(bytes, property + 8 + nameBytes);
    QCOMPARE(dataBytes, 80);
    QCOMPARE(property + 10 + nameBytes + dataBytes, bytes.size());
    QVERIFY(text(property + 10 + nameBytes, dataBytes).endsWith(QStringLiteral("}") + QString(2, QChar(0))));
}

void TestUsbDescriptors::strings()
{
    const auto text = [this](std::uint8_t index) {
        const QByteArray bytes = bytesOf(m_descriptors.string(index).value_or(framing::Bytes()));
        if (bytes.size() < 2 || u8(bytes, 0) != bytes.size() || u8(bytes, 1) != 3)
            return QString();
        QString all;
        for (qsizetype at = 2; at < bytes.size(); at += 2)
            all.append(QChar(static_cast<char16_t>(u16(bytes, at))));
        return all;
    };
    QCOMPARE(bytesOf(m_descriptors.string(0).value_or(framing::Bytes())), QByteArray::fromHex("04030904"));
    QCOMPARE(text(1), QStringLiteral("Maker"));
    QCOMPARE(text(2), QStringLiteral("Prod \u00e9"));
    QCOMPARE(text(3), QString(32, u'S'));
    QCOMPARE(text(4), QStringLiteral("AI-eSIM kit"));
    QCOMPARE(text(5), QStringLiteral("AI-eSIM AT"));
    QCOMPARE(text(6), QStringLiteral("AI-eSIM console"));
    QVERIFY(!m_descriptors.string(7));
    QVERIFY(!m_descriptors.string(0xEE));
    const UsbDescriptors longNames({QString(300, u'x'), {}, {}});
    QCOMPARE(longNames.string(1).value_or(framing::Bytes()).size(), std::size_t(254));
}

void TestUsbDescriptors::noSuchDescriptor()
{
    QVERIFY(m_descriptors.find(1, 0));
    QVERIFY(m_descriptors.find(15, 0));
    QVERIFY(!m_descriptors.find(1, 1));
    QVERIFY(!m_descriptors.find(2, 1));
    QVERIFY(!m_descriptors.find(4, 0));
    QVERIFY(!m_descriptors.find(0x21, 0));
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbDescriptors)
#include "tst_usb_descriptors.moc"
