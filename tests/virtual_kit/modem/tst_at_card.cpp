// SPDX-License-Identifier: GPL-3.0-or-later
#include "modem_bench.h"

#include "virtual_kit/physics/battery.h"
#include "virtual_kit/physics/modem_model.h"
#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/physics/radio_model.h"

#include <QTest>

using namespace modem_bench;

namespace {

const QByteArray kIsdr = "a0000005591010ffffffff8900000100"; // lower case, as lpac writes it

QByteArray info(const QByteArray &name, const QByteArray &hex)
{
    return name + ": " + QByteArray::number(hex.size()) + ",\"" + hex + "\"";
}

/// A command and the framed answer with one information line.
QByteArray framed(const QByteArray &line) { return "\r\n" + line + "\r\n\r\nOK\r\n"; }

QByteArray command(const QByteArray &head, const QByteArray &apdu)
{
    return "AT+" + head + QByteArray::number(apdu.size()) + ",\"" + apdu + "\"";
}

} // namespace

/// The card through the AT port, as tools that others wrote use it.
class TstAtCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lpacOverAt_data();
    void lpacOverAt();
    void lpacOverCsim();
    void lpacListsAndEnables();
    void pysim_data();
    void pysim();
    void sessions();
    void argumentErrors_data();
    void argumentErrors();
    void closedBehindTheSession();
    void refreshDropsSessions();
    void refreshOverTheRadioModel();
    void enabledWithoutRefresh();
    void restrictedAccess_data();
    void restrictedAccess();
    void faultMatrix();
    void longApdus();

private:
    static QByteArray es10(ModemBench &bench, const QByteArray &session, const QByteArray &request);
};

/// One ES10 call over +CGLA with GET RESPONSE; the response with its SW.
QByteArray TstAtCard::es10(ModemBench &bench, const QByteArray &session, const QByteArray &request)
{
    QByteArray apdu = "80E29100" + QByteArray::number(request.size() / 2, 16).rightJustified(2, '0') + request;
    QByteArray data;
    for (;;) {
        const QByteArray answer = bench.ask(command("CGLA=" + session + ",", apdu));
        if (!answer.startsWith("+CGLA: "))
            return answer;
        const QByteArray hex = answer.mid(answer.indexOf('"') + 1).split('"').first();
        data += hex.chopped(4);
        if (!hex.right(4).startsWith("61"))
            return data + hex.right(4);
        apdu = "80C00000" + hex.right(2);
    }
}

void TstAtCard::lpacOverAt_data()
{
    QTest::addColumn<bool>("echo");
    QTest::newRow("echo on") << true;
    QTest::newRow("echo off") << false;
}

/// lpac's `at` driver: every line ended CR LF, the CLA of its own channel 1, three processes one after the other.
void TstAtCard::lpacOverAt()
{
    QFETCH(bool, echo);
    ModemBench bench;
    if (!echo)
        (void)bench.type("ATE0\r");
    const auto says = [&](const QByteArray &line, const QByteArray &answer) {
        const QByteArray got = bench.type(line + "\r\n");
        return got == (echo ? line + "\r" + answer : answer) ? QByteArray() : QByteArray(line + " -> " + got);
    };
    const QByteArray eid = QByteArray::fromStdString(bench.card.state().eid);
    for (int process = 0; process < 3; ++process) {
        QCOMPARE(says("AT", "\r\nOK\r\n"), QByteArray());
        QCOMPARE(says("AT+CCHO=?", "\r\nOK\r\n"), QByteArray());
        QCOMPARE(says("AT+CCHC=?", "\r\nOK\r\n"), QByteArray());
        QCOMPARE(says("AT+CGLA=?", "\r\nOK\r\n"), QByteArray());
        QCOMPARE(says("AT+CCHO=\"" + kIsdr + "\"", "\r\n+CCHO: 1\r\n\r\nOK\r\n"), QByteArray());
        QCOMPARE(says("AT+CGLA=1,22,\"81e2910006bf3e035c015a\"", "\r\n+CGLA: 4,\"6115\"\r\n\r\nOK\r\n"), QByteArray());
        QCOMPARE(says("AT+CGLA=1,10,\"81c0000015\"", "\r\n+CGLA: 46,\"BF3E125A10" + eid + "9000\"\r\n\r\nOK\r\n"),
            QByteArray());
        QCOMPARE(says("AT+CCHC=1", "\r\nOK\r\n"), QByteArray());
    }
}

