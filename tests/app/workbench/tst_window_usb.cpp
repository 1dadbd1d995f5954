// SPDX-License-Identifier: GPL-3.0-or-later
// Kits coming and going on USB, as the window shows it: real libusb, the virtual kit's process behind it.
#include "usb/usb_kit_bench.h"

#include "workbench/appearance.h"
#include "workbench/kit_finder.h"
#include "workbench/main_window.h"
#include "workbench/usb_place.h"

#include "device_link/capture/sample_store.h"
#include "widgets/common/workbench_style.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/link_banner.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/log/log_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QPushButton>

using device_link::SessionState;
using test_kit::UsbKitBench;
using widgets::KitContext;

namespace {

constexpr int kSlow = 60000;

/// The window, empty, with a finder that remembers in a map.
class UsbWindow
{
public:
    UsbWindow()
        : window(&appearance, &log)
        , modelTest(window.kits())
        , finder(window.kits(),
              {[this](const QString &serial) { return memory.value(serial); },
                  [this](const QString &serial, const app::KitMemory &kit) { memory.insert(serial, kit); }})
    {
        appearance.setLanguage(QStringLiteral("en"));
        appearance.setDark(false);
        window.resize(1600, 1000);
        window.show();
    }
    [[nodiscard]] widgets::LinkBanner *banner() const { return window.findChild<widgets::LinkBanner *>(); }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : banner()->findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] std::shared_ptr<KitContext> kit(int row = 0) const { return window.kits()->kit(row); }
    [[nodiscard]] int rows() const { return window.kits()->rowCount(); }

    /// To be looked at, where AIESIM_WALK_PICTURES names a folder.
    void picture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("AIESIM_WALK_PICTURES");
        if (!folder.isEmpty())
            window.grab().save(QStringLiteral("%1/usb-%2.png").arg(folder, name));
    }

    static QMap<QString, app::KitMemory> memory;
    app::Appearance appearance;
    widgets::LogModel log;
    app::MainWindow window;
    QAbstractItemModelTester modelTest;
    app::KitFinder finder;
};
QMap<QString, app::KitMemory> UsbWindow::memory;

} // namespace

class TestWindowUsb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(new widgets::WorkbenchStyle); }
    void init()
    {
        UsbWindow::memory.clear();
        m_bench = std::make_unique<UsbKitBench>();
        QVERIFY(m_bench->first.kit.start());
        m_window = std::make_unique<UsbWindow>();
    }
    void cleanup()
    {
        m_window.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_bench.reset();
    }
    void comesAndGoesUntouched();
    void connectAndUnplugAndComeBack();
    void isConnectedAgainByItself();
    void disconnectLetsGo();
    void nameIsRemembered();
    void refusalOffersTheCommand();
    void twoOfOneSerialNumber();

private:
    void plugAndConnect();
    std::unique_ptr<UsbKitBench> m_bench;
    std::unique_ptr<UsbWindow> m_window;
};

void TestWindowUsb::plugAndConnect()
{
    QVERIFY2(m_bench->plug(), qPrintable(m_bench->host.problem()));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 1, kSlow);
    m_window->window.rail()->setCurrentKit(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->button(QStringLiteral("Connect")), kSlow);
    m_window->button(QStringLiteral("Connect"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->kit()->session()->state(), SessionState::Connected, kSlow);
}

void TestWindowUsb::comesAndGoesUntouched()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_bench->plug());
    const qint64 plugged = timer.restart();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 1, kSlow);
    qInfo("arrival in the rail %lld ms after it was plugged in (goal 1000; plugging itself took %lld)", timer.elapsed(),
        plugged);
    QCOMPARE(m_window->kit()->usbSerial(), m_bench->first.kit.serial());
    QCOMPARE(m_window->kit()->session()->state(), SessionState::Closed);
    QVERIFY(!m_window->kit()->wanted());
    const QModelIndex row = m_window->window.kits()->index(0);
    QVERIFY(!row.data(Qt::DisplayRole).toString().isEmpty());
    QCOMPARE(row.data(widgets::KitListModel::SerialRole).toString(), m_bench->first.kit.serial());
    const int number = m_bench->number;
    QTest::qWait(200);
    m_window->window.rail()->setCurrentKit(0);
    m_window->picture(QStringLiteral("found"));
    // Nobody chose it: the kit has not heard of us.
    QFile truth(m_bench->first.kit.truthPath());
    QVERIFY(truth.open(QIODevice::ReadOnly));
    QVERIFY(!truth.readAll().contains("hello"));
    m_bench->host.unplug(number);
    timer.restart();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 0, kSlow);
    qInfo("departure %lld ms after it was unplugged (goal 200)", timer.elapsed());
}

