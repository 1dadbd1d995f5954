// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/step_list.h"

#include "widgets/common/fonts.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/words.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace widgets {
namespace {

constexpr int kRow = 31;
constexpr int kLowRow = 22;
constexpr double kRadius = 9;
constexpr double kWords = 28; ///< from the left edge to the name
constexpr int kGap = 8;

QFont nameFont(StepState state)
{
    QFont font = roleFont(TextRole::Body);
    if (state == StepState::Done)
        font.setWeight(QFont::Medium);
    else if (state == StepState::Running || state == StepState::Failed)
        font.setWeight(QFont::DemiBold);
    return font;
}

QColor nameInk(StepState state)
{
    const Theme &t = theme();
    switch (state) {
    case StepState::Done:
    case StepState::Running: return t.text;
    case StepState::Failed: return t.error;
    case StepState::Waiting:
    case StepState::Skipped: break;
    }
    return t.text2;
}

} // namespace

QString stepStateWord(StepState state)
{
    switch (state) {
    case StepState::Waiting: return QCoreApplication::translate("StepState", "waiting");
    case StepState::Running: return QCoreApplication::translate("StepState", "running");
    case StepState::Done: return QCoreApplication::translate("StepState", "done");
    case StepState::Failed: return QCoreApplication::translate("StepState", "failed");
    case StepState::Skipped: return QCoreApplication::translate("StepState", "skipped");
    }
    return {};
}

StepList::StepList(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void StepList::setSteps(const QList<Step> &steps)
{
    if (steps == m_steps)
        return;
    const bool moved = !std::ranges::equal(steps, m_steps, {}, &Step::state, &Step::state);
    const bool resized = steps.size() != m_steps.size();
    m_steps = steps;
    if (moved)
        describe(); // not with every tick of a running time
    if (resized) {
        setProperty(kLinePitch, rowHeight());
        updateGeometry();
    }
    update();
}

void StepList::describe()
{
    QStringList words;
    for (const Step &step : m_steps)
        words.append(step.name + QStringLiteral(": ") + stepStateWord(step.state));
    setAccessibleDescription(words.join(comma()));
}

QSize StepList::sizeHint() const { return {260, static_cast<int>(m_steps.size()) * kRow}; }

QSize StepList::minimumSizeHint() const { return {180, static_cast<int>(m_steps.size()) * kLowRow}; }

double StepList::rowHeight() const
{
    const double share = m_steps.isEmpty() ? kRow : static_cast<double>(height()) / static_cast<double>(m_steps.size());
    return std::clamp(share, static_cast<double>(kLowRow), static_cast<double>(kRow));
}

void StepList::resizeEvent(QResizeEvent *) { setProperty(kLinePitch, rowHeight()); }

void StepList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

bool StepList::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto row = static_cast<qsizetype>(help->pos().y() / rowHeight());
    QString words;
    if (row >= 0 && row < m_steps.size())
        words = m_steps.at(row).name + (m_steps.at(row).note.isEmpty() ? QString() : u'\n' + m_steps.at(row).note);
    QToolTip::showText(help->globalPos(), words, this);
    return true;
}

void StepList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double high = rowHeight();
    const Theme &t = theme();
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        const QRectF row(0, static_cast<double>(i) * high, width(), high);
        const QPointF centre(kRadius + 1, row.center().y());
        if (i + 1 < m_steps.size()) {
            const QPointF below(0, high);
            painter.setPen(QPen(t.line2, 1));
            painter.drawLine(centre + QPointF(0, kRadius), centre + below - QPointF(0, kRadius));
        }
        paintMark(painter, centre, m_steps.at(i).state);
        paintRow(painter, row, m_steps.at(i));
    }
}

void StepList::paintMark(QPainter &painter, const QPointF &centre, StepState state) const
{
    const Theme &t = theme();
    const double radius = std::min(kRadius, rowHeight() / 2 - 2);
    const auto stroke = [&](const QColor &colour) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    };
    const auto disc = [&](const QColor &fill, const QPen &pen) {
        painter.setPen(pen);
        painter.setBrush(fill);
        painter.drawEllipse(centre, radius, radius);
    };
    switch (state) {
    case StepState::Done: {
        disc(t.ok, Qt::NoPen);
        stroke(t.surface);
        const QPointF tick[] = {centre + QPointF(-3.6, 0.2), centre + QPointF(-1, 2.9), centre + QPointF(3.8, -2.6)};
        painter.drawPolyline(tick, 3);
        break;
    }
    case StepState::Failed:
        disc(t.error, Qt::NoPen);
        stroke(t.surface);
        painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
        painter.drawLine(centre + QPointF(3, -3), centre + QPointF(-3, 3));
        break;
    case StepState::Running:
        disc(t.surface, QPen(t.accent, 2));
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawEllipse(centre, radius / 2.6, radius / 2.6);
        break;
    case StepState::Skipped:
        disc(t.surface, QPen(t.line2, 1));
        stroke(t.text3);
        painter.drawLine(centre + QPointF(-3, 0), centre + QPointF(3, 0));
        break;
    case StepState::Waiting: disc(t.surface, QPen(t.line2, 1)); break;
    }
}

void StepList::paintRow(QPainter &painter, const QRectF &row, const Step &step) const
{
    const Theme &t = theme();
    const QFont font = nameFont(step.state);
    const QFont small = roleFont(TextRole::Table);
    double right = row.right();
    const auto baseline = [&row](const QFont &of) {
        const QFontMetricsF metrics(of);
        return row.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    };
    if (!step.time.isEmpty()) {
        right -= tabularWidth(small, step.time);
        painter.setPen(step.state == StepState::Running ? t.text : t.text2);
        drawTabular(painter, {right, baseline(small)}, small, step.time);
        right -= kGap;
    }
    const QFontMetricsF metrics(font);
    const QString name = metrics.elidedText(step.name, Qt::ElideRight, right - kWords);
    painter.setFont(font);
    painter.setPen(nameInk(step.state));
    painter.drawText(QPointF(kWords, baseline(font)), name);
    const double noteLeft = kWords + metrics.horizontalAdvance(name) + kGap;
    if (step.note.isEmpty() || right - noteLeft < 24)
        return;
    const QFontMetricsF noteMetrics(small);
    painter.setFont(small);
    painter.setPen(step.state == StepState::Failed ? t.error : t.text3);
    painter.drawText(
        QPointF(noteLeft, baseline(small)), noteMetrics.elidedText(step.note, Qt::ElideRight, right - noteLeft));
}

} // namespace widgets
