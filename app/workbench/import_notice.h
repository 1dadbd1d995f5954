// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/exchange/imported_recording.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QStringList>

class QPushButton;

namespace widgets {
class ErrorBanner;
class Trough;
} // namespace widgets

namespace app {

class MainWindow;

/// By its name: a measurement of another program that a recording can be made of, *.ppk2 or *.csv.
[[nodiscard]] bool isImportable(const QString &path);

/// Files of other programs: offers to make a recording of each, beside it, does it on a thread of its own with its
/// progress and a way to cancel, and opens what it made.
class ImportNotice : public QObject
{
    Q_OBJECT
public:
    /// The one of this window, made when it is asked for first.
    [[nodiscard]] static ImportNotice *of(MainWindow *window);
    ~ImportNotice() override; ///< cancels, and waits for the file to be given up

    /// Offers it too, after those that were offered before.
    void offer(const QString &path);
    [[nodiscard]] widgets::ErrorBanner *banner() const { return m_banner; }
    [[nodiscard]] QPushButton *dismissButton() const { return m_dismiss; }

private:
    enum class Stage : quint8 { Nothing, Offered, Running, Ended };

    explicit ImportNotice(MainWindow *window);
    void show();
    void act(); ///< what the banner's button says
    void begin();
    void end();
    void dismiss();
    bool eventFilter(QObject *watched, QEvent *event) override;

    MainWindow *m_window;
    widgets::ErrorBanner *m_banner;
    widgets::Trough *m_progress;
    QPushButton *m_dismiss;
    Stage m_stage = Stage::Nothing;
    QStringList m_waiting; ///< what is offered
    QString m_path, m_made;
    QElapsedTimer m_since; ///< it began
    std::optional<device_link::Error> m_error;
    QStringList m_ignored; ///< columns of the last one
    QFutureWatcher<device_link::Result<device_link::ImportReport>> m_import;
};

} // namespace app
