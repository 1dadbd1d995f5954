// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAbstractItemDelegate;
class QAbstractItemModel;
class QHBoxLayout;
class QListView;
class QPushButton;

namespace widgets {

class IconLabel;
class KitDelegate;
class KitListModel;
class PanelDelegate;
class PanelListModel;
class TextLabel;

/// Full-height rail at the left: product mark, kits, panels, and settings. 232 px, or 56 px collapsed.
class KitRail : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kWidth = 232;
    static constexpr int kCollapsedWidth = 56;

    KitRail(KitListModel *kits, PanelListModel *panels, QWidget *parent = nullptr);
    void setCollapsed(bool collapsed);
    void setCurrentKit(int row);
    void renameKit();          ///< the chosen one
    void chooseNext(int step); ///< round and round
    void setCurrentPanel(int row);
    /// What the button at the bottom tells.
    void setLook(const QString &language, bool dark);

Q_SIGNALS:
    void kitChosen(int row);
    void kitActivated(int row);            ///< double click or Enter
    void kitMenuAsked(int row, QPoint at); ///< at: on the screen
    void kitRemoveAsked(int row);          ///< Delete
    void panelChosen(int row);
    void settingsClicked();
    void addClicked(); ///< another kit is wanted

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void restyle();
    QListView *makeList(QAbstractItemModel *model, QAbstractItemDelegate *delegate);
    void fitKits();

    KitListModel *m_kits;
    IconLabel *m_mark;
    TextLabel *m_product;
    TextLabel *m_kitsTitle;
    QHBoxLayout *m_kitsHead;
    QPushButton *m_add;
    TextLabel *m_panelsTitle;
    KitDelegate *m_kitDelegate;
    PanelDelegate *m_panelDelegate;
    QListView *m_kitView;
    QListView *m_panelView;
    QPushButton *m_settings;
    TextLabel *m_look;
    bool m_collapsed = false;
    bool m_dark = false;
    QString m_languageName = QStringLiteral("en");
};

} // namespace widgets
