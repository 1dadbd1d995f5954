// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_bench.h"

#include <QTest>

using namespace card_bench;
using virtual_kit::factoryEuicc;
using virtual_kit::Ppr1NoDisable;

class TstEs10Profiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void list();
    void listWithTags();
    void listErrors_data();
    void listErrors();
    void switchProfiles();
    void switchRefusals();
    void policyRules();
    void testProfileGivesBack();
    void deletion();
    void memoryReset_data();
    void memoryReset();
    void nickname_data();
    void nickname();
    void freeMemory();
    void stateMovesToANewCard();
};

void TstEs10Profiles::list()
{
    EuiccCard card(factoryEuicc(1));
    const QByteArray all = es10(card, "BF2D00");
    QVERIFY(all.startsWith("BF2D82"));
    const auto &profile = card.state().profiles[0];
    const QByteArray head = "5A0A" + iccidOf(card, 0) + "4F10" + hex(profile.aid) + "9F70010191";
    QVERIFY(all.contains(head));
    const QByteArray name = QByteArray::fromStdString(profile.name).toHex().toUpper();
    QVERIFY(all.contains(QByteArray("92" + byteHex(name.size() / 2) + name)));
    QVERIFY(all.contains("930101948202")); // PNG, a two-byte length
    QCOMPARE(all.count("950102"), 3);
    QVERIFY(!all.contains("B612"));
}

void TstEs10Profiles::listWithTags()
{
    EuiccState state = vectorState();
    state.profiles[0].notifications = {{0x40, "dp.example"}};
    state.profiles[0].plmn = "310260";
    state.profiles[0].policyRules = 0x60;
    EuiccCard card(state);
    QCOMPARE(es10(card, "BF2D055C03B6B799"),
        QByteArray("BF2D23A021E31FB612301080020640810A64702E6578616D706C65B7058003130062990205"
                   "60"));
    QCOMPARE(es10(card, "BF2D025C00"), QByteArray("BF2D04A002E300"));
    // Tags that this card does not know are passed over.
    QCOMPARE(es10(card, "BF2D065C049F7B9580"), QByteArray("BF2D07A005E303950100"));
}

void TstEs10Profiles::listErrors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("short iccid") << QByteArray("BF2D0DA00B5A09984474560000214251");
    QTest::newRow("two criteria") << QByteArray("BF2D08A006950102950101");
    QTest::newRow("no criterion") << QByteArray("BF2D02A000");
    QTest::newRow("tag list cut off") << QByteArray("BF2D035C019F");
    QTest::newRow("negative class") << QByteArray("BF2D05A0039501FF");
    QTest::newRow("criterion unknown") << QByteArray("BF2D05A003960100");
}

void TstEs10Profiles::listErrors()
{
    QFETCH(QByteArray, request);
    EuiccCard card(vectorState());
    QCOMPARE(es10(card, request), QByteArray("BF2D03810101"));
}

void TstEs10Profiles::switchProfiles()
{
    EuiccCard card(factoryEuicc(3));
    int changes = 0;
    card.onProfileChange = [&] { ++changes; };
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), false)), QByteArray("BF3103800100"));
    QVERIFY(!card.state().profiles[0].enabled); // in the same command
    QVERIFY(card.state().profiles[1].enabled);
    QCOMPARE(card.enabledProfile()->plmn, std::string("46001"));
    const QByteArray aid = hex(card.state().profiles[2].aid);
    QCOMPARE(es10(card, "BF3117A0124F10" + aid + "8101FF"), QByteArray("BF3103800100"));
    QCOMPARE(card.enabledProfile()->plmn, std::string("20801"));
    QCOMPARE(es10(card, "BF3217A0124F10" + aid + "810100"), QByteArray("BF3203800100"));
    QVERIFY(!card.enabledProfile());
    QCOMPARE(changes, 3);
}

