// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/fault_text.h"
#include "widgets/text/figures.h"
#include "widgets/text/refusal_text.h"
#include "widgets/text/translations.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBoundaryFinder>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>

using namespace widgets;
using device_link::Error;
using device_link::Fault;
using device_link::RefusalCode;

namespace {

constexpr Fault kFaults[] = {Fault::LinkLost, Fault::Timeout, Fault::Cancelled, Fault::Refused, Fault::BadReply,
    Fault::BadFile, Fault::CannotRead, Fault::CannotWrite, Fault::BadArgument, Fault::NotSupported, Fault::NotFound,
    Fault::Restarted, Fault::Busy, Fault::NoPermission, Fault::HeldByOther};

/// Thin spaces are hard to see in a table: "_" stands for one.
QString thin(const char *text) { return QString::fromUtf8(text).replace(u'_', kThinSpace); }

bool isSentence(const QString &text)
{
    return text.size() > 5 && (text.endsWith(u'.') || text.endsWith(QChar(0x3002)));
}

/// Messages of a .ts file whose translation is missing.
QStringList unfinished(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("cannot open ") + path};
    QStringList missing;
    QString source;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            const QString type = xml.attributes().value(QLatin1String("type")).toString();
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            if (type == QLatin1String("unfinished") || text.isEmpty())
                missing.append(source);
        }
    }
    if (xml.hasError())
        missing.append(xml.errorString());
    return missing;
}

} // namespace

class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixedGroupsAndSigns_data();
    void fixedGroupsAndSigns();
    void siPrefix_data();
    void siPrefix();
    void onePrefixForALane();
    void measuredFiguresAreNeverNought();
    void numberAndUnitStayTogether();
    void costsKeepTheirUnits();
    void moneyAndTokens();
    void durationsAndClock();
    void partsAddUpToTheirSum();
    void everyFaultHasSentences();
    void everyRefusalHasSentences();
    void refusalsAreFoundByTheirNumber();
    void detailsNameTheNumber();
    void capabilitiesSayWhatWouldGiveThem();
    void chineseIsComplete();
    void chineseIsInstalledLive();
};

void TestText::fixedGroupsAndSigns_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("shown");
    QTest::newRow("zero") << 0.0 << 0 << thin("0");
    QTest::newRow("below a thousand") << 999.0 << 0 << thin("999");
    QTest::newRow("thousand") << 1000.0 << 0 << thin("1_000");
    QTest::newRow("millions") << 12345678.0 << 0 << thin("12_345_678");
    QTest::newRow("fraction") << 1234.5678 << 4 << thin("1_234.567_8");
    QTest::newRow("minus is real") << -6701.0 << 0 << thin("−6_701");
    QTest::newRow("no minus zero") << -0.0001 << 2 << thin("0.00");
    QTest::newRow("not a number") << std::nan("") << 2 << thin("—");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 0 << thin("—");
}

void TestText::fixedGroupsAndSigns()
{
    QFETCH(double, value);
    QFETCH(int, decimals);
    QTEST(fixed(value, decimals), "shown");
}

void TestText::siPrefix_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("figures");
    QTest::addColumn<QString>("shown");
    QTest::newRow("milliampere") << 0.0316 << 4 << thin("31.60_mA");
    QTest::newRow("three figures") << 0.0316 << 3 << thin("31.6_mA");
    QTest::newRow("micro") << 4.2e-6 << 4 << thin("4.200_µA");
    QTest::newRow("just below a prefix") << 0.99994 << 4 << thin("999.9_mA");
    QTest::newRow("rounds up into the next prefix") << 0.99996 << 4 << thin("1.000_A");
    QTest::newRow("rounds up a digit") << 9.9996 << 4 << thin("10.00_A");
    QTest::newRow("kilo") << 58000.0 << 4 << thin("58.00_kA");
    QTest::newRow("zero has no prefix") << 0.0 << 4 << thin("0_A");
    QTest::newRow("negative") << -0.149 << 3 << thin("−149_mA");
    QTest::newRow("smaller than femto stays femto") << 1e-18 << 3 << thin("0.001_00_fA");
    QTest::newRow("unknown stands without its unit") << std::nan("") << 4 << thin("—");
}

