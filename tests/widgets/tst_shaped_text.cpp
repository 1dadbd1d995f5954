// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fonts.h"
#include "widgets/common/shaped_text.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace widgets;

namespace {

/// What `draw` leaves on a white picture of 600 × 60 at `ratio` device pixels a pixel.
template <typename Draw>
QImage picture(qreal ratio, Draw draw)
{
    QImage image((QSizeF(600, 60) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    draw(painter);
    return image;
}

bool isInked(const QImage &image)
{
    QImage white(image.size(), image.format());
    white.setDevicePixelRatio(image.devicePixelRatio());
    white.fill(Qt::white);
    return image != white;
}

} // namespace

class TestShapedText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksAsDrawText_data();
    void looksAsDrawText();
    void keepsNothingWrongWhenFull();
};

void TestShapedText::looksAsDrawText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("role");
    QTest::addColumn<qreal>("ratio");
    const QStringList texts{QStringLiteral("0"), QStringLiteral("Average 12.5 µW · fi AV"),
        QString::fromUtf8("无线尾态 RRC"), QStringLiteral("−7 … ms"), QString()};
    for (const QString &text : texts) {
        for (const TextRole role :
            {TextRole::Caption, TextRole::Table, TextRole::BodyStrong, TextRole::CostNumber, TextRole::Mono}) {
            for (const qreal ratio : {1.0, 1.5, 2.0})
                QTest::addRow("%s, role %d, %.1fx", qPrintable(text), int(role), ratio) << text << int(role) << ratio;
        }
    }
}

void TestShapedText::looksAsDrawText()
{
    QFETCH(QString, text);
    QFETCH(int, role);
    QFETCH(qreal, ratio);
    const QFont font = roleFont(static_cast<TextRole>(role));
    const QPointF origin(7.3, 41);
    const QImage expected = picture(ratio, [&](QPainter &painter) {
        painter.setFont(font);
        painter.drawText(origin, text);
    });
    QCOMPARE(isInked(expected), !text.isEmpty());
    for (int time = 0; time < 2; ++time) // found anew, and kept
        QCOMPARE(picture(ratio, [&](QPainter &painter) { drawShaped(painter, origin, font, text); }), expected);
    QCOMPARE(shapedWidth(font, text), QFontMetricsF(font).horizontalAdvance(text));

    for (const QRectF &area : {QRectF(5, 3, 580, 50), QRectF(5.5, 2.3, 580, 45)}) {
        QCOMPARE(picture(ratio, [&](QPainter &painter) { drawShaped(painter, area, font, text); }),
            picture(ratio, [&](QPainter &painter) {
                painter.setFont(font);
                painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
            }));
    }
}

/// More texts and fonts than are kept.
void TestShapedText::keepsNothingWrongWhenFull()
{
    for (int px = 8; px < 48; ++px) {
        QFont font = roleFont(TextRole::Body);
        font.setPixelSize(px);
        for (int i = 0; i < 600; i += px == 8 ? 1 : 100) {
            const QString text = QString::number(i);
            QCOMPARE(shapedWidth(font, text), QFontMetricsF(font).horizontalAdvance(text));
        }
    }
}

QTEST_MAIN(TestShapedText)
#include "tst_shaped_text.moc"
