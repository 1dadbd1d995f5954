// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/answer_bars.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/power/value_range.h"
#include "widgets/text/units.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kCaption = 16;
constexpr int kPitch = 6;
} // namespace

AnswerBars::AnswerBars(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(72);
}

void AnswerBars::setAnswers(QList<AnswerBar> answers)
{
    m_answers = std::move(answers);
    update();
}

void AnswerBars::setCaption(const QString &caption)
{
    m_caption = caption;
    setAccessibleName(caption);
    update();
}

void AnswerBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = theme();
    const QRect area(0, 0, width(), height() - kCaption - 2);
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), t.line2);
    painter.setFont(roleFont(TextRole::Caption));
    painter.setPen(t.text3);
    painter.drawText(QRect(0, height() - kCaption, width(), kCaption), Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    double largest = 0;
    for (const AnswerBar &answer : m_answers)
        largest = std::max(largest, answer.firstTokenMs.value_or(0));
    if (!(largest > 0))
        return;
    const double top = roundUp(largest);
    painter.drawText(area, Qt::AlignRight | Qt::AlignTop, text({fixed(top, 0), QStringLiteral("ms")}));
    const qsizetype shown = std::min<qsizetype>(m_answers.size(), area.width() / kPitch);
    for (qsizetype i = 0; i < shown; ++i) {
        const AnswerBar &answer = m_answers.at(m_answers.size() - 1 - i);
        const auto &time = answer.firstTokenMs;
        const int x = area.right() - static_cast<int>(i + 1) * kPitch + 2;
        const double high = time ? *time / top * (area.height() - 14) : 4;
        const QColor colour = !time ? (answer.failed ? t.error : t.text3) : i == 0 ? t.time.mark : t.time.span;
        painter.fillRect(QRectF(x, area.bottom() - high, kPitch - 2, high), colour);
    }
}

} // namespace widgets
