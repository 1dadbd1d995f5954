// SPDX-License-Identifier: GPL-3.0-or-later
// What the log panel shows of a recording.
#include "recording_bench.h"

#include "device_link/session/replay/recorded_lines.h"
#include "framing/smp_packet.h"
#include "widgets/common/segmented.h"
#include "widgets/common/theme.h"
#include "widgets/log/frame_detail.h"
#include "widgets/log/frame_field_model.h"
#include "widgets/log/log_filter.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/recorded_log.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace widgets;
using device_link::RecordedLine;
using recording_example::kSecondNs;
using recording_example::line;
using recording_example::Traffic;
using test_kit::RecordingBench;

namespace {

constexpr int kSlow = 60'000;

struct Shown {
    Shown()
        : panel(&model)
    {
        model.append({{1, LogLevel::Info, QStringLiteral("link"), QStringLiteral("of the workbench")}});
        panel.resize(1200, 700);
        panel.show();
    }
    explicit Shown(const RecordingBench &bench)
        : Shown()
    {
        panel.setKit(bench.kit);
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return panel.findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QString text(int row, int column = LogModel::TextColumn) const
    {
        return panel.filter()->index(row, column).data().toString();
    }
    void choose(int source) const
    {
        QTest::mouseClick(find<Segmented>("logSource")->findChildren<QAbstractButton *>().at(source), Qt::LeftButton);
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = panel.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&words](const QLabel *label) { return label->text().contains(words); });
    }

    LogModel model;
    LogPanel panel;
};

QByteArray smpPacket(const QCborMap &body)
{
    framing::SmpHeader header;
    header.op = framing::SmpOp::ReadResponse;
    header.group = 72;
    header.command = 1;
    header.sequence = 9;
    const QByteArray cbor = body.toCborValue().toCbor();
    framing::Bytes packet;
    framing::encodeSmpPacket(
        header, {reinterpret_cast<const std::uint8_t *>(cbor.constData()), std::size_t(cbor.size())}, packet);
    return {reinterpret_cast<const char *>(packet.data()), qsizetype(packet.size())};
}

Traffic traffic()
{
    const auto padded = smpPacket({{QStringLiteral("pad"), QByteArray(700, 'p')}});
    return {{},
        {line(RecordedLine::Kind::AtLine, true, "at", kSecondNs, "AT+CIMI=?"),
            line(RecordedLine::Kind::AtLine, false, "at", kSecondNs + 5'000'000, "+CSQ: 17,99"),
            line(RecordedLine::Kind::Smp, false, "kit", 2 * kSecondNs, smpPacket({{QStringLiteral("serial"), 7}})),
            line(RecordedLine::Kind::Text, false, "console", 3 * kSecondNs, "booting\x1b[0m image"),
            line(RecordedLine::Kind::Smp, false, "kit", 4 * kSecondNs, padded)}};
}

} // namespace

class TestRecordedLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void showsTheLinesOfThePorts();
    void areFilteredAndSaved();
    void aLineMovesTheAxis();
    void theWorkbenchsOwnLinesAreAChoiceAway();
    void whatCannotWorkSaysWhy();
    void saysThatThereAreNone();
    void aLongOneIsBoundedAndComesInPieces();
    void panelAndKitMayGoInAnyOrder();
};

