// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the whole window as it is used: every panel, dialog and list, on a kit process with live content, in both
// languages, both themes and two sizes. Runs a second time at two device pixels to the logical one.
#include "window_audit.h"
#include "workbench_bench.h"

#include "workbench/connect/connect_kit.h"
#include "workbench/window_dialogs.h"

#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTest>

using namespace test_window;
using test_kit::kSlow;

namespace {

constexpr QSize kSizes[] = {{1280, 800}, {1600, 1000}};
constexpr const char *kLanguages[] = {"en", "zh_CN"};

} // namespace

class TestWindowWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyPanelIsReadable_data() { looks(); }
    void everyPanelIsReadable();
    void everyDialogIsReadable_data() { looks(); }
    void everyDialogIsReadable();
    void everyControlIsNamed_data() { languages(); }
    void everyControlIsNamed();
    void nothingScrollsSideways_data() { languages(); }
    void nothingScrollsSideways();
    void tabReachesEverything();
    void f6CyclesTheAreas();
    void outcomesAreReadable();
    void lostKitIsReadable();

private:
    static void looks();
    static void languages();
    void take(const QSize &size, const QString &language, bool dark);
    /// Runs a check on every panel; the faults, each with the panel's name.
    QStringList onEveryPanel(QStringList (*check)(QWidget *));
    /// Writes every fault, whole; true: there is none.
    static bool tell(QStringList faults);
    /// For people: keeps a picture in the folder that AIESIM_WALK_PICTURES names.
    void picture(QWidget *what, const QString &panel) const;

    std::unique_ptr<WorkbenchBench> m_bench;
};

void TestWindowWalk::looks()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("dark");
    for (const QSize &size : kSizes) {
        for (const char *language : kLanguages) {
            for (const bool dark : {false, true})
                QTest::addRow("%dx%d %s %s", size.width(), size.height(), language, dark ? "dark" : "light")
                    << size << QString::fromLatin1(language) << dark;
        }
    }
}

void TestWindowWalk::languages()
{
    QTest::addColumn<QString>("language");
    for (const char *language : kLanguages)
        QTest::addRow("%s", language) << QString::fromLatin1(language);
}

void TestWindowWalk::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_bench = std::make_unique<WorkbenchBench>(QStringList{QStringLiteral("--speed"), QStringLiteral("4")});
    m_bench->window->resize(kSizes[0]);
    m_bench->window->show();
    QVERIFY(m_bench->open());
    QVERIFY(m_bench->makeLive());
}

void TestWindowWalk::cleanupTestCase() { m_bench.reset(); }

void TestWindowWalk::take(const QSize &size, const QString &language, bool dark)
{
    m_bench->appearance.setLanguage(language);
    m_bench->appearance.setDark(dark);
    m_bench->window->resize(size);
    m_bench->settle();
}

QStringList TestWindowWalk::onEveryPanel(QStringList (*check)(QWidget *))
{
    QStringList all;
    for (int i = 0; i < app::panelEntries().size(); ++i) {
        m_bench->window->showPanel(i);
        m_bench->settle();
        const QString panel = QLatin1String(app::panelEntries().at(i).id) + QStringLiteral(": ");
        for (const QString &fault : check(m_bench->window.get()))
            all.append(panel + fault);
        picture(m_bench->window.get(), QLatin1String(app::panelEntries().at(i).id));
    }
    return all;
}

void TestWindowWalk::picture(QWidget *what, const QString &panel) const
{
    const QString folder = qEnvironmentVariable("AIESIM_WALK_PICTURES");
    if (folder.isEmpty())
        return;
    QString name = QString::fromLatin1(QTest::currentTestFunction()) + u' '
        + QString::fromLatin1(QTest::currentDataTag()) + u' ' + m_bench->appearance.language()
        + (m_bench->appearance.dark() ? QStringLiteral(" dark ") : QStringLiteral(" light ")) + panel;
    what->grab().save(folder + u'/' + name.replace(u' ', u'-') + QStringLiteral(".png"));
}

bool TestWindowWalk::tell(QStringList faults)
{
    faults.removeDuplicates();
    for (const QString &fault : std::as_const(faults))
        qWarning().noquote() << fault;
    return faults.isEmpty();
}

void TestWindowWalk::everyPanelIsReadable()
{
    QFETCH(QSize, size);
    QFETCH(QString, language);
    QFETCH(bool, dark);
    take(size, language, dark);
    const QStringList faults
        = onEveryPanel([](QWidget *root) { return cutTexts(root) + faintTexts(root) + halfShown(root); });
    QVERIFY2(tell(faults), "see the list above");
}

