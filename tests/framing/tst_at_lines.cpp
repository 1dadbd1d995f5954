// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/at_lines.h"

#include <QTest>

using namespace framing;
using namespace test_bytes;

namespace {

QStringList atLines(const QByteArray &data, std::size_t maxLine = 20480, std::uint64_t *tooLong = nullptr)
{
    AtLineDecoder decoder(maxLine);
    QStringList lines;
    decoder.feed(fromQt(data),
        [&lines](std::string_view line) { lines << QString::fromLatin1(line.data(), qsizetype(line.size())); });
    if (tooLong)
        *tooLong = decoder.tooLong();
    return lines;
}

} // namespace

class TestAtLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atLines_data();
    void atLines();
    void atLineLimit();
    void atFinals_data();
    void atFinals();
    void atErrorTexts();
    void atInfos();
    void atFieldLists_data();
    void atFieldLists();
    void atHexText();
};

void TestAtLines::atLines_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, const QByteArray &stream, const char *lines) {
        QTest::newRow(name) << stream << QString::fromLatin1(lines).split(QChar(u'|'), Qt::SkipEmptyParts);
    };
    row("reply", "\r\n+CSQ: 20,99\r\n\r\nOK\r\n", "+CSQ: 20,99|OK");
    row("echo and reply", "AT+CSQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n", "AT+CSQ|+CSQ: 20,99|OK");
    row("LF only", "a\nb\n", "a|b");
    row("unfinished", "\r\nOK", "");
    row("blank lines", "\r\n\r\n\n\r", "");
    row("URC between", "\r\n+CEREG: 1\r\n\r\nOK\r\n", "+CEREG: 1|OK");
}

void TestAtLines::atLines()
{
    QFETCH(QByteArray, stream);
    QFETCH(QStringList, lines);
    QCOMPARE(::atLines(stream), lines);
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        AtLineDecoder decoder;
        QStringList got;
        const auto take
            = [&got](std::string_view line) { got << QString::fromLatin1(line.data(), qsizetype(line.size())); };
        decoder.feed(fromQt(stream.left(cut)), take);
        decoder.feed(fromQt(stream.mid(cut)), take);
        QCOMPARE(got, lines);
    }
}

void TestAtLines::atLineLimit()
{
    std::uint64_t tooLong = 0;
    QCOMPARE(::atLines("12345\r\n123456\r\n1234567890\r\nOK\r\n", 5, &tooLong),
        (QStringList{QStringLiteral("12345"), QStringLiteral("12345"), QStringLiteral("12345"), QStringLiteral("OK")}));
    QCOMPARE(tooLong, std::uint64_t(2));

    AtLineDecoder decoder(5);
    QByteArrayList lines;
    const auto take = [&lines](std::string_view line) { lines << QByteArray(line.data(), qsizetype(line.size())); };
    decoder.feed(ascii("1234567"), take);
    decoder.reset();
    decoder.feed(ascii("OK\r"), take);
    QCOMPARE(lines, QByteArrayList{"OK"});
}

void TestAtLines::atFinals_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("final");
    const auto row = [](const char *line, AtFinal code) { QTest::newRow(line) << QByteArray(line) << int(code); };
    row("OK", AtFinal::Ok);
    row("ERROR", AtFinal::Error);
    row("+CME ERROR: 30", AtFinal::CmeError);
    row("+CME ERROR:no network", AtFinal::CmeError);
    row("+CMS ERROR: 500", AtFinal::CmsError);
    row("NO CARRIER", AtFinal::NoCarrier);
    row("NO DIALTONE", AtFinal::NoCarrier);
    row("BUSY", AtFinal::Busy);
    row("NO ANSWER", AtFinal::NoAnswer);
    row("CONNECT", AtFinal::Connect);
    row("CONNECT 115200", AtFinal::Connect);
    row("OKAY", AtFinal::None);
    row("CONNECTED", AtFinal::None);
    row("+CSQ: 20,99", AtFinal::None);
    row("RING", AtFinal::None);
    row("", AtFinal::None);
}

void TestAtLines::atFinals()
{
    QFETCH(QByteArray, line);
    QFETCH(int, final);
    QCOMPARE(int(atFinal(std::string_view(line.data(), std::size_t(line.size())))), final);
}

void TestAtLines::atErrorTexts()
{
    QCOMPARE(atErrorText("+CME ERROR: 30"), std::string_view("30"));
    QCOMPARE(atErrorText("+CMS ERROR:  SIM busy "), std::string_view("SIM busy"));
    QCOMPARE(atErrorText("+CME ERROR:"), std::string_view());
    QCOMPARE(atErrorText("ERROR"), std::string_view());
}

void TestAtLines::atInfos()
{
    QVERIFY(atInfo("+CSQ: 20,99", "+CSQ").matches);
    QCOMPARE(atInfo("+CSQ: 20,99", "+CSQ").value, std::string_view("20,99"));
    QCOMPARE(atInfo("+CSQ:20,99", "+CSQ").value, std::string_view("20,99"));
    QVERIFY(atInfo("+CSQ:", "+CSQ").matches);
    QVERIFY(!atInfo("+CSQ", "+CSQ").matches);
    QVERIFY(!atInfo("+CSQX: 1", "+CSQ").matches);
    QVERIFY(!atInfo("", "+CSQ").matches);
    QVERIFY(!atInfo("+CS", "+CSQ").matches);
}

void TestAtLines::atFieldLists_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArrayList>("fields");
    const auto row = [](const char *name, const char *value, int limit, const QByteArrayList &fields) {
        QTest::newRow(name) << QByteArray(value) << limit << fields;
    };
    row("numbers", "20,99", 64, {"20", "99"});
    row("blanks", " 20 , 99 ", 64, {"20", "99"});
    row("quoted comma", R"(0,0,"A, B",7)", 64, {"0", "0", "A, B", "7"});
    row("empty fields", ",,", 64, {"", "", ""});
    row("empty", "", 64, {""});
    row("quote not closed", R"(1,"abc,def)", 64, {"1", "abc,def"});
    row("empty quotes", R"("",1)", 64, {"", "1"});
    row("one quote", R"(")", 64, {""});
    row("limit", R"(1,"2",3,"4")", 3, {"1", "2", R"(3,"4")"});
    row("limit met exactly", R"(1,2,"3")", 3, {"1", "2", "3"});
    row("limit one", "1,2", 1, {"1,2"});
    row("limit zero", "1,2", 0, {});
}

void TestAtLines::atFieldLists()
{
    QFETCH(QByteArray, value);
    QFETCH(int, limit);
    QFETCH(QByteArrayList, fields);
    QByteArrayList got;
    const std::string_view text(value.data(), std::size_t(value.size()));
    for (const std::string &field : atFields(text, std::size_t(limit)))
        got << QByteArray::fromStdString(field);
    QCOMPARE(got, fields);
}

void TestAtLines::atHexText()
{
    Bytes out = {1};
    QVERIFY(atHex("00aAfF90", out));
    QCOMPARE(hexOf(out), QByteArray("00 aa ff 90"));
    QCOMPARE(toAtHex(out), std::string("00AAFF90"));
    QVERIFY(atHex("", out));
    QVERIFY(out.empty());
    for (const char *bad : {"0", "0g", "g0", " 00", "00 ", "0x00", "\xff\xff"})
        QVERIFY2(!atHex(bad, out), bad);
}

QTEST_GUILESS_MAIN(TestAtLines)
#include "tst_at_lines.moc"
