// SPDX-License-Identifier: GPL-3.0-or-later
#include "modem_bench.h"

#include "virtual_kit/kernel/random.h"

#include <QTest>

using namespace modem_bench;

class TstAtServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framing();
    void lineEndings();
    void echo();
    void editing();
    void resetCommands();
    void concatenated();
    void syntaxErrors_data();
    void syntaxErrors();
    void overlongLines();
    void byteByByte();
    void errorReports();
    void identity_data();
    void identity();
    void simStates();
    void powerOn();
    void faults();
    void randomBytes();
};

void TstAtServer::framing()
{
    ModemBench bench;
    QCOMPARE(bench.type("AT\r"), QByteArray("AT\r\r\nOK\r\n"));
    QCOMPARE(bench.type("ATE0\r"), QByteArray("ATE0\r\r\nOK\r\n"));
    QCOMPARE(bench.type("AT\r"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(bench.type("AT+CGMI\r"), QByteArray("\r\nMaker\r\n\r\nOK\r\n"));
    QCOMPARE(bench.type("AT+NOSUCH\r"), QByteArray("\r\nERROR\r\n"));
    QCOMPARE(bench.type("at+cgmi\r"), QByteArray("\r\nMaker\r\n\r\nOK\r\n"));
}

void TstAtServer::lineEndings()
{
    ModemBench bench;
    (void)bench.type("ATE0\r\n");
    QCOMPARE(bench.type("AT\r\n"), QByteArray("\r\nOK\r\n")); // the LF is no second line
    QCOMPARE(bench.type("\n"), QByteArray());
    QCOMPARE(bench.type("AT\n"), QByteArray("\r\nOK\r\n")); // LF alone is taken too
    QCOMPARE(bench.type("\r\r\n\n"), QByteArray());
    QCOMPARE(bench.type("AT\r\nAT\r\n"), QByteArray("\r\nOK\r\n\r\nOK\r\n"));
    QCOMPARE(bench.type("  AT\r"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(bench.type("nothing here\r"), QByteArray()); // no command line at all
    QCOMPARE(bench.type(QByteArray("\0\xFF\x1B", 3) + "AT\r"), QByteArray("\r\nOK\r\n"));
}

void TstAtServer::echo()
{
    ModemBench bench;
    QCOMPARE(bench.type("AT+CG"), QByteArray("AT+CG"));
    QCOMPARE(bench.type("MI\r\n"), QByteArray("MI\r\r\nMaker\r\n\r\nOK\r\n"));
    QCOMPARE(bench.type("ATE0\r"), QByteArray("ATE0\r\r\nOK\r\n"));
    QCOMPARE(bench.type("ATE1\r"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(bench.type("ATE\r"), QByteArray("ATE\r\r\nOK\r\n")); // no number is 0
    QCOMPARE(bench.type("ATE2\r"), QByteArray("\r\nERROR\r\n"));
}

void TstAtServer::editing()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.type("AT+CGXX\b\bMI\r"), QByteArray("\r\nMaker\r\n\r\nOK\r\n"));
    QCOMPARE(bench.type("\b\b\b\x7F"
                        "AT\r"),
        QByteArray("\r\nOK\r\n"));
}

void TstAtServer::resetCommands()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CMEE=1;+CREG=2;+CSCON=1;+COPS=3,2"), QByteArray("OK"));
    QCOMPARE(bench.ask("ATZ"), QByteArray("OK"));
    QCOMPARE(bench.ask("AT+CMEE?;+CSCON?"), QByteArray("+CMEE: 0|+CSCON: 0,0|OK")); // settings back, echo as it was
    QCOMPARE(bench.ask("AT+CREG?"), QByteArray("+CREG: 0,1|OK"));
    QCOMPARE(bench.ask("AT+COPS?"), QByteArray("+COPS: 0,0,\"CHINA MOBILE\",7|OK"));
    QCOMPARE(bench.ask("AT&F"), QByteArray("OK"));
    QCOMPARE(bench.type("AT\r"), QByteArray("AT\r\r\nOK\r\n"));
    QCOMPARE(bench.type("ATZ1\r"), QByteArray("ATZ1\r\r\nERROR\r\n"));
}

void TstAtServer::concatenated()
{
    ModemBench bench;
    QCOMPARE(bench.type("ATE0V1Q0&W\r"), QByteArray("ATE0V1Q0&W\r\r\nOK\r\n"));
    QCOMPARE(bench.ask("ATE0+CSQ;+CMEE?"), QByteArray("+CSQ: 20,99|+CMEE: 0|OK"));
    QCOMPARE(bench.ask("AT+CSQ;E0"), QByteArray("+CSQ: 20,99|OK"));
    // The first error ends the line; what went before stays done and told.
    QCOMPARE(bench.ask("AT+CMEE=2;+NOSUCH;+CMEE=0"), QByteArray("ERROR"));
    QCOMPARE(bench.ask("AT+CMEE?"), QByteArray("+CMEE: 2|OK"));
    QCOMPARE(bench.ask("AT + CSQ"), QByteArray("ERROR"));
    QCOMPARE(bench.ask("AT+CSQ ; +CMEE? ;"), QByteArray("+CSQ: 20,99|+CMEE: 2|OK"));
}

void TstAtServer::syntaxErrors_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command : {"AT+", "AT+CSQ\"", "AT+CSQ!?", "AT+CMEE=3", "AT+CMEE=", "AT+CMEE", "AT9", "AT;", "ATV0",
             "ATQ1", "AT&", "ATD123", "ATS0=1", "AT+CSQ=1", "AT+CSQ?", "AT+CREG", "AT+CREG=3", "AT+CREG=-1", "AT+COPS",
             "AT+COPS=9", "AT+COPS=1", "AT+COPS=3,7", "AT+CFUN=7", "AT+CFUN=", "AT+CFUN", "AT+CGMI?", "AT+CGSN=7",
             "AT+CPIN", "AT+CPIN=1234", "AT+CIMI?", "AT+CSCON=2", "AT+CMEE=99999999999"})
        QTest::newRow(command) << QByteArray(command);
}

void TstAtServer::syntaxErrors()
{
    QFETCH(QByteArray, command);
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask(command), QByteArray("ERROR"));
    QCOMPARE(bench.ask("AT"), QByteArray("OK"));
}

