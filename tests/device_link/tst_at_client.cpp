// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_benches.h"

#include "device_link/protocols/at_card_channel.h"
#include "device_link/protocols/at_identity.h"
#include "device_link/protocols/at_modem_status.h"

#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

class TestAtClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atDialects_data();
    void atDialects();
    void atErrors_data();
    void atErrors();
    void atTellsUrcsFromAnswers();
    void atComesBackIntoStep();
    void atStopLeavesTheLineInStep();
    void atNeverTouchesSettings();
    void atCardByCsim();
    void atCellWithoutATrace();
};

void TestAtClient::atDialects_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<bool>("bare");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("value");
    const QByteArray ok("\r\nOK\r\n");
    QTest::newRow("plain") << QByteArray("AT+CSQ") << QByteArray("+CSQ") << false
                           << QByteArray("\r\n+CSQ: 20,99\r\n") + ok << QByteArray("20,99");
    QTest::newRow("echo") << QByteArray("AT+CSQ") << QByteArray("+CSQ") << false
                          << QByteArray("AT+CSQ\r\r\n+CSQ: 20,99\r\n") + ok << QByteArray("20,99");
    QTest::newRow("no blank") << QByteArray("AT+CGLA=1,2,\"AA\"") << QByteArray("+CGLA") << false
                              << QByteArray("\r\n+CGLA:4,\"9000\"\r\n") + ok << QByteArray("4,\"9000\"");
    QTest::newRow("bare CCHO") << QByteArray("AT+CCHO=\"A0\"") << QByteArray("+CCHO") << true
                               << QByteArray("\r\n1\r\n") + ok << QByteArray("1");
    QTest::newRow("long handle") << QByteArray("AT+CCHO=\"A0\"") << QByteArray("+CCHO") << true
                                 << QByteArray("\r\n+CCHO: 0123456789ABCDEF\r\n") + ok
                                 << QByteArray("0123456789ABCDEF");
    QTest::newRow("URC between") << QByteArray("AT+CGMM") << QByteArray("+CGMM") << true
                                 << QByteArray("\r\n+CEREG: 1\r\n\r\nRDY\r\n\r\nEG21\r\n") + ok << QByteArray("EG21");
    QTest::newRow("prefixed revision") << QByteArray("AT+CGMR") << QByteArray() << true
                                       << QByteArray("\r\n+CGMR: LE20B04\r\n") + ok << QByteArray("LE20B04");
    QTest::newRow("bare LF") << QByteArray("AT+CSQ") << QByteArray("+CSQ") << false << QByteArray("+CSQ: 1,2\nOK\n")
                             << QByteArray("1,2");
}

void TestAtClient::atDialects()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, prefix);
    QFETCH(bool, bare);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, value);
    for (const bool split : {false, true}) {
        AtBench bench;
        bench.peer.splitBytes = split;
        bench.peer.onLine = [&](const QByteArray &line) {
            QCOMPARE(line, command);
            bench.peer.write(answer);
        };
        QVERIFY(bench.open());
        const Result<AtReply> reply = bench.run(command.constData(), prefix.constData(), bare);
        VERIFY_OK(reply);
        QCOMPARE(reply->lines, QList<QByteArray>{value});
    }
}

void TestAtClient::atErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("rc");
    QTest::newRow("ERROR") << QByteArray("\r\nERROR\r\n") << Fault::Refused << -1;
    QTest::newRow("CME 3") << QByteArray("\r\n+CME ERROR: 3\r\n") << Fault::Refused << 3;
    QTest::newRow("CME 4") << QByteArray("\r\n+CME ERROR: 4\r\n") << Fault::NotSupported << 4;
    QTest::newRow("CME 14") << QByteArray("\r\n+CME ERROR: 14\r\n") << Fault::Busy << 14;
    QTest::newRow("CME text") << QByteArray("\r\n+CME ERROR: SIM busy\r\n") << Fault::Refused << -1;
    QTest::newRow("CMS") << QByteArray("\r\n+CMS ERROR: 500\r\n") << Fault::Refused << -1;
    QTest::newRow("NO CARRIER") << QByteArray("\r\nNO CARRIER\r\n") << Fault::Refused << -1;
    QTest::newRow("silence") << QByteArray() << Fault::Timeout << -1;
}

