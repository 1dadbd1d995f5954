// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host.h"
#include "kit_process.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>
#include <optional>

/// SMP operations, and the groups used here.
inline constexpr int kRead = 0;
inline constexpr int kWrite = 2;
inline constexpr int kAiesim = 72;
inline constexpr int kOs = 0;

/// An integer of a map; -1 when it is not there.
[[nodiscard]] qint64 number(const std::optional<QCborMap> &map, const char *key);
/// The code of a group's error; -1 when it is none.
[[nodiscard]] qint64 errorOf(const std::optional<QCborMap> &map);

/// A folder and a kit process of its own for every test function.
class KitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

protected:
    [[nodiscard]] bool start(QStringList arguments = {});
    [[nodiscard]] std::unique_ptr<SmpHost> kitHost(const char *way = "ports");
    [[nodiscard]] std::unique_ptr<SmpHost> consoleHost();
    [[nodiscard]] std::optional<QCborMap> startStream(SmpHost &host, int rate);
    [[nodiscard]] std::unique_ptr<Host> open(const QString &address) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<KitProcess> m_kit;
};