void TstAtCard::lpacOverCsim()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    const QByteArray eid = QByteArray::fromStdString(bench.card.state().eid);
    QCOMPARE(bench.type("AT\r\n"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(bench.type("AT+CSIM=?\r\n"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(bench.type("AT+CSIM=10,\"0070000001\"\r\n"), QByteArray("\r\n+CSIM: 6,\"019000\"\r\n\r\nOK\r\n"));
    QCOMPARE(
        bench.type("AT+CSIM=42,\"01A4040010" + kIsdr + "\"\r\n"), QByteArray("\r\n+CSIM: 4,\"6121\"\r\n\r\nOK\r\n"));
    QCOMPARE(
        bench.type("AT+CSIM=22,\"81e2910006bf3e035c015a\"\r\n"), QByteArray("\r\n+CSIM: 4,\"6115\"\r\n\r\nOK\r\n"));
    QCOMPARE(bench.type("AT+CSIM=10,\"81c0000015\"\r\n"), framed(info("+CSIM", "BF3E125A10" + eid + "9000")));
    QCOMPARE(bench.type("AT+CSIM=10,\"0070800100\"\r\n"), QByteArray("\r\n+CSIM: 4,\"9000\"\r\n\r\nOK\r\n"));
    QCOMPARE(
        bench.type("AT+CSIM=22,\"81e2910006bf3e035c015a\"\r\n"), QByteArray("\r\n+CSIM: 4,\"6881\"\r\n\r\nOK\r\n"));
}

void TstAtCard::lpacListsAndEnables()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    const QByteArray iccid = swapped(bench.card.state().profiles[1].iccid);
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    const QByteArray list = es10(bench, "1", "BF2D00");
    QVERIFY(list.startsWith("BF2D82") && list.endsWith("9000"));
    QVERIFY(list.contains(QByteArray("5A0A" + iccid)));
    // lpac gives refreshFlag 0 unless told otherwise: the session lives on.
    QCOMPARE(es10(bench, "1", "BF3111A00C5A0A" + iccid + "810100"), QByteArray("BF31038001009000"));
    const QByteArray state = es10(bench, "1", "BF2D14A00C5A0A" + iccid + "5C045A9F7090");
    QCOMPARE(state, QByteArray("BF2D14A012E3105A0A" + iccid + "9F7001019000"));
}

void TstAtCard::pysim_data()
{
    QTest::addColumn<bool>("echo");
    QTest::newRow("echo on") << true;
    QTest::newRow("echo off") << false;
}

/// pySim: CR only, whole answers compared, basic channel, MF first, upper-case hex both ways.
void TstAtCard::pysim()
{
    QFETCH(bool, echo);
    ModemBench bench;
    if (!echo)
        (void)bench.type("ATE0\r");
    const auto run = [&](const QByteArray &line) {
        const QByteArray got = bench.type(line + "\r");
        return echo && got.startsWith(QByteArray(line + "\r")) ? got.mid(line.size() + 1) : got;
    };
    const auto csim = [&](const QByteArray &apdu) {
        const QByteArray got = run(command("CSIM=", apdu));
        const QByteArray hex = got.mid(got.indexOf('"') + 1).split('"').first();
        return got == framed(info("+CSIM", hex)) ? hex : got;
    };
    QCOMPARE(run("AT"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(run("ATZ"), QByteArray("\r\nOK\r\n"));
    QCOMPARE(run("AT+CSIM=?"), QByteArray("\r\nOK\r\n"));
    const auto fetch = [&](const QByteArray &select) {
        const QByteArray sw = csim(select);
        return sw.startsWith("61") && sw.size() == 4 ? csim("00C00000" + sw.right(2)) : sw;
    };
    QCOMPARE(csim("A0A40000023F00"), QByteArray("6E00")); // it tries a GSM card, too
    QVERIFY(fetch("00A40004023F00").startsWith("62"));
    QVERIFY(fetch("00A40004022F00").startsWith("62"));
    QVERIFY(csim("00B2010426").startsWith("61184F10A0000000871002"));
    QVERIFY(fetch("00A40004022FE2").contains("8002000A"));
    QCOMPARE(csim("00B000000A"), QByteArray(swapped(bench.card.state().profiles[0].iccid) + "9000"));
    QVERIFY(fetch("00A4040410A0000005591010FFFFFFFF8900000100").startsWith("6F"));
    QCOMPARE(csim("80E2910006BF3E035C015A"), QByteArray("6115"));
    QCOMPARE(csim("00C0000015"), QByteArray("BF3E125A10" + QByteArray::fromStdString(bench.card.state().eid) + "9000"));
    QCOMPARE(csim("80E2910003BF3C00").left(2), QByteArray("61"));
}

void TstAtCard::sessions()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CMEE=1");
    const QByteArray open = "AT+CCHO=\"" + kIsdr + "\"";
    QCOMPARE(bench.ask(open), QByteArray("+CCHO: 1|OK"));
    QCOMPARE(bench.ask("AT+CCHO=A0000000871002"), QByteArray("+CCHO: 2|OK")); // quotes may be missing
    QCOMPARE(bench.ask(open), QByteArray("+CCHO: 3|OK"));
    QCOMPARE(bench.ask(open), QByteArray("+CME ERROR: 20")); // three logical channels
    QCOMPARE(bench.ask("AT+CCHC=2"), QByteArray("OK"));
    QCOMPARE(bench.ask("AT+CCHC=2"), QByteArray("+CME ERROR: 3"));
    QCOMPARE(bench.ask(open), QByteArray("+CCHO: 2|OK"));
    QCOMPARE(bench.ask("AT+CCHC=1;+CCHC=\"2\";+CCHC=3"), QByteArray("OK"));
    QCOMPARE(bench.ask("AT+CCHO=\"A0000005591010000000008900000300\""), QByteArray("+CME ERROR: 22"));
    QCOMPARE(bench.ask("AT+CGLA=1,10,\"80F2000C00\""), QByteArray("+CME ERROR: 3"));
}

void TstAtCard::argumentErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"AT+CCHO=\"\"", "AT+CCHO=", "AT+CCHO=\"A0000\"", "AT+CCHO=\"XY\"", "AT+CCHO=\"A0\",1",
             "AT+CCHO=\"A0000005591010FFFFFFFF890000010000\"", "AT+CGLA=1", "AT+CGLA=1,4", "AT+CGLA=1,10,\"80F2000C\"",
             "AT+CGLA=1,x,\"80F2000C\"", "AT+CGLA=1,7,\"80F2000\"", "AT+CGLA=1,6,\"80F200\"", "AT+CGLA=1,0,\"\"",
             "AT+CGLA=1,8,\"80F2000G\"", "AT+CSIM=8", "AT+CSIM=9,\"80F2000C\"", "AT+CSIM=,\"80F2000C\"",
             "AT+CRSM=", "AT+CRSM=256,12258,0,0,10", "AT+CRSM=176,70000,0,0,10", "AT+CRSM=176,x"})
        QTest::newRow(line) << QByteArray(line);
}

