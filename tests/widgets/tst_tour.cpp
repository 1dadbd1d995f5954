// SPDX-License-Identifier: GPL-3.0-or-later
#include "panel_bench.h"

#include "widgets/common/focus_ring.h"
#include "widgets/common/keep_clear.h"
#include "widgets/common/theme.h"
#include "widgets/common/workbench_style.h"
#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/text/translations.h"
#include "widgets/tour/tour_card.h"
#include "widgets/tour/tour_facts.h"
#include "widgets/tour/tour_guide.h"
#include "widgets/tour/tour_step.h"

#include <QApplication>
#include <QFocusFrame>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace widgets;
using test_kit::kSlow;

namespace {

/// A kit process, and a window with the guide of the tour in it.
struct TourBench : test_kit::PanelBench {
    explicit TourBench(QStringList options = {QStringLiteral("--speed"), QStringLiteral("8")})
        : PanelBench(std::move(options))
        , window(std::make_unique<QWidget>())
    {
        window->resize(1280, 800);
        corner = new QWidget(window.get());
        corner->setGeometry(200, 48, 1080, 654);
        panel = new QLineEdit(window.get());
        guide = new TourGuide(window.get(), corner,
            {[this] { return kit; }, [this](const QString &id) { panels.append(id); }, [this] { panel->setFocus(); }});
        window->show();
    }
    [[nodiscard]] Tour *tour() const { return guide->tour(); }
    [[nodiscard]] const TourStep *step() const { return tour() ? tour()->current() : nullptr; }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return guide->card()->findChild<QPushButton *>(QLatin1String(name));
    }
    void click(const char *name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    /// The step of this id stands there, and is no longer running.
    [[nodiscard]] bool settledAt(const char *id) const
    {
        return step() && step()->id() == QLatin1String(id) && step()->settled();
    }
    [[nodiscard]] bool runningAt(const char *id) const
    {
        return step() && step()->id() == QLatin1String(id) && step()->state() == TourState::Running;
    }
    [[nodiscard]] QByteArray story() const
    {
        if (!step())
            return "no step";
        return step()->id().toUtf8() + ' ' + tourStateName(step()->state()) + ' ' + guide->card()->notice().toUtf8()
            + (step()->error() ? ' ' + faultDetails(*step()->error()).toUtf8() : QByteArray());
    }
    [[nodiscard]] QString enabled() const
    {
        const profiles::ProfileInfo *on = kit->facts()->enabledProfile();
        return on && on->iccid ? on->iccid->digits() : QString();
    }
    [[nodiscard]] QString value(const char *label) const
    {
        for (const TourFact &fact : guide->card()->facts()->facts()) {
            if (fact.label == QLatin1String(label))
                return fact.value;
        }
        return {};
    }

    std::unique_ptr<QWidget> window;
    QWidget *corner = nullptr;
    QLineEdit *panel = nullptr;
    TourGuide *guide = nullptr;
    QStringList panels;
};

/// Passes an AT port on, but leaves out what says that the kit is simulated: what answers is taken for a real kit.
class PlainModem : public QObject
{
    Q_OBJECT
public:
    explicit PlainModem(const device_link::DeviceUrl &kit)
        : m_kit(kit)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, &PlainModem::pass);
    }
    [[nodiscard]] device_link::DeviceUrl url() const
    {
        device_link::DeviceUrl url = m_kit;
        url.tcpPort = m_server.serverPort();
        return url;
    }

private:
    void pass()
    {
        QTcpSocket *host = m_server.nextPendingConnection();
        auto *kit = new QTcpSocket(host);
        kit->connectToHost(m_kit.address, m_kit.tcpPort);
        connect(host, &QTcpSocket::readyRead, kit, [host, kit] { kit->write(host->readAll()); });
        connect(kit, &QTcpSocket::readyRead, host, [host, kit] {
            while (kit->canReadLine()) // so that no word is split
                host->write(kit->readLine().replace("simulated", "no label"));
        });
    }

    device_link::DeviceUrl m_kit;
    QTcpServer m_server;
};

} // namespace

#define WAIT_SETTLED(id) QVERIFY2(QTest::qWaitFor([&] { return bench.settledAt(id); }, kSlow), bench.story())
#define WAIT_DONE(id)                                                                                                  \
    WAIT_SETTLED(id);                                                                                                  \
    QVERIFY2(bench.step()->state() == TourState::Done, bench.story())