void TstEs10Profiles::switchRefusals()
{
    EuiccCard card(factoryEuicc(3));
    int changes = 0;
    card.onProfileChange = [&] { ++changes; };
    const QByteArray nobody = "98100000000000000000";
    QCOMPARE(es10(card, enableRequest(nobody, true)), QByteArray("BF3103800101"));
    QCOMPARE(es10(card, disableRequest(nobody, true)), QByteArray("BF3203800101"));
    QCOMPARE(es10(card, deleteRequest(nobody)), QByteArray("BF3303800101"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 0), true)), QByteArray("BF3103800102"));
    QCOMPARE(es10(card, disableRequest(iccidOf(card, 1), true)), QByteArray("BF3203800102"));
    QCOMPARE(es10(card, deleteRequest(iccidOf(card, 0))), QByteArray("BF3303800102"));
    // An ICCID of nine bytes (a known slip of an LPA) finds nothing.
    QCOMPARE(es10(card, "BF3110A00B5A09" + iccidOf(card, 1).left(18) + "810100"), QByteArray("BF3103800101"));
    QCOMPARE(es10(card, "BF310EA00C5A0A" + iccidOf(card, 1)), QByteArray("SW 6A80"));        // no refresh flag
    QCOMPARE(es10(card, "BF310F5A0A" + iccidOf(card, 1) + "810100"), QByteArray("SW 6A80")); // no A0
    QCOMPARE(es10(card, "BF330EA00C5A0A" + iccidOf(card, 1)), QByteArray("SW 6A80"));        // A0 where none belongs
    QCOMPARE(changes, 0);
    QCOMPARE(card.epoch(), 0u);
}

void TstEs10Profiles::policyRules()
{
    EuiccState state = factoryEuicc(3);
    state.profiles[0].policyRules = Ppr1NoDisable;
    state.profiles[1].policyRules = virtual_kit::Ppr2NoDelete;
    EuiccCard card(state);
    QCOMPARE(es10(card, disableRequest(iccidOf(card, 0), true)), QByteArray("BF3203800103"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), true)), QByteArray("BF3103800103")); // would disable it
    QCOMPARE(es10(card, deleteRequest(iccidOf(card, 1))), QByteArray("BF3303800103"));
    QVERIFY(card.state().profiles[0].enabled);
    // A test profile may take over all the same, and only the first may come back.
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 3), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 0), false)), QByteArray("BF3103800100"));
}

void TstEs10Profiles::testProfileGivesBack()
{
    EuiccCard card(factoryEuicc(3));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 3), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), false)), QByteArray("BF3103800104"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 0), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), false)), QByteArray("BF3103800100"));
    // Disabling the test profile ends the bond.
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 3), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, disableRequest(iccidOf(card, 3), false)), QByteArray("BF3203800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 2), false)), QByteArray("BF3103800100"));
}

void TstEs10Profiles::deletion()
{
    EuiccCard card(factoryEuicc(3));
    const QByteArray gone = iccidOf(card, 1);
    const QByteArray aid = hex(card.state().profiles[2].aid);
    QCOMPARE(es10(card, deleteRequest(gone)), QByteArray("BF3303800100"));
    QCOMPARE(card.state().profiles.size(), 3u);
    QCOMPARE(es10(card, deleteRequest(gone)), QByteArray("BF3303800101"));
    QCOMPARE(es10(card, "BF33124F10" + aid), QByteArray("BF3303800100"));
    QVERIFY(!es10(card, "BF2D00").contains(gone));
    QCOMPARE(card.epoch(), 0u); // no REFRESH for a profile that was not in use
}

