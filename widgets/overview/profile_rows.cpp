// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/profile_rows.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kRow = 18;
constexpr int kRows = 4;
} // namespace

QString profileName(const profiles::ProfileInfo &profile)
{
    for (const QString &name : {profile.nickname, profile.name, profile.serviceProvider}) {
        if (!name.isEmpty())
            return name;
    }
    return profile.iccid ? profile.iccid->digits() : QString(kEmDash);
}

ProfileRows::ProfileRows(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(kRows * kRow);
}

void ProfileRows::setProfiles(QList<profiles::ProfileInfo> list)
{
    m_profiles = std::move(list);
    QStringList names;
    QStringList lines;
    for (const profiles::ProfileInfo &profile : m_profiles) {
        names.append(profileName(profile));
        lines.append(names.last() + comma() + profile.serviceProvider);
    }
    setAccessibleName(names.join(comma()));
    setToolTip(lines.join(u'\n'));
    update();
}

void ProfileRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &t = theme();
    const bool present = isEnabled(); // else these are of before the kit went
    const bool more = m_profiles.size() > kRows;
    const qsizetype shown = more ? kRows - 1 : m_profiles.size();
    for (qsizetype i = 0; i < shown; ++i) {
        const profiles::ProfileInfo &profile = m_profiles.at(i);
        const QRect row(0, static_cast<int>(i) * kRow, width(), kRow);
        QFont font = roleFont(TextRole::Table);
        if (profile.enabled())
            font.setWeight(QFont::DemiBold);
        const QPointF mark(5, row.center().y() + 1);
        painter.setPen(profile.enabled() ? QPen(Qt::NoPen) : QPen(t.text3, 1.25));
        painter.setBrush(profile.enabled() ? QBrush(present ? t.ok : t.text3) : QBrush(Qt::NoBrush));
        painter.drawEllipse(mark, 3.5, 3.5);
        painter.setFont(font);
        painter.setPen(!present ? t.text3 : profile.enabled() ? t.text : t.text2);
        const QString name = QFontMetrics(font).elidedText(profileName(profile), Qt::ElideRight, row.width() - 16);
        painter.drawText(row.adjusted(16, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
        // The provider stands beside the name where both fit; the eSIM panel has it in any case.
        const int left = 16 + QFontMetrics(font).horizontalAdvance(name) + 8;
        painter.setFont(roleFont(TextRole::Caption));
        painter.setPen(t.text3);
        if (painter.fontMetrics().horizontalAdvance(profile.serviceProvider) <= row.width() - left)
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, profile.serviceProvider);
    }
    if (more) {
        painter.setFont(roleFont(TextRole::Caption));
        painter.setPen(t.text3);
        painter.drawText(QRect(16, (kRows - 1) * kRow, width() - 16, kRow), Qt::AlignLeft | Qt::AlignVCenter,
            tr("and %1 more").arg(m_profiles.size() - shown));
    }
}

} // namespace widgets
