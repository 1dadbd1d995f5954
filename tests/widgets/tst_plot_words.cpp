// SPDX-License-Identifier: GPL-3.0-or-later
// Words painted in plots keep clear of each other however low the plot is.
#include "lagging_kit.h"
#include "power_bench.h"
#include "written_words.h"

#include "widgets/common/theme.h"
#include "widgets/common/word_room.h"
#include "widgets/compare/compare_plot.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/connectivity/signal_plot.h"
#include "widgets/text/translations.h"

#include <QTest>

#include <functional>

using namespace test_power;
using widgets::SignalPlot;

namespace {

constexpr double kAir = widgets::kWordAir - 0.25; ///< round figures are a tenth higher than others

class FakeModem : public device_link::ModemStatus
{
    Q_OBJECT
public:
    QCoro::Task<device_link::Result<device_link::ModemState>> read(std::stop_token) override { co_return state; }
    device_link::ModemState last() const override { return state; }
    void tell(double seconds, double rsrp, double sinr, double rsrq)
    {
        state.registration = 1;
        state.radio = device_link::RadioState::Connected;
        state.rsrpDbm = rsrp;
        state.sinrDb = sinr;
        state.rsrqDb = rsrq;
        state.kitTimeNs = std::int64_t(seconds * 1e9);
        Q_EMIT changed(state);
    }
    device_link::ModemState state;
};

class ModemKit : public test_kit::LaggingKit
{
    Q_OBJECT
public:
    std::shared_ptr<device_link::ModemStatus> modemStatus() const override { return modem; }
    std::shared_ptr<FakeModem> modem = std::make_shared<FakeModem>();
};

/// The plot of a kit whose signal went between two values each.
struct SignalBench {
    explicit SignalBench(double spread)
        : session(std::make_shared<ModemKit>())
        , kit(std::make_shared<widgets::KitContext>(session))
        , plot(&clock)
    {
        auto *log = kit->model<widgets::ConnectivityLog>();
        session->modem->tell(91, -96 + spread, 4 + spread / 2, -17 + spread / 4);
        session->modem->tell(95, -96 - spread / 2, 4 - spread / 4, -17 - spread / 8);
        plot.setKit(kit);
        plot.setLog(log);
        kit->window()->setRange(90 * kSecond, 100 * kSecond);
        plot.resize(900, plot.minimumHeight());
        plot.show();
    }
    ~SignalBench()
    {
        plot.setLog(nullptr);
        plot.setKit(nullptr);
    }
    FrameClock clock;
    std::shared_ptr<ModemKit> session;
    std::shared_ptr<widgets::KitContext> kit;
    SignalPlot plot;
};

/// All lanes of the power panel, with values from `volts` on.
struct PowerBench {
    PowerBench(float ampere, float volts, qint64 tokens)
        : session(std::make_shared<ModemKit>())
        , kit(std::make_shared<widgets::KitContext>(session))
        , plot({Lane::Current, Lane::Power, Lane::Voltage, Lane::Charge, Lane::Radio, Lane::Tokens, Lane::Balance},
              &clock)
    {
        store = emptyStore(1000);
        std::vector<float> values;
        for (int i = 0; i < 10'000; ++i)
            values.insert(values.end(), {ampere * float(i % 97) / 97, volts - 0.003F * float(i % 89)});
        static_cast<void>(store->append(0, 0, values));
        for (const auto &[at, balance, reserved] :
            {std::tuple{1, tokens, qint64(0)}, {3, tokens, tokens / 40}, {5, tokens - tokens / 50, qint64(0)}}) {
            device_link::AccountState state = session->account->last();
            state.kitTimeNs = at * kSecond;
            state.balanceMicro = balance * 1'000'000;
            state.reservedMicro = reserved * 1'000'000;
            Q_EMIT session->account->changed(state);
        }
        plot.setPlottingHint(QCP::phCacheLabels, false); // pictures of words are not words
        plot.setWindow(&window);
        plot.setStore(store);
        plot.setFacts(kit->facts());
        plot.setTimeline(kit->timeline());
        plot.setLaneShown(Lane::Charge, true);
        plot.resize(900, plot.minimumHeight());
        plot.show();
        window.setRange(0, 10 * kSecond);
        plot.drawFrame();
    }
    ~PowerBench()
    {
        plot.setTimeline(nullptr);
        plot.setFacts(nullptr);
    }
    FrameClock clock;
    TimeWindow window;
    std::shared_ptr<ModemKit> session;
    std::shared_ptr<widgets::KitContext> kit;
    std::shared_ptr<SampleStore> store;
    LanePlot plot;
};

constexpr int kPlotLeast = 320; ///< PowerPanel keeps its plot a little higher

} // namespace

class TestPlotWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void cleanup();
    void wordsSettle();
    void signal_data();
    void signal();
    void lanes_data();
    void lanes();
    void compare();

private:
    void speak(const QString &language);
    /// Every height from the least on; in bigger steps where there is much room.
    void walk(QWidget &plot, int least, const std::function<void()> &draw);
    widgets::Translations m_words;
};