class TestTour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void walksThroughTwiceAndPutsBack();
    void skippedStepGoesOn();
    void endInTheMiddlePutsTheProfileBack();
    void endInTheFirmwareStepLeavesNoTrial();
    void unpluggedKitDoesNotHangIt();
    void windowMayGoAtAnyTime();
    void realKitIsAskedFirst();
    void goesOnByItself();
    void keyboardAndNames();
    void languageChangesInPlace();
    void nothingIsCut();
    void keepsClearOfWhatIsNeeded();
    void coversLeastOfTheStep();
    void focusIsNeverUnderIt();

private:
    void walk(TourBench &bench, QString &firmware);
};

void TestTour::walk(TourBench &bench, QString &firmware)
{
    WAIT_DONE("connect");
    QCOMPARE(bench.value("Serial number"), bench.process.serial());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.enabled().isEmpty(), kSlow);
    const QString before = bench.enabled();
    bench.click("tourNext");
    WAIT_DONE("profile");
    QVERIFY(!bench.value("Card away").isEmpty());
    QVERIFY(!bench.value("In the network again after").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(bench.enabled() != before, kSlow);
    bench.click("tourNext");
    WAIT_DONE("prompt");
    for (const char *label : {"First token (TTFT)", "Speed", "Tokens"})
        QVERIFY2(!bench.value(label).isEmpty(), label);
    bench.click("tourNext");
    WAIT_DONE("latency");
    for (const char *label : {"Energy of the answer", "Last token after", "Round trip, metro", "Round trip, nation"})
        QVERIFY2(!bench.value(label).isEmpty(), label);
    bench.click("tourNext");
    WAIT_DONE("balance");
    QVERIFY(!bench.value("Charged").isEmpty());
    QVERIFY(bench.value("Before the answer") != bench.value("Balance now"));
    bench.click("tourNext");
    WAIT_DONE("firmware");
    firmware = bench.value("To");
    QCOMPARE(bench.value("State"), QStringLiteral("confirmed"));
    const auto *work = bench.kit->model<FirmwareWork>();
    QVERIFY(work->running());
    QCOMPARE(work->running()->version, firmware);
    QVERIFY(work->running()->confirmed);
    bench.click("tourNext");
    WAIT_DONE("reset");
    QTRY_COMPARE_WITH_TIMEOUT(bench.enabled(), before, kSlow);
}

void TestTour::walksThroughTwiceAndPutsBack()
{
    TourBench bench;
    QVERIFY(bench.open());
    QSignalSpy ended(bench.guide, &TourGuide::ended);
    bench.guide->start(Tour::Pace::ByHand);
    QVERIFY(bench.guide->card()->isVisible());
    QString first, second;
    walk(bench, first);
    if (QTest::currentTestFailed())
        return;
    const QStringList walked{QStringLiteral("overview"), QStringLiteral("esim"), QStringLiteral("prompts"),
        QStringLiteral("latency"), QStringLiteral("tokens"), QStringLiteral("firmware"), QStringLiteral("overview")};
    QCOMPARE(bench.panels, walked);
    QCOMPARE(bench.button("tourSecond")->text(), QStringLiteral("Start again"));
    bench.click("tourSecond");
    walk(bench, second);
    if (QTest::currentTestFailed())
        return;
    QVERIFY2(first != second, qPrintable(first)); // the image takes turns, so that there is always one to send
    QCOMPARE(bench.button("tourNext")->text(), QStringLiteral("Close"));
    bench.click("tourNext");
    QCOMPARE(ended.size(), 2);
    QVERIFY(!bench.tour());
    QVERIFY(!bench.guide->card()->isVisible());
}

void TestTour::skippedStepGoesOn()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    WAIT_DONE("connect");
    bench.click("tourNext");
    QVERIFY(!bench.button("tourNext")->isEnabled());
    bench.click("tourSecond"); // skip, while the card is read or changed
    QTRY_COMPARE_WITH_TIMEOUT(bench.step()->id(), QStringLiteral("prompt"), kSlow);
    QCOMPARE(bench.tour()->at(1)->state(), TourState::Skipped);
    QVERIFY(!bench.tour()->at(1)->why().isEmpty());
    bench.click("tourSecond");
    WAIT_DONE("latency");
    QCOMPARE(bench.tour()->at(2)->state(), TourState::Skipped);
    bench.click("tourNext");
    WAIT_DONE("balance");
    QCOMPARE(bench.guide->card()->notice(), QStringLiteral("No answer was charged in this tour."));
    QSignalSpy ended(bench.guide, &TourGuide::ended);
    bench.click("tourEnd");
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kSlow);
}

