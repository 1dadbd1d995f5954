// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/main_window.h"

#include "workbench/appearance.h"
#include "workbench/area_focus.h"
#include "workbench/command_words.h"
#include "workbench/quit_question.h"
#include "workbench/recording_notice.h"
#include "workbench/settings.h"
#include "workbench/settings_dialog.h"
#include "workbench/window_commands.h"

#include "widgets/commands/command_model.h"
#include "widgets/commands/command_palette.h"
#include "widgets/commands/shortcut_list.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/toast.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/link_banner.h"
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
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QUrl>

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
    , m_banner(new widgets::LinkBanner(this))
    , m_notice(new widgets::ErrorBanner(this))
    , m_area(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_strip(new widgets::TimeStrip(this))
    , m_status(new widgets::StatusBar(m_clock, this))
    , m_commands(new widgets::CommandModel(this))
    , m_palette(new widgets::CommandPalette(m_commands, this))
    , m_toast(new widgets::Toast(m_area))
    , m_recording(new RecordingNotice(m_toast, m_notice, this))
{
    setObjectName(QStringLiteral("window"));
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(QStringLiteral("AI-eSIM Workbench"));
    setMinimumSize(kMinimum);
    setAcceptDrops(true);
    makePanels(log);
    layOut();
    makeTour();
    makeCommands();
    connect(m_rail, &widgets::KitRail::kitChosen, this, &MainWindow::showKit);
    connect(m_rail, &widgets::KitRail::panelChosen, this, &MainWindow::showPanel);
    connect(m_rail, &widgets::KitRail::settingsClicked, this, &MainWindow::showSettings);
    connect(m_topBar, &widgets::TopBar::findClicked, this, &MainWindow::showPalette);
    connect(m_topBar, &widgets::TopBar::recordClicked, this, &MainWindow::toggleRecording);
    connect(m_notice, &widgets::ErrorBanner::actionTriggered, m_notice, &widgets::ErrorBanner::clear);
    connect(m_appearance, &Appearance::changed, this, &MainWindow::retranslate);
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
    m_area->setObjectName(QStringLiteral("panelArea"));
    m_strip->setObjectName(QStringLiteral("timeStrip"));
    auto *panelLayout = new QVBoxLayout(m_area);
    panelLayout->setContentsMargins(16, 16, 16, 16);
    panelLayout->setSpacing(12);
    panelLayout->addWidget(m_banner);
    panelLayout->addWidget(m_notice);
    panelLayout->addWidget(m_stack, 1);

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

void MainWindow::makeCommands()
{
    QList<Shortcuts::Bound> bound;
    for (const widgets::Command &command : windowCommands(this))
        bound.append({command, -1});
    for (int i = 0; i < static_cast<int>(m_panels.size()); ++i) {
        for (widgets::Command command : std::as_const(m_panels.at(static_cast<std::size_t>(i)).commands)) {
            command.group = [i] { return panelName(panelEntries().at(i)); };
            bound.append({command, i});
        }
    }
    new Shortcuts(bound, this);
    QList<widgets::Command> all;
    for (const Shortcuts::Bound &each : std::as_const(bound)) {
        all.append(each.command);
        all.last().words = commandWords(each.command.id);
        if (each.panel >= 0) {
            all.last().run = [this, each] {
                showPanel(each.panel);
                each.command.run();
            };
        }
    }
    m_commands->setCommands(all);
}

void MainWindow::makeTour()
{
    m_tour = new widgets::TourGuide(this, m_area,
        {[this] { return m_kit; }, [this](const QString &id) { showPanelNamed(id); }, [this] { focusPanel(); }});
    m_toast->keepAbove(m_tour->card());
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
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->session()->disconnect(this);
    }
    m_kit = m_kits->kit(row);
    for (const Panel &each : m_panels)
        each.setKit(m_kit);
    m_topBar->setKit(m_kit);
    m_banner->setKit(m_kit);
    m_status->setKit(m_kit);
    m_strip->setRegions(m_kit ? m_kit->model<widgets::RegionModel>() : nullptr);
    m_strip->setAxis(m_kit ? m_kit->window() : nullptr, m_kit ? m_kit->timeline() : nullptr);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::storeChanged, this, &MainWindow::refreshStrip);
        connect(m_kit.get(), &KitContext::wallClockChanged, this, &MainWindow::refreshStrip);
        connect(m_kit.get(), &KitContext::nowChanged, this, &MainWindow::refreshValues);
        connect(m_kit.get(), &KitContext::nowChanged, this, [this] { m_kit->model<widgets::AxisClock>()->follow(); });
        connect(m_kit->session().get(), &device_link::KitSession::rebooted, this,
            [this] { m_toast->tell(tr("The kit restarted. Its clock began anew, and the graphs with it.")); });
    }
    m_recording->setRecorder(m_kit ? m_kit->model<widgets::Recorder>() : nullptr);
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