void TestPlotWords::cleanup() { speak(QStringLiteral("en")); }

void TestPlotWords::speak(const QString &language)
{
    QLocale::setDefault(QLocale(language)); // as the application does: Chinese captions are larger
    QVERIFY(m_words.setLanguage(language));
}

void TestPlotWords::walk(QWidget &plot, int least, const std::function<void()> &draw)
{
    QStringList faults;
    for (int height = least; height <= 900; height += height < least + 60 ? 1 : 15) {
        plot.resize(600, height);
        draw();
        const auto ink = test_words::inkOf(plot);
        QVERIFY(ink.size() > 20);
        if (const QString fault = test_words::faultOf(ink, QRectF(plot.rect()), kAir); !fault.isEmpty())
            faults.append(QStringLiteral("%1 high: %2").arg(height).arg(fault));
    }
    QVERIFY2(
        faults.isEmpty(), qPrintable(QStringLiteral("%1 heights\n").arg(faults.size()) + faults.mid(0, 6).join(u'\n')));
}

void TestPlotWords::wordsSettle()
{
    std::array<QRectF, 6> words{
        QRectF(0, -4, 20, 8),  // stands out of the room
        QRectF(0, 46, 20, 8),  // as well
        QRectF(0, 10, 20, 8),  // keeps exactly the air
        QRectF(0, 19, 20, 8),  // a pixel too near
        QRectF(40, 19, 20, 8), // the same in another column
        QRectF(80, 0, 20, 51), // higher than the room
    };
    widgets::settleWords(words, 0, 50);
    QCOMPARE(words[0], QRectF(0, 0, 20, 8));
    QCOMPARE(words[1], QRectF(0, 42, 20, 8));
    QCOMPARE(words[2], QRectF(0, 10, 20, 8));
    QVERIFY(words[3].isNull());
    QCOMPARE(words[4], QRectF(40, 19, 20, 8));
    QVERIFY(words[5].isNull());
    widgets::settleWords({}, 0, 50);
}

void TestPlotWords::signal_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<double>("spread");
    for (const QString &language : widgets::Translations::languages()) {
        for (const double spread : {1.0, 8.0, 16.0, 40.0})
            QTest::addRow("%s spread %g", qPrintable(language), spread) << language << spread;
    }
}

void TestPlotWords::signal()
{
    QFETCH(QString, language);
    QFETCH(double, spread);
    speak(language);
    SignalBench bench(spread);
    walk(bench.plot, bench.plot.minimumHeight(), [] {});
}

void TestPlotWords::lanes_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<float>("ampere");
    QTest::addColumn<float>("volts");
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<bool>("decades");
    for (const QString &language : widgets::Translations::languages()) {
        for (const bool decades : {false, true}) {
            const char *scale = decades ? "decades" : "linear";
            QTest::addRow("%s %s", qPrintable(language), scale)
                << language << 0.45F << 3.8F << qint64(98'432) << decades;
            QTest::addRow("%s %s little", qPrintable(language), scale)
                << language << 0.0004F << 3.3F << qint64(37) << decades;
            QTest::addRow("%s %s much", qPrintable(language), scale)
                << language << 1.9F << 12.2F << qint64(1'234'567) << decades;
        }
    }
}

void TestPlotWords::lanes()
{
    QFETCH(QString, language);
    QFETCH(float, ampere);
    QFETCH(float, volts);
    QFETCH(qint64, tokens);
    QFETCH(bool, decades);
    speak(language);
    PowerBench bench(ampere, volts, tokens);
    bench.plot.setLogarithmic(decades);
    walk(bench.plot, kPlotLeast, [&] { bench.plot.drawFrame(); });
    if (!decades)
        bench.plot.setFixedRange(Lane::Voltage, QCPRange(0, 3.1));
    walk(bench.plot, kPlotLeast, [&] { bench.plot.drawFrame(); });
}

/// Another owner of lanes: what is written beside them is written once.
void TestPlotWords::compare()
{
    using widgets::ComparePlot;
    const auto store = emptyStore(1000);
    fill(*store, 0, 20'000);
    ComparePlot plot;
    plot.setPlottingHint(QCP::phCacheLabels, false);
    plot.resize(900, 420);
    const ComparePlot::Trace first{store, 0, {0, 9 * kSecond, 0}};
    const ComparePlot::Trace second{store, 0, {10 * kSecond, 19 * kSecond, 0}};
    plot.setLabels(QStringLiteral("A"), QStringLiteral("B"));
    for (const bool both : {true, false}) {
        plot.setTraces({first, both ? second : ComparePlot::Trace()});
        plot.setNote(both ? QString() : QStringLiteral("One more is needed"));
        plot.refresh();
        plot.retranslate();
        test_words::InkDevice device(plot.size());
        QCPPainter painter(&device);
        plot.toPainter(&painter, plot.width(), plot.height());
        painter.end();
        QVERIFY(device.ink().size() > 10);
        const QString fault = test_words::faultOf(device.ink(), QRectF(plot.rect()), kAir);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
}

QTEST_MAIN(TestPlotWords)
#include "tst_plot_words.moc"