void TstEs10Profiles::memoryReset_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("left");
    QTest::addColumn<bool>("defaultKept");
    QTest::newRow("operational") << QByteArray("0780") << QByteArray("BF3403800100") << 1 << true;
    QTest::newRow("field-loaded test") << QByteArray("0640") << QByteArray("BF3403800100") << 3 << true;
    QTest::newRow("default DP") << QByteArray("0520") << QByteArray("BF3403800100") << 4 << false;
    QTest::newRow("all") << QByteArray("05E0") << QByteArray("BF3403800100") << 0 << false;
    QTest::newRow("none") << QByteArray("0700") << QByteArray("BF3403800101") << 4 << true;
    QTest::newRow("no such option") << QByteArray("0410") << QByteArray("BF3403800101") << 4 << true;
}

void TstEs10Profiles::memoryReset()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, answer);
    QFETCH(int, left);
    QFETCH(bool, defaultKept);
    EuiccState state = factoryEuicc(3);
    state.defaultSmdp = "dp.example";
    state.profiles[0].policyRules = 0x60; // does not help here
    EuiccCard card(state);
    int refreshes = 0;
    card.onRefresh = [&] { ++refreshes; };
    QCOMPARE(es10(card, "BF34048202" + options), answer);
    QCOMPARE(int(card.state().profiles.size()), left);
    QCOMPARE(!card.state().defaultSmdp.empty(), defaultKept);
    QCOMPARE(refreshes, left < 2 ? 1 : 0); // the enabled profile went
    if (left == 0)
        QCOMPARE(es10(card, "BF34048202" + options), QByteArray("BF3403800101"));
}

void TstEs10Profiles::nickname_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("text") << QByteArray("kit") << QByteArray("BF2903800100");
    QTest::newRow("chinese") << QByteArray("玩具小熊") << QByteArray("BF2903800100");
    QTest::newRow("64 bytes") << QByteArray(64, 'n') << QByteArray("BF2903800100");
    QTest::newRow("65 bytes") << QByteArray(65, 'n') << QByteArray("BF290380017F");
    QTest::newRow("cut character") << QByteArray("玩").chopped(1) << QByteArray("BF290380017F");
    QTest::newRow("removed") << QByteArray() << QByteArray("BF2903800100");
}

void TstEs10Profiles::nickname()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, answer);
    EuiccCard card(vectorState());
    const QByteArray fields = "5A0A" + iccidOf(card, 0) + "90" + byteHex(name.size()) + name.toHex().toUpper();
    QCOMPARE(es10(card, "BF29" + byteHex(fields.size() / 2) + fields), answer);
    const bool taken = answer.endsWith("00");
    QCOMPARE(QByteArray::fromStdString(card.state().profiles[0].nickname), taken ? name : QByteArray("lab"));
    QCOMPARE(es10(card, "BF2D00").contains("90036C6162"), !taken);
}

void TstEs10Profiles::freeMemory()
{
    EuiccState state = factoryEuicc(5);
    std::uint32_t used = 0;
    for (const auto &profile : state.profiles)
        used += profile.sizeBytes;
    EuiccCard card(state);
    const auto shown = [&] {
        const QByteArray info = es10(card, "BF2200");
        const qsizetype at = info.indexOf("8101008203") + 10;
        return info.mid(at, 6).toUInt(nullptr, 16);
    };
    QCOMPARE(shown(), state.info.memoryBytes - used);
    (void)es10(card, deleteRequest(iccidOf(card, 1)));
    QCOMPARE(shown(), state.info.memoryBytes - used + state.profiles[1].sizeBytes);
}

void TstEs10Profiles::stateMovesToANewCard()
{
    EuiccCard card(factoryEuicc(5));
    (void)es10(card, enableRequest(iccidOf(card, 2), true));
    (void)es10(card, "BF3F0C800A64702E6578616D706C65");
    EuiccCard after(card.state());
    QCOMPARE(after.enabledProfile(), card.enabledProfile());
    for (const QByteArray &request : {QByteArray("BF2D00"), QByteArray("BF2800"), QByteArray("BF3C00")})
        QCOMPARE(es10(after, request), es10(card, request));
}

QTEST_GUILESS_MAIN(TstEs10Profiles)
#include "tst_es10_profiles.moc"
