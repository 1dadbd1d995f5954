// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_refusal.h"

#include "device_link/transports/serial_holder.h"

#include <QFile>
#include <QFileInfo>

namespace device_link {

namespace {

constexpr char kRuleName[] = "70-aiesim-workbench.rules";

QString installedRule()
{
    for (const char *folder :
        {"/etc/udev/rules.d/", "/run/udev/rules.d/", "/usr/lib/udev/rules.d/", "/lib/udev/rules.d/"}) {
        const QString path = QLatin1String(folder) + QLatin1String(kRuleName);
        if (QFileInfo::exists(path))
            return path;
    }
    return {};
}

/// Name of the kernel driver bound to an interface; empty when there is none.
QString driverOf(const UsbKit &kit, int interface)
{
    // Of the active configuration; a kit has one.
    const QString link = QStringLiteral("/sys/bus/usb/devices/%1:1.%2/driver").arg(kit.place).arg(interface);
    return QFileInfo(QFile::symLinkTarget(link)).fileName();
}

} // namespace

QString usbRuleCommand(const UsbKit &kit)
{
    return QStringLiteral(
        "echo 'SUBSYSTEM==\"tty|usb\", ATTRS{idVendor}==\"%1\", ATTRS{idProduct}==\"%2\", TAG+=\"uaccess\"' "
        "| sudo tee /etc/udev/rules.d/%3 && sudo udevadm control --reload && sudo udevadm trigger")
        .arg(kit.vendorId, 4, 16, QLatin1Char('0'))
        .arg(kit.productId, 4, 16, QLatin1Char('0'))
        .arg(QLatin1String(kRuleName));
}

Error usbPermissionFault(const UsbKit &kit)
{
    const QString rule = installedRule();
    if (rule.isEmpty()) {
        return Error(Fault::NoPermission,
            QStringLiteral("%1 may not be opened by this user: no udev rule allows it").arg(kit.node))
            .withRemedy(usbRuleCommand(kit));
    }
    return Error(Fault::NoPermission,
        QStringLiteral("%1 may not be opened by this user although %2 is installed: it lets in whoever sits at the "
                       "machine, from the next plugging in; over SSH it does not")
            .arg(kit.node, rule))
        .withRemedy(QStringLiteral("sudo chmod o+rw %1").arg(kit.node));
}

Error usbClaimFault(const UsbKit &kit, int interface)
{
    const QString driver = driverOf(kit, interface);
    if (!driver.isEmpty() && driver != QLatin1String("usbfs")) {
        return Error(Fault::HeldByOther,
            QStringLiteral("the kernel driver %1 holds interface %2 of the kit").arg(driver).arg(interface))
            .withRemedy(QStringLiteral("echo -n %1:1.%2 | sudo tee /sys/bus/usb/drivers/%3/unbind")
                            .arg(kit.place)
                            .arg(interface)
                            .arg(driver));
    }
    const std::optional<SerialHolder> holder = findSerialHolder(kit.node);
    if (!holder)
        return Error(Fault::HeldByOther, QStringLiteral("%1 is open in another program").arg(kit.node));
    return Error(Fault::HeldByOther,
        QStringLiteral("%1 is open in %2 (process %3)")
            .arg(kit.node, holder->program.isEmpty() ? QStringLiteral("another program") : holder->program)
            .arg(holder->pid));
}

} // namespace device_link