void MainWindow::showPanelNamed(const QString &id)
{
    for (int i = 0; i < panelEntries().size(); ++i) {
        if (id == QLatin1String(panelEntries().at(i).id))
            showPanel(i);
    }
}

int MainWindow::panel() const { return m_stack->currentIndex(); }

void MainWindow::focusPanel() { focusPanelWidget(m_stack->currentWidget()); }

void MainWindow::focusArea(int step)
{
    QList<QWidget *> areas{m_rail, m_topBar, m_area, m_strip};
    if (m_tour->card()->isVisible())
        areas.append(m_tour->card());
    QWidget *area = nextArea(areas, step);
    if (area == m_area)
        focusPanel();
    else if (area == m_tour->card())
        m_tour->card()->takeFocus();
    else
        focusFirstIn(area);
}

void MainWindow::findInPanel()
{
    const Panel &now = m_panels.at(static_cast<std::size_t>(panel()));
    if (now.find)
        now.find();
}

void MainWindow::doMainAction()
{
    const Panel &now = m_panels.at(static_cast<std::size_t>(panel()));
    if (now.mainAction)
        now.mainAction();
}

void MainWindow::showPalette() { m_palette->open(); }

void MainWindow::showShortcuts()
{
    auto *list = new widgets::ShortcutList(m_commands, this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    connect(list, &widgets::ShortcutList::tourRequested, this, [this] { m_tour->start(widgets::Tour::Pace::ByHand); });
    list->open();
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::layoutReset, this, &MainWindow::resetLayout);
    dialog->open();
}

void MainWindow::copyPanel()
{
    QApplication::clipboard()->setPixmap(m_area->grab());
    m_toast->tell(tr("Copied the panel as a picture."));
}

void MainWindow::resetLayout()
{
    setWindowState(Qt::WindowNoState);
    resize(kFirstSize.boundedTo(screen()->availableSize() - QSize(0, kFrame)));
    showPanel(0);
}

void MainWindow::toggleRecording()
{
    if (!m_kit)
        return;
    auto *recorder = m_kit->model<widgets::Recorder>();
    if (recorder->state() == widgets::Recorder::State::Idle)
        recorder->start(recorder->freshDirectory());
    else
        recorder->stop();
}

void MainWindow::connectKit()
{
    if (m_kit && m_kit->session()->state() != device_link::SessionState::Connected)
        m_kit->open();
}

void MainWindow::openFile(const QString &path)
{
    QList<int> order{panel()};
    for (int i = 0; i < static_cast<int>(m_panels.size()); ++i)
        order.append(i);
    for (const int i : std::as_const(order)) {
        const Panel &each = m_panels.at(static_cast<std::size_t>(i));
        if (each.openFile && each.openFile(path)) {
            m_notice->clear();
            return showPanel(i);
        }
    }
    m_notice->showMessage(widgets::ErrorBanner::Severity::Warning,
        tr("%1 is not a file that the workbench opens.").arg(QFileInfo(path).fileName()),
        tr("Firmware images end in .bin."), {}, tr("Close"));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            openFile(url.toLocalFile());
    }
    event->acceptProposedAction();
}

void MainWindow::refreshStrip()
{
    if (m_kit)
        m_strip->setWallClock(m_kit->wallClock());
    m_strip->setStore(m_kit ? m_kit->store() : nullptr);
}

void MainWindow::refreshValues()
{
    // What is no longer true is not shown as if it were.
    const bool live = m_kit && m_kit->session()->state() == device_link::SessionState::Connected;
    for (int i = 0; i < static_cast<int>(m_panels.size()); ++i)
        m_panelList->setValue(i, m_panels.at(static_cast<std::size_t>(i)).value(live ? m_kit.get() : nullptr));
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
    if (!settings.geometry.isEmpty())
        restoreGeometry(settings.geometry);
    else
        resize(kFirstSize.boundedTo(screen()->availableSize() - QSize(0, kFrame)));
    showPanel(settings.panel);
}

void MainWindow::store(Settings &settings) const
{
    settings.geometry = saveGeometry();
    settings.panel = panel();
}

/// Work that quitting would cut off is asked about. A real kit is left as it was before the tour; a second close does
/// not wait for that.
void MainWindow::closeEvent(QCloseEvent *event)
{
    const widgets::Tour *tour = m_tour->tour();
    const bool touring = tour && !tour->ending();
    const QStringList work = m_quitAnyway || touring ? QStringList() : workInProgress(*m_kits);
    if (!work.isEmpty()) {
        event->ignore();
        return askToQuit(this, work, [this] {
            m_quitAnyway = true;
            close();
        });
    }
    if (!touring || !tour->mustPutBack() || !tour->onRealKit())
        return QWidget::closeEvent(event);
    event->ignore();
    m_tour->endThen([this] { close(); });
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rail->setCollapsed(width() < kCollapseBelow);
}

} // namespace app
