// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/panel_area.h"

#include "workbench/area_focus.h"
#include "workbench/port_borrowing.h"

#include "widgets/common/error_banner.h"
#include "widgets/kit/link_banner.h"
#include "widgets/recording/damage_banner.h"
#include "widgets/recording/parts_bar.h"

#include <QFileInfo>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace app {
namespace {

/// Gives its one child all of its room. It has no layout on purpose: a figure in a panel that gets longer lays out that
/// panel again, not the whole window (5 ms, a few times a second).
class Frame : public QWidget
{
public:
    Frame(QWidget *child, QWidget *parent)
        : QWidget(parent)
        , m_child(child)
    {
        m_child->setParent(this);
    }

protected:
    void resizeEvent(QResizeEvent *) override { m_child->setGeometry(rect()); }

private:
    QWidget *m_child;
};

} // namespace

PanelArea::PanelArea(const PanelParts &parts, QWidget *parent)
    : QWidget(parent)
    , m_banner(new widgets::LinkBanner(this))
    , m_damage(new widgets::DamageBanner(this))
    , m_parts(new widgets::PartsBar(this))
    , m_notice(new widgets::ErrorBanner(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("panelArea"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_banner);
    layout->addWidget(m_parts);
    layout->addWidget(m_damage);
    layout->addWidget(m_notice);
    m_stack->setObjectName(QStringLiteral("panels"));
    layout->addWidget(new Frame(m_stack, this), 1);
    PanelParts all = parts;
    all.show = [this](const QString &id) { showPanelNamed(id); };
    all.lookChanged = [this] { Q_EMIT looksChanged(); };
    for (const PanelEntry &entry : panelEntries()) {
        m_panels.push_back(entry.make(all));
        m_stack->addWidget(m_panels.back().widget);
    }
    connect(m_banner, &widgets::LinkBanner::borrowRequested, this, &borrowForKit);
    connect(m_banner, &widgets::LinkBanner::removeRequested, this, &PanelArea::removeRequested);
    connect(m_parts, &widgets::PartsBar::partChosen, this, &PanelArea::partRequested);
    connect(m_notice, &widgets::ErrorBanner::actionTriggered, m_notice, &widgets::ErrorBanner::clear);
}

PanelArea::~PanelArea()
{
    setKit(nullptr); // panels must let go of the kit's models before the kit goes
}

void PanelArea::setKit(std::shared_ptr<widgets::KitContext> kit)
{
    for (const Panel &each : m_panels)
        each.setKit(kit);
    m_parts->setKit(kit);
    m_damage->setKit(kit);
    m_banner->setKit(std::move(kit));
}

int PanelArea::shown() const { return m_stack->currentIndex(); }

void PanelArea::showPanel(int index)
{
    if (index < 0 || index >= count())
        return;
    m_stack->setCurrentIndex(index);
    Q_EMIT shownChanged(index);
}

void PanelArea::showPanelNamed(const QString &id)
{
    for (int i = 0; i < count(); ++i) {
        if (id == QLatin1String(panelEntries().at(i).id))
            showPanel(i);
    }
}

QVariantMap PanelArea::looks() const
{
    QVariantMap looks;
    for (int i = 0; i < count(); ++i) {
        const QVariantMap look = panel(i).look ? panel(i).look() : QVariantMap();
        if (!look.isEmpty())
            looks.insert(QLatin1String(panelEntries().at(i).id), look);
    }
    return looks;
}

void PanelArea::setLooks(const QVariantMap &looks)
{
    for (int i = 0; i < count(); ++i) {
        if (panel(i).setLook)
            panel(i).setLook(looks.value(QLatin1String(panelEntries().at(i).id)).toMap());
    }
}

void PanelArea::focusShown() { focusPanelWidget(m_stack->currentWidget()); }

void PanelArea::find()
{
    if (const auto &act = panel(shown()).find)
        act();
}

void PanelArea::doMainAction()
{
    if (const auto &act = panel(shown()).mainAction)
        act();
}

void PanelArea::openFile(const QString &path)
{
    QList<int> order{shown()};
    for (int i = 0; i < count(); ++i)
        order.append(i);
    for (const int i : std::as_const(order)) {
        const auto &open = panel(i).openFile;
        if (open && open(path)) {
            m_notice->clear();
            return showPanel(i);
        }
    }
    m_notice->showMessage(widgets::ErrorBanner::Severity::Warning,
        tr("%1 is not a file that the workbench opens.").arg(QFileInfo(path).fileName()),
        tr("Firmware images end in .bin, recordings in .aer, what can be imported in .ppk2 or .csv."), {}, tr("Close"));
}

} // namespace app
