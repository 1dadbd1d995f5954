// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_profiles.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QListView;
class QPushButton;

namespace widgets {

class ApduCard;
class Card;
class EidCard;
class EmptyState;
class ErrorBanner;
class KitContext;
class OfferedStack;
class ProfileListModel;
class SwitchRun;
class SwitchSheet;
class TextLabel;

/// Which profiles the card holds, and what a switch will do before it is done.
class EsimPanel : public QWidget
{
    Q_OBJECT
public:
    explicit EsimPanel(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    void readAgain();
    void rename(); ///< edits the selected profile's nickname
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] ProfileListModel *model() const { return m_model; }
    [[nodiscard]] SwitchSheet *sheet() const { return m_sheet; }
    [[nodiscard]] ApduCard *apdus() const { return m_apdus; }
    [[nodiscard]] EidCard *card() const { return m_eid; }
    [[nodiscard]] ErrorBanner *banner() const { return m_banner; }
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpList();
    QWidget *makeContent();
    void connectKit();
    void retranslate();
    void refresh();
    void takeFacts();
    void refreshList();
    void refreshSheet();
    void refreshBanner();
    void selectFirst();
    void showMenu(const QPoint &at);

    std::shared_ptr<KitContext> m_kit;
    QPointer<SwitchRun> m_run;
    ErrorBanner *m_banner;
    EidCard *m_eid;
    Card *m_card;
    TextLabel *m_count;
    QPushButton *m_rename;
    QPushButton *m_again;
    EmptyState *m_empty;
    ProfileListModel *m_model;
    QListView *m_list;
    SwitchSheet *m_sheet;
    ApduCard *m_apdus;
    OfferedStack *m_stack;
    const profiles::ProfileInfo *m_shown = nullptr; ///< which reading of the list is shown; not followed
    bool m_selectedOnce = false;                    ///< the first list chooses a profile, later the user does
};

} // namespace widgets