void TestTour::endInTheMiddlePutsTheProfileBack()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    WAIT_DONE("connect");
    QTRY_VERIFY_WITH_TIMEOUT(!bench.enabled().isEmpty(), kSlow);
    const QString before = bench.enabled();
    QVERIFY(!bench.tour()->mustPutBack());
    bench.click("tourNext");
    WAIT_DONE("profile");
    QTRY_VERIFY_WITH_TIMEOUT(bench.enabled() != before, kSlow);
    QVERIFY(bench.tour()->mustPutBack());
    bench.click("tourNext");
    QTRY_VERIFY_WITH_TIMEOUT(bench.runningAt("prompt"), kSlow);
    QSignalSpy ended(bench.guide, &TourGuide::ended);
    bench.click("tourEnd");
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.enabled(), before, kSlow);
}

void TestTour::endInTheFirmwareStepLeavesNoTrial()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    WAIT_DONE("connect");
    const auto skipTo = [&bench](const char *id) {
        if (bench.step()->id() == QLatin1String(id))
            return true;
        bench.tour()->skip();
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(skipTo("firmware"), kSlow);
    auto *work = bench.kit->model<FirmwareWork>();
    QTRY_VERIFY_WITH_TIMEOUT(
        work->busy() == FirmwareWork::Busy::Pushing && work->run().last() >= profiles::PushStep::Mark, kSlow);
    QSignalSpy ended(bench.guide, &TourGuide::ended);
    bench.click("tourEnd");
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(work->running() && !work->trial(), kSlow);
}

void TestTour::unpluggedKitDoesNotHangIt()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    WAIT_DONE("connect");
    bench.click("tourNext");
    QTRY_VERIFY_WITH_TIMEOUT(
        bench.kit->model<SwitchRun>()->phase() == SwitchRun::Phase::Running, kSlow); // in the middle of a change
    bench.process.killHard();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.connected(), kSlow);
    WAIT_SETTLED("profile");
    QCOMPARE(bench.step()->state(), TourState::Failed);
    QVERIFY(!bench.guide->card()->notice().isEmpty());
    QCOMPARE(bench.button("tourSecond")->text(), QStringLiteral("Try again"));
    bench.click("tourNext");
    WAIT_SETTLED("prompt"); // which needs the kit
    QCOMPARE(bench.step()->state(), TourState::Failed);
    QSignalSpy ended(bench.guide, &TourGuide::ended);
    bench.click("tourEnd"); // tries to put back, and says that it cannot
    QTRY_VERIFY_WITH_TIMEOUT(ended.size() == 1 || bench.settledAt("reset"), kSlow);
    if (ended.isEmpty())
        bench.click("tourEnd");
    QCOMPARE(ended.size(), 1);
    QVERIFY(!bench.guide->card()->isVisible());
}

void TestTour::windowMayGoAtAnyTime()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByItself);
    WAIT_DONE("connect");
    bench.tour()->next();
    auto *run = bench.kit->model<SwitchRun>();
    QTRY_VERIFY_WITH_TIMEOUT(run->phase() == SwitchRun::Phase::Running, kSlow);
    bench.window.reset(); // guide, tour and card go with it; the change of profile goes on
    QTRY_VERIFY_WITH_TIMEOUT(run->phase() != SwitchRun::Phase::Running, kSlow);
    QVERIFY(run->result());
}

void TestTour::realKitIsAskedFirst()
{
    TourBench bench;
    QVERIFY(bench.process.start());
    const PlainModem modem(bench.process.tcpUrl(device_link::PortRole::At));
    bench.kit = std::make_shared<KitContext>(device_link::KitSession::create({modem.url()}));
    bench.kit->open();
    bench.guide->start(Tour::Pace::ByHand);
    WAIT_DONE("connect");
    QVERIFY(bench.kit->origin() == Origin::Live);
    bench.click("tourNext");
    WAIT_SETTLED("profile");
    QCOMPARE(bench.step()->state(), TourState::Asking);
    QCOMPARE(bench.button("tourSecond")->text(), QStringLiteral("Enable now"));
    QVERIFY(!bench.tour()->mustPutBack());
    bench.click("tourSecond"); // the user's word
    WAIT_DONE("profile");
    bench.click("tourNext");
    WAIT_SETTLED("prompt");
    QCOMPARE(bench.step()->state(), TourState::Skipped); // not offered, and says so
    for (const char *id : {"latency", "balance", "firmware"}) {
        bench.click("tourNext");
        WAIT_SETTLED(id);
        QCOMPARE(bench.step()->state(), TourState::Skipped);
        QVERIFY(!bench.guide->card()->notice().isEmpty());
    }
    bench.click("tourNext");
    WAIT_DONE("reset");
    bench.click("tourSecond"); // again, and this time without the word
    WAIT_DONE("connect");
    bench.click("tourNext");
    WAIT_SETTLED("profile");
    bench.click("tourNext");
    QCOMPARE(bench.tour()->at(1)->state(), TourState::Skipped);
    QVERIFY(!bench.tour()->mustPutBack());
}

