// SPDX-License-Identifier: GPL-3.0-or-later
#include "modem_bench.h"

#include <QTest>

using namespace modem_bench;
using virtual_kit::AccessTechnology;

class TstAtNetwork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signal_data();
    void signal();
    void registrationReads();
    void registrationCodes();
    void connectionState();
    void operators();
    void functionality();
    void codesNeverInsideAnAnswer();
    void codesWaitForTheLine();
};

void TstAtNetwork::signal_data()
{
    QTest::addColumn<double>("rssi");
    QTest::addColumn<double>("rsrp");
    QTest::addColumn<double>("rsrq");
    QTest::addColumn<QByteArray>("csq");
    QTest::addColumn<QByteArray>("cesq");
    QTest::newRow("typical") << -73.0 << -101.4 << -10.2 << QByteArray("20,99") << QByteArray("19,39");
    QTest::newRow("edges") << -113.0 << -140.0 << -19.5 << QByteArray("0,99") << QByteArray("1,1");
    QTest::newRow("just below") << -112.1 << -140.01 << -19.51 << QByteArray("0,99") << QByteArray("0,0");
    QTest::newRow("top") << -51.0 << -44.0 << -3.0 << QByteArray("31,99") << QByteArray("34,97");
    QTest::newRow("beyond") << 10.0 << 0.0 << 20.0 << QByteArray("31,99") << QByteArray("34,97");
    QTest::newRow("below all") << -200.0 << -200.0 << -200.0 << QByteArray("0,99") << QByteArray("0,0");
    QTest::newRow("not numbers") << qQNaN() << qQNaN() << qQNaN() << QByteArray("99,99") << QByteArray("255,255");
}

void TstAtNetwork::signal()
{
    QFETCH(double, rssi);
    QFETCH(double, rsrp);
    QFETCH(double, rsrq);
    QFETCH(QByteArray, csq);
    QFETCH(QByteArray, cesq);
    ModemBench bench;
    (void)bench.type("ATE0\r");
    bench.radio.view.rssiDbm = rssi;
    bench.radio.view.rsrpDbm = rsrp;
    bench.radio.view.rsrqDb = rsrq;
    QCOMPARE(bench.ask("AT+CSQ"), QByteArray("+CSQ: " + csq + "|OK"));
    QCOMPARE(bench.ask("AT+CESQ"), QByteArray("+CESQ: 99,99,255,255," + cesq + "|OK"));
    bench.radio.view.act = AccessTechnology::NrSa;
    bench.radio.view.rsrpDbm = -101.4;
    bench.radio.view.rsrqDb = -10.2;
    bench.radio.view.sinrDb = 14.3;
    QCOMPARE(bench.ask("AT+CESQ"), QByteArray("+CESQ: 99,99,255,255,255,255,66,55,75|OK"));
    bench.radio.view.rsrpDbm = bench.radio.view.rsrqDb = bench.radio.view.sinrDb = std::nullopt;
    QCOMPARE(bench.ask("AT+CESQ"), QByteArray("+CESQ: 99,99,255,255,255,255,255,255,255|OK"));
}

void TstAtNetwork::registrationReads()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CEREG?"), QByteArray("+CEREG: 0,1|OK"));
    QCOMPARE(bench.ask("AT+CEREG=?"), QByteArray("+CEREG: (0-2)|OK"));
    QCOMPARE(bench.ask("AT+CEREG=2;+CEREG?"), QByteArray("+CEREG: 2,1,\"1A2B\",\"00C3D4E5\",7|OK"));
    QCOMPARE(bench.ask("AT+CREG=1;+CREG?;+CGREG?"), QByteArray("+CREG: 1,1|+CGREG: 0,1|OK"));
    QCOMPARE(bench.ask("AT+C5GREG=2;+C5GREG?"), QByteArray("+C5GREG: 2,0|OK")); // not on NR
    bench.radio.view.act = AccessTechnology::NrSa;
    bench.radio.view.registration = 5;
    QCOMPARE(bench.ask("AT+C5GREG?"), QByteArray("+C5GREG: 2,5,\"001A2B\",\"00C3D4E5\",11|OK"));
    bench.radio.view.registration = 2;
    QCOMPARE(bench.ask("AT+CEREG?"), QByteArray("+CEREG: 2,2|OK")); // no cell while it searches
}

