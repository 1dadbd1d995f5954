// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <vector>

namespace test_words {

/// Takes the outlines of letters and leaves everything else.
class InkEngine : public QPaintEngine
{
public:
    InkEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState &) override { }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        m_writing = true;
        QPaintEngine::drawTextItem(at, item); // as a path
        m_writing = false;
    }
    void drawPath(const QPainterPath &path) override
    {
        if (m_writing)
            ink.push_back(painter()->deviceTransform().mapRect(path.boundingRect()));
    }

    std::vector<QRectF> ink;

private:
    bool m_writing = false;
};

/// A screen of a widget's size on which only the ink of words is kept.
class InkDevice : public QPaintDevice
{
public:
    explicit InkDevice(QSize size)
        : m_size(size)
    {
    }
    QPaintEngine *paintEngine() const override { return &m_engine; }
    [[nodiscard]] const std::vector<QRectF> &ink() const { return m_engine.ink; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmWidthMM: return qRound(m_size.width() * 25.4 / 96);
        case PdmHeightMM: return qRound(m_size.height() * 25.4 / 96);
        case PdmNumColors: return 0x7fffffff;
        case PdmDepth: return 32;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return qRound(devicePixelRatioFScale());
        default: return 96;
        }
    }

private:
    QSize m_size;
    mutable InkEngine m_engine;
};

/// Where the widget's letters have ink now, logical pixels: a rectangle per run of glyphs, of a number per digit.
inline std::vector<QRectF> inkOf(QWidget &widget)
{
    InkDevice device(widget.size());
    widget.render(&device);
    return device.ink();
}

/// What is wrong with these words, empty: nothing. Pieces of a line do not overlap, lines have air between them, and
/// nothing leaves the widget.
inline QString faultOf(const std::vector<QRectF> &ink, const QRectF &inside, double air)
{
    const auto said = [](const QRectF &rect) {
        return QStringLiteral("x %1 to %2, y %3 to %4")
            .arg(rect.left())
            .arg(rect.right())
            .arg(rect.top())
            .arg(rect.bottom());
    };
    for (std::size_t i = 0; i < ink.size(); ++i) {
        if (!inside.contains(ink[i]))
            return QStringLiteral("outside: ") + said(ink[i]);
        for (std::size_t j = 0; j < i; ++j) {
            const double across = std::min(ink[i].right(), ink[j].right()) - std::max(ink[i].left(), ink[j].left());
            const double down = std::min(ink[i].bottom(), ink[j].bottom()) - std::max(ink[i].top(), ink[j].top());
            if (across > 0.3 && down > -air) // letters of a line may kiss
                return QStringLiteral("too near: ") + said(ink[i]) + QStringLiteral(" and ") + said(ink[j]);
        }
    }
    return {};
}

} // namespace test_words