void TestTour::goesOnByItself()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByItself);
    WAIT_DONE("connect");
    QTRY_VERIFY_WITH_TIMEOUT(bench.tour()->secondsLeft(), kSlow);
    bench.click("tourPlay"); // pause
    QVERIFY(!bench.tour()->secondsLeft());
    QCOMPARE(bench.tour()->pace(), Tour::Pace::ByHand);
    bench.click("tourPlay");
    QVERIFY(bench.tour()->secondsLeft());
    QTRY_COMPARE_WITH_TIMEOUT(bench.step()->id(), QStringLiteral("profile"), kSlow);
    WAIT_DONE("profile");
    QTRY_COMPARE_WITH_TIMEOUT(bench.step()->id(), QStringLiteral("prompt"), kSlow);
    bench.guide->start(Tour::Pace::ByHand); // anew, in the middle
    WAIT_DONE("connect");
    QCOMPARE(bench.tour()->pace(), Tour::Pace::ByHand);
}

void TestTour::keyboardAndNames()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.panel->setFocus();
    bench.guide->start(Tour::Pace::ByHand);
    TourCard *card = bench.guide->card();
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->focusWidget(), bench.button("tourNext"), kSlow);
    WAIT_DONE("connect");
    QVERIFY2(card->accessibleName().contains(QStringLiteral("Connect the kit")), qPrintable(card->accessibleName()));
    QVERIFY(card->accessibleDescription().contains(bench.process.serial()));
    // Every button can be reached by Tab and has a name.
    QSet<QObject *> reached;
    QWidget *next = card;
    do {
        next = next->nextInFocusChain();
        if (card->isAncestorOf(next) && next->focusPolicy() & Qt::TabFocus && next->isVisible())
            reached.insert(next);
    } while (next != card);
    for (const char *name : {"tourEnd", "tourPlay", "tourNext"}) {
        QVERIFY2(reached.contains(bench.button(name)), name);
        QVERIFY2(!bench.button(name)->text().isEmpty(), name);
    }
    QTest::keyClick(bench.button("tourNext"), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step()->id(), QStringLiteral("profile"), kSlow);
    QVERIFY(bench.window->focusWidget() == card || card->isAncestorOf(bench.window->focusWidget()));
    QTest::keyClick(bench.button("tourSecond"), Qt::Key_Space); // skip
    QTRY_COMPARE_WITH_TIMEOUT(bench.step()->id(), QStringLiteral("prompt"), kSlow);
    QVERIFY(bench.window->focusWidget() == card || card->isAncestorOf(bench.window->focusWidget()));
    QTest::keyClick(card, Qt::Key_Escape); // one level out
    QCOMPARE(bench.window->focusWidget(), bench.panel);
    QVERIFY(card->isVisible());
}

