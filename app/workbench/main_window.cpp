// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/main_window.h"

#include "workbench/appearance.h"
#include "workbench/area_focus.h"
#include "workbench/connect/connect_kit.h"
#include "workbench/file_drop.h"
#include "workbench/kit_menu.h"
#include "workbench/open_recording.h"
#include "workbench/panel_area.h"
#include "workbench/quit_question.h"
#include "workbench/recording_notice.h"
#include "workbench/settings.h"
#include "workbench/window_commands.h"
#include "workbench/window_dialogs.h"

#include "widgets/commands/command_model.h"
#include "widgets/commands/command_palette.h"
#include "widgets/common/toast.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/status_bar.h"
#include "widgets/kit/top_bar.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/kit_rail/panel_list_model.h"
#include "widgets/power/region_model.h"
#include "widgets/power/time_strip.h"
#include "widgets/recording/recorder.h"
#include "widgets/tour/tour_card.h"
#include "widgets/tour/tour_guide.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QScreen>

namespace app {

using widgets::KitContext;

namespace {
constexpr QSize kMinimum(1180, 720);
constexpr QSize kFirstSize(1600, 1000);
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
    , m_area(new PanelArea({m_clock, log}, this))
    , m_strip(new widgets::TimeStrip(this))
    , m_status(new widgets::StatusBar(m_clock, this))
    , m_commands(new widgets::CommandModel(this))
    , m_palette(new widgets::CommandPalette(m_commands, this))
    , m_toast(new widgets::Toast(m_area))
    , m_recording(new RecordingNotice(m_toast, m_area->notice(), this))
{
    setObjectName(QStringLiteral("window"));
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(QStringLiteral("AI-eSIM Workbench"));
    setMinimumSize(kMinimum);
    for (const PanelEntry &entry : panelEntries())
        m_panelList->add(QLatin1String(entry.icon));
    layOut();
    makeTour();
    new FileDrop(this);
    m_commands->setCommands(bindCommands(this, *m_area));
    connect(m_rail, &widgets::KitRail::kitChosen, this, &MainWindow::showKit);
    bindKitMenu(m_rail, m_kits);
    connect(m_rail, &widgets::KitRail::addClicked, this, [this] { askForKit(this); });
    connect(m_rail, &widgets::KitRail::panelChosen, this, &MainWindow::showPanel);
    connect(m_rail, &widgets::KitRail::settingsClicked, this, [this] { showSettings(this); });
    connect(m_topBar, &widgets::TopBar::findClicked, this, &MainWindow::showPalette);
    connect(m_topBar, &widgets::TopBar::recordClicked, this, &MainWindow::toggleRecording);
    connect(m_area, &PanelArea::shownChanged, this, [this](int index) {
        m_rail->setCurrentPanel(index);
        m_topBar->setTitle(panelName(panelEntries().at(index)));
    });
    bindBanners(this);
    connect(m_appearance, &Appearance::changed, this, &MainWindow::retranslate);
    retranslate();
    m_rail->setCurrentPanel(0);
}

MainWindow::~MainWindow()
{
    m_area->setKit(nullptr); // panels must let go of the kit's models before the kit goes
    m_strip->setAxis(nullptr, nullptr);
}

void MainWindow::layOut()
{
    m_strip->setObjectName(QStringLiteral("timeStrip"));
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_topBar);
    right->addWidget(m_area, 1);
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

void MainWindow::makeTour()
{
    m_tour = new widgets::TourGuide(this, m_area,
        {[this] { return m_kit; }, [this](const QString &id) { m_area->showPanelNamed(id); },
            [this] { m_area->focusShown(); }});
    m_toast->lieOn(m_strip); // in the corners of a panel are its buttons
    m_quit = new QuitQuestion(this, m_kits, m_tour);
}

void MainWindow::addKit(std::shared_ptr<KitContext> kit)
{
    m_kits->add(kit);
    if (m_kits->rowCount() == 1)
        m_rail->setCurrentKit(0);
}

void MainWindow::showKit(int row)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->session()->disconnect(this);
    }
    m_kit = m_kits->kit(row);
    m_area->setKit(m_kit);
    m_topBar->setKit(m_kit);
    m_status->setKit(m_kit);
    m_strip->setRegions(m_kit ? m_kit->model<widgets::RegionModel>() : nullptr);
    m_strip->setAxis(m_kit ? m_kit->window() : nullptr, m_kit ? m_kit->timeline() : nullptr);
    if (m_kit) {
        for (const auto changed : {&KitContext::storeChanged, &KitContext::wallClockChanged, &KitContext::powerChanged})
            connect(m_kit.get(), changed, this, &MainWindow::refreshStrip);
        connect(m_kit.get(), &KitContext::nowChanged, this, &MainWindow::refreshValues);
        connect(m_kit.get(), &KitContext::nowChanged, this, [this] { m_kit->model<widgets::AxisClock>()->follow(); });
        if (!m_kit->session()->isReplay())
            connect(m_kit->session().get(), &device_link::KitSession::rebooted, this,
                [this] { m_toast->tell(tr("The kit restarted. Its clock began anew, and the graphs with it.")); });
    }
    m_recording->setRecorder(m_kit ? m_kit->model<widgets::Recorder>() : nullptr);
    refreshStrip();
    refreshValues();
}

