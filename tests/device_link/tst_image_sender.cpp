// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_benches.h"

#include "device_link/protocols/smp_upload.h"

#include <QCryptographicHash>
#include <QTest>

using namespace device_link;
using namespace test_kit;

namespace {

QCborMap offset(qint64 value)
{
    QCborMap map;
    map.insert(QLatin1String("off"), value);
    return map;
}

/// A server's side of an upload, as MCUmgr behaves: takes what fits its offset, answers the offset it wants.
struct UploadServer {
    QByteArray image;
    qint64 length = 0;
    QByteArray sha;
    qint64 take(const QCborMap &body)
    {
        const qint64 off = body.value(QLatin1String("off")).toInteger();
        const QByteArray data = body.value(QLatin1String("data")).toByteArray();
        if (off == 0) {
            if (body.value(QLatin1String("sha")).toByteArray() != sha || image.isEmpty()) {
                image.clear();
                sha = body.value(QLatin1String("sha")).toByteArray();
                length = body.value(QLatin1String("len")).toInteger();
            } else {
                return image.size();
            }
        }
        if (off == image.size())
            image.append(data);
        return image.size();
    }
};

} // namespace

class TestImageSender : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void uploadIsWhole_data();
    void uploadIsWhole();
    void uploadResumes();
    void uploadEndsOnHostileOffsets_data();
    void uploadEndsOnHostileOffsets();
    void uploadStops();
};

void TestImageSender::uploadIsWhole_data()
{
    QTest::addColumn<int>("loseEvery");
    QTest::addColumn<bool>("partial");
    QTest::addColumn<int>("window");
    QTest::newRow("one at a time") << 0 << false << 1;
    QTest::newRow("window") << 0 << false << 7;
    QTest::newRow("losses") << 23 << false << 7;
    QTest::newRow("takes a part") << 0 << true << 4;
}

void TestImageSender::uploadIsWhole()
{
    QFETCH(int, loseEvery);
    QFETCH(bool, partial);
    QFETCH(int, window);
    SmpBench bench;
    bench.smp->setMaxPacket(480);
    QByteArray file;
    for (int i = 0; i < 40000; ++i)
        file.append(char(i * 7 + i / 256));
    UploadServer server;
    int count = 0, most = 0;
    bench.peer.onRequest = [&](const Request &request) {
        if (loseEvery > 0 && ++count % loseEvery == 0)
            return;
        QCborMap body = request.body;
        if (partial && body.value(QLatin1String("off")).toInteger() % 3 == 1)
            body.insert(QLatin1String("data"), body.value(QLatin1String("data")).toByteArray().left(100));
        bench.peer.answer(request.header, offset(server.take(body)));
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 480;
    limits.maxWindow = window;
    qint64 before = 0;
    bool erasing = false, backwards = false;
    SmpUpload upload(
        bench.smp, file, 0, limits,
        [&](const UploadProgress &progress) {
            erasing = erasing || progress.erasing;
            backwards = backwards || progress.done < before;
            before = progress.done;
            most = std::max(most, progress.window);
        },
        bench.never);
    upload.start();
    VERIFY_OK(await(upload.future()));
    QCOMPARE(server.image, file);
    QCOMPARE(server.length, file.size());
    QCOMPARE(server.sha, QCryptographicHash::hash(file, QCryptographicHash::Sha256));
    QVERIFY(erasing);
    QCOMPARE(before, file.size());
    QVERIFY(most <= window);
    if (window > 1 && loseEvery == 0 && !partial)
        QVERIFY(most > 2);
    if (loseEvery == 0)
        QVERIFY(!backwards);
}

void TestImageSender::uploadResumes()
{
    SmpBench bench;
    const QByteArray file(20000, 'x');
    UploadServer server;
    server.sha = QCryptographicHash::hash(file, QCryptographicHash::Sha256);
    server.image = file.left(12345);
    qint64 bytes = 0;
    bench.peer.onRequest = [&](const Request &request) {
        bytes += request.body.value(QLatin1String("data")).toByteArray().size();
        bench.peer.answer(request.header, offset(server.take(request.body)));
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 400;
    limits.maxWindow = 3;
    qint64 resumedFrom = 0;
    SmpUpload upload(
        bench.smp, file, 0, limits,
        [&resumedFrom](const UploadProgress &progress) { resumedFrom = progress.resumedFrom; }, bench.never);
    upload.start();
    VERIFY_OK(await(upload.future()));
    QCOMPARE(server.image, file);
    QCOMPARE(resumedFrom, qint64(12345));
    QVERIFY(bytes < 9000);
}

void TestImageSender::uploadEndsOnHostileOffsets_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("always 0") << "always 0" << Fault::Timeout;
    QTest::newRow("never on") << "never on" << Fault::Timeout;
    QTest::newRow("to and fro") << "to and fro" << Fault::Timeout;
    QTest::newRow("beyond the end") << "beyond" << Fault::BadReply;
    QTest::newRow("no offset") << "none" << Fault::BadReply;
    QTest::newRow("another hash") << "match" << Fault::Refused;
    QTest::newRow("refused") << "refused" << Fault::Refused;
}

void TestImageSender::uploadEndsOnHostileOffsets()
{
    QFETCH(QString, kind);
    QFETCH(Fault, fault);
    SmpBench bench;
    const QByteArray file(5000, 'x');
    int count = 0;
    bench.peer.onRequest = [&](const Request &request) {
        const qint64 off = request.body.value(QLatin1String("off")).toInteger();
        const qint64 size = request.body.value(QLatin1String("data")).toByteArray().size();
        QCborMap answer = offset(off + size);
        if (kind == QLatin1String("always 0"))
            answer = offset(0);
        if (kind == QLatin1String("never on"))
            answer = offset(std::min<qint64>(off + size, 300));
        if (kind == QLatin1String("to and fro"))
            answer = offset(++count % 2 ? 1000 : 0);
        if (kind == QLatin1String("beyond"))
            answer = offset(file.size() + 1);
        if (kind == QLatin1String("none"))
            answer = QCborMap();
        if (kind == QLatin1String("match"))
            answer.insert(QLatin1String("match"), false);
        if (kind == QLatin1String("refused") && off > 0) {
            QCborMap err;
            err.insert(QLatin1String("group"), 1);
            err.insert(QLatin1String("rc"), 12);
            answer.insert(QLatin1String("err"), err);
        }
        bench.peer.answer(request.header, answer);
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 400;
    limits.maxWindow = 4;
    SmpUpload upload(bench.smp, file, 0, limits, {}, bench.never);
    upload.start();
    COMPARE_FAULT(await(upload.future()), fault);
    QTRY_VERIFY(bench.smp->isIdle());
}

void TestImageSender::uploadStops()
{
    SmpBench bench;
    UploadServer server;
    std::stop_source stop;
    bench.peer.onRequest = [&](const Request &request) {
        bench.peer.answer(request.header, offset(server.take(request.body)));
        if (server.image.size() > 5000)
            stop.request_stop();
    };
    QVERIFY(bench.open());
    UploadLimits limits;
    limits.packetLimit = 400;
    SmpUpload upload(bench.smp, QByteArray(200000, 'x'), 0, limits, {}, stop.get_token());
    upload.start();
    COMPARE_FAULT(await(upload.future()), Fault::Cancelled);
    QTRY_VERIFY(bench.smp->isIdle());
    QVERIFY(server.image.size() < 200000);
}

QTEST_GUILESS_MAIN(TestImageSender)
#include "tst_image_sender.moc"