void TstAtServer::overlongLines()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.type("AT+CSIM=" + QByteArray(100000, '0')), QByteArray());
    QCOMPARE(bench.type("\r"), QByteArray("\r\nERROR\r\n"));
    QCOMPARE(bench.ask("AT"), QByteArray("OK"));
    const QByteArray longest = "AT" + QByteArray(AtServer::maxLine - 2, ' ');
    QCOMPARE(bench.ask(longest), QByteArray("OK"));
    QCOMPARE(bench.ask(longest + " "), QByteArray("ERROR"));
    // Echo stops where the line does.
    (void)bench.type("ATE1\r");
    QVERIFY(bench.type(QByteArray(100000, 'x')).size() <= qsizetype(AtServer::maxLine) + 1);
    QCOMPARE(bench.type("\r"), QByteArray("\r\nERROR\r\n"));
}

void TstAtServer::byteByByte()
{
    ModemBench bench;
    QByteArray all;
    for (const char c : QByteArray("ATE0\r\nAT+CGMM\r\nAT+CGMR\r\n"))
        all += bench.type(QByteArray(1, c));
    QCOMPARE(all, QByteArray("ATE0\r\r\nOK\r\n\r\nModel\r\n\r\nOK\r\n\r\n1.2.3\r\n\r\nOK\r\n"));
}

void TstAtServer::errorReports()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CMEE=?"), QByteArray("+CMEE: (0-2)|OK"));
    QCOMPARE(bench.ask("AT+CMEE?"), QByteArray("+CMEE: 0|OK"));
    QCOMPARE(bench.ask("AT+CCHC=1"), QByteArray("ERROR"));
    QCOMPARE(bench.ask("AT+CMEE=1"), QByteArray("OK"));
    QCOMPARE(bench.ask("AT+CCHC=1"), QByteArray("+CME ERROR: 3"));
    QCOMPARE(bench.ask("AT+CMEE=2"), QByteArray("OK"));
    QCOMPARE(bench.ask("AT+CCHC=1"), QByteArray("+CME ERROR: operation not allowed"));
    QCOMPARE(bench.ask("AT+NOSUCH"), QByteArray("ERROR"));
}

void TstAtServer::identity_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("answer");
    const auto state = virtual_kit::factoryEuicc(1);
    const QByteArray iccid = QByteArray::fromStdString(state.profiles[0].iccid);
    QTest::newRow("CGMI") << QByteArray("AT+CGMI") << QByteArray("Maker|OK");
    QTest::newRow("CGMM") << QByteArray("AT+CGMM") << QByteArray("Model|OK");
    QTest::newRow("CGMR") << QByteArray("AT+CGMR") << QByteArray("1.2.3|OK");
    QTest::newRow("CGMR test") << QByteArray("AT+CGMR=?") << QByteArray("OK");
    QTest::newRow("ATI") << QByteArray("ATI") << QByteArray("Maker|Model|Revision: 1.2.3|OK");
    QTest::newRow("CGSN") << QByteArray("AT+CGSN") << QByteArray("350000000000006|OK");
    QTest::newRow("CGSN 0") << QByteArray("AT+CGSN=0") << QByteArray("SN42|OK");
    QTest::newRow("CGSN 1") << QByteArray("AT+CGSN=1") << QByteArray("+CGSN: \"350000000000006\"|OK");
    QTest::newRow("CGSN test") << QByteArray("AT+CGSN=?") << QByteArray("+CGSN: (0,1)|OK");
    QTest::newRow("CIMI") << QByteArray("AT+CIMI") << QByteArray::fromStdString(state.profiles[0].imsi + "|OK");
    QTest::newRow("CCID") << QByteArray("AT+CCID") << QByteArray("+CCID: " + iccid + "|OK");
    QTest::newRow("CCID test") << QByteArray("AT+CCID=?") << QByteArray("OK");
    QTest::newRow("CPIN") << QByteArray("AT+CPIN?") << QByteArray("+CPIN: READY|OK");
    QTest::newRow("CFUN") << QByteArray("AT+CFUN?") << QByteArray("+CFUN: 1|OK");
    QTest::newRow("CFUN test") << QByteArray("AT+CFUN=?") << QByteArray("+CFUN: (0,1,4),(0,1)|OK");
    QTest::newRow("CSQ test") << QByteArray("AT+CSQ=?") << QByteArray("+CSQ: (0-31,99),(0-7,99)|OK");
    QTest::newRow("CRSM ICCID") << QByteArray("AT+CRSM=176,12258,0,0,10")
                                << QByteArray("+CRSM: 144,0,\"" + swapped(state.profiles[0].iccid) + "\"|OK");
}