void TestText::siPrefix()
{
    QFETCH(double, value);
    QFETCH(int, figures);
    QTEST(text(si(value, QStringLiteral("A"), figures)), "shown");
}

/// A sentence that wraps must not end its line between the two, nor within a number.
void TestText::numberAndUnitStayTogether()
{
    const QString whole = text(tokens(12'345'000'000'000)); // with groups and a unit
    QVERIFY(whole.contains(kThinSpace));
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, whole);
    QCOMPARE(finder.toNextBoundary(), whole.size());
}

void TestText::onePrefixForALane()
{
    const int exponent = prefixExponent(0.4);
    QCOMPARE(exponent, -3);
    QCOMPARE(text(withPrefix(0.0102, QStringLiteral("A"), exponent, 1)), thin("10.2_mA"));
    QCOMPARE(text(withPrefix(0.0000102, QStringLiteral("A"), exponent, 1)), thin("0.0_mA"));
    QCOMPARE(prefixExponent(0), 0);
    QCOMPARE(prefixExponent(-5e-7), -9);
    QCOMPARE(prefixed(QStringLiteral("V"), 0), QStringLiteral("V"));
}

void TestText::measuredFiguresAreNeverNought()
{
    const QString ampere = QStringLiteral("A");
    QCOMPARE(figure(31.6e-9, ampere), thin("31.60_nA"));
    QCOMPARE(figure(0.12, ampere), thin("120.0_mA"));
    QCOMPARE(figure(std::nullopt, ampere), QString(kEmDash));
    QCOMPARE(signedSi(2e-6, ampere), thin("+2.000_µA"));
    QCOMPARE(signedSi(-2e-6, ampere), thin("−2.000_µA"));
    QCOMPARE(secondsFigure(412.6e-6), thin("412.6_µs"));
    QCOMPARE(secondsFigure(0.99996), thin("1.000_s"));
    QCOMPARE(secondsFigure(12.3456), thin("12.346_s"));
    QCOMPARE(secondsFigure(5000), thin("5_000.000_s")); // no ks
    // In a lane of mA: what is as large has its prefix, a sleep current its own.
    QCOMPARE(text(beside(0.0316, ampere, -3, decimalsBeside(0.2, -3))), thin("31.6_mA"));
    QCOMPARE(text(beside(31.6e-9, ampere, -3, decimalsBeside(0.2, -3))), thin("31.60_nA"));
    QCOMPARE(text(beside(-0.0001, ampere, -3, decimalsBeside(0.2, -3))), thin("−100.0_µA"));
    QCOMPARE(text(beside(0, ampere, -3, 1)), thin("0_mA"));
}