void TstAtCard::argumentErrors()
{
    QFETCH(QByteArray, line);
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CMEE=1");
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    QCOMPARE(bench.ask(line), QByteArray("+CME ERROR: 50"));
    for (const QByteArray &other : {QByteArray("AT+CCHO"), QByteArray("AT+CGLA?"), QByteArray("AT+CSIM?")})
        QCOMPARE(bench.ask(other), QByteArray("ERROR"));
    QCOMPARE(bench.ask("AT+CCHC=1"), QByteArray("OK"));
}

void TstAtCard::closedBehindTheSession()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    QCOMPARE(bench.ask("AT+CSIM=10,\"0070800100\""), QByteArray("+CSIM: 4,\"9000\"|OK"));
    QCOMPARE(bench.ask("AT+CGLA=1,10,\"80F2000C00\""), QByteArray("ERROR"));
}

void TstAtCard::refreshDropsSessions()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    (void)bench.ask("AT+CMEE=1;+CEREG=1");
    const QByteArray iccid = swapped(bench.card.state().profiles[2].iccid);
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    QCOMPARE(bench.ask(command("CGLA=1,", "80E2910014BF3111A00C5A0A" + iccid + "8101FF")),
        QByteArray("+CGLA: 4,\"6106\"|OK"));
    // The whole answer first, its final result, then what the modem makes of the REFRESH.
    QCOMPARE(bench.ask("AT+CGLA=1,10,\"80C0000006\""),
        QByteArray("+CGLA: 16,\"BF31038001009000\"|OK|+CPIN: NOT READY|+CEREG: 0"));
    QCOMPARE(bench.ask("AT+CGLA=1,10,\"80F2000C00\""), QByteArray("+CME ERROR: 3"));
    QCOMPARE(bench.ask("AT+CCHC=1"), QByteArray("+CME ERROR: 3"));
    QCOMPARE(bench.ask("AT+CIMI"), QByteArray("+CME ERROR: 14"));
    bench.out.clear();
    bench.radio.view.simReady = true;
    bench.radio.view.registration = 5;
    bench.server.modemChanged();
    QCOMPARE(bench.out, QByteArray("\r\n+CPIN: READY\r\n\r\n+CEREG: 5\r\n"));
    const auto &profile = bench.card.state().profiles[2];
    QCOMPARE(bench.ask("AT+CIMI"), QByteArray::fromStdString(profile.imsi + "|OK"));
    QCOMPARE(bench.ask("AT+CCID"), QByteArray::fromStdString("+CCID: " + profile.iccid + "|OK"));
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    // Without a profile the slot looks empty.
    (void)es10(bench, "1", "BF3211A00C5A0A" + iccid + "8101FF");
    bench.out.clear();
    bench.radio.view.simReady = true;
    bench.server.modemChanged();
    QCOMPARE(bench.out, QByteArray("\r\n+CPIN: NOT INSERTED\r\n"));
    QCOMPARE(bench.ask("AT+CIMI"), QByteArray("+CME ERROR: 10"));
}

