// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_fixture.h"

#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

const QByteArray kIsdR = QByteArray::fromHex("A0000005591010FFFFFFFF8900000100");
/// ES10c GetProfilesInfo in one STORE DATA.
const QByteArray kListProfiles = QByteArray::fromHex("80E2910003BF2D00");

/// One APDU with GET RESPONSE until the status word is final.
Result<QByteArray> exchange(const std::shared_ptr<CardChannel> &card, const CardSession &session, QByteArray apdu)
{
    QByteArray data;
    while (true) {
        const Result<QByteArray> answer = AWAIT(card->transmit(session, apdu, std::stop_token()));
        if (!answer)
            return answer;
        data.append(answer->chopped(2));
        const int sw1 = quint8(answer->at(answer->size() - 2));
        if (sw1 != 0x61)
            return QByteArray(data + answer->right(2));
        apdu = QByteArray::fromHex("80C00000") + answer->right(1);
    }
}

QStringList speed(int times) { return {QStringLiteral("--speed"), QString::number(times)}; }

} // namespace

class TestCardProcedures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cardListsProfiles_data();
    void cardListsProfiles();
    void watchersSeeEveryExchange_data();
    void watchersSeeEveryExchange();
    void cardSaysNo_data();
    void cardSaysNo();
    void cardTurns();
    void cardUnplugged_data();
    void cardUnplugged();
    void cardTimesOut_data();
    void cardTimesOut();
    void modemIsRead_data();
    void modemIsRead();
    void attests();
};

void TestCardProcedures::cardListsProfiles_data()
{
    QTest::addColumn<PortRole>("role");
    for (const PortRole role : {PortRole::Kit, PortRole::At, PortRole::Console})
        QTest::newRow(qPrintable(roleName(role))) << role;
}

void TestCardProcedures::cardListsProfiles()
{
    QFETCH(PortRole, role);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto card = bench.session->cardChannel();
    const auto turn = AWAIT(card->takeTurn(bench.never));
    VERIFY_OK(turn);
    for (int round = 0; round < 3; ++round) { // closing really closes
        const Result<CardSession> session = AWAIT(card->open(kIsdR, bench.never));
        VERIFY_OK(session);
        const Result<QByteArray> list = exchange(card, *session, kListProfiles);
        VERIFY_OK(list);
        QVERIFY2(list->startsWith(QByteArray::fromHex("BF2D")), list->toHex().constData());
        QVERIFY(list->endsWith(QByteArray::fromHex("9000")));
        QVERIFY(list->count(QByteArray::fromHex("5A0A")) >= 2);
        VERIFY_OK(AWAIT(card->close(*session)));
    }
}

void TestCardProcedures::watchersSeeEveryExchange_data() { cardListsProfiles_data(); }

void TestCardProcedures::watchersSeeEveryExchange()
{
    QFETCH(PortRole, role);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto card = bench.session->cardChannel();
    QList<ApduExchange> seen;
    connect(card.get(), &CardChannel::exchanged, this, [&seen](const ApduExchange &each) { seen.append(each); });
    const Result<CardSession> session = AWAIT(card->open(kIsdR, bench.never));
    VERIFY_OK(session);
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen[0].kind, ApduExchange::Kind::Open);
    QCOMPARE(seen[0].command, kIsdR);
    QCOMPARE(seen[0].handle, session->handle);
    QCOMPARE(seen[0].response, session->fci);
    const Result<QByteArray> answer = AWAIT(card->transmit(*session, kListProfiles, bench.never));
    VERIFY_OK(answer);
    QCOMPARE(seen.size(), 2);
    QCOMPARE(seen[1].kind, ApduExchange::Kind::Transmit);
    QCOMPARE(seen[1].command, kListProfiles); // with the class as given, whatever channel the port puts in
    QCOMPARE(seen[1].response, *answer);
    QVERIFY(!seen[1].error);
    VERIFY_OK(AWAIT(card->close(*session)));
    QCOMPARE(seen.size(), 3);
    QCOMPARE(seen[2].kind, ApduExchange::Kind::Close);
    for (const ApduExchange &each : seen)
        QVERIFY(each.sentNs > 0 && each.answeredNs >= each.sentNs);
    QVERIFY(!AWAIT(card->transmit(*session, QByteArray(3, '\0'), bench.never)).has_value());
    QCOMPARE(seen.size(), 3); // nothing was sent
    QVERIFY(!AWAIT(card->transmit(*session, kListProfiles, bench.never)).has_value());
    QCOMPARE(seen.size(), 4);
    QVERIFY(seen[3].error && seen[3].response.isEmpty());
}

void TestCardProcedures::cardSaysNo_data() { cardListsProfiles_data(); }

