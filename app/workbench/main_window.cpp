// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/main_window.h"

#include "workbench/appearance.h"
#include "workbench/settings.h"

#include "widgets/kit/frame_clock.h"
#include "widgets/kit/link_banner.h"
#include "widgets/kit/status_bar.h"
#include "widgets/kit/top_bar.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/kit_rail/panel_list_model.h"
#include "widgets/power/time_strip.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>

namespace app {

using widgets::KitContext;

namespace {
constexpr QSize kMinimum(1180, 720);
constexpr int kCollapseBelow = 1280;
constexpr int kFrame = 40; ///< what a window manager puts above the window
} // namespace

MainWindow::MainWindow(Appearance *appearance, widgets::LogModel *log, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_clock(new widgets::FrameClock(this))
    , m_kits(new widgets::KitListModel(this))
    , m_panelList(new widgets::PanelListModel(this))
    , m_rail(new widgets::KitRail(m_kits, m_panelList, this))
    , m_topBar(new widgets::TopBar(this))
    , m_banner(new widgets::LinkBanner(this))
    , m_stack(new QStackedWidget(this))
    , m_strip(new widgets::TimeStrip(this))
    , m_status(new widgets::StatusBar(m_clock, this))
{
    setObjectName(QStringLiteral("window"));
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(QStringLiteral("AI-eSIM Workbench"));
    setMinimumSize(kMinimum);
    makePanels(log);
    layOut();
    makeShortcuts();
    connect(m_rail, &widgets::KitRail::kitChosen, this, &MainWindow::showKit);
    connect(m_rail, &widgets::KitRail::panelChosen, this, &MainWindow::showPanel);
    connect(m_rail, &widgets::KitRail::languageClicked, m_appearance, &Appearance::nextLanguage);
    connect(m_rail, &widgets::KitRail::themeClicked, this, [this] { m_appearance->setDark(!m_appearance->dark()); });
    connect(m_appearance, &Appearance::changed, this, &MainWindow::retranslate);
    m_values.setInterval(500);
    connect(&m_values, &QTimer::timeout, this, &MainWindow::refreshValues);
    m_values.start();
    retranslate();
    m_rail->setCurrentPanel(0);
}

MainWindow::~MainWindow()
{
    // Panels must let go of the kit's models before the kit goes.
    for (const Panel &each : m_panels)
        each.setKit(nullptr);
    m_strip->setAxis(nullptr, nullptr);
}

void MainWindow::makePanels(widgets::LogModel *log)
{
    const PanelParts parts{m_clock, log};
    for (const PanelEntry &entry : panelEntries()) {
        m_panels.push_back(entry.make(parts));
        m_stack->addWidget(m_panels.back().widget);
        m_panelList->add(QLatin1String(entry.icon));
    }
}

void MainWindow::layOut()
{
    auto *area = new QWidget(this);
    area->setObjectName(QStringLiteral("panelArea"));
    auto *panelLayout = new QVBoxLayout(area);
    panelLayout->setContentsMargins(16, 16, 16, 16);
    panelLayout->setSpacing(12);
    panelLayout->addWidget(m_banner);
    panelLayout->addWidget(m_stack, 1);

    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_topBar);
    right->addWidget(area, 1);
    right->addWidget(m_strip);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(upper, 1);
    layout->addWidget(m_status);
}

void MainWindow::makeShortcuts()
{
    const auto on = [this](const char *keys, auto action) {
        auto *shortcut = new QShortcut(QKeySequence(QLatin1String(keys)), this);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on("Ctrl+L", [this] { m_appearance->nextLanguage(); });
    on("Ctrl+T", [this] { m_appearance->setDark(!m_appearance->dark()); });
    on("F11", [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    on("Ctrl+Tab", [this] { nextKit(1); });
    on("Ctrl+Shift+Tab", [this] { nextKit(-1); });
    on("Ctrl+F", [this] {
        const Panel &now = m_panels.at(static_cast<std::size_t>(panel()));
        if (now.find)
            now.find();
    });
    on("Ctrl+Return", [this] {
        const Panel &now = m_panels.at(static_cast<std::size_t>(panel()));
        if (now.mainAction)
            now.mainAction();
    });
    for (int i = 0; i < static_cast<int>(m_panels.size()) && i < 9; ++i) {
        const QByteArray keys = "Ctrl+" + QByteArray::number(i + 1);
        on(keys.constData(), [this, i] {
            showPanel(i);
            m_panels.at(static_cast<std::size_t>(i)).widget->setFocus(Qt::OtherFocusReason);
        });
    }
}

void MainWindow::addKit(std::shared_ptr<KitContext> kit)
{
    m_kits->add(kit);
    if (m_kits->rowCount() == 1)
        m_rail->setCurrentKit(0);
}

void MainWindow::nextKit(int step)
{
    const int count = m_kits->rowCount();
    for (int row = 0; row < count; ++row) {
        if (m_kits->kit(row) == m_kit)
            return m_rail->setCurrentKit((row + step + count) % count);
    }
}

void MainWindow::showKit(int row)
{
    if (m_kit)
        m_kit->disconnect(this);
    m_kit = m_kits->kit(row);
    for (const Panel &each : m_panels)
        each.setKit(m_kit);
    m_topBar->setKit(m_kit);
    m_banner->setKit(m_kit);
    m_status->setKit(m_kit);
    m_strip->setAxis(m_kit ? m_kit->window() : nullptr, m_kit ? m_kit->timeline() : nullptr);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::storeChanged, this, &MainWindow::refreshStrip);
        connect(m_kit.get(), &KitContext::wallClockChanged, this, &MainWindow::refreshStrip);
    }
    refreshStrip();
    refreshValues();
}

void MainWindow::showPanel(int index)
{
    if (index < 0 || index >= m_stack->count())
        return;
    m_stack->setCurrentIndex(index);
    m_rail->setCurrentPanel(index);
    m_topBar->setTitle(panelName(panelEntries().at(index)));
}

int MainWindow::panel() const { return m_stack->currentIndex(); }

void MainWindow::refreshStrip()
{
    if (m_kit)
        m_strip->setWallClock(m_kit->wallClock());
    m_strip->setStore(m_kit ? m_kit->store() : nullptr);
}

void MainWindow::refreshValues()
{
    for (int i = 0; i < static_cast<int>(m_panels.size()); ++i)
        m_panelList->setValue(i, m_panels.at(static_cast<std::size_t>(i)).value(m_kit.get()));
}

void MainWindow::retranslate()
{
    m_rail->setLook(m_appearance->language(), m_appearance->dark());
    for (int i = 0; i < panelEntries().size(); ++i)
        m_panelList->setName(i, panelName(panelEntries().at(i)));
    m_topBar->setTitle(panelName(panelEntries().at(panel())));
    refreshValues();
}

void MainWindow::restore(const Settings &settings)
{
    if (!settings.geometry.isEmpty())
        restoreGeometry(settings.geometry);
    else
        resize(QSize(1600, 1000).boundedTo(screen()->availableSize() - QSize(0, kFrame)));
    showPanel(settings.panel);
}

void MainWindow::store(Settings &settings) const
{
    settings.geometry = saveGeometry();
    settings.panel = panel();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rail->setCollapsed(width() < kCollapseBelow);
}

} // namespace app