/// The same with the radio of the kit: all that an application watching the port sees of a switch, in its order.
void TstAtCard::refreshOverTheRadioModel()
{
    using namespace virtual_kit;
    Simulation simulation;
    PowerModel power(1, Battery(200, 0.8, 0.3));
    RadioModel radio(simulation, power, networkProfile(NetworkKind::Cat1));
    EuiccCard card(factoryEuicc(1));
    ModemModel modem(simulation, radio, card, 1);
    QByteArray out;
    AtServer server(card, modem, [&](framing::ByteView data) {
        out.append(reinterpret_cast<const char *>(data.data()), qsizetype(data.size()));
    });
    modem.onRegistration = [&] { server.modemChanged(); };
    card.onRefresh = [&] { modem.cardRefreshed(); };
    const auto type = [&](const QByteArray &line) {
        out.clear();
        server.feed(framing::Bytes(line.begin(), line.end()));
        return out;
    };
    modem.powerOn();
    simulation.advanceTo(60 * kSecond);
    QCOMPARE(out, QByteArray("\r\n+CPIN: READY\r\n"));
    (void)type("ATE0\r");
    QCOMPARE(type("AT+CEREG?;+CEREG=1\r"), framed("+CEREG: 0,1"));
    QCOMPARE(type("AT+CCHO=\"" + kIsdr + "\"\r"), framed("+CCHO: 1"));
    const auto &target = card.state().profiles[2];
    const QByteArray enable = "80E2910014BF3111A00C5A0A" + swapped(target.iccid) + "8101FF";
    QCOMPARE(type(command("CGLA=1,", enable) + "\r"), framed("+CGLA: 4,\"6106\""));
    QCOMPARE(type("AT+CGLA=1,10,\"80C0000006\"\r"),
        QByteArray(framed("+CGLA: 16,\"BF31038001009000\"") + "\r\n+CPIN: NOT READY\r\n\r\n+CEREG: 0\r\n"));
    out.clear();
    simulation.advanceTo(simulation.now() + 60 * kSecond);
    QCOMPARE(out, QByteArray("\r\n+CPIN: READY\r\n\r\n+CEREG: 2\r\n\r\n+CEREG: 5\r\n"));
    QCOMPARE(type("AT+CIMI\r"), framed(QByteArray::fromStdString(target.imsi)));
    QCOMPARE(type("AT+CCHC=1\r"), QByteArray("\r\nERROR\r\n"));
}

void TstAtCard::enabledWithoutRefresh()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    const std::string before = bench.card.state().profiles[0].imsi;
    const std::string after = bench.card.state().profiles[1].imsi;
    const QByteArray iccid = swapped(bench.card.state().profiles[1].iccid);
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    QCOMPARE(es10(bench, "1", "BF3111A00C5A0A" + iccid + "810100"), QByteArray("BF31038001009000"));
    // The modem still knows what it read; the card already shows the other.
    QCOMPARE(bench.ask("AT+CIMI"), QByteArray::fromStdString(before + "|OK"));
    QVERIFY(bench.ask("AT+CRSM=176,12258,0,0,10").contains(iccid));
    (void)bench.ask("AT+CFUN=0");
    (void)bench.ask("AT+CFUN=1");
    QCOMPARE(bench.ask("AT+CIMI"), QByteArray::fromStdString(after + "|OK"));
}

