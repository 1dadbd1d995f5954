// SPDX-License-Identifier: GPL-3.0-or-later
#include "image_board.h"

using namespace virtual_kit;
using framing::SmpOp;

class TestSmpUpload : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void uploadsEveryVector_data();
    void uploadsEveryVector();
    void firstAnswerComesAfterTheErase();
    void wrongOffsets();
    void duplicatesAndReordering();
    void resume();
    void otherFileStartsOver();
    void sessionEndsWithResetAndErase();
    void sameFileAgain();
    void withoutSha();
    void mismatchIsTold();
    void imageNumberIsIgnored();
    void upgradeOnly();
    void uploadErrors_data();
    void uploadErrors();
    void wrongTypes();
    void powerCutDuringUpload();
    void version1();
};

void TestSmpUpload::uploadsEveryVector_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("ecdsa-1.2.3.bin") << "1.2.3";
    QTest::newRow("ecdsa-1.3.0-protected.bin") << "1.3.0";
    QTest::newRow("ed25519-1.2.3.bin") << "1.2.3";
    QTest::newRow("ed25519-1.3.0+7-counter.bin") << "1.3.0.7";
    QTest::newRow("ed25519-1.4.0-pure.bin") << "1.4.0";
    QTest::newRow("otherkey-1.9.0.bin") << "1.9.0";
    QTest::newRow("unsigned-1.3.1.bin") << "1.3.1";
}

void TestSmpUpload::uploadsEveryVector()
{
    QFETCH(QString, version);
    const QByteArray file = fixtureFile(QTest::currentDataTag());
    ImageBoard board;
    QCOMPARE(board.first(file), offset(512));
    QCOMPARE(board.rest(file, 512), finished(file.size()));
    const framing::Bytes stored = board.flash.read(1, 0, std::size_t(file.size()));
    QVERIFY(
        std::equal(stored.begin(), stored.end(), file.begin(), [](std::uint8_t a, char b) { return char(a) == b; }));
    QCOMPARE(board.version(1), version);
    QCOMPARE(board.flags(1), QStringLiteral("bootable"));
    QCOMPARE(board.flags(0), QStringLiteral("bootable confirmed active"));
}

void TestSmpUpload::firstAnswerComesAfterTheErase()
{
    const QByteArray file = fixtureFile(kNew); // 4793 bytes: two sectors
    ImageBoard board;
    SimTime before = board.simulation.now();
    QCOMPARE(board.first(file), offset(512));
    QVERIFY(board.simulation.now() - before < kSectorErase); // blank already
    QCOMPARE(board.rest(file, 512), finished(file.size()));
    before = board.simulation.now();
    const QByteArray other = fixtureFile(kOther);
    int erased = 0;
    board.flash.onErase = [&erased](int) { ++erased; };
    QCOMPARE(board.first(other), offset(512));
    const SimTime took = board.simulation.now() - before;
    QVERIFY(took >= 3 * kSectorErase && took < 4 * kSectorErase); // the image's two and the trailer's
    QCOMPARE(erased, 3);
    before = board.simulation.now();
    QCOMPARE(board.next(other, 512), offset(1024));
    QVERIFY(board.simulation.now() - before >= 128 * kWordWrite);
}

void TestSmpUpload::wrongOffsets()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    QCOMPARE(board.next(file, 100), offset(0)); // no upload yet
    QCOMPARE(board.first(file), offset(512));
    QCOMPARE(board.next(file, 600), offset(512)); // ahead
    QCOMPARE(board.next(file, 256), offset(512)); // behind
    QCOMPARE(board.next(file, 1'000'000'000), offset(512));
    QCOMPARE(board.next(file, 512, 0), offset(512)); // nothing in it
    QCOMPARE(board.rest(file, 512), finished(file.size()));
    QCOMPARE(board.next(file, 512), offset(0)); // over: nothing is going on
}

void TestSmpUpload::duplicatesAndReordering()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    // Four in flight, the second lost, the rest late and twice: go-back-N on the offsets that come back.
    board.answers.clear();
    QCOMPARE(board.first(file), offset(512));
    board.answers.clear();
    for (const qint64 at : {1024, 1536, 512, 512, 1024})
        board.server.receive(0,
            SmpBoard::packet(
                SmpOp::Write, 1, 1, QCborValue(cbor({{"off", at}, {"data", file.mid(at, 512)}})).toCbor()));
    board.advance(kSecond);
    QList<qint64> wanted;
    for (const auto &answer : board.answers)
        wanted.append(SmpBoard::bodyOf(answer.second).value(QLatin1String("off")).toInteger());
    QCOMPARE(wanted, (QList<qint64>{512, 512, 1024, 1024, 1536}));
    QCOMPARE(board.rest(file, 1536), finished(file.size()));
}