void TestText::costsKeepTheirUnits()
{
    QCOMPARE(text(costTime(947'300'000)), thin("947_ms"));
    QCOMPARE(text(costTime(99'999'000'000)), thin("99_999_ms"));
    QCOMPARE(text(costTime(100'000'000'000)), thin("100.0_s"));
    QCOMPARE(text(costEnergy(6.701)), thin("6_701_mJ"));
    QCOMPARE(text(costEnergy(0.0416)), thin("41.6_mJ"));
    QCOMPARE(text(costEnergy(123.4567)), thin("123.5_J"));
    QCOMPARE(text(costEnergy(std::nan(""))), thin("—"));
}

void TestText::moneyAndTokens()
{
    QCOMPARE(moneyText(money(500, QStringLiteral("CNY"))), thin("¥_0.000_50"));
    QCOMPARE(moneyText(money(12'340'000, QStringLiteral("CNY"))), thin("¥_12.34"));
    QCOMPARE(moneyText(money(0, QStringLiteral("CNY"))), thin("¥_0.000_00"));
    QCOMPARE(moneyText(money(2'500'000, QStringLiteral("XYZ"))), thin("XYZ_2.50"));
    QCOMPARE(text(tokens(413'101'000'000)), thin("413_101_tok"));
    QCOMPARE(signedInteger(-199), thin("−199"));
    QCOMPARE(signedInteger(512), thin("+512"));
    QCOMPARE(signedInteger(0), thin("0"));
    QCOMPARE(integer(std::numeric_limits<qint64>::min()), thin("−9_223_372_036_854_775_808"));
    QCOMPARE(text(bytes(999)), thin("999_B"));
    QCOMPARE(text(bytes(186'200)), thin("186.2_kB"));
    QCOMPARE(text(percent(71.2)), thin("71_%"));
    QCOMPARE(text(rate(100'000)), thin("100.0_kS/s"));
}

void TestText::durationsAndClock()
{
    constexpr std::int64_t s = 1'000'000'000;
    QCOMPARE(duration(840'000'000), thin("840_ms"));
    QCOMPARE(duration(42 * s), thin("42_s"));
    QCOMPARE(duration(42'500'000'000), thin("42.5_s"));
    QCOMPARE(duration((14 * 60 + 32) * s), thin("14_min 32_s"));
    QCOMPARE(duration((2 * 3600 + 5 * 60) * s), thin("2_h 5_min"));
    QCOMPARE(duration(3600 * s), thin("1_h"));
    QCOMPARE(duration(3 * 86'400 * s + 4 * 3600 * s), thin("3_d 4_h"));
    QCOMPARE(duration(-(14 * 60 + 32) * s), thin("−14_min 32_s"));
    QCOMPARE(stopwatch((14 * 60 + 32) * s), QStringLiteral("00:14:32"));
    QCOMPARE(clockTime((12 * 3600 + 46 * 60 + 31) * s + 310'999'999), QStringLiteral("12:46:31.310"));
    QCOMPARE(clockTime(86'400 * s + 5 * s, 0), QStringLiteral("00:00:05"));
    QCOMPARE(clockTime(-s, 0), QStringLiteral("23:59:59"));
}

void TestText::partsAddUpToTheirSum()
{
    QCOMPARE(roundedToSum({163.4, 400.4, 384.4, 4782.4, 9999.4}, 0), (QList<double>{164, 401, 384, 4782, 9999}));
    QCOMPARE(roundedToSum({}, 0), QList<double>());
    QCOMPARE(roundedToSum({1.0 / 3, 1.0 / 3, 1.0 / 3}, 2), (QList<double>{0.34, 0.33, 0.33}));
}

void TestText::everyFaultHasSentences()
{
    for (const Fault fault : kFaults) {
        const FaultText words = faultText(Error(fault));
        QVERIFY2(isSentence(words.what) && isSentence(words.next), device_link::faultName(fault));
        QVERIFY(faultLine(Error(fault, QStringLiteral("the detail"))).contains(QStringLiteral("[the detail]")));
    }
}

void TestText::everyRefusalHasSentences()
{
    QVERIFY(refusalTexts().size() > 100);
    QSet<QString> seen;
    for (const RefusalText &entry : refusalTexts()) {
        const QString code
            = QStringLiteral("%1/%2/%3").arg(int(entry.code.space)).arg(entry.code.group).arg(entry.code.rc);
        QVERIFY2(!seen.contains(code), qPrintable(code));
        seen.insert(code);
        QVERIFY2(
            isSentence(QString::fromUtf8(entry.what)) && isSentence(QString::fromUtf8(entry.next)), qPrintable(code));
    }
    // Every code of PROTOCOL.md section 5, of the image group and of EnableProfile must be there.
    for (int rc = 1; rc <= 11; ++rc)
        QVERIFY(refusalText({RefusalCode::Space::SmpGroup, 72, rc}));
    for (int rc = 1; rc <= 34; ++rc)
        QVERIFY(refusalText({RefusalCode::Space::SmpGroup, 1, rc}));
    for (int rc = 1; rc <= 13; ++rc)
        QVERIFY(refusalText({RefusalCode::Space::SmpCommon, 0xFFFF, rc}));
    for (const int rc : {1, 2, 3, 4, 5, 127})
        QVERIFY(refusalText({RefusalCode::Space::Es10, 0xBF31, rc}));
}

void TestText::refusalsAreFoundByTheirNumber()
{
    const Error exhausted(
        Fault::Refused, QStringLiteral("prompt.start"), RefusalCode{RefusalCode::Space::SmpGroup, 72, 7});
    QCOMPARE(faultText(exhausted).what, QStringLiteral("The token account does not cover this request."));
    // The aiesim group is found by name and may lie elsewhere.
    const RefusalText *elsewhere = refusalText({RefusalCode::Space::SmpGroup, 90, 7});
    QVERIFY(elsewhere);
    QCOMPARE(QString::fromUtf8(elsewhere->what), QStringLiteral("The token account does not cover this request."));
    // A number nobody knows falls back to the fault.
    const Error unknownCode(Fault::Refused, {}, RefusalCode{RefusalCode::Space::Es10, 0xBF31, 99});
    QCOMPARE(faultText(unknownCode).what, QStringLiteral("The kit refused."));
}

void TestText::detailsNameTheNumber()
{
    const Error refused(Fault::Refused, QStringLiteral("no"), RefusalCode{RefusalCode::Space::StatusWord, 0, 0x6A82});
    QCOMPARE(faultDetails(refused), QStringLiteral("Refused, SW 6A82: no"));
    QCOMPARE(faultDetails(Error(Fault::Timeout)), QStringLiteral("Timeout"));
}

void TestText::capabilitiesSayWhatWouldGiveThem()
{
    using device_link::Capability;
    for (const Capability capability : {Capability::PowerSource, Capability::LatencyProbe, Capability::ModemStatus,
             Capability::CardChannel, Capability::PromptRunner, Capability::TokenAccount, Capability::FirmwareTarget,
             Capability::Attestation, Capability::Console}) {
        const NotOffered words = notOffered(capability);
        QVERIFY(words.what.startsWith(QStringLiteral("This kit does not offer")));
        QVERIFY(words.next.contains(QStringLiteral("role=")));
    }
}

void TestText::chineseIsComplete()
{
    const QString ts = QStringLiteral(AIESIM_TS);
    const QStringList missing = unfinished(ts);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));

    // A sentence that is in the source but not in the catalogue: lupdate would add it as unfinished.
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy_zh_CN.ts"));
    QVERIFY(QFile::copy(ts, copy));
    const QString root = QStringLiteral(AIESIM_SOURCES);
    QProcess lupdate;
    lupdate.start(QStringLiteral(AIESIM_LUPDATE),
        {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-extensions"),
            QStringLiteral("cpp,h"), QStringLiteral("-I"), root, QStringLiteral("-I"), root + QStringLiteral("/app"),
            root + QStringLiteral("/widgets"), root + QStringLiteral("/app"), QStringLiteral("-ts"), copy});
    QVERIFY2(lupdate.waitForFinished(60'000), qPrintable(lupdate.errorString()));
    QCOMPARE(lupdate.exitCode(), 0);
    const QStringList added = unfinished(copy);
    QVERIFY2(added.isEmpty(), qPrintable(added.join(u'\n')));
}

void TestText::chineseIsInstalledLive()
{
    const QString english = faultText(Error(Fault::LinkLost)).what;
    Translations translations;
    QVERIFY(!translations.setLanguage(QStringLiteral("xx")));
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    for (const Fault fault : kFaults) {
        const FaultText words = faultText(Error(fault));
        QVERIFY(isSentence(words.what) && words.what.endsWith(QChar(0x3002)));
    }
    for (const RefusalText &entry : refusalTexts())
        QVERIFY2(faultText(Error(Fault::Refused, {}, entry.code)).what.endsWith(QChar(0x3002)), entry.what);
    QCOMPARE(tierWord(device_link::ComputeTier::Province), QString::fromUtf8("省级"));
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    QCOMPARE(faultText(Error(Fault::LinkLost)).what, english);
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
