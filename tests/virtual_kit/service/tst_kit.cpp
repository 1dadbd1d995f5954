// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

#include "virtual_kit/euicc/euicc_card.h"
#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/service/event_log.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <QTest>

using namespace virtual_kit;

namespace {

const QByteArray kIsdR = QByteArray::fromHex("A0000005591010FFFFFFFF8900000100");

struct Command {
    int number;
    bool isWrite;
    QCborMap good; ///< a request that is not an argument error
};

QString text(const char *latin1) { return QString::fromLatin1(latin1); }

/// Every command of the group that the firmware itself answers, with arguments it takes.
std::vector<Command> commands()
{
    return {
        {0, false, {}},
        {1, false, {}},
        {2, false, {}},
        {10, true, body({{"aid", kIsdR}})},
        {11, true, body({{"ch", 1}, {"apdu", QByteArray::fromHex("80CA0000")}})},
        {12, true, body({{"ch", 1}})},
        {20, true,
            body({{"id", text("a-1")}, {"text", text("hi")}, {"model", text("sim-toy-1b")}, {"tier", text("metro")},
                {"max", 5}})},
        {21, true, body({{"id", text("a-1")}})},
        {22, false, body({{"id", text("a-1")}, {"from", 0}})},
        {23, false, {}},
        {30, false, {}},
        {31, false, body({{"from", 1}, {"max", 2}})},
        {50, true, body({{"tier", text("nation")}, {"count", 1}, {"interval", 100}, {"id", 7}})},
        {51, true, {}},
        {60, false, {}},
        {70, true, body({{"nonce", QByteArray(16, 'n')}})},
        {80, false, body({{"boot", 1}, {"from", 1}})},
    };
}

QByteArray iccidField(const std::string &iccid)
{
    QByteArray digits = QByteArray::fromStdString(iccid);
    if (digits.size() % 2)
        digits += 'F';
    for (qsizetype i = 0; i + 1 < digits.size(); i += 2)
        std::swap(digits[i], digits[i + 1]);
    return QByteArray::fromHex(digits);
}

QByteArray tlv(const char *tag, const QByteArray &value)
{
    return QByteArray::fromHex(tag) + static_cast<char>(value.size()) + value;
}

/// ES10c.EnableProfile by ICCID with refresh flag, as one STORE DATA (SGP.22 §5.7.16).
QByteArray enableProfile(const std::string &iccid)
{
    const QByteArray id = tlv("A0", tlv("5A", iccidField(iccid)));
    const QByteArray request = tlv("BF31", id + tlv("81", QByteArray(1, '\xFF')));
    return QByteArray::fromHex("80E29100") + static_cast<char>(request.size()) + request;
}

} // namespace