void TestSmpUpload::resume()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    QCOMPARE(board.first(file), offset(512));
    QCOMPARE(board.next(file, 512), offset(1024));
    QCOMPARE(board.first(file), offset(1024)); // the same first packet again: go on there
    QCOMPARE(board.first(file, 32), offset(1024));
    QCOMPARE(board.rest(file, 1024), finished(file.size()));
}

void TestSmpUpload::otherFileStartsOver()
{
    const QByteArray file = fixtureFile(kNew);
    const QByteArray other = fixtureFile(kOther);
    ImageBoard board;
    QCOMPARE(board.first(file), offset(512));
    QCOMPARE(board.next(file, 512), offset(1024));
    QCOMPARE(board.first(other), offset(512));
    QCOMPARE(board.rest(other, 512), finished(other.size()));
    QCOMPARE(board.version(1), QStringLiteral("1.2.3"));
}

void TestSmpUpload::sessionEndsWithResetAndErase()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    board.first(file);
    board.reboot();
    QCOMPARE(board.next(file, 512), offset(0));
    board.first(file);
    QCOMPARE(board.ask(SmpOp::Write, 1, 5), QCborMap());
    QCOMPARE(board.next(file, 512), offset(0));
    QCOMPARE(board.upload(file), finished(file.size()));
    // An error ends it too.
    board.ask(SmpOp::Write, 1, 5);
    board.first(file);
    QCOMPARE(board.first(file, 20), groupError(1, 22));
    QCOMPARE(board.next(file, 512), offset(0));
}

void TestSmpUpload::sameFileAgain()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    board.upload(file);
    const std::uint64_t erased = board.flash.cells().sectorsErased();
    QCOMPARE(board.first(file), finished(file.size())); // it is there: done with the first packet
    QCOMPARE(board.flash.cells().sectorsErased(), erased);
    QCOMPARE(board.next(file, 512), offset(0));
}

void TestSmpUpload::withoutSha()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    const QCborMap start = cbor({{"off", 0}, {"len", file.size()}, {"data", file.first(512)}});
    QCOMPARE(board.ask(SmpOp::Write, 1, 1, start), offset(512));
    QCOMPARE(board.next(file, 512), offset(1024));
    QCOMPARE(board.ask(SmpOp::Write, 1, 1, start), offset(512)); // nothing to know it by: from the start
    QCOMPARE(board.rest(file, 512), finished(file.size(), false));
    QCOMPARE(board.version(1), QStringLiteral("1.3.0"));
    // A short sha names the upload, and cannot be compared.
    ImageBoard second;
    QCborMap named = start;
    named.insert(QLatin1String("sha"), QByteArrayLiteral("abc"));
    QCOMPARE(second.ask(SmpOp::Write, 1, 1, named), offset(512));
    QCOMPARE(second.next(file, 512), offset(1024));
    QCOMPARE(second.ask(SmpOp::Write, 1, 1, named), offset(1024));
    QCOMPARE(second.rest(file, 1024), finished(file.size(), false));
}

void TestSmpUpload::mismatchIsTold()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    QCOMPARE(board.first(file), offset(512));
    QByteArray damaged = file;
    damaged[3000] = char(damaged[3000] ^ 1);
    QCOMPARE(board.rest(damaged, 512), finished(file.size(), false));
}

void TestSmpUpload::imageNumberIsIgnored()
{
    const QByteArray file = fixtureFile(kNew);
    ImageBoard board;
    QCOMPARE(board.first(file, 512, cbor({{"image", 7}})), offset(512));
    QCOMPARE(board.rest(file, 512), finished(file.size()));
    QCOMPARE(board.version(1), QStringLiteral("1.3.0"));
}