void MainWindow::showPanel(int index) { m_area->showPanel(index); }

int MainWindow::panel() const { return m_area->shown(); }

void MainWindow::focusArea(int step)
{
    QList<QWidget *> areas{m_rail, m_topBar, m_area, m_strip};
    if (m_tour->card()->isVisible())
        areas.append(m_tour->card());
    QWidget *area = nextArea(areas, step);
    if (area == m_area)
        m_area->focusShown();
    else if (area == m_tour->card())
        m_tour->card()->takeFocus();
    else
        focusFirstIn(area);
}

void MainWindow::showPalette() { m_palette->open(); }

void MainWindow::copyPanel()
{
    QApplication::clipboard()->setPixmap(m_area->grab());
    m_toast->tell(tr("Copied the panel as a picture."));
}

void MainWindow::resetLayout()
{
    setWindowState(Qt::WindowNoState);
    resize(kFirstSize.boundedTo(screen()->availableSize() - QSize(0, kFrame)));
    m_area->setLooks({});
    showPanel(0);
}

void MainWindow::toggleRecording()
{
    if (m_kit)
        m_kit->model<widgets::Recorder>()->toggle();
}

void MainWindow::refreshStrip()
{
    if (m_kit)
        m_strip->setWallClock(m_kit->wallClock());
    m_strip->setStore(m_kit ? m_kit->store() : nullptr, widgets::TimeStrip::sourceOf(m_kit.get()));
}

void MainWindow::refreshValues()
{
    // What is no longer true is not shown as if it were.
    const bool live
        = m_kit && m_kit->session()->state() == device_link::SessionState::Connected && !m_kit->session()->isReplay();
    for (int i = 0; i < m_area->count(); ++i)
        m_panelList->setValue(i, m_area->panel(i).value(live ? m_kit.get() : nullptr));
}

void MainWindow::retranslate()
{
    m_rail->setLook(m_appearance->language(), m_appearance->dark());
    for (int i = 0; i < panelEntries().size(); ++i)
        m_panelList->setName(i, panelName(panelEntries().at(i)));
    m_topBar->setTitle(panelName(panelEntries().at(panel())));
    m_commands->retranslate();
    refreshValues();
}

void MainWindow::restore(const Settings &settings)
{
    resetLayout();
    if (!settings.geometry.isEmpty())
        restoreGeometry(settings.geometry);
    m_area->setLooks(settings.looks);
    showPanel(settings.panel);
}

void MainWindow::store(Settings &settings) const
{
    settings.geometry = saveGeometry();
    settings.panel = panel();
    settings.looks = m_area->looks();
}

void MainWindow::closeEvent(QCloseEvent *event) { event->setAccepted(m_quit->mayClose()); }

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rail->setCollapsed(width() < kCollapseBelow);
}

} // namespace app
