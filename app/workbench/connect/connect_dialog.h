// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/connect/offered_ports.h"

#include "device_link/session/device_url.h"

#include <QDialog>
#include <QFutureWatcher>

class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace widgets {
class TextLabel;
}

namespace app {

/// Asks which ports make the kit to connect to: what is plugged in to choose from, and the ports as text, to be written
/// by hand for what cannot be found (a TCP port) or known (what a serial port speaks).
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConnectDialog(QWidget *parent = nullptr);
    ~ConnectDialog() override;
    void setOffers(const QList<OfferedPorts> &offers); ///< what was chosen stays so
    void look();                                       ///< for what is plugged in now, on the pool
    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QPlainTextEdit *ports() const { return m_ports; }
    [[nodiscard]] QPushButton *connectButton() const { return m_connect; }

Q_SIGNALS:
    void chosen(const QList<device_link::DeviceUrl> &ports);

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void retranslate();
    void fillList();
    void takeSelection();
    void check();
    [[nodiscard]] QStringList lines() const;

    QList<OfferedPorts> m_offers;
    widgets::TextLabel *m_foundTitle;
    QListWidget *m_list;
    widgets::TextLabel *m_beside;
    QPushButton *m_again;
    widgets::TextLabel *m_portsTitle;
    QPlainTextEdit *m_ports;
    widgets::TextLabel *m_hint;
    QPushButton *m_cancel;
    QPushButton *m_connect;
    QFutureWatcher<QList<OfferedPorts>> m_looking;
};

} // namespace app