void TestRecordedLog::showsTheLinesOfThePorts()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    Shown shown(bench);
    QAbstractItemModelTester filter(shown.panel.filter(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    QCOMPARE(shown.panel.filter()->rowCount(), 5);
    QCOMPARE(shown.text(0), QStringLiteral("→ AT line AT+CIMI, 9 B"));
    QCOMPARE(shown.text(1), QStringLiteral("← AT line +CSQ, 11 B"));
    QVERIFY2(shown.text(2).startsWith(QStringLiteral("← SMP read answer aiesim.identity, seq 9, ")),
        qPrintable(shown.text(2)));
    QCOMPARE(shown.text(3), QStringLiteral("← text: booting [0m image, 17 B"));
    QVERIFY2(
        shown.text(4).endsWith(QStringLiteral("B, only the first 512 B were recorded")), qPrintable(shown.text(4)));
    QVERIFY(shown.text(4).startsWith(QStringLiteral("← SMP read answer aiesim.identity, seq 9")));
    QCOMPARE(shown.text(0, LogModel::AreaColumn), QStringLiteral("frame:at"));
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(1'790'000'001'000);
    QCOMPARE(shown.text(0, LogModel::TimeColumn), first.toString(QStringLiteral("HH:mm:ss.zzz")));
    QVERIFY(shown.says(QStringLiteral("recorded on %1.").arg(first.date().toString(Qt::ISODate))));
    // Decoded on demand, as live.
    auto *table = shown.find<QTableView>("logLines");
    const auto *fields = shown.find<QTableView>("frameFields")->model();
    table->selectRow(1);
    QVERIFY(shown.panel.detail()->isVisible());
    QCOMPARE(fields->index(0, FrameFieldModel::ValueColumn).data().toString(), QStringLiteral("+CSQ: 17,99"));
    table->selectRow(4);
    QVERIFY(shown.panel.detail()->copiedText().contains(QStringLiteral("not whole: 512 of 7")));
}

void TestRecordedLog::areFilteredAndSaved()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    shown.find<QLineEdit>("logSearch")->setText(QStringLiteral("smp READ"));
    QCOMPARE(shown.panel.filter()->rowCount(), 2);
    QCOMPARE(shown.find<QLabel>("logCount")->text(), QStringLiteral("2 of 5 lines"));
    shown.find<QLineEdit>("logSearch")->setText(QStringLiteral("nowhere"));
    QVERIFY(shown.says(QStringLiteral("No line matches.")));
    shown.find<QLineEdit>("logSearch")->clear();
    auto boxes = shown.panel.findChildren<QComboBox *>();
    const auto area = std::ranges::find_if(
        boxes, [](const QComboBox *box) { return box->findText(QStringLiteral("frame:at")) > 0; });
    QVERIFY(area != boxes.end());
    (*area)->setCurrentText(QStringLiteral("frame:at"));
    QCOMPARE(shown.panel.filter()->rowCount(), 2);
    shown.panel.save();
    auto *dialog = shown.panel.findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QString path = bench.folder.filePath(QStringLiteral("lines.log"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QCOMPARE(saved.count('\n'), 2);
    QVERIFY(saved.contains("trace frame:at → AT line AT+CIMI, 9 B\n"));
}

void TestRecordedLog::aLineMovesTheAxis()
{
    RecordingBench bench;
    Traffic made = traffic();
    made.lines.push_back(line(RecordedLine::Kind::AtLine, false, "at", 5 * kSecondNs, "RING"));
    made.lines.back().bootId = recording_example::kBoot + 1; // of another boot's clock
    QVERIFY(bench.write(made));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    auto *window = bench.kit->window();
    window->setRange(0, kSecondNs);
    shown.find<QTableView>("logLines")->selectRow(2); // kit time 3 s
    QCOMPARE(window->beginNs() + window->spanNs() / 2, 3 * kSecondNs);
    shown.find<QTableView>("logLines")->selectRow(5);
    QCOMPARE(window->beginNs() + window->spanNs() / 2, 3 * kSecondNs);
}

void TestRecordedLog::theWorkbenchsOwnLinesAreAChoiceAway()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    Shown shown;
    QVERIFY(!shown.find<Segmented>("logSource")->isVisible());
    shown.panel.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    QVERIFY(shown.panel.showsRecording());
    QVERIFY(shown.find<Segmented>("logSource")->isVisible());
    shown.choose(1);
    QVERIFY(!shown.panel.showsRecording());
    QCOMPARE(shown.panel.filter()->rowCount(), 1);
    QCOMPARE(shown.text(0), QStringLiteral("of the workbench"));
    QVERIFY(!shown.find<QLabel>("logNote")->isVisible());
    QVERIFY(shown.find<QPushButton>("logFollow")->isEnabled());
    shown.choose(0);
    QCOMPARE(shown.panel.filter()->rowCount(), 5);
    shown.panel.setKit(nullptr);
    QCOMPARE(shown.panel.filter()->rowCount(), 1);
    QVERIFY(shown.find<QPushButton>("logRaw")->isEnabled());
}

void TestRecordedLog::whatCannotWorkSaysWhy()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    for (const char *name : {"logRaw", "logFollow"}) {
        const auto *button = shown.find<QPushButton>(name);
        QVERIFY2(!button->isEnabled(), name);
        QVERIFY2(button->toolTip().startsWith(QStringLiteral("This is a recording")), name);
    }
    QVERIFY(shown.find<QPushButton>("logSave")->isEnabled() && shown.find<QPushButton>("logCopy")->isEnabled());
}

