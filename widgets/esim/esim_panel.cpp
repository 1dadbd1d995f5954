// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/esim_panel.h"

#include "widgets/common/empty_state.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/icons.h"
#include "widgets/common/keep_clear.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/common/whole_rows.h"
#include "widgets/esim/apdu_card.h"
#include "widgets/esim/eid_card.h"
#include "widgets/esim/euicc_facts.h"
#include "widgets/esim/profile_delegate.h"
#include "widgets/esim/profile_list_model.h"
#include "widgets/esim/switch_sheet.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

using device_link::SessionState;
using profiles::ProfileInfo;

EsimPanel::EsimPanel(QWidget *parent)
    : QWidget(parent)
    , m_banner(new ErrorBanner(this))
    , m_eid(new EidCard(this))
    , m_card(new Card(this))
    , m_count(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_rename(new QPushButton(this))
    , m_again(new QPushButton(this))
    , m_empty(new EmptyState(this))
    , m_model(new ProfileListModel(this))
    , m_list(new QListView(this))
    , m_sheet(new SwitchSheet(this))
    , m_apdus(new ApduCard(this))
{
    setUpList();
    setTourTarget(m_list, {QStringLiteral("profile")});
    setTourTarget(m_sheet, {QStringLiteral("profile")});
    m_stack = new OfferedStack(device_link::Capability::CardChannel, makeContent(), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    handFocusTo(this, m_list);
    connect(m_banner, &ErrorBanner::actionTriggered, this, &EsimPanel::readAgain);
    connect(m_again, &QPushButton::clicked, this, &EsimPanel::readAgain);
    connect(m_rename, &QPushButton::clicked, this, &EsimPanel::rename);
    connect(m_sheet, &SwitchSheet::left, this, [this] {
        const bool hadFocus = m_sheet->isAncestorOf(focusWidget());
        m_list->selectionModel()->clear();
        if (hadFocus)
            m_list->setFocus();
    });
    retranslate();
}

void EsimPanel::setUpList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ProfileDelegate(m_list));
    m_list->setObjectName(QStringLiteral("profileList"));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setResizeMode(QListView::Adjust); // rows share the height
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(m_list, &QWidget::customContextMenuRequested, this, &EsimPanel::showMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EsimPanel::refreshSheet);
    connect(m_model, &ProfileListModel::nicknameChosen, this,
        [this](const profiles::Iccid &iccid, const QString &nickname) {
            if (m_kit)
                m_kit->model<EuiccFacts>()->setNickname(iccid, nickname);
        });
}

QWidget *EsimPanel::makeContent()
{
    m_card->layout()->setContentsMargins(1, 8, 1, 1);
    m_card->body()->setSpacing(0);
    m_card->titleRow()->setContentsMargins(14, 0, 14, 0);
    m_card->titleRow()->insertWidget(2, m_count);
    for (QPushButton *button : {m_rename, m_again}) {
        button->setProperty("kind", QStringLiteral("quiet"));
        button->setProperty("compact", true);
        m_card->titleRow()->addWidget(button);
    }
    m_again->setObjectName(QStringLiteral("readAgain"));
    auto *line = new QFrame(this);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedHeight(1);
    m_empty->setContentsMargins(14, 10, 14, 0);
    m_card->body()->addWidget(line);
    m_card->body()->addWidget(m_empty);
    m_card->body()->addWidget(new WholeRows(m_list, this), 1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(12);
    columns->addWidget(m_card, 1);
    columns->addWidget(m_sheet);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_banner);
    layout->addWidget(m_eid);
    layout->addLayout(columns, 1);
    layout->addWidget(m_apdus);
    return content;
}

void EsimPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->facts()->disconnect(this);
        m_kit->model<EuiccFacts>()->disconnect(this);
        m_run->disconnect(this);
    }
    m_kit = std::move(kit);
    m_run = m_kit ? m_kit->model<SwitchRun>() : nullptr;
    EuiccFacts *euicc = m_kit ? m_kit->model<EuiccFacts>() : nullptr;
    m_selectedOnce = false;
    m_model->setProfiles({});
    m_eid->setFacts(euicc);
    m_apdus->setModel(euicc ? euicc->apdus() : nullptr);
    m_sheet->setRun(m_run);
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    if (m_kit)
        connectKit();
    refresh();
}

void EsimPanel::connectKit()
{
    EuiccFacts *euicc = m_kit->model<EuiccFacts>();
    connect(m_kit.get(), &KitContext::stateChanged, this, &EsimPanel::refresh);
    connect(m_kit->facts(), &KitFacts::changed, this, &EsimPanel::takeFacts);
    connect(euicc, &EuiccFacts::changed, this, &EsimPanel::refreshBanner);
    connect(m_run, &SwitchRun::changed, this, &EsimPanel::refresh);
    if (isVisible())
        euicc->want();
}

void EsimPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_kit)
        m_kit->model<EuiccFacts>()->want();
}

void EsimPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The sheet gets the height it needs first, then the timeline, in whole lines.
    constexpr int kRest = 540; ///< EID, gaps and the sheet with all it says
    constexpr int kFewest = 3, kMost = 10;
    constexpr int kLow = 600; ///< a fault is told above: its step in the sheet is what matters
    int rows = height() < kLow ? 2 : kFewest;
    while (rows >= kFewest && rows < kMost && m_apdus->heightOfRows(rows + 1) <= height() - kRest)
        ++rows;
    m_apdus->setFixedHeight(m_apdus->heightOfRows(rows));
}

