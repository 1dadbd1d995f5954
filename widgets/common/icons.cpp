// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"

#include "widgets/common/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleOption>
#include <QSvgRenderer>

#include <algorithm>

namespace widgets {

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("aiesim-icon/") + name + colour.name(QColor::HexArgb) + u'/'
        + QString::number(size) + u'/' + QString::number(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    if (!renderer.isValid())
        return {};
    pixmap = QPixmap(QSize(size, size) * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixmap.size())));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

namespace {

/// Draws an icon at its own size, at left of the space that it is given: what the style sheet gives a button beyond
/// that is the gap to its text, which Qt fixes at a tight 4 px.
class LeftIcon : public QIconEngine
{
public:
    LeftIcon(QString name, QColor colour, int size)
        : m_name(std::move(name))
        , m_colour(std::move(colour))
        , m_size(size)
    {
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect.topLeft(), scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int height = std::min(m_size, qRound(size.height() / scale));
        QPixmap whole(size);
        whole.fill(Qt::transparent);
        QPixmap shape = iconPixmap(m_name, m_colour, height, scale);
        QPainter painter(&whole);
        shape.setDevicePixelRatio(1);
        painter.drawPixmap(0, (size.height() - shape.height()) / 2, shape);
        painter.end();
        if (mode != QIcon::Disabled)
            return whole;
        QStyleOption option;
        option.palette = QApplication::palette();
        return QApplication::style()->generatedIconPixmap(mode, whole, &option);
    }
    [[nodiscard]] QIconEngine *clone() const override { return new LeftIcon(*this); }

private:
    QString m_name;
    QColor m_colour;
    int m_size;
};

} // namespace

QIcon icon(const QString &name, const QColor &colour, int size)
{
    return iconPixmap(name, colour, size, 1).isNull() ? QIcon() : QIcon(new LeftIcon(name, colour, size));
}

IconLabel::IconLabel(int size, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(size, size);
}

void IconLabel::setIconName(const QString &name)
{
    m_name = name;
    update();
}

void IconLabel::setColour(const QColor &colour)
{
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor colour = m_colour.isValid() ? m_colour : theme().text2;
    painter.drawPixmap(0, 0, iconPixmap(m_name, colour, width(), devicePixelRatioF()));
}

} // namespace widgets
