// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour.h"

#include <QObject>
#include <QStringList>

#include <optional>

class QMessageBox;
class QWidget;

namespace widgets {
class KitListModel;
class TourGuide;
} // namespace widgets

namespace app {

/// What quitting now would cut off, on all kits, a sentence each.
[[nodiscard]] QStringList workInProgress(const widgets::KitListModel &kits);

/// Stands between a close of the window and its end: asks about work that would be cut off, and about what the tour has
/// changed on a kit, which it offers to put back first. Closes the window itself once nothing stands against it.
class QuitQuestion : public QObject
{
    Q_OBJECT
public:
    QuitQuestion(QWidget *window, const widgets::KitListModel *kits, widgets::TourGuide *tour);
    [[nodiscard]] bool mayClose(); ///< false: it was asked

private:
    void ask(const QStringList &work, const std::optional<widgets::TourChange> &change);
    void offerPutBack(QMessageBox *question);
    void leave();

    QWidget *m_window; ///< our parent
    const widgets::KitListModel *m_kits;
    widgets::TourGuide *m_tour;
    bool m_anyway = false;
};

} // namespace app
