// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/burn_down_plot.h"

#include "widgets/power/time_window.h"
#include "widgets/text/units.h"
#include "widgets/tokens/ledger_words.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {
namespace {

constexpr double kLeft = 64;
constexpr double kTop = 8;
constexpr double kBottom = 20;
constexpr double kRight = 4;
constexpr double kAhead = 0.3; ///< of the span: room for the straight line

} // namespace

BurnDownPlot::BurnDownPlot(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(150);
    arrange();
    retranslate();
}

void BurnDownPlot::setWindow(TimeWindow *window)
{
    if (m_window)
        m_window->disconnect(this);
    m_window = window;
    if (m_window) {
        connect(m_window, &TimeWindow::changed, this, &BurnDownPlot::arrange);
        connect(m_window, &TimeWindow::followingChanged, this, &BurnDownPlot::arrange);
    }
    arrange();
}

void BurnDownPlot::setRegions(RegionModel *regions)
{
    if (m_regions)
        m_regions->disconnect(this);
    m_regions = regions;
    const auto take = [this] {
        m_scene.region = m_regions ? m_regions->selected() : std::nullopt;
        update();
    };
    if (m_regions)
        connect(m_regions, &RegionModel::changed, this, take);
    take();
}

void BurnDownPlot::setWallClock(const WallClock &clock)
{
    m_scene.wallClock = clock;
    update();
}

void BurnDownPlot::setSteps(QList<KitFacts::BalanceStep> steps, std::int64_t nowNs, std::optional<Pace> pace)
{
    m_scene.steps = std::move(steps);
    m_scene.nowNs = nowNs;
    m_pace = pace;
    arrange();
    describe();
}

void BurnDownPlot::setHeard(bool heard)
{
    if (std::exchange(m_scene.heard, heard) != heard)
        update();
}

void BurnDownPlot::setMark(std::optional<std::int64_t> kitNs)
{
    m_scene.markNs = kitNs;
    update();
}

void BurnDownPlot::arrange()
{
    const bool projected = m_scene.ahead.has_value();
    const bool projects = m_pace && !m_scene.steps.isEmpty() && m_window && m_window->following();
    m_scene.ahead = projects ? m_pace : std::nullopt;
    m_scene.beginNs = m_window ? m_window->beginNs() : 0;
    m_scene.endNs = m_window ? m_window->endNs() : TimeWindow::kDefaultSpanNs;
    if (projects)
        m_scene.endNs += static_cast<std::int64_t>(kAhead * static_cast<double>(m_window->spanNs()));
    m_scene.area
        = QRectF(kLeft, kTop, std::max(1.0, width() - kLeft - kRight), std::max(1.0, height() - kTop - kBottom));
    if (projected != projects)
        Q_EMIT projectionChanged();
    update();
}

void BurnDownPlot::retranslate()
{
    setAccessibleName(tr("Balance over time"));
    describe();
}

void BurnDownPlot::describe()
{
    QString words = tr("Nothing to draw: the ledger has not been read yet.");
    if (!m_scene.steps.isEmpty()) {
        const auto amount = [](qint64 micro) { return text({tokenFigure(micro), QStringLiteral("tok")}); };
        words = tr("From %1 to %2 since the kit's start.")
                    .arg(amount(m_scene.steps.first().balanceMicro), amount(m_scene.steps.last().balanceMicro))
            + u' ' + tr("Arrows pan, plus and minus zoom, Space follows or holds, F shows all.");
    }
    if (words != accessibleDescription())
        setAccessibleDescription(words);
}

void BurnDownPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_scene.draw(painter);
}

void BurnDownPlot::showAll()
{
    if (!m_window || m_scene.steps.isEmpty())
        return;
    const std::int64_t begin = m_scene.steps.first().kitTimeNs;
    m_window->setRange(begin, std::max(m_scene.nowNs, begin + TimeWindow::kMinSpanNs));
}

void BurnDownPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        update();
}

void BurnDownPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void BurnDownPlot::keyPressEvent(QKeyEvent *event)
{
    if (!m_window)
        return QWidget::keyPressEvent(event);
    const std::int64_t span = m_window->spanNs();
    const bool fine = event->modifiers().testFlag(Qt::ShiftModifier);
    const std::int64_t step = fine ? span / std::max(1, static_cast<int>(m_scene.area.width())) : span / 10;
    const std::int64_t about
        = m_scene.cursorX ? m_scene.nsAt(*m_scene.cursorX) : m_window->beginNs() + m_window->spanNs() / 2;
    switch (event->key()) {
    case Qt::Key_Left: return m_window->pan(-step);
    case Qt::Key_Right: return m_window->pan(step);
    case Qt::Key_Plus:
    case Qt::Key_Equal: return m_window->zoom(0.8, about);
    case Qt::Key_Minus: return m_window->zoom(1.25, about);
    case Qt::Key_Space: return m_window->setFollowing(!m_window->following());
    case Qt::Key_F: return showAll();
    case Qt::Key_Home:
        if (!m_scene.steps.isEmpty())
            m_window->setRange(m_scene.steps.first().kitTimeNs, m_scene.steps.first().kitTimeNs + span);
        return;
    case Qt::Key_End: return m_window->setFollowing(true);
    default: QWidget::keyPressEvent(event);
    }
}

void BurnDownPlot::leaveEvent(QEvent *)
{
    m_scene.cursorX.reset();
    update();
}

void BurnDownPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_dragX = event->position().x();
}

void BurnDownPlot::mouseReleaseEvent(QMouseEvent *) { m_dragX.reset(); }

void BurnDownPlot::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (m_window && m_dragX && event->buttons().testFlag(Qt::LeftButton)) {
        const std::int64_t delta = m_scene.nsAt(*m_dragX) - m_scene.nsAt(x);
        m_dragX = x;
        m_window->pan(delta);
        return;
    }
    const bool inside = x >= m_scene.area.left() && x < m_scene.area.right();
    m_scene.cursorX = inside ? std::optional(x) : std::nullopt;
    update();
}

void BurnDownPlot::wheelEvent(QWheelEvent *event)
{
    // As in the other plots: Ctrl zooms, the wheel alone pans.
    const double notches = event->angleDelta().y() / 120.0;
    if (m_window && notches != 0 && !event->modifiers().testFlag(Qt::ControlModifier))
        m_window->pan(-std::llround(notches * static_cast<double>(m_window->spanNs()) / 10));
    else if (m_window && notches != 0)
        m_window->zoom(std::pow(0.8, notches), m_scene.nsAt(event->position().x()));
    event->accept();
}

} // namespace widgets
