// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_tab.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {
namespace {
constexpr int kSide = 18;
constexpr int kGap = 8;
} // namespace

RegionTab::RegionTab(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void RegionTab::setWords(const QString &letter, const QString &name)
{
    m_letter = letter;
    m_name = name;
    setAccessibleName(name + u' ' + letter);
    updateGeometry();
    update();
}

QSize RegionTab::sizeHint() const
{
    const int words = QFontMetrics(roleFont(TextRole::BodyStrong)).horizontalAdvance(m_name);
    return {kSide + kGap + words + 2, kSide};
}

void RegionTab::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    const QRect square(0, (height() - kSide) / 2, kSide, kSide);
    painter.fillRect(square, t.accent);
    QFont font = roleFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(t.dark ? t.bg : t.surface);
    painter.drawText(square, Qt::AlignCenter, m_letter);
    painter.setFont(roleFont(TextRole::BodyStrong));
    painter.setPen(t.text);
    painter.drawText(rect().adjusted(kSide + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_name);
}

} // namespace widgets
