// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QFrame>

#include <optional>

class QPushButton;

namespace widgets {

class IconLabel;
class TextLabel;

/// Full width at the top of a panel: what happened, what to do, one action and the details. Stays until it is solved.
class ErrorBanner : public QFrame
{
    Q_OBJECT
public:
    enum class Severity : quint8 { Error, Warning, Notice };

    explicit ErrorBanner(QWidget *parent = nullptr);
    void showError(const device_link::Error &error, const QString &action = {});
    void showMessage(Severity severity, const QString &what, const QString &next, const QString &details = {},
        const QString &action = {});
    void clear(); ///< solved: hides
    [[nodiscard]] QString what() const;

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void setRemedy(const QString &command);
    void present(
        Severity severity, const QString &what, const QString &next, const QString &details, const QString &action);
    void setDetailsVisible(bool visible);

    std::optional<device_link::Error> m_error; ///< kept so that the language can change
    IconLabel *m_icon;
    TextLabel *m_what;
    TextLabel *m_next;
    TextLabel *m_remedy; ///< the command that mends it
    TextLabel *m_details;
    QPushButton *m_action;
    QPushButton *m_detailsButton;
    QPushButton *m_copy;
    QPushButton *m_copyRemedy;
};

} // namespace widgets