void TestAtClient::atErrors()
{
    QFETCH(QByteArray, answer);
    QFETCH(Fault, fault);
    QFETCH(int, rc);
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &) { bench.peer.write(answer); };
    QVERIFY(bench.open());
    const Result<AtReply> reply = bench.run("AT+CCHO=\"A0\"", "+CCHO", true, 300);
    COMPARE_FAULT(reply, fault);
    QCOMPARE(reply.error().code().has_value(), rc >= 0);
    if (rc >= 0)
        QCOMPARE(*reply.error().code(), (RefusalCode{RefusalCode::Space::AtCme, 0, rc}));
}

void TestAtClient::atTellsUrcsFromAnswers()
{
    AtBench bench;
    bench.peer.onLine
        = [&](const QByteArray &) { bench.peer.write("\r\n+CPIN: READY\r\n\r\n+CSQ: 7,99\r\n\r\nOK\r\n"); };
    QVERIFY(bench.open());
    QSignalSpy urcs(bench.at.get(), &AtClient::urc);
    const Result<AtReply> reply = bench.run("AT+CSQ", "+CSQ");
    VERIFY_OK(reply);
    QCOMPARE(reply->lines, QList<QByteArray>{"7,99"});
    bench.peer.write("\r\n+CEREG: 5\r\n\r\nOK\r\n"); // the OK is nobody's
    QTRY_COMPARE(urcs.size(), 2);
    QCOMPARE(urcs[0].first().toByteArray(), QByteArray("+CPIN: READY"));
    QCOMPARE(urcs[1].first().toByteArray(), QByteArray("+CEREG: 5"));
    QTRY_COMPARE(bench.at->unexpectedLines(), quint64(1));
}

void TestAtClient::atComesBackIntoStep()
{
    // A modem works on one command after the other: the late answer to the first comes before that to the probe.
    // Neither may be taken for the answer to the second command.
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT") // with it comes the late one
            bench.peer.write("\r\n+CSQ: 1,99\r\n\r\nOK\r\n\r\nOK\r\n");
        else if (line == "AT+CESQ")
            bench.peer.write("\r\n+CESQ: 99,99,255,255,20,50\r\n\r\nOK\r\n");
    };
    QVERIFY(bench.open());
    COMPARE_FAULT(bench.run("AT+CSQ", "+CSQ", false, 200), Fault::Timeout);
    const Result<AtReply> reply = bench.run("AT+CESQ", "+CESQ");
    VERIFY_OK(reply);
    QCOMPARE(reply->lines, QList<QByteArray>{"99,99,255,255,20,50"});
    // A modem that says nothing at all: every command fails, none hangs, and it works again when it wakes up.
    bench.peer.onLine = {};
    COMPARE_FAULT(bench.run("AT+CSQ", "+CSQ", false, 200), Fault::Timeout);
    COMPARE_FAULT(bench.run("AT+CSQ", "+CSQ", false, 200), Fault::Timeout);
    bench.peer.onLine = [&](const QByteArray &line) {
        bench.peer.write(line == "AT" ? "\r\nOK\r\n" : "\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
    };
    VERIFY_OK(bench.run("AT+CSQ", "+CSQ"));
}

void TestAtClient::atStopLeavesTheLineInStep()
{
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT+CSQ")
            QTimer::singleShot(200, &bench.peer, [&bench] { bench.peer.write("\r\n+CSQ: 1,99\r\n\r\nOK\r\n"); });
        else
            bench.peer.write("\r\n+CESQ: 1\r\n\r\nOK\r\n");
    };
    QVERIFY(bench.open());
    std::stop_source stop;
    AtCommand slow;
    slow.text = "AT+CSQ";
    slow.prefix = "+CSQ";
    const auto first = bench.at->command(slow, stop.get_token());
    QTRY_COMPARE(bench.peer.lines.size(), 1);
    stop.request_stop();
    COMPARE_FAULT(await(first), Fault::Cancelled);
    const Result<AtReply> second = bench.run("AT+CESQ", "+CESQ");
    VERIFY_OK(second);
    QCOMPARE(second->lines, QList<QByteArray>{"1"});
    QCOMPARE(bench.peer.lines, (QList<QByteArray>{"AT+CSQ", "AT+CESQ"}));
}

