// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/command_filter.h"
#include "widgets/commands/command_model.h"
#include "widgets/commands/command_palette.h"
#include "widgets/commands/shortcut_list.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace widgets;

namespace {

/// Three commands that count how often they ran.
struct Book {
    Book()
    {
        const auto add = [this](const char *id, const char *group, const char *name, const char *keys) {
            Command command;
            command.id = QLatin1String(id);
            command.group = [group] { return QString(QLatin1String(group)); };
            command.name = [name] { return QString(QLatin1String(name)); };
            command.keys = QKeySequence(QLatin1String(keys));
            command.run = [this, id] { ran.append(QLatin1String(id)); };
            commands.append(command);
        };
        add("power", "Panels", "Power", "Ctrl+3");
        add("read", "eSIM profiles", "Read the card again", "");
        add("record", "Kit", "Start or stop recording", "Ctrl+R");
        commands[1].enabled = [this] { return canRead; };
        model.setCommands(commands);
    }
    QList<Command> commands;
    QStringList ran;
    bool canRead = true;
    CommandModel model;
};

/// A window with a field that has the focus, and the palette over it.
struct Stage {
    Stage()
        : field(new QLineEdit(&window))
        , palette(new CommandPalette(&book.model, &window))
    {
        window.resize(900, 700);
        window.show();
        QApplication::setActiveWindow(&window);
        field->setFocus();
    }
    [[nodiscard]] QLineEdit *text() const { return palette->findChild<QLineEdit *>(); }
    [[nodiscard]] QListView *list() const { return palette->findChild<QListView *>(); }

    Book book;
    QWidget window;
    QLineEdit *field;
    CommandPalette *palette;
};

} // namespace

class TestCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modelHoldsItsContract();
    void filterFindsByWordsAndRanks();
    void paletteRunsByKeyboard();
    void paletteGivesTheFocusBack();
    void paletteGoesWithItsFocus();
    void paletteLeavesTheDisabledAlone();
    void paletteSaysWhenNothingMatches();
    void shortcutsAreListedAndCopied();
};

void TestCommands::modelHoldsItsContract()
{
    Book book;
    CommandFilter filter;
    filter.setSourceModel(&book.model);
    const QAbstractItemModelTester source(&book.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester filtered(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setText(QStringLiteral("re"));
    filter.setText({});
    book.model.setCommands({});
    book.model.setCommands(book.commands);
    QCOMPARE(filter.rowCount(), 3);
}

void TestCommands::filterFindsByWordsAndRanks()
{
    Book book;
    CommandFilter filter;
    filter.setSourceModel(&book.model);
    filter.setText(QStringLiteral("re"));
    QCOMPARE(filter.rowCount(), 2);
    QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("Read the card again")); // begins with it
    filter.setText(QStringLiteral("kit REC"));
    QCOMPARE(filter.rowCount(), 1);
    filter.setText(QStringLiteral("kit power"));
    QCOMPARE(filter.rowCount(), 0);
    filter.setText({});
    filter.setWithKeysOnly(true);
    QCOMPARE(filter.rowCount(), 2);
}

void TestCommands::paletteRunsByKeyboard()
{
    Stage stage;
    stage.palette->open();
    QVERIFY(stage.palette->isVisible());
    QVERIFY(stage.text()->hasFocus());
    QTest::keyClick(stage.text(), Qt::Key_Down);
    QTest::keyClick(stage.text(), Qt::Key_Down);
    QTest::keyClick(stage.text(), Qt::Key_Down); // stays at the last
    QTest::keyClick(stage.text(), Qt::Key_Return);
    QCOMPARE(stage.book.ran, QStringList{QStringLiteral("record")});
    QVERIFY(!stage.palette->isVisible());
    stage.palette->open();
    QTest::keyClicks(stage.text(), QStringLiteral("pow"));
    QTest::keyClick(stage.text(), Qt::Key_Return);
    QCOMPARE(stage.book.ran.last(), QStringLiteral("power"));
}

void TestCommands::paletteGivesTheFocusBack()
{
    Stage stage;
    QVERIFY(stage.field->hasFocus());
    stage.palette->open();
    QTest::keyClick(stage.text(), Qt::Key_Escape);
    QVERIFY(!stage.palette->isVisible());
    QVERIFY(stage.field->hasFocus());
    stage.palette->open();
    QTest::mouseClick(&stage.window, Qt::LeftButton, {}, QPoint(5, 690));
    QVERIFY(!stage.palette->isVisible());
    QVERIFY(stage.book.ran.isEmpty());
}

void TestCommands::paletteGoesWithItsFocus()
{
    Stage stage;
    stage.palette->open();
    QTest::keyClicks(stage.text(), QStringLiteral("no such thing"));
    stage.field->setFocus(Qt::ShortcutFocusReason); // a shortcut led elsewhere
    QVERIFY(!stage.palette->isVisible());
    QVERIFY(stage.field->hasFocus());
    stage.palette->open();
    QVERIFY(stage.palette->isVisible());
    QVERIFY(stage.text()->hasFocus());
}

void TestCommands::paletteLeavesTheDisabledAlone()
{
    Stage stage;
    stage.book.canRead = false;
    stage.palette->open();
    QTest::keyClicks(stage.text(), QStringLiteral("card"));
    QTest::keyClick(stage.text(), Qt::Key_Return);
    QVERIFY(stage.book.ran.isEmpty());
    QVERIFY(stage.palette->isVisible());
    stage.book.canRead = true;
    QTest::keyClick(stage.text(), Qt::Key_Return);
    QCOMPARE(stage.book.ran, QStringList{QStringLiteral("read")});
}

void TestCommands::paletteSaysWhenNothingMatches()
{
    Stage stage;
    stage.palette->open();
    QTest::keyClicks(stage.text(), QStringLiteral("xyzzy"));
    QVERIFY(!stage.list()->isVisible());
    QTest::keyClick(stage.text(), Qt::Key_Return);
    QTest::keyClick(stage.text(), Qt::Key_Down);
    QVERIFY(stage.book.ran.isEmpty());
}

void TestCommands::shortcutsAreListedAndCopied()
{
    Book book;
    ShortcutList list(&book.model, nullptr);
    list.show();
    list.findChildren<QPushButton *>().first()->click();
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.first(), QStringLiteral("Power\tPanels\tCtrl+3"));
    // A search that finds nothing says so.
    const auto *none = list.findChild<QLabel *>(QStringLiteral("noShortcut"));
    QVERIFY(!none->isVisible());
    list.findChild<QLineEdit *>()->setText(QStringLiteral("zzz"));
    QVERIFY(none->isVisible() && !none->text().isEmpty());
    QVERIFY(!list.findChildren<QPushButton *>().first()->isEnabled());
    list.findChild<QLineEdit *>()->clear();
    QVERIFY(!none->isVisible());
}

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
