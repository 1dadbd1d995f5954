// SPDX-License-Identifier: GPL-3.0-or-later
// The advice for a file that is not what it should be is of its kind: only firmware is built again.
#include "widgets/text/fault_text.h"

#include <QTest>

using device_link::Error;
using device_link::Fault;
using widgets::faultText;
using widgets::FileKind;

class TestFaultText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firmwareIsBuiltAgain();
    void aRecordingIsVerified();
    void anImportTellsWhatItTakes();
};

void TestFaultText::firmwareIsBuiltAgain()
{
    QVERIFY(faultText(Error(Fault::BadFile, QStringLiteral("no magic number"))).next.contains(QStringLiteral("build")));
}

void TestFaultText::aRecordingIsVerified()
{
    for (const char *detail : {"/tmp/a.aer: is damaged or cut in its first bytes", "/tmp/A.AER: is empty",
             "/tmp/notes.txt: is not a recording"}) {
        const QString next = faultText(Error(Fault::BadFile, QString::fromLatin1(detail))).next;
        QVERIFY2(
            next.contains(QStringLiteral("aiesim verify")) && next.contains(QStringLiteral("aiesim import")), detail);
        QVERIFY(!next.contains(QStringLiteral("build")));
    }
    QVERIFY(faultText(Error(Fault::BadFile), FileKind::Recording).next.contains(QStringLiteral("aiesim verify")));
    // Other faults have their own advice.
    QCOMPARE(faultText(Error(Fault::CannotRead), FileKind::Recording).next, faultText(Error(Fault::CannotRead)).next);
}

void TestFaultText::anImportTellsWhatItTakes()
{
    const QString next = faultText(Error(Fault::BadFile, QStringLiteral("/tmp/a.aer: x")), FileKind::Import).next;
    QVERIFY2(next.contains(QStringLiteral(".ppk2")) && next.contains(QStringLiteral("CSV")), qPrintable(next));
    // A form that is not read is the file's matter, not the kit's.
    QCOMPARE(faultText(Error(Fault::NotSupported), FileKind::Import).next, next);
}

QTEST_GUILESS_MAIN(TestFaultText)
#include "tst_fault_text.moc"
