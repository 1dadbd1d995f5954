// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_board.h"

#include "virtual_kit/flash/image_trailer.h"

using namespace virtual_kit;
using framing::SmpOp;

class TestSmpImage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateToTheByte();
    void slotInfo();
    void testConfirm();
    void testRevert();
    void permanent();
    void stateErrors();
    void damagedTrailers();
    void erase();
    void eraseErrors();
    void inUse();
    void rejectedAtBoot_data();
    void rejectedAtBoot();
};

void TestSmpImage::stateToTheByte()
{
    ImageBoard board;
    board.ask(SmpOp::Read, 1, 0);
    const auto view = framing::parseSmpPacket(board.answers[0].second).value();
    const QByteArray hash(reinterpret_cast<const char *>(board.flash.factoryHash().data()), 32);
    const QByteArray expected = QByteArray::fromHex("a2"
                                                    "66696d61676573"
                                                    "81"
                                                    "a8"
                                                    "64736c6f74"
                                                    "00"
                                                    "6776657273696f6e"
                                                    "65312e302e30"
                                                    "6468617368"
                                                    "5820")
        + hash
        + QByteArray::fromHex("68626f6f7461626c65"
                              "f5"
                              "6770656e64696e67"
                              "f4"
                              "69636f6e6669726d6564"
                              "f5"
                              "66616374697665"
                              "f5"
                              "697065726d616e656e74"
                              "f4"
                              "6b73706c6974537461747573"
                              "00");
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(view.body.data()), qsizetype(view.body.size())), expected);
}

void TestSmpImage::slotInfo()
{
    ImageBoard board;
    const QCborArray slotList{
        cbor({{"slot", 0}, {"size", 0x69000}}), cbor({{"slot", 1}, {"size", 0x69000}, {"upload_image_id", 0}})};
    QCOMPARE(board.ask(SmpOp::Read, 1, 6),
        cbor({{"images",
            QCborArray{cbor({{"image", 0}, {"slots", slotList}, {"max_image_size", 0x69000 - 2 * 4096}})}}}));
}

void TestSmpImage::testConfirm()
{
    ImageBoard board;
    board.upload(fixtureFile(kNew));
    const QByteArray hash = board.hash(1);
    const QCborMap answer = board.state(hash, false);
    QCOMPARE(answer, board.ask(SmpOp::Read, 1, 0)); // answers as a read
    QCOMPARE(board.flags(1), QStringLiteral("bootable pending"));
    QCOMPARE(board.flags(0), QStringLiteral("bootable confirmed active"));
    QCOMPARE(board.state(hash, false), answer); // again is no error
    board.reboot();
    QCOMPARE(board.flash.runningVersion().text(), std::string("1.3.0"));
    QCOMPARE(board.hash(0), hash);
    QCOMPARE(board.flags(0), QStringLiteral("bootable active"));
    QCOMPARE(board.flags(1), QStringLiteral("bootable confirmed"));
    board.state({}, true);
    QCOMPARE(board.flags(0), QStringLiteral("bootable confirmed active"));
    QCOMPARE(board.flags(1), QStringLiteral("bootable"));
    board.state(hash, true); // once more, by hash: nothing to do
    board.reboot();
    QCOMPARE(board.version(0), QStringLiteral("1.3.0"));
}

void TestSmpImage::testRevert()
{
    ImageBoard board;
    board.upload(fixtureFile(kNew));
    board.state(board.hash(1), false);
    board.reboot();
    // while on trial: neither another test, nor may the way back be touched
    QCOMPARE(board.state(board.hash(1), false), groupError(1, 28));
    QVERIFY(board.state(board.hash(1), true).contains(QLatin1String("images"))); // already what comes next
    QCOMPARE(board.state(board.hash(0), false), groupError(1, 33));
    QCOMPARE(board.ask(SmpOp::Write, 1, 5), groupError(1, 9));
    QCOMPARE(board.first(fixtureFile(kOther)), groupError(1, 9));
    board.reboot();
    QCOMPARE(board.lastBoot.swap, SwapKind::Revert);
    QCOMPARE(board.version(0), QStringLiteral("1.0.0"));
    QCOMPARE(board.flags(0), QStringLiteral("bootable confirmed active"));
    QCOMPARE(board.version(1), QStringLiteral("1.3.0"));
    QCOMPARE(board.flags(1), QStringLiteral("bootable"));
}

void TestSmpImage::permanent()
{
    ImageBoard board;
    board.upload(fixtureFile(kNew));
    const QByteArray hash = board.hash(1);
    board.state(hash, true);
    QCOMPARE(board.flags(1), QStringLiteral("bootable pending permanent"));
    QVERIFY(board.state(hash, true).contains(QLatin1String("images")));
    QCOMPARE(board.state(hash, false), groupError(1, 28));
    QCOMPARE(board.state({}, true), groupError(1, 28));
    board.reboot();
    QCOMPARE(board.flags(0), QStringLiteral("bootable confirmed active"));
    board.reboot();
    QCOMPARE(board.version(0), QStringLiteral("1.3.0"));
}

