// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit_rail/kit_rail.h"

#include "widgets/common/icons.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit_rail/kit_delegate.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/panel_delegate.h"
#include "widgets/kit_rail/panel_list_model.h"

#include <QEvent>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace widgets {
namespace {
constexpr int kAddSpare
    = 7; ///< pixels right of the button that adds a kit, so that it stands in the middle when collapsed
}

KitRail::KitRail(KitListModel *kits, PanelListModel *panels, QWidget *parent)
    : QFrame(parent)
    , m_kits(kits)
    , m_mark(new IconLabel(20, this))
    , m_product(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_kitsTitle(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_kitsHead(new QHBoxLayout)
    , m_add(new QPushButton(this))
    , m_panelsTitle(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_kitDelegate(new KitDelegate(this))
    , m_panelDelegate(new PanelDelegate(this))
    , m_kitView(makeList(kits, m_kitDelegate))
    , m_panelView(makeList(panels, m_panelDelegate))
    , m_settings(new QPushButton(this))
    , m_look(new TextLabel(TextRole::Caption, Tone::Text3, this))
{
    setObjectName(QStringLiteral("rail"));
    m_mark->setIconName(QStringLiteral("product"));
    m_product->setText(QStringLiteral("AI-eSIM Workbench"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 8, 0);
    head->setSpacing(10);
    head->addWidget(m_mark);
    head->addWidget(m_product, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 0, 16, 8);
    foot->setSpacing(4);
    foot->addWidget(m_settings);
    foot->addStretch();
    foot->addWidget(m_look);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    head->addStrut(47);
    m_kitsTitle->setContentsMargins(16, 6, 0, 2);
    m_panelsTitle->setContentsMargins(16, 12, 0, 2);
    layout->addLayout(head);
    m_kitsHead->addWidget(m_kitsTitle, 1);
    m_kitsHead->addWidget(m_add, 0, Qt::AlignVCenter);
    layout->addLayout(m_kitsHead);
    layout->addWidget(m_kitView);
    layout->addWidget(m_panelsTitle);
    layout->addWidget(m_panelView, 1);
    layout->addLayout(foot);
    for (QPushButton *button : {m_settings, m_add})
        button->setProperty("kind", QStringLiteral("quiet"));
    connect(m_add, &QPushButton::clicked, this, &KitRail::addClicked);
    connect(m_settings, &QPushButton::clicked, this, &KitRail::settingsClicked);
    connect(m_kitView->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) { Q_EMIT kitChosen(current.row()); });
    connect(m_panelView->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) { Q_EMIT panelChosen(current.row()); });
    connect(kits, &QAbstractItemModel::rowsInserted, this, &KitRail::fitKits);
    connect(kits, &QAbstractItemModel::rowsRemoved, this, &KitRail::fitKits);
    connect(m_kitView, &QListView::activated, this, [this](const QModelIndex &at) { Q_EMIT kitActivated(at.row()); });
    m_kitView->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_kitView->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_kitView, &QListView::customContextMenuRequested, this, [this](QPoint at) {
        const QModelIndex index = m_kitView->indexAt(at);
        if (index.isValid())
            Q_EMIT kitMenuAsked(index.row(), m_kitView->viewport()->mapToGlobal(at));
    });
    auto *remove = new QShortcut(QKeySequence::Delete, m_kitView, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] { Q_EMIT kitRemoveAsked(m_kitView->currentIndex().row()); });
    fitKits();
    setCollapsed(false);
    retranslate();
}

QListView *KitRail::makeList(QAbstractItemModel *model, QAbstractItemDelegate *delegate)
{
    auto *view = new QListView(this);
    view->setModel(model);
    view->setItemDelegate(delegate);
    view->setFrameShape(QFrame::NoFrame);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setMouseTracking(true);
    view->viewport()->setAutoFillBackground(false);
    // A screen reader selects a row without making it the current one.
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, view, [view] {
        const QModelIndexList selected = view->selectionModel()->selectedIndexes();
        if (!selected.isEmpty() && selected.first() != view->currentIndex())
            view->setCurrentIndex(selected.first());
    });
    return view;
}

void KitRail::fitKits()
{
    constexpr int kMaxShown = 6;
    const int rows = qBound(1, m_kits->rowCount(), kMaxShown);
    m_kitView->setFixedHeight(rows * (KitDelegate::kRowHeight + 2));
}

void KitRail::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? kCollapsedWidth : kWidth);
    m_kitDelegate->setCollapsed(collapsed);
    m_panelDelegate->setCollapsed(collapsed);
    m_kitsHead->setContentsMargins(0, 0, collapsed ? kAddSpare : 8, 0);
    m_product->setVisible(!collapsed);
    m_look->setVisible(!collapsed);
    // The titles keep their place, so that nothing moves when the rail folds.
    retranslate();
    m_kitView->viewport()->update();
    m_panelView->viewport()->update();
}

void KitRail::setCurrentKit(int row) { m_kitView->setCurrentIndex(m_kitView->model()->index(row, 0)); }

void KitRail::renameKit()
{
    if (!m_collapsed && m_kitView->currentIndex().isValid())
        m_kitView->edit(m_kitView->currentIndex());
}

void KitRail::chooseNext(int step)
{
    const int count = m_kits->rowCount();
    if (count > 0)
        setCurrentKit((m_kitView->currentIndex().row() + step + count) % count);
}

void KitRail::setCurrentPanel(int row) { m_panelView->setCurrentIndex(m_panelView->model()->index(row, 0)); }

void KitRail::setLook(const QString &language, bool dark)
{
    m_languageName = language;
    m_dark = dark;
    retranslate();
}

void KitRail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_kits->retranslate();
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        restyle();
    }
}

void KitRail::retranslate()
{
    const bool chinese = m_languageName == QStringLiteral("zh_CN");
    m_kitsTitle->setText(m_collapsed ? QString() : tr("Kits"));
    m_panelsTitle->setText(m_collapsed ? QString() : tr("Panels"));
    m_kitView->setAccessibleName(tr("Kits"));
    m_panelView->setAccessibleName(tr("Panels"));
    m_look->setText(QString((chinese ? QStringLiteral("中文") : QStringLiteral("EN")) + QStringLiteral(" · ")
        + (m_dark ? tr("Dark") : tr("Light"))));
    m_settings->setText(m_collapsed ? QString() : tr("Settings"));
    m_settings->setAccessibleName(tr("Settings"));
    m_add->setAccessibleName(tr("Connect a kit"));
    m_add->setToolTip(tr("Connect a kit (Ctrl+N)"));
    m_settings->setToolTip(tr("Language, appearance, layout (Ctrl+,)"));
    restyle();
}

void KitRail::restyle()
{
    m_settings->setIcon(icon(QStringLiteral("settings"), theme().text2));
    m_add->setIcon(icon(QStringLiteral("plus"), theme().text2));
}

} // namespace widgets