void TestAtClient::atNeverTouchesSettings()
{
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT+CGSN")
            bench.peer.write("\r\n350000000000006\r\n\r\nOK\r\n");
        else if (line == "AT+QCCID")
            bench.peer.write("\r\n+QCCID: 89860000000000000007\r\n\r\nOK\r\n");
        else
            bench.peer.write(line == "AT" ? "\r\nOK\r\n" : "\r\nERROR\r\n");
    };
    QVERIFY(bench.open());
    const Result<KitIdentity> identity = AWAIT(readModemIdentity(bench.at, bench.never));
    VERIFY_OK(identity);
    QCOMPARE(identity->imei, QStringLiteral("350000000000006"));
    QCOMPARE(identity->iccid, QStringLiteral("89860000000000000007"));
    QVERIFY(identity->model.isEmpty());
    for (const QByteArray &line : std::as_const(bench.peer.lines))
        QVERIFY2(!line.contains("CMEE") && !line.startsWith("ATE") && !line.startsWith("ATZ"), line.constData());
}

void TestAtClient::atCardByCsim()
{
    // A modem without +CCHO: the channel is opened by hand, and its number goes into the CLA.
    AtBench bench;
    bench.peer.onLine = [&](const QByteArray &line) {
        QByteArray answer = "\r\nERROR\r\n";
        if (line == "AT" || line == "AT+CSIM=?")
            answer = "\r\nOK\r\n";
        else if (line.contains("\"0070000001\""))
            answer = "\r\n+CSIM: 6,\"029000\"\r\n\r\nOK\r\n";
        else if (line.contains("\"02A40400"))
            answer = "\r\n+CSIM: 4,\"6112\"\r\n\r\nOK\r\n";
        else if (line.contains("\"82E29100\""))
            answer = "\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n";
        else if (line.contains("\"00708002\""))
            answer = "\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n";
        bench.peer.write(answer);
    };
    QVERIFY(bench.open());
    const auto card = std::make_shared<AtCardChannel>(bench.at);
    const Result<CardSession> session
        = AWAIT(card->open(QByteArray::fromHex("A0000005591010FFFFFFFF8900000100"), bench.never));
    VERIFY_OK(session);
    const Result<QByteArray> answer = AWAIT(card->transmit(*session, QByteArray::fromHex("80E29100"), bench.never));
    VERIFY_OK(answer);
    QCOMPARE(*answer, QByteArray::fromHex("9000"));
    VERIFY_OK(AWAIT(card->close(*session)));
    COMPARE_FAULT(AWAIT(card->transmit(*session, QByteArray(3, 'x'), bench.never)), Fault::BadArgument);
    COMPARE_FAULT(AWAIT(card->open(QByteArray(17, 'x'), bench.never)), Fault::BadArgument);
}

void TestAtClient::atCellWithoutATrace()
{
    // Area and cell are told only with <n> 2; the modem gets its own <n> back.
    AtBench bench;
    QByteArray mode = "0";
    bench.peer.onLine = [&](const QByteArray &line) {
        if (line == "AT+CEREG?") {
            const QByteArray cell = mode == "2" ? ",\"1A2B\",\"01ABCDEF\",7" : "";
            return bench.peer.write("\r\n+CEREG: " + mode + ",1" + cell + "\r\n\r\nOK\r\n");
        }
        if (line.startsWith("AT+CEREG="))
            mode = line.mid(9);
        bench.peer.write(line.startsWith("AT+CEREG=") ? "\r\nOK\r\n" : "\r\nERROR\r\n");
    };
    QVERIFY(bench.open());
    const auto status = std::make_shared<AtModemStatus>(bench.at);
    const Result<ModemState> state = AWAIT(status->read(bench.never));
    VERIFY_OK(state);
    QCOMPARE(state->registration, std::optional(1));
    QCOMPARE(state->tac, QStringLiteral("1A2B"));
    QCOMPARE(state->cell, QStringLiteral("01ABCDEF"));
    QCOMPARE(mode, QByteArray("0"));
}

QTEST_GUILESS_MAIN(TestAtClient)
#include "tst_at_client.moc"
