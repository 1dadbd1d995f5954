// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_window.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/common/badge.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/text_label.h"
#include "widgets/compare/compare_key.h"
#include "widgets/compare/compare_table_model.h"
#include "widgets/compare/shift_box.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/figure_table.h"
#include "widgets/text/units.h"

#include <QComboBox>
#include <QEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace widgets {

void CompareWindow::connectParts()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        QComboBox *box = m_rows.at(i).box;
        connect(box, &QComboBox::activated, this,
            [this, i, box] { choose(static_cast<ComparePlot::Side>(i), box->currentData().toString()); });
    }
    connect(m_swap, &QToolButton::clicked, this, &CompareWindow::swapSides);
    connect(m_open, &QPushButton::clicked, this, &CompareWindow::askForRecording);
    connect(m_earlier, &QToolButton::clicked, m_shift, &QAbstractSpinBox::stepDown);
    connect(m_later, &QToolButton::clicked, m_shift, &QAbstractSpinBox::stepUp);
    connect(m_shift, &QSpinBox::valueChanged, this, &CompareWindow::refresh);
    connect(m_plot, &ComparePlot::nudged, this, [this](std::int64_t byNs) {
        setShiftNs(shiftNs() + (byNs > 0 ? std::max<std::int64_t>(byNs, 1000) : std::min<std::int64_t>(byNs, -1000)));
    });
    connect(m_plot, &ComparePlot::mouseOver, this, &CompareWindow::showUnderMouse);
    connect(m_showAll, &QPushButton::clicked, m_plot, &ComparePlot::showAll);
    connect(m_table, &FigureTable::copyRequested, this, &CompareWindow::copyFigures);
    connect(m_copyPicture, &QPushButton::clicked, this, &CompareWindow::copyPicture);
    connect(m_copyFigures, &QPushButton::clicked, this, &CompareWindow::copyFigures);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_sources, &CompareSources::changed, this, &CompareWindow::refresh);
    connect(&m_sources, &CompareSources::opened, this, [this](const QString &key) {
        m_banner->clear();
        choose(ComparePlot::B, key);
    });
    connect(&m_sources, &CompareSources::failed, this,
        [this](const device_link::Error &error) { m_banner->showError(error, tr("Open another…")); });
    connect(m_banner, &ErrorBanner::actionTriggered, this, &CompareWindow::askForRecording);
    m_timer.setInterval(250); // samples of a region that still fills
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_timer.start();
}

void CompareWindow::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_sources.kit() == kit)
        return;
    m_keys = {};
    m_banner->clear();
    m_sources.setKit(std::move(kit));
}

void CompareWindow::openRecording(const QString &path)
{
    m_banner->clear();
    m_sources.openRecording(path);
}

/// A is what is selected; B what was beside it already, else the newest other region.
void CompareWindow::chooseDefaults()
{
    const auto has = [this](const QString &key) { return m_sources.find(key).has_value(); };
    QString &a = m_keys[ComparePlot::A];
    QString &b = m_keys[ComparePlot::B];
    if (has(m_sources.selectedKey()))
        a = m_sources.selectedKey();
    const QList<CompareSource> all = m_sources.all();
    if (!has(a) && !all.isEmpty())
        a = all.first().key;
    if (has(b) && b != a)
        return;
    b.clear();
    for (const CompareSource &source : all) {
        if (source.key != a)
            b = source.key;
    }
}

void CompareWindow::open()
{
    chooseDefaults();
    show(); // beside the panel, which stays at hand
    raise();
    activateWindow();
}

void CompareWindow::choose(ComparePlot::Side side, const QString &key)
{
    m_keys.at(static_cast<std::size_t>(side)) = key;
    refresh();
    m_plot->showAll();
}

void CompareWindow::setShiftNs(std::int64_t ns) { m_shift->setShiftNs(ns); }

std::int64_t CompareWindow::shiftNs() const { return m_shift->shiftNs(); }

void CompareWindow::swapSides()
{
    std::swap(m_keys[ComparePlot::A], m_keys[ComparePlot::B]);
    m_shift->setShiftNs(-shiftNs()); // they stay where they are to each other
    refresh();
}