void TestSmpUpload::upgradeOnly()
{
    ImageBoard board;
    const QByteArray file = fixtureFile(kNew);
    QCOMPARE(board.first(file, 512, cbor({{"upgrade", true}})), offset(512));
    QCOMPARE(board.rest(file, 512), finished(file.size()));
    board.state(board.hash(1), true);
    board.reboot();
    QCOMPARE(board.version(0), QStringLiteral("1.3.0"));
    QCOMPARE(board.first(fixtureFile(kOther), 512, cbor({{"upgrade", true}})), groupError(1, 27));
    // 1.3.0+7 against 1.3.0: the build number does not count
    QCOMPARE(
        board.first(fixtureFile("ed25519-1.3.0+7-counter.bin"), 512, cbor({{"upgrade", true}})), groupError(1, 27));
    QCOMPARE(board.first(fixtureFile(kOther), 512, cbor({{"upgrade", false}})), offset(512));
}

void TestSmpUpload::uploadErrors_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<int>("sha");
    QTest::addColumn<int>("error");
    const QByteArray file = fixtureFile(kNew);
    const qint64 max = 0x69000 - 2 * 4096;
    QTest::newRow("no header") << file.first(31) << file.size() << 32 << 22;
    QTest::newRow("no data") << QByteArray() << file.size() << 32 << 22;
    QTest::newRow("no length") << file.first(512) << qint64(-1) << 32 << 21;
    QTest::newRow("no magic") << QByteArray(512, '\0') << file.size() << 32 << 23;
    QTest::newRow("blank") << QByteArray(512, '\xff') << file.size() << 32 << 23;
    QTest::newRow("long sha") << file.first(512) << file.size() << 33 << 24;
    QTest::newRow("larger than the slot") << file.first(512) << qint64(0x69001) << 32 << 30;
    QTest::newRow("larger than can be swapped") << file.first(512) << max + 1 << 32 << 30;
    QTest::newRow("4 GiB") << file.first(512) << qint64(0xFFFFFFFF) << 32 << 30;
    QTest::newRow("more than the length") << file.first(512) << qint64(511) << 32 << 31;
    QTest::newRow("length 0") << file.first(512) << qint64(0) << 32 << 31;
}

void TestSmpUpload::uploadErrors()
{
    QFETCH(QByteArray, data);
    QFETCH(qint64, length);
    QFETCH(int, sha);
    QFETCH(int, error);
    ImageBoard board;
    QCborMap body = cbor({{"off", 0}, {"data", data}, {"sha", QByteArray(sha, 's')}});
    if (length >= 0)
        body.insert(QLatin1String("len"), length);
    QCOMPARE(board.ask(SmpOp::Write, 1, 1, body), groupError(1, error));
    QVERIFY(board.flash.isErased(1));
    QCOMPARE(board.upload(fixtureFile(kNew)).value(QLatin1String("match")).toBool(), true);
}

void TestSmpUpload::wrongTypes()
{
    ImageBoard board;
    const QByteArray file = fixtureFile(kNew);
    QCOMPARE(board.ask(SmpOp::Write, 1, 1, cbor({{"data", file.first(512)}, {"len", file.size()}})), groupError(1, 20));
    for (const QCborMap &bad : {cbor({{"data", QStringLiteral("text")}}), cbor({{"off", -1}}), cbor({{"off", 0.0}}),
             cbor({{"len", 0x100000000LL}}), cbor({{"sha", 1}}), cbor({{"upgrade", 1}}), cbor({{"image", true}})})
        QCOMPARE(board.ask(SmpOp::Write, 1, 1, bad), commonError(3));
    QCOMPARE(board.ask(SmpOp::Write, 1, 0, cbor({{"hash", QStringLiteral("text")}})), commonError(3));
    QCOMPARE(board.ask(SmpOp::Write, 1, 0, cbor({{"confirm", 1}})), commonError(3));
    QCOMPARE(board.ask(SmpOp::Write, 1, 5, cbor({{"slot", true}})), commonError(3));
    // past the end of what was said to come
    QCOMPARE(board.first(file), offset(512));
    QCOMPARE(board.ask(SmpOp::Write, 1, 1, cbor({{"off", 512}, {"data", QByteArray(file).append(file)}})),
        QCborMap({{QLatin1String("answers"), 0}}));
    SmpServerConfig config;
    config.bufferSize = 16'384;
    ImageBoard large(config);
    QCOMPARE(large.first(file), offset(512));
    QCOMPARE(large.ask(SmpOp::Write, 1, 1, cbor({{"off", 512}, {"data", file}})), groupError(1, 31));
}

