// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/ports/kit_runner.h"

#include <QHostAddress>
#include <QString>

#include <optional>

namespace app {

/// What the command line of aiesim-virtual-kit asks for.
struct VirtualKitOptions {
    struct Tcp {
        QHostAddress host;
        quint16 port = 0; ///< 0: free ones
    };
    static constexpr int kTcpStep = 10; ///< TCP ports of one kit lie this far from those of the next

    virtual_kit::KitRunnerConfig kit; ///< of the first kit; the others differ in seed and serial number
    QString directory;                ///< of the links to the ptys; empty: none, or a private one without other ports
    std::optional<Tcp> tcp;           ///< of `kit`; at and console follow
    std::optional<Tcp> usbip;         ///< one port for all kits
    std::optional<Tcp> meterTcp;      ///< of the power meter
    QString meterPty;                 ///< link to its pseudo terminal; empty: none
    bool usbAttach = false;           ///< plug the kits into this computer by vhci_hcd
    /// Some way into the kit other than ptys.
    [[nodiscard]] bool hasPorts() const { return tcp || usbip || usbAttach; }
    int kits = 1;
    QString truthPath;
    bool withParent = false; ///< end when the process that started this one ends
};

/// Reads the command line. Empty: exitCode says how to end (0 after --help and --version, 2 for wrong usage); what
/// there is to say has been printed.
[[nodiscard]] std::optional<VirtualKitOptions> parseOptions(int argc, char **argv, int &exitCode);

} // namespace app