void EsimPanel::readAgain()
{
    if (!m_kit)
        return;
    m_kit->facts()->readProfiles();
    m_kit->model<EuiccFacts>()->readAgain();
}

void EsimPanel::rename()
{
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid() && m_model->flags(index).testFlag(Qt::ItemIsEditable)) {
        m_list->setFocus();
        m_list->edit(index);
    }
}

bool EsimPanel::eventFilter(QObject *watched, QEvent *event)
{
    // Enter in the name's editor comes by here on its way up.
    if (watched == m_list && event->type() == QEvent::KeyPress
        && !m_list->isPersistentEditorOpen(m_list->currentIndex())) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier
            && m_sheet->hasContent()) {
            m_sheet->focusMain(); // the change itself takes the button
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_run && m_run->phase() != SwitchRun::Phase::Running) {
            m_sheet->cancel();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EsimPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void EsimPanel::retranslate()
{
    m_card->setTitle(tr("Profiles"));
    m_rename->setText(tr("Rename"));
    m_rename->setToolTip(tr("Give the selected profile a name of your own (F2). The card keeps it."));
    m_again->setText(tr("Read again"));
    m_again->setIcon(icon(QStringLiteral("refresh"), theme().text2));
    m_list->setAccessibleName(tr("Profiles on the card"));
    m_model->retranslate();
    refresh();
}

void EsimPanel::refresh()
{
    const bool connected = m_kit && m_kit->session()->state() == SessionState::Connected;
    m_model->setStale(m_kit && !connected);
    m_sheet->setConnected(connected);
    m_again->setEnabled(connected);
    m_again->setToolTip(connected ? QString() : tr("The kit is not connected."));
    if (m_run && m_run->phase() == SwitchRun::Phase::Running)
        m_model->setBusy(m_run->request().profile, m_run->request().enable);
    else
        m_model->setBusy({}, false);
    refreshList();
}

/// Facts change many times a second, the list seldom.
void EsimPanel::takeFacts()
{
    const auto &read = m_kit->facts()->profiles();
    const bool same = read && read->has_value() && m_shown && (*read)->constData() == m_shown;
    if (!same)
        refreshList();
}

void EsimPanel::refreshList()
{
    const auto &read = m_kit ? m_kit->facts()->profiles() : std::nullopt;
    m_shown = read && read->has_value() ? (*read)->constData() : nullptr;
    if (m_shown)
        m_model->setProfiles(**read); // what was read last stays when it cannot be read again
    const int count = m_model->rowCount();
    m_count->setText(count > 0 ? tr("%1 on the card").arg(integer(count)) : QString());
    m_list->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    if (!read)
        m_empty->setText(tr("The card is being read."), tr("Its profiles appear here as soon as it answers."));
    else if (!read->has_value())
        m_empty->setText(tr("The profiles are not known."), tr("The card could not be read; the reason is above."));
    else
        m_empty->setText(tr("No profiles on this card."), tr("Load one with an LPA, then read the card again."));
    if (count > 0 && !std::exchange(m_selectedOnce, true))
        selectFirst();
    refreshSheet();
    refreshBanner();
}

/// The first profile that is off: what one would switch to.
void EsimPanel::selectFirst()
{
    int chosen = 0;
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        if (m_model->at(row).state == profiles::ProfileState::Disabled)
            chosen = row;
    }
    m_list->setCurrentIndex(m_model->index(chosen));
}

void EsimPanel::refreshSheet()
{
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    std::optional<ProfileInfo> profile, on;
    if (!selected.isEmpty())
        profile = m_model->at(selected.first().row());
    for (const ProfileInfo &each : m_model->profiles()) {
        if (each.enabled())
            on = each;
    }
    m_sheet->setProfile(profile, on);
    m_sheet->setVisible(m_sheet->hasContent());
    m_rename->setEnabled(!selected.isEmpty() && m_model->flags(selected.first()).testFlag(Qt::ItemIsEditable));
}

void EsimPanel::refreshBanner()
{
    const auto &read = m_kit ? m_kit->facts()->profiles() : std::nullopt;
    const bool connected = m_kit && m_kit->session()->state() == SessionState::Connected;
    const auto &nameError = m_kit ? m_kit->model<EuiccFacts>()->nameError() : std::nullopt;
    const bool unread = read && !read->has_value() && read->error().fault() != device_link::Fault::LinkLost;
    if (connected && unread)
        m_banner->showError(read->error(), tr("Read again"));
    else if (nameError)
        m_banner->showError(*nameError);
    else
        m_banner->clear(); // a lost link is told above all panels
}

void EsimPanel::showMenu(const QPoint &at)
{
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    const ProfileInfo profile = m_model->at(index.row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, &EsimPanel::rename)
        ->setEnabled(m_model->flags(index).testFlag(Qt::ItemIsEditable));
    menu->addSeparator();
    if (profile.iccid)
        menu->addAction(tr("Copy the ICCID"), this,
            [digits = profile.iccid->digits()] { QGuiApplication::clipboard()->setText(digits); });
    if (profile.aid)
        menu->addAction(tr("Copy the AID of its ISD-P"), this,
            [hex = profile.aid->hex()] { QGuiApplication::clipboard()->setText(hex); });
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace widgets