void TestSmpUpload::powerCutDuringUpload()
{
    const QByteArray file = fixtureFile(kNew);
    const QByteArray other = fixtureFile(kOther);
    // At every few ms of an upload over an old image: erase, first chunk, later chunks.
    for (SimTime at = 0; at < 350 * kMillisecond; at += 17 * kMillisecond + 1001) {
        ImageBoard board;
        board.upload(file);
        board.answers.clear();
        const SimTime start = board.simulation.now();
        for (qint64 offset = 0; offset < 2048; offset += 512) {
            QCborMap body = cbor({{"off", offset}, {"data", other.mid(offset, 512)}});
            if (offset == 0) {
                body.insert(QLatin1String("len"), other.size());
                body.insert(QLatin1String("sha"), sha256Of(other));
            }
            board.server.receive(0, SmpBoard::packet(SmpOp::Write, 1, 1, QCborValue(body).toCbor()));
        }
        board.simulation.advanceTo(start + at);
        board.flash.cutPower();
        board.advance(10 * kMillisecond);
        const std::size_t told = board.answers.size();
        board.boot();
        board.advance(board.lastBoot.duration);
        QCOMPARE(board.answers.size(), told);
        QVERIFY(board.lastBoot.started);
        QCOMPARE(board.lastBoot.swap, SwapKind::None);
        QCOMPARE(board.version(0), QStringLiteral("1.0.0"));
        QCOMPARE(board.next(other, 512), offset(0));
        QCOMPARE(board.upload(other), finished(other.size()));
        board.state(board.hash(1), true);
        board.reboot();
        QCOMPARE(board.version(0), QStringLiteral("1.2.3"));
    }
}

void TestSmpUpload::version1()
{
    ImageBoard board;
    const QByteArray file = fixtureFile(kNew);
    const auto upload = [&](const QCborMap &body) { return board.ask(SmpOp::Write, 1, 1, body, 0); };
    const auto error = [](int rc, const char *reason) {
        return cbor({{"rc", rc}, {"rsn", QString(QLatin1String(reason))}});
    };
    const qint64 size = file.size();
    QCOMPARE(upload(cbor({{"off", 0}, {"data", file.first(8)}, {"len", size}})), error(3, "header malformed"));
    QCOMPARE(upload(cbor({{"off", 0}, {"data", file.first(99)}})), error(3, "header malformed"));
    QCOMPARE(upload(cbor({{"off", 0}, {"data", QByteArray(99, '\0')}, {"len", size}})), error(1, "magic mismatch"));
    QCOMPARE(upload(cbor({{"off", 0}, {"data", file.first(99)}, {"len", 500'000}})), error(1, "img too large"));
    QCOMPARE(upload(cbor({{"off", 0}, {"data", file.first(99)}, {"len", 50}})), error(1, "data overrun"));
    QCOMPARE(upload(cbor({{"off", 0}, {"data", file.first(99)}, {"len", size}})), offset(99));
    QCOMPARE(board.rest(file, 99), finished(size, false));
    QCOMPARE(board.state({}, false, 0), commonError(3));
    QCOMPARE(board.state(QByteArray(32, 'h'), false, 0), commonError(1));
    QVERIFY(board.state(board.hash(1), false, 0).contains(QLatin1String("images")));
    QCOMPARE(upload(cbor({{"off", 0}, {"data", file.first(99)}, {"len", size}})), error(6, "no slot"));
    board.reboot();
    QVERIFY(board.state({}, true, 0).contains(QLatin1String("images")));
    QCOMPARE(
        upload(cbor({{"off", 0}, {"data", file.first(99)}, {"len", size}, {"upgrade", true}})), error(6, "downgrade"));
}

QTEST_GUILESS_MAIN(TestSmpUpload)
#include "tst_smp_upload.moc"
