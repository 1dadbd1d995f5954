// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

#include <QTest>

using namespace virtual_kit;

class TstKit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boots()
    {
        KitBench bench;
        QVERIFY(bench.start());
        for (const QCborMap &event : bench.events)
            qInfo().noquote() << QCborValue(event).toDiagnosticNotation();
        for (const auto &line : bench.console)
            qInfo() << line.c_str();
        qInfo() << bench.read(0) << bench.read(1) << bench.read(60) << bench.read(30);
        qInfo() << bench.write(20, body({{"id", QStringLiteral("p-1")}, {"text", QStringLiteral("你好, 12+30?")}}));
        bench.events.clear();
        bench.truth.clear();
        QVERIFY(bench.untilEvent("prompt.quiet"));
        for (const QCborMap &event : bench.events)
            qInfo().noquote() << QCborValue(event).toDiagnosticNotation();
        for (const QJsonObject &line : bench.truth)
            qInfo().noquote() << QJsonDocument(line).toJson(QJsonDocument::Compact);
    }
};

QTEST_GUILESS_MAIN(TstKit)
#include "tst_kit.moc"