void TstAtCard::restrictedAccess_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray iccid = swapped(virtual_kit::factoryEuicc(1).profiles[0].iccid);
    QTest::newRow("ICCID") << QByteArray("176,12258,0,0,10") << QByteArray("144,0,\"" + iccid + "\"");
    QTest::newRow("all of it") << QByteArray("176,12258,0,0,0") << QByteArray("144,0,\"" + iccid + "\"");
    QTest::newRow("a part") << QByteArray("176,12258,0,8,2") << QByteArray("144,0,\"" + iccid.mid(16) + "\"");
    QTest::newRow("too long") << QByteArray("176,12258,0,8,3") << QByteArray("108,2");
    QTest::newRow("past the end") << QByteArray("176,12258,1,0,1") << QByteArray("107,0");
    QTest::newRow("no such file") << QByteArray("176,28423,0,0,1") << QByteArray("144,0,\"08\"");
    QTest::newRow("unknown") << QByteArray("176,4660,0,0,1") << QByteArray("106,130");
    QTest::newRow("write") << QByteArray("214,12258,0,0,1,\"00\"") << QByteArray("105,130");
    QTest::newRow("other command") << QByteArray("199,12258,0,0,1") << QByteArray("109,0");
    QTest::newRow("second record") << QByteArray("178,12032,2,4,38") << QByteArray("106,131");
    QTest::newRow("nothing named") << QByteArray("176") << QByteArray("106,130");
}

void TstAtCard::restrictedAccess()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, answer);
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CRSM=" + arguments), QByteArray("+CRSM: " + answer + "|OK"));
    QVERIFY(bench.ask("AT+CRSM=192,12258,0,0,0").startsWith("+CRSM: 144,0,\"62"));
    QVERIFY(bench.ask("AT+CRSM=178,12032,1,4,38").startsWith("+CRSM: 144,0,\"61184F10"));
}

void TstAtCard::faultMatrix()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    const QByteArray open = "AT+CCHO=\"" + kIsdr + "\"";
    bench.server.setFaults({.bareSessionId = true});
    QCOMPARE(bench.ask(open), QByteArray("1|OK"));
    bench.server.setFaults({.noSpace = true});
    QCOMPARE(bench.ask("AT+CGLA=1,10,\"80F2000C00\""), QByteArray("+CGLA:4,\"9000\"|OK"));
    QCOMPARE(bench.ask("AT+CSIM=10,\"80F2000C00\""), QByteArray("+CSIM:4,\"9000\"|OK"));
    QCOMPARE(bench.ask(open), QByteArray("+CCHO:2|OK"));
    bench.server.setFaults({.wideSessionId = true});
    const QByteArray wide = bench.ask(open);
    QCOMPARE(wide.size(), 7 + 16 + 3);
    const QByteArray id = wide.mid(7, 16);
    QCOMPARE(bench.ask("AT+CGLA=" + id + ",10,\"80F2000C00\""), QByteArray("+CGLA: 4,\"9000\"|OK"));
    QCOMPARE(bench.ask("AT+CCHC=" + id), QByteArray("OK"));
    for (const char *name : {"CCHO", "CCHC", "CGLA", "CSIM"}) {
        const QByteArray test = QByteArray("AT+") + name + "=?";
        bench.server.setFaults({.testError = true});
        QCOMPARE(bench.ask(test), QByteArray("ERROR"));
        bench.server.setFaults({.testSilent = true});
        QCOMPARE(bench.type(test + "\r"), QByteArray());
        bench.server.setFaults({});
        QCOMPARE(bench.ask(test), QByteArray("OK"));
    }
    QCOMPARE(bench.ask("AT+CCHC=1;+CCHC=2"), QByteArray("OK"));
}

void TstAtCard::longApdus()
{
    ModemBench bench;
    (void)bench.type("ATE0\r");
    QCOMPARE(bench.ask("AT+CCHO=\"" + kIsdr + "\""), QByteArray("+CCHO: 1|OK"));
    // Segments of 255 bytes: 260 bytes of APDU, 536 characters of line.
    const QByteArray block = command("CGLA=1,", "81E21100FF" + QByteArray(510, '5'));
    QCOMPARE(block.size(), 536);
    QCOMPARE(bench.ask(block), QByteArray("+CGLA: 4,\"9000\"|OK"));
    // With Le it is 261, and that is the end.
    QCOMPARE(
        bench.ask(command("CGLA=1,", "81E21100FF" + QByteArray(510, '5') + "00")), QByteArray("+CGLA: 4,\"9000\"|OK"));
    QCOMPARE(bench.ask(command("CGLA=1,", "81E21100FF" + QByteArray(514, '5'))), QByteArray("ERROR"));
    // The longest answer is 256 bytes and a status word.
    QCOMPARE(bench.ask("AT+CGLA=1,16,\"81E2910003BF2D00\""), QByteArray("+CGLA: 4,\"6100\"|OK"));
    const QByteArray answer = bench.ask("AT+CGLA=1,10,\"81C0000000\"");
    QVERIFY(answer.startsWith("+CGLA: 516,\"BF2D82") && answer.endsWith("6100\"|OK"));
}

QTEST_GUILESS_MAIN(TstAtCard)
#include "tst_at_card.moc"