void TestCardProcedures::cardSaysNo()
{
    QFETCH(PortRole, role);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto card = bench.session->cardChannel();
    const Result<CardSession> nobody
        = AWAIT(card->open(QByteArray::fromHex("A000000559101000000000000000"), bench.never));
    QVERIFY(!nobody.has_value());
    QVERIFY(nobody.error().fault() == Fault::Refused || nobody.error().fault() == Fault::NotFound);
    COMPARE_FAULT(AWAIT(card->open(QByteArray("1234"), bench.never)), Fault::BadArgument);
    CardSession never;
    never.handle = "77";
    QVERIFY(!AWAIT(card->transmit(never, kListProfiles, bench.never)).has_value());
    const Result<CardSession> session = AWAIT(card->open(kIsdR, bench.never));
    VERIFY_OK(session);
    COMPARE_FAULT(AWAIT(card->transmit(*session, QByteArray(3, '\0'), bench.never)), Fault::BadArgument);
    COMPARE_FAULT(AWAIT(card->transmit(*session, QByteArray(262, '\0'), bench.never)), Fault::BadArgument);
    const Result<QByteArray> unknown = exchange(card, *session, QByteArray::fromHex("80E2910003BF7F00"));
    VERIFY_OK(unknown); // the card's own refusal is an answer
    QVERIFY(!unknown->endsWith(QByteArray::fromHex("9000")));
    VERIFY_OK(AWAIT(card->close(*session)));
}

void TestCardProcedures::cardTurns()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto card = bench.session->cardChannel();
    auto first = AWAIT(card->takeTurn(bench.never));
    VERIFY_OK(first);
    QStringList order;
    std::stop_source stop;
    QObject context;
    QCoro::connect(card->takeTurn(stop.get_token()), &context, [&order](const Result<std::shared_ptr<CardTurn>> &turn) {
        order.append(turn ? QStringLiteral("second") : QStringLiteral("second stopped"));
    });
    std::shared_ptr<CardTurn> third;
    QCoro::connect(card->takeTurn(bench.never), &context, [&](const Result<std::shared_ptr<CardTurn>> &turn) {
        order.append(QStringLiteral("third"));
        third = *turn;
    });
    QTest::qWait(50);
    QVERIFY(order.isEmpty());
    stop.request_stop();
    QTRY_COMPARE(order, QStringList{QStringLiteral("second stopped")});
    first = fail(Fault::Cancelled); // lets go of the turn
    QTRY_COMPARE(order.size(), 2);
    QVERIFY(third);
}

void TestCardProcedures::cardUnplugged_data() { cardListsProfiles_data(); }

void TestCardProcedures::cardUnplugged()
{
    QFETCH(PortRole, role);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto card = bench.session->cardChannel();
    const Result<CardSession> session = AWAIT(card->open(kIsdR, bench.never));
    VERIFY_OK(session);
    bench.kit.freeze(); // so that the answer cannot be quicker than the unplugging
    QCoro::Task<Result<QByteArray>> answer = card->transmit(*session, kListProfiles, bench.never);
    QTimer::singleShot(100, bench.session.get(), [&bench] { bench.kit.killHard(); });
    COMPARE_FAULT(AWAIT(std::move(answer)), Fault::LinkLost);
    QTRY_COMPARE(bench.session->state(), SessionState::Lost);
    COMPARE_FAULT(AWAIT(card->close(*session)), Fault::LinkLost);
}

void TestCardProcedures::cardTimesOut_data() { cardListsProfiles_data(); }

void TestCardProcedures::cardTimesOut()
{
    QFETCH(PortRole, role);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    bench.kit.freeze();
    std::stop_source stop;
    QCoro::Task<Result<CardSession>> opening = bench.session->cardChannel()->open(kIsdR, stop.get_token());
    if (role == PortRole::Kit) { // three seconds of silence are a lost link
        COMPARE_FAULT(AWAIT(std::move(opening)), Fault::LinkLost);
        return;
    }
    QTimer::singleShot(100, bench.session.get(), [&stop] { stop.request_stop(); });
    COMPARE_FAULT(AWAIT(std::move(opening)), Fault::Cancelled);
}

void TestCardProcedures::modemIsRead_data() { cardListsProfiles_data(); }

void TestCardProcedures::modemIsRead()
{
    QFETCH(PortRole, role);
    KitAndSession bench(speed(10));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({role}));
    const auto modem = bench.session->modemStatus();
    QSignalSpy changed(modem.get(), &ModemStatus::changed);
    QVERIFY(bench.waitRegistered());
    const Result<ModemState> read = AWAIT(modem->read(bench.never));
    VERIFY_OK(read);
    const ModemState state = *read;
    QVERIFY(!changed.isEmpty());
    QVERIFY(!state.operatorName.isEmpty());
    QVERIFY(!state.tac.isEmpty());
    QVERIFY(!state.cell.isEmpty());
    QVERIFY(!state.accessTechnology.isEmpty());
    QVERIFY(state.rsrpDbm.has_value());
    QVERIFY(*state.rsrpDbm < -30 && *state.rsrpDbm > -150);
    QCOMPARE(modem->last().registration, state.registration);
    QVERIFY(state.radio != RadioState::Off);
}

void TestCardProcedures::attests()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const QByteArray nonce(32, '\x5a');
    const Result<AttestationReply> reply = AWAIT(bench.session->attestation()->attest(nonce, bench.never));
    VERIFY_OK(reply);
    QCOMPARE(reply->nonce, nonce);
    QCOMPARE(reply->signature.size(), 64);
    QVERIFY(!reply->certificates.isEmpty());
    QVERIFY(reply->statement.contains(nonce));
    COMPARE_FAULT(AWAIT(bench.session->attestation()->attest(QByteArray(15, 'x'), bench.never)), Fault::BadArgument);
}

QTEST_GUILESS_MAIN(TestCardProcedures)
#include "tst_card_procedures.moc"