void TestWindowWalk::everyDialogIsReadable()
{
    QFETCH(QSize, size);
    QFETCH(QString, language);
    QFETCH(bool, dark);
    take(size, language, dark);
    app::MainWindow *window = m_bench->window.get();
    QStringList faults;
    const auto audit = [&faults](QWidget *root) {
        faults += cutTexts(root) + faintTexts(root) + missingNames(root) + sidewaysScrolling(root);
    };
    for (void (*show)(app::MainWindow *) : {&app::showSettings, &app::showShortcuts, &app::askForKit}) {
        show(window);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget(), kSlow);
        QWidget *dialog = QApplication::activeModalWidget();
        m_bench->settle();
        audit(dialog);
        picture(dialog, dialog->objectName());
        faults += unreachableByTab(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kSlow);
    }
    window->showPalette();
    auto *palette = window->findChild<QFrame *>(QStringLiteral("palette"));
    QVERIFY(palette && palette->isVisible());
    m_bench->settle();
    audit(palette);
    auto *field = palette->findChild<QLineEdit *>();
    field->setText(QStringLiteral("qqqq"));
    m_bench->settle();
    audit(palette);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
    QVERIFY2(tell(faults), "see the list above");
}

void TestWindowWalk::everyControlIsNamed()
{
    QFETCH(QString, language);
    take(kSizes[0], language, false);
    const QStringList faults = onEveryPanel(missingNames);
    QVERIFY2(tell(faults), "see the list above");
}

void TestWindowWalk::nothingScrollsSideways()
{
    QFETCH(QString, language);
    take(kSizes[0], language, false);
    const QStringList faults = onEveryPanel(sidewaysScrolling);
    QVERIFY2(tell(faults), "see the list above");
}

void TestWindowWalk::tabReachesEverything()
{
    take(kSizes[0], QStringLiteral("en"), false);
    m_bench->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_bench->window.get()));
    QStringList faults;
    for (int i = 0; i < app::panelEntries().size(); ++i) {
        m_bench->window->showPanel(i);
        m_bench->settle();
        const QString panel = QLatin1String(app::panelEntries().at(i).id) + QStringLiteral(": ");
        for (const QString &fault : unreachableByTab(m_bench->panels()->currentWidget()))
            faults.append(panel + fault);
    }
    QVERIFY2(tell(faults), "see the list above");
}

void TestWindowWalk::f6CyclesTheAreas()
{
    app::MainWindow *window = m_bench->window.get();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    const auto area = [window]() -> QString {
        for (const char *name : {"rail", "topBar", "panelArea", "timeStrip"}) {
            const QWidget *each = window->findChild<QWidget *>(QLatin1String(name));
            if (each->isAncestorOf(QApplication::focusWidget()) || each == QApplication::focusWidget())
                return QLatin1String(name);
        }
        return {};
    };
    for (int i = 0; i < app::panelEntries().size(); ++i) {
        window->showPanel(i);
        window->area()->focusShown();
        QCOMPARE(area(), QStringLiteral("panelArea"));
        for (const char *next : {"timeStrip", "rail", "topBar", "panelArea"}) {
            QTest::keyClick(window, Qt::Key_F6);
            QCOMPARE(area(), QLatin1String(next));
        }
        QTest::keyClick(window, Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(area(), QStringLiteral("topBar"));
    }
}

/// What procedures leave on the panels: a firmware on trial, a profile that was changed, a region that was measured.
void TestWindowWalk::outcomesAreReadable()
{
    QVERIFY(m_bench->makeOutcomes());
    QStringList faults;
    for (const char *language : kLanguages) {
        take(kSizes[0], QLatin1String(language), false);
        faults += onEveryPanel([](QWidget *root) {
            return cutTexts(root) + faintTexts(root) + halfShown(root) + sidewaysScrolling(root);
        });
    }
    QVERIFY2(tell(faults), "see the list above");
}

/// Last: the kit does not come back.
void TestWindowWalk::lostKitIsReadable()
{
    m_bench->process().killHard();
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->kit()->session()->state() == device_link::SessionState::Lost, kSlow);
    QStringList faults;
    for (const char *language : kLanguages) {
        for (const bool dark : {false, true}) {
            take(kSizes[0], QLatin1String(language), dark);
            faults += onEveryPanel([](QWidget *root) {
                return cutTexts(root) + faintTexts(root) + halfShown(root) + missingNames(root)
                    + sidewaysScrolling(root);
            });
        }
    }
    QVERIFY2(tell(faults), "see the list above");
}

QTEST_MAIN(TestWindowWalk)
#include "tst_window_walk.moc"
