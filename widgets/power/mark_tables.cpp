// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/mark_tables.h"

#include "widgets/kit/kit_context.h"
#include "widgets/power/figure_table.h"
#include "widgets/text/figures.h"

#include <QAbstractItemDelegate>
#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace widgets {
namespace {
constexpr int kMostCursors = 4;
}

MarkTables::MarkTables(QWidget *parent)
    : QWidget(parent)
    , m_regionModel(new RegionTableModel(this))
    , m_cursorModel(new CursorTableModel(this))
    , m_regionTable(new FigureTable(this))
    , m_cursorTable(new FigureTable(this))
{
    m_regionTable->setObjectName(QStringLiteral("regionTable"));
    m_cursorTable->setObjectName(QStringLiteral("cursorTable"));
    m_regionTable->setModel(m_regionModel);
    m_cursorTable->setModel(m_cursorModel);
    m_cursorTable->setMostRows(kMostCursors);
    m_cursorTable->setFirstWidth(150);
    m_cursorTable->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_regionTable);
    layout->addWidget(m_cursorTable);
    connectTables();
    retranslate();
}

void MarkTables::connectTables()
{
    connect(m_regionTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MarkTables::choose);
    connect(m_regionTable, &QAbstractItemView::clicked, this, &MarkTables::choose);
    connect(m_regionTable, &FigureTable::opened, this, &MarkTables::showRegion);
    connect(m_regionTable, &FigureTable::copyRequested, this, &MarkTables::copyRegions);
    connect(m_regionTable, &FigureTable::removeRequested, this, [this] {
        if (RegionModel *regions = m_regionModel->regions())
            regions->remove(m_regionTable->currentIndex().row()); // the view is no region
    });
    connect(
        m_cursorTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
            if (!m_showing && m_cursorModel->cursors() && now.isValid())
                m_cursorModel->cursors()->setSelectedRow(now.row());
        });
    connect(m_cursorTable, &FigureTable::opened, this, [this](int row) {
        const std::int64_t ns = m_cursorModel->cursors()->timeNs(row);
        const std::int64_t span = m_kit->window()->spanNs();
        m_kit->window()->setRange(ns - span / 2, ns - span / 2 + span);
    });
    connect(m_cursorTable, &FigureTable::copyRequested, this, &MarkTables::copyCursors);
    connect(m_cursorTable, &FigureTable::removeRequested, this, [this] {
        if (CursorModel *cursors = m_cursorModel->cursors())
            cursors->remove(m_cursorTable->currentIndex().row());
    });
}

void MarkTables::setKit(std::shared_ptr<KitContext> kit)
{
    if (RegionModel *regions = m_regionModel->regions())
        regions->disconnect(this);
    if (CursorModel *cursors = m_cursorModel->cursors())
        cursors->disconnect(this);
    m_kit = kit;
    m_regionModel->setKit(kit);
    m_cursorModel->setKit(std::move(kit));
    if (RegionModel *regions = m_regionModel->regions())
        connect(regions, &RegionModel::changed, this, &MarkTables::showSelection);
    if (CursorModel *cursors = m_cursorModel->cursors())
        connect(cursors, &CursorModel::changed, this, &MarkTables::showSelection);
    m_regionTable->forgetWidths();
    m_cursorTable->forgetWidths();
    showSelection();
}

void MarkTables::refresh()
{
    const int top = std::max(0, m_regionTable->rowAt(0));
    const int bottom = m_regionTable->rowAt(m_regionTable->viewport()->height() - 1);
    m_regionModel->refresh(top, bottom < 0 ? m_regionModel->viewRow() : bottom);
    m_cursorModel->refresh();
    m_regionTable->fit();
    m_cursorTable->fit();
}

void MarkTables::refreshSelected()
{
    if (const RegionModel *regions = m_regionModel->regions())
        m_regionModel->refreshRow(regions->selectedRow());
}

