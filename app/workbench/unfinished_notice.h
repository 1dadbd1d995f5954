// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <optional>

class QPushButton;

namespace widgets {
class ErrorBanner;
} // namespace widgets

namespace app {

class MainWindow;

/// Recordings that a crash or a power loss cut off: tells of them at the next start, says up to when they are good, and
/// opens the last one. They are not told of again then, nor when the user puts it away.
class UnfinishedNotice : public QObject
{
    Q_OBJECT
public:
    explicit UnfinishedNotice(MainWindow *window); ///< which owns this
    /// Looks through the folder of recordings on a thread of its own.
    void look();
    [[nodiscard]] widgets::ErrorBanner *banner() const { return m_banner; }
    [[nodiscard]] QPushButton *dismissButton() const { return m_dismiss; }

Q_SIGNALS:
    void looked(); ///< and told, if there was something

private:
    struct Found {
        QStringList paths; ///< the newest last
        std::uint64_t samples = 0;
        std::optional<std::int64_t> lastUtcMs; ///< of the newest one's last sample, when its clock points tell
        QStringList problems;                  ///< of the newest
    };
    static Found find(const QString &folder);
    void tell(const Found &found);
    void openLast();
    void putAway();

    MainWindow *m_window;
    widgets::ErrorBanner *m_banner;
    QPushButton *m_dismiss;
    QStringList m_told;
};

} // namespace app