void TestWindowUsb::connectAndUnplugAndComeBack()
{
    plugAndConnect();
    const auto kit = m_window->kit();
    QTRY_VERIFY_WITH_TIMEOUT(kit->store() && kit->store()->endIndex() > 20000, kSlow);
    const auto store = kit->store();
    QElapsedTimer timer;
    timer.start();
    m_bench->unplug();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->banner()->isVisible(), kSlow);
    qInfo("the window said so %lld ms after the kit was unplugged (goal 200)", timer.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->banner()->what().contains(QLatin1String("unplugged")), kSlow);
    const std::uint64_t before = store->endIndex();
    QCOMPARE(m_window->rows(), 1); // what it measured stays
    QVERIFY(m_bench->plug());
    timer.restart();
    QTRY_COMPARE_WITH_TIMEOUT(kit->session()->state(), SessionState::Connected, kSlow);
    qInfo("connected again %lld ms after it was plugged in", timer.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->banner()->isVisible(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > before + 20000, kSlow);
    QCOMPARE(kit->store(), store);
    QCOMPARE(store->gaps().size(), std::size_t(1));
    QCOMPARE(m_window->rows(), 1);
    m_window->window.showPanel(3);
    QTest::qWait(300);
    m_window->picture(QStringLiteral("back"));
}

void TestWindowUsb::isConnectedAgainByItself()
{
    plugAndConnect();
    QVERIFY(UsbWindow::memory.value(m_bench->first.kit.serial()).connect);
    m_window = std::make_unique<UsbWindow>(); // the next start
    QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 1, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->kit()->session()->state(), SessionState::Connected, kSlow);
}

void TestWindowUsb::disconnectLetsGo()
{
    plugAndConnect();
    m_window->kit()->close();
    QCOMPARE(m_window->kit()->session()->state(), SessionState::Closed);
    QVERIFY(!UsbWindow::memory.value(m_bench->first.kit.serial()).connect);
    // It may be unplugged by now, and it was spoken to: the banner says neither.
    QVERIFY2(
        m_window->banner()->what().endsWith(QLatin1String("is disconnected.")), qPrintable(m_window->banner()->what()));
    QVERIFY(m_window->button(QStringLiteral("Connect")));
    // Somebody else can have it as soon as the link's thread has let go.
    QVERIFY(QTest::qWaitFor([this] { return m_bench->open().has_value(); }, kSlow));
    m_bench->first.session->close();
    m_window->button(QStringLiteral("Connect"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->kit()->session()->state(), SessionState::Connected, kSlow);
}

void TestWindowUsb::nameIsRemembered()
{
    plugAndConnect();
    auto *kits = m_window->window.kits();
    QVERIFY(kits->setData(kits->index(0), QStringLiteral(" Bear-01 "), Qt::EditRole));
    QCOMPARE(kits->index(0).data().toString(), QStringLiteral("Bear-01"));
    m_window = std::make_unique<UsbWindow>();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 1, kSlow);
    kits = m_window->window.kits();
    QCOMPARE(kits->index(0).data().toString(), QStringLiteral("Bear-01"));
    QVERIFY(kits->setData(kits->index(0), QString(), Qt::EditRole)); // its own name again
    QVERIFY(!kits->index(0).data().toString().isEmpty());
    QVERIFY(kits->index(0).data().toString() != QStringLiteral("Bear-01"));
}

void TestWindowUsb::refusalOffersTheCommand()
{
    QVERIFY(m_bench->plug());
    m_bench->host.refuseOpen(m_bench->number, EACCES);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 1, kSlow);
    m_window->window.rail()->setCurrentKit(0);
    m_window->button(QStringLiteral("Connect"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->button(QStringLiteral("Copy the command")), kSlow);
    m_window->picture(QStringLiteral("refused"));
    m_window->button(QStringLiteral("Copy the command"))->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("sudo")));
    m_bench->host.refuseOpen(m_bench->number, 0);
    m_window->button(QStringLiteral("Try again"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->kit()->session()->state(), SessionState::Connected, kSlow);
}

void TestWindowUsb::twoOfOneSerialNumber()
{
    const QString serial = m_bench->first.kit.serial();
    test_kit::VirtualKit twin({QStringLiteral("--usbip"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--serial"),
        serial, QStringLiteral("--device"), QStringLiteral("glasses")});
    QVERIFY(twin.start());
    UsbWindow::memory[serial].connect = true; // whose that was is not known any more
    QVERIFY(m_bench->host.plug(twin.usbipAddress(), twin.busId()) > 0);
    QVERIFY(m_bench->plug());
    const auto bothAreListed = [this] {
        return m_window->rows() == 2 && !app::usbPlaceOf(*m_window->kit(0)->session()).isEmpty()
            && !app::usbPlaceOf(*m_window->kit(1)->session()).isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(bothAreListed(), kSlow);
    QVERIFY(app::usbPlaceOf(*m_window->kit(0)->session()) != app::usbPlaceOf(*m_window->kit(1)->session()));
    for (int row = 0; row < 2; ++row) {
        m_window->kit(row)->open();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->kit(row)->session()->state(), SessionState::Connected, kSlow);
    }
    QVERIFY(m_window->kit(0)->session()->identity().deviceKind != m_window->kit(1)->session()->identity().deviceKind);
}

QTEST_MAIN(TestWindowUsb)
#include "tst_window_usb.moc"