void CompareWindow::fillBoxes()
{
    const QList<CompareSource> all = m_sources.all();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        QComboBox *box = m_rows.at(i).box;
        bool same = box->count() == all.size();
        for (qsizetype at = 0; same && at < all.size(); ++at)
            same = box->itemData(int(at)).toString() == all.at(at).key && box->itemText(int(at)) == all.at(at).name;
        const QSignalBlocker quiet(box);
        if (!same) {
            box->clear();
            for (const CompareSource &source : all)
                box->addItem(source.name, source.key);
        }
        box->setCurrentIndex(box->findData(m_keys.at(i)));
        box->setEnabled(!all.isEmpty());
    }
}

ComparePlot::Trace CompareWindow::traceOf(const std::optional<CompareSource> &source, std::int64_t shiftNs) const
{
    ComparePlot::Trace trace;
    const auto store = source ? source->kit->store() : nullptr;
    const auto current = store ? profiles::channelNamed(*store, "current") : std::nullopt;
    if (!current || store->info().bootId != axisBoot(*source->kit))
        return trace;
    trace.store = store;
    trace.channel = *current;
    trace.stretch = {source->region.beginNs, source->region.endNs, shiftNs};
    return trace;
}

void CompareWindow::refresh()
{
    if (!isVisible())
        return;
    if (chosen(ComparePlot::A).isEmpty() || chosen(ComparePlot::B).isEmpty())
        chooseDefaults();
    fillBoxes();
    const auto a = m_sources.find(chosen(ComparePlot::A));
    const auto b = m_sources.find(chosen(ComparePlot::B));
    const auto report = [](const std::optional<CompareSource> &source) {
        return source ? std::optional(reportOf(*source->kit, source->region, source->label)) : std::nullopt;
    };
    m_regions.a = report(a);
    m_regions.b = report(b);
    m_regions.nameA = a ? a->name : QString();
    m_regions.nameB = b ? b->name : QString();
    m_regions.labelA = a ? a->label : QStringLiteral("A");
    m_regions.labelB = b ? b->label : QStringLiteral("B");
    m_regions.shiftNs = shiftNs();
    const profiles::RegionStats none;
    m_regions.comparison
        = profiles::compareRegions(m_regions.a ? m_regions.a->stats : none, m_regions.b ? m_regions.b->stats : none);
    if (!a)
        m_regions.comparison.figures[profiles::RegionComparison::Seconds].a.reset();
    if (!b)
        m_regions.comparison.figures[profiles::RegionComparison::Seconds].b.reset();
    m_figures->setComparison(m_regions.comparison, m_regions.labelA, m_regions.labelB);
    m_table->fit();
    m_rows[ComparePlot::A].badge->setOrigin(m_regions.a ? m_regions.a->origin : std::nullopt);
    m_rows[ComparePlot::B].badge->setOrigin(m_regions.b ? m_regions.b->origin : std::nullopt);
    const QString words = a && b ? compareCaveats(m_regions).join(u' ') : QString();
    m_caveats->setText(words);
    m_caveats->setVisible(!words.isEmpty());
    m_plot->setNote(
        a && b ? QString() : tr("Two regions are needed: make one more (R in the graph), or open a recording."));
    showLabels();
    m_plot->setTraces({traceOf(a, 0), traceOf(b, shiftNs())});
    for (QPushButton *button : {m_copyPicture, m_copyFigures, m_savePicture, m_saveColumns})
        button->setEnabled(a && b);
    showUnderMouse();
}

void CompareWindow::showLabels()
{
    m_rows[ComparePlot::A].key->setLabel(m_regions.labelA);
    m_rows[ComparePlot::B].key->setLabel(m_regions.labelB);
    m_plot->setLabels(m_regions.labelA, m_regions.labelB);
    const QString words = tr("Shift of %1").arg(m_regions.labelB);
    if (m_shiftName->text() != words)
        m_shiftName->setText(words);
}

QString CompareWindow::caveats() const { return m_caveats->text(); }

void CompareWindow::showUnderMouse()
{
    const auto values = m_plot->valuesUnderMouse();
    const auto amps = [](std::optional<double> value) {
        return value ? text(si(*value, QStringLiteral("A"), 4)) : QString(kEmDash);
    };
    m_under->setText(!values
            ? tr("Point at the graph for values; drag or wheel pans, Ctrl with the wheel zooms.")
            : tr("At %1: %2 %3, %4 %5, difference %6")
                  .arg(text(si(static_cast<double>(values->axisNs) / 1e9, QStringLiteral("s"), 4)), m_regions.labelA,
                      amps(values->a), m_regions.labelB, amps(values->b), amps(values->difference)));
}

void CompareWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    refresh();
}

void CompareWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

} // namespace widgets