void TestTour::languageChangesInPlace()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    WAIT_DONE("connect");
    const QString english = bench.guide->card()->notice();
    Translations translations;
    translations.setLanguage(QStringLiteral("zh_CN"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.guide->card()->notice() != english, kSlow);
    QCOMPARE(bench.button("tourEnd")->text(), QStringLiteral("结束导览"));
    translations.setLanguage(QStringLiteral("en"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.guide->card()->notice(), english, kSlow);
}

void TestTour::nothingIsCut()
{
    TourBench bench;
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    TourCard *card = bench.guide->card();
    Translations translations;
    for (const char *id : {"connect", "profile"}) {
        WAIT_DONE(id);
        for (const char *language : {"en", "zh_CN"}) {
            translations.setLanguage(QLatin1String(language));
            QTRY_VERIFY_WITH_TIMEOUT(card->height() >= card->layout()->totalHeightForWidth(card->width()), kSlow);
            QVERIFY(bench.corner->geometry().contains(card->geometry()));
            for (const QLabel *label : card->findChildren<QLabel *>()) {
                if (!label->isVisible() || label->wordWrap())
                    continue;
                QVERIFY2(
                    label->fontMetrics().horizontalAdvance(label->text()) <= label->width(), qPrintable(label->text()));
            }
            for (const QPushButton *button : card->findChildren<QPushButton *>())
                QVERIFY2(
                    !button->isVisible() || button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        }
        bench.click("tourNext");
    }
}

void TestTour::keepsClearOfWhatIsNeeded()
{
    TourBench bench;
    QWidget composer(bench.corner);
    composer.setProperty(kKeepClear, true);
    composer.setGeometry(0, 554, 700, 100);
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    const TourCard *card = bench.guide->card();
    const auto covered = [&] {
        return card->geometry().intersects(QRect(composer.mapTo(bench.window.get(), QPoint()), composer.size()));
    };
    WAIT_DONE("connect");
    QTRY_VERIFY_WITH_TIMEOUT(
        card->isVisible() && covered(), kSlow); // not shown yet: in the corner, over where it will be
    composer.show();
    bench.corner->resize(bench.corner->size() + QSize(0, 1)); // as when the panel comes
    QTRY_VERIFY_WITH_TIMEOUT(!covered(), kSlow);
    QVERIFY(bench.corner->geometry().contains(card->geometry()));
    composer.setGeometry(0, 0, 700, 654); // no room above
    bench.corner->resize(bench.corner->size() - QSize(0, 1));
    QTRY_VERIFY_WITH_TIMEOUT(covered(), kSlow);
    QVERIFY(bench.corner->geometry().contains(card->geometry()));
}

void TestTour::coversLeastOfTheStep()
{
    TourBench bench;
    QWidget target(bench.corner);
    setTourTarget(&target, {QStringLiteral("connect")});
    target.setGeometry(540, 0, 540, 654); // the right half
    QVERIFY(bench.open());
    target.show();
    bench.guide->start(Tour::Pace::ByHand);
    const TourCard *card = bench.guide->card();
    WAIT_DONE("connect");
    const QRect shown(target.mapTo(bench.window.get(), QPoint()), target.size());
    QTRY_VERIFY_WITH_TIMEOUT(card->isVisible() && !card->geometry().intersects(shown), kSlow);
    QVERIFY(bench.corner->geometry().contains(card->geometry()));
    bench.click("tourNext"); // whose target is elsewhere
    WAIT_SETTLED("profile");
    QTRY_VERIFY_WITH_TIMEOUT(card->geometry().intersects(shown), kSlow);
}

/// Tab goes on through the panel: the card gives way to a control, and what is too large for that keeps its ring below.
void TestTour::focusIsNeverUnderIt()
{
    QApplication::setStyle(new WorkbenchStyle); // which draws the ring above what it surrounds
    TourBench bench;
    FocusRing ring;
    QPushButton below(QStringLiteral("Below"), bench.corner);
    below.setGeometry(900, 600, 120, 28);
    QLineEdit everywhere(bench.corner);
    everywhere.setGeometry(0, 0, 1080, 654);
    everywhere.lower();
    QVERIFY(bench.open());
    bench.guide->start(Tour::Pace::ByHand);
    TourCard *card = bench.guide->card();
    WAIT_DONE("connect");
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    below.show();
    everywhere.show();
    const auto under = [&](const QWidget &widget) {
        return card->geometry().intersects(QRect(widget.mapTo(bench.window.get(), QPoint()), widget.size()));
    };
    QVERIFY(under(below)); // it came after the card
    below.setFocus(Qt::TabFocusReason);
    QVERIFY(!under(below));
    everywhere.setFocus(Qt::TabFocusReason);
    QVERIFY(under(everywhere));
    const auto *frame = bench.window->findChild<QFocusFrame *>();
    QVERIFY(frame && frame->widget() == &everywhere);
    const auto order
        = [&](const QWidget *each) { return frame->parentWidget()->children().indexOf(const_cast<QWidget *>(each)); };
    QCOMPARE(frame->parentWidget(), card->parentWidget());
    QVERIFY(order(frame) < order(card));
    card->takeFocus(); // its own controls have theirs over it
    QVERIFY(order(frame) > order(card) || frame->parentWidget() == card);
}

QTEST_MAIN(TestTour)
#include "tst_tour.moc"