void TestRecordedLog::saysThatThereAreNone()
{
    RecordingBench bench;
    QVERIFY(bench.write(Traffic{}));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    QVERIFY(shown.panel.showsRecording());
    QVERIFY(shown.says(QStringLiteral("This recording holds no lines of ports.")));
    QVERIFY(!shown.find<QTableView>("logLines")->isVisible());
}

void TestRecordedLog::aLongOneIsBoundedAndComesInPieces()
{
    RecordingBench bench;
    Traffic made;
    const std::size_t count = device_link::RecordedLines::kMax + 7;
    for (std::size_t i = 0; i < count; ++i)
        made.lines.push_back(line(RecordedLine::Kind::AtLine, i % 2 == 0, "at", std::int64_t(i) * 1'000'000, "OK"));
    QVERIFY(bench.write(made));
    bench.open();
    Shown shown(bench);
    auto *log = bench.kit->model<RecordedLog>();
    int pieces = 0;
    QObject::connect(log->lines(), &QAbstractItemModel::rowsInserted, log, [&] { ++pieces; });
    QTRY_VERIFY_WITH_TIMEOUT(log->complete(), kSlow);
    QCOMPARE(pieces, int(device_link::RecordedLines::kMax) / RecordedLog::kPiece);
    QCOMPARE(shown.panel.filter()->rowCount(), int(device_link::RecordedLines::kMax));
    QVERIFY(shown.says(QStringLiteral("Only the first")));
    QVERIFY(!log->lines()->line(0).frame->bytes.isEmpty());    // all keep their bytes
    QCOMPARE(shown.find<QTableView>("logLines")->rowAt(5), 0); // from its beginning
    // A search in that many lays the table out anew, and what is selected stays so.
    shown.find<QTableView>("logLines")->selectRow(1001);
    shown.find<QLineEdit>("logSearch")->setText(QStringLiteral("←"));
    QCOMPARE(shown.panel.filter()->rowCount(), int(device_link::RecordedLines::kMax) / 2);
    const QModelIndexList rows = shown.find<QTableView>("logLines")->selectionModel()->selectedRows();
    QCOMPARE(rows.size(), qsizetype(1));
    QCOMPARE(rows.first().row(), 500);
    shown.find<QLineEdit>("logSearch")->clear();
    QCOMPARE(shown.panel.filter()->rowCount(), int(device_link::RecordedLines::kMax));
}

void TestRecordedLog::panelAndKitMayGoInAnyOrder()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    {
        Shown shown(bench);
        QTRY_VERIFY_WITH_TIMEOUT(bench.kit->model<RecordedLog>()->complete(), kSlow);
    } // the panel first
    LogModel model;
    LogPanel panel(&model);
    panel.setKit(bench.kit);
    QCOMPARE(panel.filter()->rowCount(), 5);
    bench.kit->session()->close();
    QCOMPARE(panel.filter()->rowCount(), 5); // what is on screen stays
    bench.kit.reset();                       // only the panel holds it now
    panel.setKit(nullptr);
    QCOMPARE(panel.filter()->rowCount(), 0);
}

QTEST_MAIN(TestRecordedLog)
#include "tst_recorded_log.moc"
