// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/gap_graph.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr int kTitle = 20;       ///< px, the line above the bars
constexpr int kBars = 64;        ///< px, what it likes best
constexpr int kFewestBars = 36;  ///< px, with less it shows nothing
constexpr int kLimitWords = 48;  ///< px at the right
constexpr int kLimitsApart = 13; ///< px between two limits that are named

QString msText(double ms) { return text({fixed(ms, 0), QStringLiteral("ms")}); }

} // namespace

GapGraph::GapGraph(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMaximumHeight(kTitle + kBars);
    describe();
}

QSize GapGraph::sizeHint() const { return {200, kTitle + kBars}; }

bool GapGraph::hasRoom() const { return height() >= kTitle + kFewestBars; }

void GapGraph::setTokens(const QList<profiles::PromptToken> &tokens)
{
    m_gaps = tokenGaps(tokens);
    m_tokens = tokens.size();
    m_end = tokens.isEmpty() ? 0 : tokens.last().index + 1;
    m_words.clear();
    auto gap = m_gaps.cbegin();
    for (const profiles::PromptToken &token : tokens) {
        if (gap == m_gaps.cend() || gap->index != token.index)
            continue;
        m_words.append(token.text);
        ++gap;
    }
    describe();
    update();
}

void GapGraph::describe()
{
    setAccessibleName(tr("Gap before each token"));
    if (m_gaps.isEmpty())
        return setAccessibleDescription({});
    const auto longest = std::ranges::max_element(m_gaps, {}, &TokenGap::ms);
    const auto slow = std::ranges::count_if(m_gaps, [](const TokenGap &gap) { return gapLevel(gap.ms) >= 2; });
    setAccessibleDescription(tr("%1 gaps, the longest %2 before token %3; %4 of %5 or more")
                                 .arg(integer(m_gaps.size()), msText(longest->ms), integer(longest->index + 1),
                                     integer(slow), msText(kGapLimitsMs[1])));
}

QRectF GapGraph::plot() const { return QRectF(rect()).adjusted(0, kTitle, -kLimitWords, 0); }

double GapGraph::columnWidth() const { return m_end > 0 ? std::min(6.0, plot().width() / m_end) : 0; }

double GapGraph::top() const
{
    double highest = kGapLimitsMs[1];
    for (const TokenGap &gap : m_gaps)
        highest = std::max(highest, gap.ms);
    return highest * 1.1;
}

QString GapGraph::toldAt(int x) const
{
    const double column = columnWidth();
    if (column <= 0 || x < 0)
        return {};
    const auto under = static_cast<quint32>(x / column);
    const auto gap = std::ranges::find(m_gaps, under, &TokenGap::index);
    if (gap == m_gaps.cend())
        return {};
    return tr("Token %1, %2: %3 after the one before")
        .arg(integer(under + 1), u'"' + m_words.at(gap - m_gaps.cbegin()).trimmed() + u'"', msText(gap->ms));
}

bool GapGraph::event(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString told = help->y() >= kTitle ? toldAt(help->x()) : QString();
    const double column = columnWidth();
    const int left = column > 0 ? static_cast<int>(std::floor(help->x() / column) * column) : 0;
    QToolTip::showText(help->globalPos(), told, this, QRect(left, kTitle, qMax(1, qRound(column)), height() - kTitle));
    return true;
}

void GapGraph::paintEvent(QPaintEvent *)
{
    if (!hasRoom())
        return;
    QPainter painter(this);
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    painter.setFont(font);
    painter.setPen(t.text3);
    const QRect head(0, 0, width(), kTitle - 4);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, tr("Gap before each token"));
    painter.drawText(
        head, Qt::AlignRight | Qt::AlignVCenter, m_tokens > 0 ? tr("%1 tok").arg(integer(m_tokens)) : kEmDash);
    const QRectF area = plot();
    painter.fillRect(area, t.sunken);
    paintLimits(painter, area);
    const double column = columnWidth();
    const double scale = area.height() / top();
    const QColor inks[] = {t.tokens.mark, t.tokens.mark, t.warn, t.error};
    // Narrower than a pixel: the strongest of those that share one lies above the others.
    for (int level = 0; level < 4; ++level) {
        for (const TokenGap &gap : m_gaps) {
            if (gapLevel(gap.ms) != level)
                continue;
            const double high = std::max(1.0, gap.ms * scale);
            const double wide = std::max(1.0, std::floor(column) - (column >= 3 ? 1 : 0));
            painter.fillRect(QRectF(std::floor(gap.index * column), area.bottom() - high, wide, high), inks[level]);
        }
    }
}

/// Lines across, named at the right where there is room between them.
void GapGraph::paintLimits(QPainter &painter, const QRectF &plot) const
{
    const Theme &t = theme();
    const double scale = plot.height() / top();
    double below = plot.bottom();
    for (const double limit : kGapLimitsMs) {
        const double y = std::round(plot.bottom() - limit * scale);
        if (limit > top() || below - y < kLimitsApart)
            continue;
        painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), t.line2);
        painter.drawText(
            QRectF(plot.right() + 4, y - 8, kLimitWords - 4, 16), Qt::AlignRight | Qt::AlignVCenter, msText(limit));
        below = y;
    }
}

} // namespace widgets