void MarkTables::showSelection()
{
    const bool was = std::exchange(m_showing, true);
    const RegionModel *regions = m_regionModel->regions();
    const CursorModel *cursors = m_cursorModel->cursors();
    const auto show = [](FigureTable *table, int row) {
        const QModelIndex index = row < 0 ? QModelIndex() : table->model()->index(row, 0);
        if (index.isValid() && table->currentIndex().row() != row)
            table->setCurrentIndex(index);
        else if (!index.isValid())
            table->clearSelection();
        else if (!table->selectionModel()->isSelected(index))
            table->selectRow(row);
    };
    show(m_regionTable, regions ? regions->selectedRow() : -1);
    show(m_cursorTable, cursors ? cursors->selectedRow() : -1);
    const bool anyCursor = cursors && cursors->rowCount() > 0;
    if (!anyCursor && m_cursorTable->hasFocus())
        Q_EMIT focusLeft();
    m_cursorTable->setVisible(anyCursor);
    m_showing = was;
}

void MarkTables::writeNote(QTableView *table, int row)
{
    if (row < 0 || !table->isVisible())
        return;
    const QModelIndex index = table->model()->index(row, 0);
    if (!table->hasFocus())
        connect(table->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, &MarkTables::focusLeft,
            Qt::SingleShotConnection);
    table->setCurrentIndex(index);
    table->scrollTo(index);
    table->edit(index);
}

void MarkTables::writeNote()
{
    const RegionModel *regions = m_regionModel->regions();
    const CursorModel *cursors = m_cursorModel->cursors();
    if (cursors && cursors->selectedRow() >= 0)
        writeNote(m_cursorTable, cursors->selectedRow());
    else if (regions)
        writeNote(m_regionTable, regions->selectedRow());
}

/// By mouse or keys in the table.
void MarkTables::choose()
{
    RegionModel *regions = m_regionModel->regions();
    const int row = m_regionTable->currentIndex().row();
    if (m_showing || !regions || row < 0)
        return;
    if (row < m_regionModel->viewRow()) // the view stays chosen in the table alone: it is no region
        regions->setSelectedRow(row);
}

void MarkTables::showRegion(int row)
{
    if (!m_kit || row < 0 || row >= m_regionModel->viewRow())
        return;
    const TimeRegion &region = m_regionModel->regions()->region(row);
    const std::int64_t around = region.lengthNs() / 10;
    m_kit->window()->setRange(region.beginNs - around, region.endNs + around);
}

std::vector<RegionBand::Caption> MarkTables::captions() const
{
    std::vector<RegionBand::Caption> captions;
    for (int row = 0; row < m_regionModel->viewRow(); ++row) {
        const TimeRegion &region = m_regionModel->regions()->region(row);
        if (region.endNs < m_kit->window()->beginNs() || region.beginNs > m_kit->window()->endNs()) {
            captions.emplace_back(); // it is not seen: its figures need not be read
            continue;
        }
        const RegionTableModel::Figures &figures = m_regionModel->figures(row);
        const auto &energy = figures.stats.energy;
        RegionBand::Caption caption;
        if (energy && energy->energyJ)
            caption.strong = figure(energy->energyJ, QStringLiteral("J"));
        if (!caption.strong.isEmpty() && !figures.stats.complete())
            caption.strong += u' ' + tr("incomplete");
        caption.weak = secondsFigure(figures.seconds);
        if (const QString &note = m_regionModel->regions()->note(row); !note.isEmpty())
            caption.weak += QStringLiteral("  ") + note;
        captions.push_back(std::move(caption));
    }
    return captions;
}

void MarkTables::copy(const QString &text, const QString &csv)
{
    auto *both = new QMimeData;
    both->setText(text);
    both->setData(QStringLiteral("text/csv"), csv.toUtf8());
    QGuiApplication::clipboard()->setMimeData(both);
    Q_EMIT copied();
}

void MarkTables::copyRegions() { copy(m_regionModel->asText(), m_regionModel->asCsv()); }

void MarkTables::copyCursors() { copy(m_cursorModel->asText(), m_cursorModel->asCsv()); }

void MarkTables::retranslate()
{
    m_regionTable->setAccessibleName(tr("Regions and view"));
    m_regionTable->setAccessibleDescription(tr("F2 writes a note, Return shows the region, Delete removes it."));
    m_cursorTable->setAccessibleName(tr("Cursors"));
    m_cursorTable->setAccessibleDescription(tr("F2 writes a note, Return shows the cursor, Delete removes it."));
    m_regionModel->retranslate();
    m_cursorModel->retranslate();
    m_regionTable->forgetWidths();
    m_cursorTable->forgetWidths();
}

} // namespace widgets
