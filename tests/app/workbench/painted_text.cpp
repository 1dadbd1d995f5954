// SPDX-License-Identifier: GPL-3.0-or-later
#include "painted_text.h"

#include "widgets/power/qcp.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QWidget>

namespace test_window {
namespace {

/// Keeps text items; shapes and pictures leave no trace.
class TextEngine : public QPaintEngine
{
public:
    TextEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override { }
    [[nodiscard]] Type type() const override { return User; }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override { }
    void drawTiledPixmap(const QRectF &, const QPixmap &, const QPointF &) override { }
    void drawPath(const QPainterPath &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawPolygon(const QPoint *, int, PolygonDrawMode) override { }
    void drawRects(const QRectF *, int) override { }
    void drawRects(const QRect *, int) override { }
    void drawLines(const QLineF *, int) override { }
    void drawLines(const QLine *, int) override { }
    void drawEllipse(const QRectF &) override { }
    void drawEllipse(const QRect &) override { }
    void drawPoints(const QPointF *, int) override { }
    void drawPoints(const QPoint *, int) override { }
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        const QString text = item.text();
        if (text.trimmed().isEmpty())
            return;
        PaintedText painted;
        painted.text = text;
        const QTransform map = painter()->deviceTransform();
        painted.ink = map.mapRect(QFontMetricsF(item.font()).tightBoundingRect(text).translated(at));
        if (painter()->hasClipping())
            painted.clip = map.mapRect(painter()->clipBoundingRect());
        painted.colour = painter()->pen().color();
        painted.colour.setAlphaF(painted.colour.alphaF() * static_cast<float>(painter()->opacity()));
        texts.append(painted);
    }

    QList<PaintedText> texts;
};

/// As large as the widget, at one device pixel to the logical one, so that what is kept is in logical pixels.
class TextDevice : public QPaintDevice
{
public:
    explicit TextDevice(const QWidget *widget)
        : m_widget(widget)
    {
    }
    [[nodiscard]] QPaintEngine *paintEngine() const override { return &m_engine; }
    [[nodiscard]] const QList<PaintedText> &texts() const { return m_engine.texts; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_widget->width();
        case PdmHeight: return m_widget->height();
        case PdmWidthMM: return m_widget->widthMM();
        case PdmHeightMM: return m_widget->heightMM();
        case PdmNumColors: return 1 << 24;
        case PdmDepth: return 32;
        case PdmDpiX: return m_widget->logicalDpiX();
        case PdmDpiY: return m_widget->logicalDpiY();
        case PdmPhysicalDpiX: return m_widget->physicalDpiX();
        case PdmPhysicalDpiY: return m_widget->physicalDpiY();
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

private:
    const QWidget *m_widget;
    mutable TextEngine m_engine;
};

} // namespace

QList<PaintedText> paintedTexts(QWidget *widget)
{
    TextDevice device(widget);
    if (auto *plot = qobject_cast<QCustomPlot *>(widget)) {
        // A plot paints from buffers; on a painter of ours it writes itself.
        QCPPainter painter;
        painter.begin(&device);
        painter.setModes(QCPPainter::pmNoCaching);
        plot->toPainter(&painter, plot->width(), plot->height());
        painter.end();
    } else {
        widget->render(&device, QPoint(), QRegion(), QWidget::RenderFlags());
    }
    return device.texts();
}

} // namespace test_window