class TstKit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHello()
    {
        KitBench bench;
        bench.kit.powerOn();
        bench.send(framing::SmpOp::Read, KitBench::kGroup, 0, QCborValue(QCborMap()).toCbor());
        bench.advance(100 * kMillisecond);
        QVERIFY(!bench.answer && bench.events.empty()); // the bootloader answers nothing
        QVERIFY(bench.until([&] { return bench.kit.running(); }, 10 * kSecond));
        QCOMPARE(bench.boots, 1);
        const QCborMap hello = bench.read(0);
        QCOMPARE(hello.value(QLatin1String("magic")).toString(), text("aiesim-kit"));
        QCOMPARE(hello.value(QLatin1String("boot")).toInteger(), qint64{bench.kit.bootId()});
        QCOMPARE(hello.value(QLatin1String("sim")), QCborValue(true));
        QCOMPARE(hello.value(QLatin1String("caps")).toArray().size(), 8);
        QCOMPARE(bench.helloPort, KitBench::kPort);
        QCOMPARE(bench.answerHeader.command, 0);
        const QCborMap time = bench.read(2);
        QCOMPARE(time.value(QLatin1String("t")).toInteger(), bench.kit.kitTime(bench.simulation.now()));
        QVERIFY(!bench.console.empty());
    }

    void tellsWhoItIs()
    {
        KitConfig config;
        config.device = DeviceKind::Glasses;
        config.network = NetworkKind::RedCap;
        config.serial = "LAB-7";
        KitBench bench(config);
        QVERIFY(bench.start());
        const QCborMap identity = bench.read(1);
        QCOMPARE(identity.value(QLatin1String("serial")).toString(), text("LAB-7"));
        QCOMPARE(identity.value(QLatin1String("eid")).toString().size(), 32);
        QCOMPARE(identity.value(QLatin1String("imei")).toString().size(), 15);
        QCOMPARE(identity.value(QLatin1String("fw")).toString(), text("1.0.0"));
        QCOMPARE(identity.value(QLatin1String("kind")).toString(), text("glasses"));
        QCOMPARE(identity.value(QLatin1String("net")).toString(), text("redcap"));
        QCOMPARE(identity.value(QLatin1String("bat_mah")).toInteger(), 150);
        const QCborMap radio = bench.read(60);
        QCOMPARE(radio.value(QLatin1String("stat")).toInteger(), 1);
        QCOMPARE(radio.value(QLatin1String("act")).toString(), text("NR RedCap"));
        QVERIFY(radio.value(QLatin1String("rsrp")).isDouble());
        bench.kit.atReceived(KitBench::viewOf("AT+CGSN\r"));
        QVERIFY(bench.atOutput.contains(identity.value(QLatin1String("imei")).toString().toLatin1()));
    }

    void wrongOperationIsNotSupported()
    {
        KitBench bench;
        QVERIFY(bench.start());
        for (const Command &command : commands()) {
            const auto number = static_cast<std::uint8_t>(command.number);
            const QCborMap answer
                = command.isWrite ? bench.read(number, command.good) : bench.write(number, command.good);
            QVERIFY2(KitBench::errorOf(answer) == 8, qPrintable(QString::number(command.number)));
        }
        QCOMPARE(bench.read(99).value(QLatin1String("rc")).toInteger(), 8);
    }

    void wrongTypesAreNamed()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const QCborValue wrong(QCborArray{1, 2});
        for (const Command &command : commands()) {
            const auto number = static_cast<std::uint8_t>(command.number);
            const auto ask = [&](const QCborMap &map) {
                return command.isWrite ? bench.write(number, map) : bench.read(number, map);
            };
            for (auto it = command.good.constBegin(); it != command.good.constEnd(); ++it) {
                QCborMap request = command.good;
                request.insert(it.key(), wrong);
                const QCborMap answer = ask(request);
                QVERIFY2(KitBench::errorOf(answer) == 2, qPrintable(QString::number(command.number)));
                QVERIFY(KitBench::reasonOf(answer).startsWith(it.key().toString()));
            }
        }
        QCOMPARE(bench.count("prompt.accepted"), std::size_t{0});
        QCOMPARE(bench.count("probe"), std::size_t{0});
    }

    void rangesAreKept_data()
    {
        QTest::addColumn<int>("command");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QCborValue>("value");
        const auto row = [](const char *name, int command, const char *key, const QCborValue &value) {
            QTest::newRow(name) << command << QString::fromLatin1(key) << value;
        };
        row("aid short", 10, "aid", QByteArray(4, 'a'));
        row("aid long", 10, "aid", QByteArray(17, 'a'));
        row("apdu short", 11, "apdu", QByteArray(3, 'a'));
        row("apdu long", 11, "apdu", QByteArray(262, 'a'));
        row("handle negative", 12, "ch", -1);
        row("id empty", 20, "id", QString());
        row("id long", 20, "id", QString(37, u'x'));
        row("id with blank", 20, "id", text("a b"));
        row("id not ascii", 21, "id", QStringLiteral("Ａ"));
        row("text empty", 20, "text", QString());
        row("text long", 20, "text", QString(2049, u'x'));
        row("text long in bytes", 20, "text", QString(700, u'好'));
        row("model unknown", 20, "model", text("gpt"));
        row("tier unknown", 20, "tier", text("moon"));
        row("max zero", 20, "max", 0);
        row("max large", 20, "max", 1025);
        row("max float", 20, "max", 5.5);
        row("from negative", 22, "from", -1);
        row("ledger from zero", 31, "from", 0);
        row("ledger max zero", 31, "max", 0);
        row("probe tier", 50, "tier", text("METRO"));
        row("probe count", 50, "count", 10'001);
        row("probe count zero", 50, "count", 0);
        row("probe interval", 50, "interval", 9);
        row("probe interval long", 50, "interval", 60'001);
        row("probe id", 50, "id", qint64{0x100000000});
        row("nonce short", 70, "nonce", QByteArray(15, 'a'));
        row("nonce long", 70, "nonce", QByteArray(65, 'a'));
        row("events boot", 80, "boot", 0);
    }
    void rangesAreKept()
    {
        QFETCH(int, command);
        QFETCH(QString, key);
        QFETCH(QCborValue, value);
        KitBench bench;
        QVERIFY(bench.start());
        for (const Command &known : commands()) {
            if (known.number != command)
                continue;
            QCborMap request = known.good;
            request.insert(key, value);
            const auto number = static_cast<std::uint8_t>(command);
            const QCborMap answer = known.isWrite ? bench.write(number, request) : bench.read(number, request);
            QCOMPARE(KitBench::errorOf(answer), 2);
            QVERIFY(KitBench::reasonOf(answer).startsWith(key));
        }
    }

    void malformedBodiesAreRefused()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const QList<QByteArray> bodies{QByteArray(), QByteArray::fromHex("FF"), QByteArray::fromHex("A1"),
            QByteArray::fromHex("80"), QByteArray::fromHex("A000"), QByteArray::fromHex("BF6161"),
            QByteArray::fromHex("5B7FFFFFFFFFFFFFFF"), QByteArray(40, '\x81') + '\0'};
        for (const Command &command : commands()) {
            for (const QByteArray &bytes : bodies) {
                if (bytes.isEmpty() && command.good.isEmpty())
                    continue;
                const auto op = command.isWrite ? framing::SmpOp::Write : framing::SmpOp::Read;
                const QCborMap answer
                    = bench.askRaw(op, KitBench::kGroup, static_cast<std::uint8_t>(command.number), bytes);
                QVERIFY2(answer.value(QLatin1String("rc")).toInteger() == 3 || KitBench::errorOf(answer) == 2,
                    qPrintable(
                        QString::number(command.number) + QLatin1Char(' ') + QString::fromLatin1(bytes.toHex())));
            }
        }
    }

    void version1HostsGetCommonErrors()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const QByteArray request = QCborValue(body({{"from", 0}})).toCbor();
        const QCborMap answer = bench.askRaw(framing::SmpOp::Read, KitBench::kGroup, 31, request, 0);
        QCOMPARE(answer.value(QLatin1String("rc")).toInteger(), 3);
        QVERIFY(KitBench::reasonOf(answer).startsWith(text("from")));
        QVERIFY(!answer.contains(QLatin1String("err")));
    }

    void cardTalksOverHandles()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const QCborMap unknown = bench.write(10, body({{"aid", QByteArray(7, 'x')}}));
        QCOMPARE(KitBench::errorOf(unknown), 3);
        QCOMPARE(unknown.value(QLatin1String("sw")).toInteger(), 0x6A82);
        const QCborMap opened = bench.write(10, body({{"aid", kIsdR}}));
        const qint64 handle = opened.value(QLatin1String("ch")).toInteger();
        QVERIFY(!opened.value(QLatin1String("fci")).toByteArray().isEmpty());
        bench.write(10, body({{"aid", kIsdR}}));
        bench.write(10, body({{"aid", kIsdR}}));
        QCOMPARE(KitBench::errorOf(bench.write(10, body({{"aid", kIsdR}}))), 4);
        QCOMPARE(bench.write(12, body({{"ch", handle + 1}})), QCborMap());
        QCOMPARE(KitBench::errorOf(bench.write(12, body({{"ch", handle + 1}}))), 3);
        QCOMPARE(KitBench::errorOf(bench.write(11, body({{"ch", 99}, {"apdu", QByteArray(4, '\0')}}))), 3);

        std::string target;
        for (const Profile &profile : bench.kit.card().state().profiles) {
            if (!profile.enabled && profile.profileClass == ProfileClass::Operational)
                target = profile.iccid;
        }
        QVERIFY(!target.empty());
        bench.events.clear();
        const QCborMap enabled = bench.write(11, body({{"ch", handle}, {"apdu", enableProfile(target)}}));
        QByteArray answer = enabled.value(QLatin1String("resp")).toByteArray();
        if (answer.size() == 2 && answer.at(0) == 0x61) {
            const QByteArray get = QByteArray::fromHex("80C00000") + answer.mid(1);
            answer = bench.write(11, body({{"ch", handle}, {"apdu", get}})).value(QLatin1String("resp")).toByteArray();
        }
        QCOMPARE(answer.toHex(), QByteArray("bf31038001009000"));
        QCOMPARE(bench.lastOf("card.reset").value(QLatin1String("why")).toString(), text("refresh"));
        QCOMPARE(bench.lastOf("card.reset").value(QLatin1String("iccid")).toString(), QString::fromStdString(target));
        QCOMPARE(KitBench::errorOf(bench.write(11, body({{"ch", handle}, {"apdu", QByteArray(4, '\0')}}))), 9);
        QVERIFY(bench.until([&] { return bench.registered(); }, 60 * kSecond));
        std::vector<QString> states;
        for (const QCborMap &event : bench.all("radio"))
            states.push_back(event.value(QLatin1String("state")).toString());
        QCOMPARE(states.at(0), text("off"));
        QCOMPARE(states.at(1), text("searching"));
        QCOMPARE(bench.all("reg").at(0).value(QLatin1String("stat")).toInteger(), 0);
        QCOMPARE(bench.read(1).value(QLatin1String("iccid")).toString(), QString::fromStdString(target));
    }

    void attestsWithAChain()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const QByteArray nonce(32, '\x5A');
        const QCborMap answer = bench.write(70, body({{"nonce", nonce}}));
        const QByteArray statement = answer.value(QLatin1String("stmt")).toByteArray();
        const QCborMap map = QCborValue::fromCbor(statement).toMap();
        QCOMPARE(map.value(QLatin1String("nonce")).toByteArray(), nonce);
        QCOMPARE(map.value(QLatin1String("serial")).toString(), QString::fromStdString(bench.kit.serial()));
        const QByteArray signature = answer.value(QLatin1String("sig")).toByteArray();
        QCOMPARE(signature.size(), 64);

        const QCborArray certificates = answer.value(QLatin1String("certs")).toArray();
        QCOMPARE(certificates.size(), 2);
        std::vector<std::unique_ptr<X509, decltype(&X509_free)>> chain;
        for (const QCborValue &value : certificates) {
            const QByteArray der = value.toByteArray();
            const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
            chain.emplace_back(d2i_X509(nullptr, &at, static_cast<long>(der.size())), &X509_free);
            QVERIFY(chain.back());
        }
        EVP_PKEY *authority = X509_get0_pubkey(chain[1].get());
        QCOMPARE(X509_verify(chain[0].get(), authority), 1);
        QCOMPARE(X509_verify(chain[1].get(), authority), 1);
        QCOMPARE(X509_check_issued(chain[1].get(), chain[0].get()), X509_V_OK);
        QVERIFY(X509_check_ca(chain[1].get()) == 1);
        QVERIFY(X509_check_ca(chain[0].get()) == 0);
        char name[256];
        X509_NAME_oneline(X509_get_subject_name(chain[1].get()), name, sizeof name);
        QVERIFY(QByteArray(name).contains("Virtual kit lab CA, simulated"));

        // r || s to the DER that OpenSSL verifies
        const auto integer = [](QByteArray number) {
            while (number.size() > 1 && number.at(0) == 0)
                number.remove(0, 1);
            return tlv("02", (number.at(0) & 0x80 ? QByteArray(1, '\0') : QByteArray()) + number);
        };
        const QByteArray der = tlv("30", integer(signature.left(32)) + integer(signature.mid(32)));
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        EVP_PKEY *device = X509_get0_pubkey(chain[0].get());
        QCOMPARE(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, device), 1);
        const auto bytes = [](const QByteArray &b) { return reinterpret_cast<const unsigned char *>(b.constData()); };
        QCOMPARE(EVP_DigestVerify(context.get(), bytes(der), static_cast<std::size_t>(der.size()), bytes(statement),
                     static_cast<std::size_t>(statement.size())),
            1);
    }
};

QTEST_GUILESS_MAIN(TstKit)
#include "tst_kit.moc"