void TestSmpImage::stateErrors()
{
    ImageBoard board;
    QCOMPARE(board.state({}, false), groupError(1, 24));
    QCOMPARE(board.ask(SmpOp::Write, 1, 0), groupError(1, 24));
    QCOMPARE(board.state(QByteArray(31, 'h'), true), groupError(1, 24));
    QCOMPARE(board.state(QByteArray(32, 'h'), true), groupError(1, 8));
    QCOMPARE(board.state(board.hash(0), false), groupError(1, 33));
    QVERIFY(board.state({}, true).contains(QLatin1String("images")));
    board.upload(fixtureFile("ed25519-1.4.0-pure.bin"));
    QCOMPARE(board.hash(1).size(), 64); // SHA-512
    board.state(board.hash(1), false);
    QCOMPARE(board.flags(1), QStringLiteral("bootable pending"));
    QCOMPARE(board.state({}, true), groupError(1, 28)); // confirming while a test waits
}

void TestSmpImage::damagedTrailers()
{
    ImageBoard board;
    board.upload(fixtureFile(kNew));
    QVERIFY(board.flash.cells().write(2 * kSlotSize - 16, framing::Bytes{0}));
    const SimTime before = board.simulation.now();
    QCOMPARE(board.state(board.hash(1), false), groupError(1, 23));
    QVERIFY(board.flash.isErased(1)); // so that the next update can work
    QVERIFY(board.simulation.now() - before > 100 * kSectorErase);

    ImageBoard trial;
    trial.upload(fixtureFile(kNew));
    trial.state(trial.hash(1), false);
    trial.reboot();
    QVERIFY(trial.flash.cells().write(kSlotSize - 16, framing::Bytes{0}));
    QVERIFY(trial.state({}, true).contains(QLatin1String("images"))); // no trial can be seen any more
}

void TestSmpImage::erase()
{
    ImageBoard board;
    QCOMPARE(board.ask(SmpOp::Write, 1, 5), QCborMap()); // empty already: at once
    QCOMPARE(board.flash.cells().sectorsErased(), std::uint64_t(0));
    board.upload(fixtureFile(kNew));
    const SimTime before = board.simulation.now();
    QCOMPARE(board.ask(SmpOp::Write, 1, 5, cbor({{"slot", 1}})), QCborMap());
    QVERIFY(board.simulation.now() - before >= 105 * kSectorErase);
    QVERIFY(board.flash.isErased(1));
    QCOMPARE(board.slot(1), QCborMap());
}

void TestSmpImage::eraseErrors()
{
    ImageBoard board;
    QCOMPARE(board.ask(SmpOp::Write, 1, 5, cbor({{"slot", 0}})), groupError(1, 9));
    QCOMPARE(board.ask(SmpOp::Write, 1, 5, cbor({{"slot", 2}})), groupError(1, 14));
    QCOMPARE(board.ask(SmpOp::Write, 1, 5, cbor({{"slot", 0x100000000LL}})), commonError(3));
    // what is no image may go, whatever its trailer says
    board.flash.cells().load(kSlotSize, framing::Bytes(100, 0x33));
    QVERIFY(ImageTrailer(board.flash.cells(), 1).writeMagic());
    QCOMPARE(board.ask(SmpOp::Write, 1, 5), QCborMap());
    QVERIFY(board.flash.isErased(1));
}

void TestSmpImage::inUse()
{
    ImageBoard board;
    board.upload(fixtureFile(kNew));
    board.state(board.hash(1), false);
    QCOMPARE(board.ask(SmpOp::Write, 1, 5), groupError(1, 9));
    QCOMPARE(board.first(fixtureFile(kOther)), groupError(1, 9));
    QCOMPARE(board.ask(SmpOp::Write, 1, 5, {}, 0), commonError(6));
}

void TestSmpImage::rejectedAtBoot_data()
{
    QTest::addColumn<int>("damage");
    QTest::addColumn<int>("fault");
    QTest::newRow("otherkey-1.9.0.bin") << -1 << int(ImageFault::BadSignature);
    QTest::newRow("unsigned-1.3.1.bin") << -1 << int(ImageFault::BadSignature);
    QTest::newRow("ed25519-1.2.3.bin") << 2000 << int(ImageFault::BadHash);
}

void TestSmpImage::rejectedAtBoot()
{
    QFETCH(int, damage);
    QFETCH(int, fault);
    QByteArray file = fixtureFile(QTest::currentDataTag());
    if (damage >= 0)
        file[damage] = char(file[damage] ^ 0x10);
    ImageBoard board;
    QCOMPARE(board.upload(file), finished(file.size())); // the transfer is right, and test is accepted
    QVERIFY(board.state(board.hash(1), false).contains(QLatin1String("images")));
    board.reboot();
    QCOMPARE(int(board.lastBoot.rejected), fault);
    QCOMPARE(board.version(0), QStringLiteral("1.0.0"));
    QCOMPARE(board.slot(1), QCborMap());
    QCOMPARE(board.upload(fixtureFile(kNew)), finished(fixtureFile(kNew).size()));
}

QTEST_GUILESS_MAIN(TestSmpImage)
#include "tst_smp_image.moc"