void TstAtServer::identity()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, answer);
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask(command), answer);
}

void TstAtServer::simStates()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CMEE=1");
    bench.radio.view.simReady = false;
    for (const QByteArray &command : {QByteArray("AT+CPIN?"), QByteArray("AT+CIMI"), QByteArray("AT+CCID")})
        QCOMPARE(bench.ask(command), QByteArray("+CME ERROR: 14"));
    bench.radio.fun = 0;
    QCOMPARE(bench.ask("AT+CPIN?"), QByteArray("+CME ERROR: 10"));
    QCOMPARE(bench.ask("AT+CCHO=\"A0000005591010FFFFFFFF8900000100\""), QByteArray("+CME ERROR: 10"));
    virtual_kit::EuiccState state = virtual_kit::factoryEuicc(1);
    state.profiles[0].enabled = false;
    ModemBench empty(state);
    (void)empty.type("ATE0\r");
    (void)empty.ask("AT+CMEE=2");
    QCOMPARE(empty.ask("AT+CPIN?"), QByteArray("+CME ERROR: SIM not inserted"));
    QCOMPARE(empty.ask("AT+CCHO=\"A0000005591010FFFFFFFF8900000100\""), QByteArray("+CCHO: 1|OK")); // the card is there
}

void TstAtServer::powerOn()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.type("AT+CMEE=1;+CEREG=2;+CCHO=\"A0000005591010FFFFFFFF8900000100\"\r");
    (void)bench.type("AT+CSQ");
    bench.out.clear();
    bench.card.reset();
    bench.radio.view.simReady = false;
    bench.radio.view.registration = 0;
    bench.server.reset(true);
    QCOMPARE(bench.out, QByteArray("\r\nRDY\r\n"));
    QCOMPARE(bench.type("AT+CGLA=1,10,\"80F2000C00\"\r"), QByteArray("AT+CGLA=1,10,\"80F2000C00\"\r\r\nERROR\r\n"));
    bench.out.clear();
    bench.radio.view.simReady = true;
    bench.radio.view.registration = 1;
    bench.server.modemChanged();
    QCOMPARE(bench.out, QByteArray("\r\n+CPIN: READY\r\n"));
}

void TstAtServer::faults()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    bench.server.setFaults({.cmeForError = true});
    QCOMPARE(bench.ask("AT+NOSUCH"), QByteArray("+CME ERROR: 100"));
    QCOMPARE(bench.ask("AT+CCHC=1"), QByteArray("+CME ERROR: 3"));
    QCOMPARE(bench.ask("AT"), QByteArray("OK"));
    bench.server.setFaults({.silent = true});
    (void)bench.type("ATE1\r");
    QCOMPARE(bench.type("AT\r"), QByteArray());
    bench.radio.view.simReady = false;
    bench.server.modemChanged();
    QCOMPARE(bench.out, QByteArray());
    bench.server.setFaults({});
    QCOMPARE(bench.type("AT\r"), QByteArray("\r\nOK\r\n"));
}

void TstAtServer::randomBytes()
{
    virtual_kit::Random random(20250103, "at");
    ModemBench bench;
    const QByteArray pieces[]{"AT", "+C", "CHO", "GLA", "SIM", "RSM", "HC", "=", "?", "\"", ",", ";", "1", "0", "\r",
        "\n", "A0000005591010FFFFFFFF8900000100", "80E2910003BF2D00", "16", "32", "E", "&F",
        "FUN=", "176,12258,0,0,10"};
    for (int round = 0; round < 20000; ++round) {
        QByteArray text;
        for (std::uint64_t i = random.next() % 12; i > 0; --i)
            text += pieces[random.next() % std::size(pieces)];
        for (std::uint64_t i = random.next() % 3; i > 0; --i)
            text += char(random.next());
        const QByteArray answer = bench.type(text);
        QVERIFY(answer.size() < 20000);
    }
    bench.radio.fun = 1;
    (void)bench.type("\r");
    (void)bench.type("AT&F\r");
    QCOMPARE(bench.type("AT\r"), QByteArray("AT\r\r\nOK\r\n"));
}

QTEST_GUILESS_MAIN(TstAtServer)
#include "tst_at_server.moc"
