// SPDX-License-Identifier: GPL-3.0-or-later
// A kit's port that ModemManager has, as the window shows it: borrowed, refused, given back. The bus and the
// ModemManager on it are the test's own.
#include "usb/fake_modem_manager.h"
#include "virtual_kit_fixture.h"

#include "workbench/appearance.h"
#include "workbench/main_window.h"

#include "widgets/common/workbench_style.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/link_banner.h"
#include "widgets/kit/modem_manager_loan.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/log/log_model.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLockFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>

using device_link::PortRole;
using device_link::SessionState;
using test_kit::VirtualKit;
using widgets::KitContext;
using widgets::ModemManagerLoan;

namespace {

constexpr int kSlow = 60000;
const QString kUid = QStringLiteral("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1");
const QString kBorrow = QStringLiteral("Borrow from ModemManager");

/// A program of ModemManager's name that has a port open, and keeps this program from opening it: the lock is what
/// also stops root, whom exclusive use does not.
class Taken
{
public:
    explicit Taken(const QString &node)
        : m_lock(QStringLiteral("/var/lock/LCK..") + node.mid(5).replace(u'/', u'_'))
    {
        const QString program = m_folder.filePath(QStringLiteral("ModemManager"));
        QFile::copy(QStandardPaths::findExecutable(QStringLiteral("sleep")), program);
        m_process.setStandardInputFile(node);
        m_process.start(program, {QStringLiteral("600")});
        m_works = m_process.waitForStarted() && m_lock.tryLock();
    }
    ~Taken() { end(); }
    [[nodiscard]] bool works() const { return m_works; }
    /// As ModemManager does when it lends a port.
    void end()
    {
        m_lock.unlock();
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QLockFile m_lock;
    bool m_works = false;
};

} // namespace

class TestWindowBorrow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void borrowedAndGivenBackAtDisconnect();
    void givenBackWhenTheKitGoes_data();
    void givenBackWhenTheKitGoes();
    void refusedByPolicy();
    void askingCanBeStopped();
    void lostWithModemManager();
    void onlyModemManagerIsAsked();

private:
    [[nodiscard]] widgets::LinkBanner *banner() const { return m_window->findChild<widgets::LinkBanner *>(); }
    [[nodiscard]] QPushButton *button(const QString &text) const;
    [[nodiscard]] bool says(const char *words) const
    {
        return banner()->isVisible() && banner()->accessibleName().contains(QLatin1String(words));
    }
    [[nodiscard]] SessionState state() const { return m_context->session()->state(); }
    void connectToTaken();
    void borrow();
    void picture(const QString &name);

    std::unique_ptr<test_mm::PrivateDaemon> m_daemon;
    std::unique_ptr<test_mm::FakeModemManager> m_fake;
    std::unique_ptr<VirtualKit> m_process;
    std::unique_ptr<Taken> m_taken;
    QString m_node;
    app::Appearance m_appearance;
    widgets::LogModel m_log;
    std::unique_ptr<app::MainWindow> m_window;
    std::shared_ptr<KitContext> m_context;
};

void TestWindowBorrow::initTestCase()
{
    QApplication::setStyle(new widgets::WorkbenchStyle);
    QStandardPaths::setTestModeEnabled(true);
    // The library reads this once: the system bus of this program.
    m_daemon = std::make_unique<test_mm::PrivateDaemon>();
    QVERIFY2(!m_daemon->address().isEmpty(), "dbus-daemon does not start; installer/dev installs it");
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_daemon->address().toLatin1());
}

void TestWindowBorrow::init()
{
    m_fake = std::make_unique<test_mm::FakeModemManager>(m_daemon->address());
    m_process = std::make_unique<VirtualKit>();
    QVERIFY2(m_process->start(), qPrintable(m_process->problem()));
    m_node = QFileInfo(m_process->serialUrl(PortRole::At).address).canonicalFilePath();
    m_fake->drive({test_mm::modemWith(kUid, {{m_node.mid(5)}})});
    m_taken = std::make_unique<Taken>(m_node);
    QVERIFY(m_taken->works());
    m_appearance.setLanguage(QStringLiteral("en"));
    m_appearance.setDark(false);
    m_window = std::make_unique<app::MainWindow>(&m_appearance, &m_log);
    m_window->resize(1600, 1000);
    m_window->show();
    m_context = std::make_shared<KitContext>(device_link::KitSession::create({m_process->serialUrl(PortRole::At)}));
    m_context->setAlias(QStringLiteral("Bear-01"));
    m_window->addKit(m_context);
}

void TestWindowBorrow::cleanup()
{
    if (m_context)
        m_context->session()->close();
    m_context.reset();
    m_window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_taken.reset();
    m_process.reset();
    m_fake.reset();
}