void TstAtNetwork::registrationCodes()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    const auto change = [&](int stat, std::uint32_t cell) {
        bench.out.clear();
        bench.radio.view.registration = stat;
        bench.radio.view.cell = cell;
        bench.server.modemChanged();
        return bench.out;
    };
    QCOMPARE(change(5, 1), QByteArray()); // off by default
    (void)bench.ask("AT+CEREG=1");
    QCOMPARE(change(5, 2), QByteArray()); // only the cell
    QCOMPARE(change(2, 2), QByteArray("\r\n+CEREG: 2\r\n"));
    (void)bench.ask("AT+CEREG=2;+CREG=1");
    QCOMPARE(change(1, 0xABC), QByteArray("\r\n+CREG: 1\r\n\r\n+CEREG: 1,\"1A2B\",\"00000ABC\",7\r\n"));
    QCOMPARE(change(1, 0xABD), QByteArray("\r\n+CEREG: 1,\"1A2B\",\"00000ABD\",7\r\n"));
    bench.radio.view.rsrpDbm = -60; // a measurement is no news of registration
    QCOMPARE(change(1, 0xABD), QByteArray());
    (void)bench.ask("AT+CEREG=0;+CREG=0");
    QCOMPARE(change(0, 0), QByteArray());
}

void TstAtNetwork::connectionState()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CSCON?"), QByteArray("+CSCON: 0,0|OK"));
    bench.radio.view.rrcConnected = true;
    bench.server.modemChanged();
    QCOMPARE(bench.ask("AT+CSCON=1;+CSCON?"), QByteArray("+CSCON: 1,1|OK"));
    bench.out.clear();
    bench.radio.view.rrcConnected = false;
    bench.server.modemChanged();
    bench.server.modemChanged(); // told once
    QCOMPARE(bench.out, QByteArray("\r\n+CSCON: 0\r\n"));
}

void TstAtNetwork::operators()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+COPS?"), QByteArray("+COPS: 0,0,\"CHINA MOBILE\",7|OK"));
    QCOMPARE(bench.ask("AT+COPS=3,2;+COPS?"), QByteArray("+COPS: 0,2,\"46000\",7|OK"));
    QCOMPARE(bench.ask("AT+COPS=0"), QByteArray("OK"));
    QCOMPARE(
        bench.ask("AT+COPS=?"), QByteArray("+COPS: (2,\"CHINA MOBILE\",\"CHINA MOBILE\",\"46000\",7),,(0,3),(0-2)|OK"));
    bench.radio.view.operatorName = "a\"b\r\nOK";
    QCOMPARE(bench.ask("AT+COPS=3,0;+COPS?"), QByteArray("+COPS: 0,0,\"a?b??OK\",7|OK"));
    bench.radio.view.registration = 2;
    QCOMPARE(bench.ask("AT+COPS?"), QByteArray("+COPS: 0|OK"));
}

void TstAtNetwork::functionality()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CMEE=1;+CEREG=1");
    QCOMPARE(bench.ask("AT+CFUN=4"), QByteArray("OK|+CEREG: 0"));
    QCOMPARE(bench.ask("AT+CPIN?"), QByteArray("+CPIN: READY|OK")); // the SIM keeps its power
    QCOMPARE(bench.card.epoch(), 0u);
    QCOMPARE(bench.ask("AT+CFUN=0"), QByteArray("OK|+CPIN: NOT READY"));
    QCOMPARE(bench.card.epoch(), 1u);
    QCOMPARE(bench.ask("AT+CFUN?;+CPIN?"), QByteArray("+CFUN: 0|+CME ERROR: 10"));
    QCOMPARE(bench.ask("AT+CFUN=1"), QByteArray("OK|+CPIN: READY|+CEREG: 2"));
    QCOMPARE(bench.ask("AT+CFUN=1,1"), QByteArray("OK|+CPIN: NOT READY|+CEREG: 0|+CPIN: READY|+CEREG: 2"));
    QCOMPARE(bench.card.epoch(), 2u);
}

void TstAtNetwork::codesNeverInsideAnAnswer()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CEREG=1");
    // +CFUN changes the radio in the middle of its own line; the codes come after the final result of all of it.
    QCOMPARE(bench.type("AT+CFUN=4;+CSQ;+CFUN=1\r"),
        QByteArray("\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\n+CEREG: 0\r\n\r\n+CEREG: 2\r\n"));
}

void TstAtNetwork::codesWaitForTheLine()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CEREG=1");
    (void)bench.type("AT+C");
    bench.out.clear();
    bench.radio.view.registration = 2;
    bench.server.modemChanged();
    QCOMPARE(bench.out, QByteArray());
    QCOMPARE(bench.type("SQ\r"), QByteArray("\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\n+CEREG: 2\r\n"));
    // However many pile up, the last ones are kept and memory is not.
    (void)bench.type("A");
    for (int i = 0; i < 10000; ++i) {
        bench.radio.view.registration = i % 2;
        bench.server.modemChanged();
    }
    const QByteArray after = bench.type("T\r");
    QVERIFY(after.startsWith("\r\nOK\r\n") && after.endsWith("+CEREG: 1\r\n"));
    QCOMPARE(after.count("+CEREG"), 64);
}

QTEST_GUILESS_MAIN(TstAtNetwork)
#include "tst_at_network.moc"
