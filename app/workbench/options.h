// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QList>
#include <QString>

#include <optional>

namespace app {

/// What the command line asks for.
struct Options {
    QList<device_link::DeviceUrl> devices; ///< ports of one kit
    QString import;                        ///< file of another program to offer to import; empty: none
    QString screenshots;                   ///< folder for pictures of the panels; empty: none
    bool tour = false;                     ///< start with the product tour
    bool autoplay = false;                 ///< the tour goes on by itself after each step
    QString firmware;                      ///< image for the tour to push; empty: none
    std::optional<bool> dark;
    QString language; ///< empty: as remembered, else as the system

    /// Nobody sits in front of it: it ends by itself. screen: there is one to show windows on.
    [[nodiscard]] bool unattended(bool screen) const { return !screenshots.isEmpty() || (tour && !screen); }
};

/// Parses; on wrong usage, --help or --version prints and gives the exit code instead.
struct ParsedOptions {
    Options options;
    std::optional<int> exitCode;
};
[[nodiscard]] ParsedOptions parseOptions(const QStringList &arguments);

} // namespace app