QPushButton *TestWindowBorrow::button(const QString &text) const
{
    for (QPushButton *button : banner()->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

/// To be looked at, where AIESIM_WALK_PICTURES names a folder: in both themes and both languages.
void TestWindowBorrow::picture(const QString &name)
{
    const QString folder = qEnvironmentVariable("AIESIM_WALK_PICTURES");
    if (folder.isEmpty())
        return;
    const auto settle = [] {
        for (int round = 0; round < 12; ++round) { // each outer layout hears of it from the one within
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
    };
    const auto save = [&](const char *look) {
        settle();
        m_window->grab().save(QStringLiteral("%1/borrow-%2-%3.png").arg(folder, name, QLatin1String(look)));
    };
    save("light");
    m_appearance.setDark(true);
    save("dark");
    m_appearance.setDark(false);
    m_appearance.setLanguage(QStringLiteral("zh_CN"));
    save("zh");
    m_appearance.setLanguage(QStringLiteral("en"));
    const QSize before = m_window->size();
    m_window->resize(m_window->minimumSize());
    save("narrow");
    m_window->resize(before);
    settle();
}

void TestWindowBorrow::connectToTaken()
{
    m_context->open();
    QTRY_VERIFY_WITH_TIMEOUT(button(kBorrow), kSlow);
    QVERIFY(m_context->openError() && widgets::heldByModemManager(*m_context->openError()));
}

void TestWindowBorrow::borrow()
{
    connectToTaken();
    if (QTest::currentTestFailed())
        return;
    button(kBorrow)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->lent(), QStringList{kUid}, kSlow);
    m_taken->end();
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Connected, kSlow);
}

void TestWindowBorrow::borrowedAndGivenBackAtDisconnect()
{
    connectToTaken();
    QVERIFY(says("ModemManager"));
    QVERIFY(button(QStringLiteral("Copy the command")));
    picture(QStringLiteral("offer"));
    // By the keys, in the order they stand.
    QPushButton *borrowing = button(kBorrow);
    QCOMPARE(QAccessible::queryAccessibleInterface(borrowing)->text(QAccessible::Name), kBorrow);
    m_window->activateWindow();
    borrowing->setFocus();
    QTest::keyClick(borrowing, Qt::Key_Tab);
    QVERIFY(button(QStringLiteral("Copy the command"))->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(button(QStringLiteral("Try again"))->hasFocus());
    borrowing->setFocus();
    QTest::keyClick(borrowing, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->lent(), QStringList{kUid}, kSlow);
    m_taken->end();
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Connected, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(!banner()->isVisible(), kSlow);
    QVERIFY(m_context->model<ModemManagerLoan>()->held());
    QCOMPARE(m_fake->lent(), QStringList{kUid});
    m_context->close();
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->lent(), QStringList(), kSlow);
    QCOMPARE(m_fake->calls(), 1);
}

void TestWindowBorrow::givenBackWhenTheKitGoes_data()
{
    QTest::addColumn<bool>("atExit");
    QTest::newRow("removed") << false;
    QTest::newRow("exit") << true;
}

void TestWindowBorrow::givenBackWhenTheKitGoes()
{
    QFETCH(bool, atExit);
    borrow();
    if (QTest::currentTestFailed())
        return;
    if (atExit)
        m_window.reset();
    else
        m_window->kits()->remove(m_context);
    m_context.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->lent(), QStringList(), kSlow);
}

/// Debian 12's bus lets only root borrow.
void TestWindowBorrow::refusedByPolicy()
{
    m_fake->refuse({QStringLiteral("org.freedesktop.DBus.Error.AccessDenied")});
    connectToTaken();
    if (QTest::currentTestFailed())
        return;
    button(kBorrow)->click();
    QTRY_VERIFY_WITH_TIMEOUT(says("only to root"), kSlow);
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(m_window->minimumSizeHint().width() <= m_window->minimumWidth()); // a long command makes no wide window
    picture(QStringLiteral("refused"));
    button(QStringLiteral("Copy the command"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("sudo mmcli --inhibit-device='%1'").arg(kUid));
    QVERIFY(!m_context->model<ModemManagerLoan>()->held());
    // The tries that go on by themselves take neither the words away nor the focus.
    m_window->activateWindow();
    button(kBorrow)->setFocus();
    QSignalSpy tries(m_context->session().get(), &device_link::KitSession::stateChanged);
    QTRY_VERIFY_WITH_TIMEOUT(tries.size() >= 4, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(says("only to root") && button(kBorrow), kSlow);
    QVERIFY(button(kBorrow)->hasFocus());
    m_taken->end(); // the command runs
    QTRY_COMPARE_WITH_TIMEOUT(state(), SessionState::Connected, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(!banner()->isVisible(), kSlow);
}

void TestWindowBorrow::askingCanBeStopped()
{
    m_fake->fallSilent();
    connectToTaken();
    if (QTest::currentTestFailed())
        return;
    button(kBorrow)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->calls(), 1, kSlow);
    QVERIFY(says("Asking ModemManager"));
    QVERIFY(!button(kBorrow));
    picture(QStringLiteral("asking"));
    button(QStringLiteral("Stop asking"))->click();
    QVERIFY(button(kBorrow));
    QVERIFY(!m_context->model<ModemManagerLoan>()->asking());
}

/// A ModemManager that starts anew knows of no loan.
void TestWindowBorrow::lostWithModemManager()
{
    borrow();
    if (QTest::currentTestFailed())
        return;
    m_fake.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!m_context->model<ModemManagerLoan>()->held(), kSlow);
    QCOMPARE(state(), SessionState::Connected);
}

void TestWindowBorrow::onlyModemManagerIsAsked()
{
    using device_link::Error;
    using device_link::Fault;
    QVERIFY(!widgets::heldByModemManager(Error(Fault::HeldByOther, QStringLiteral("minicom has it"))));
    const Error unbind = Error(Fault::HeldByOther).withRemedy(QStringLiteral("echo -n 1-1:1.2 | sudo tee unbind"));
    QVERIFY(!widgets::heldByModemManager(unbind));
    QVERIFY(widgets::heldByModemManager(device_link::modemManagerFault(m_node, {}, true)));
}

QTEST_MAIN(TestWindowBorrow)
#include "tst_window_borrow.moc"
