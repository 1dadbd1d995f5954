// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/panels.h"

#include <vector>

class QStackedWidget;

namespace widgets {
class DamageBanner;
class ErrorBanner;
class LinkBanner;
class PartsBar;
} // namespace widgets

namespace app {

/// The panels, one of them shown, and above them what concerns them all: the link or the recording, and the window as a
/// whole.
class PanelArea : public QWidget
{
    Q_OBJECT
public:
    explicit PanelArea(const PanelParts &parts, QWidget *parent = nullptr);
    ~PanelArea() override;

    void setKit(std::shared_ptr<widgets::KitContext> kit); ///< may be null
    [[nodiscard]] int count() const { return static_cast<int>(m_panels.size()); }
    [[nodiscard]] const Panel &panel(int index) const { return m_panels.at(static_cast<std::size_t>(index)); }
    [[nodiscard]] int shown() const;
    void showPanel(int index);              ///< nothing when there is none of that number
    void showPanelNamed(const QString &id); ///< of panelEntries()
    void focusShown();
    void find();
    void doMainAction();
    /// Hands a file to the panel that takes it, the shown one first; says so when none does.
    void openFile(const QString &path);
    /// Panel::look() of each panel that has one, by its id.
    [[nodiscard]] QVariantMap looks() const;
    void setLooks(const QVariantMap &looks);
    [[nodiscard]] widgets::ErrorBanner *notice() const { return m_notice; }
    [[nodiscard]] const widgets::DamageBanner *damage() const { return m_damage; }
    [[nodiscard]] widgets::PartsBar *parts() const { return m_parts; }

Q_SIGNALS:
    void shownChanged(int index);
    void looksChanged();
    void partRequested(const QString &path, quint32 stream);               ///< of a recording, to be opened
    void removeRequested(const std::shared_ptr<widgets::KitContext> &kit); ///< from the list

private:
    widgets::LinkBanner *m_banner;
    widgets::DamageBanner *m_damage;
    widgets::PartsBar *m_parts;
    widgets::ErrorBanner *m_notice;
    QStackedWidget *m_stack;
    std::vector<Panel> m_panels;
};

} // namespace app
