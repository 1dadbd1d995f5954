// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace device_link {

/// Capability: boot and log text of the board.
class Console : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
Q_SIGNALS:
    void line(const QString &text);
};

} // namespace device_link
