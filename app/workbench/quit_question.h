// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace widgets {
class KitListModel;
class TourGuide;
} // namespace widgets

namespace app {

/// What quitting now would cut off, a sentence each: a firmware push, a change of profile, a recording.
[[nodiscard]] QStringList workInProgress(const widgets::KitListModel &kits);

/// Stands between a close of the window and its end: work that would be cut off is asked about, and a real kit is left
/// as it was before the tour. Closes the window itself once nothing stands against it.
class QuitQuestion : public QObject
{
    Q_OBJECT
public:
    QuitQuestion(QWidget *window, const widgets::KitListModel *kits, widgets::TourGuide *tour);
    [[nodiscard]] bool mayClose(); ///< false: it was asked, or something ends first

private:
    void ask(const QStringList &work);

    QWidget *m_window; ///< our parent
    const widgets::KitListModel *m_kits;
    widgets::TourGuide *m_tour;
    bool m_anyway = false;
};

} // namespace app
