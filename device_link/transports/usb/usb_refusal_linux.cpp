// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_refusal.h"

#include "device_link/transports/serial_holder.h"

#include <QFile>
#include <QFileInfo>

namespace device_link {

namespace {

/// udev reads one file of a name, the one in /etc: what is written by hand needs a name of its own. Before 73, where
/// "uaccess" is acted upon.
constexpr char kPackageRule[] = "70-aiesim-workbench.rules";
constexpr char kOwnRule[] = "71-aiesim-kit.rules";

QString hex4(std::uint16_t id) { return QStringLiteral("%1").arg(id, 4, 16, QLatin1Char('0')); }

bool speaksOf(const QString &path, std::uint16_t vendorId, std::uint16_t productId)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray vendor = '"' + hex4(vendorId).toLatin1() + '"', product = '"' + hex4(productId).toLatin1() + '"';
    for (const QByteArray &line : file.readAll().toLower().split('\n')) {
        if (!line.trimmed().startsWith('#') && line.contains(vendor) && line.contains(product))
            return true;
    }
    return false;
}

/// The file of a rule for these ids, ours by name; empty when there is none.
QString installedRule(std::uint16_t vendorId, std::uint16_t productId)
{
    for (const char *folder :
        {"/etc/udev/rules.d/", "/run/udev/rules.d/", "/usr/lib/udev/rules.d/", "/lib/udev/rules.d/"}) {
        for (const char *name : {kOwnRule, kPackageRule}) {
            const QString path = QLatin1String(folder) + QLatin1String(name);
            if (speaksOf(path, vendorId, productId))
                return path;
        }
    }
    return {};
}

QString chmodCommand(const QString &node) { return QStringLiteral("sudo chmod o+rw %1").arg(node); }

/// Name of the kernel driver bound to an interface; empty when there is none.
QString driverOf(const UsbKit &kit, int interface)
{
    // Of the active configuration; a kit has one.
    const QString link = QStringLiteral("/sys/bus/usb/devices/%1:1.%2/driver").arg(kit.place).arg(interface);
    return QFileInfo(QFile::symLinkTarget(link)).fileName();
}

} // namespace

QString usbRuleCommand(std::uint16_t vendorId, std::uint16_t productId)
{
    // Added to the file: it may hold the rule of another device.
    return QStringLiteral(
        "echo 'SUBSYSTEM==\"tty|usb\", ATTRS{idVendor}==\"%1\", ATTRS{idProduct}==\"%2\", TAG+=\"uaccess\", "
        "ENV{ID_MM_DEVICE_IGNORE}=\"1\"' "
        "| sudo tee -a /etc/udev/rules.d/%3 && sudo udevadm control --reload && sudo udevadm trigger")
        .arg(hex4(vendorId), hex4(productId), QLatin1String(kOwnRule));
}

Error usbPermissionFault(const UsbKit &kit)
{
    const QString rule = installedRule(kit.vendorId, kit.productId);
    if (rule.isEmpty()) {
        return Error(Fault::NoPermission,
            QStringLiteral("%1 may not be opened by this user: no udev rule allows it").arg(kit.node))
            .withRemedy(usbRuleCommand(kit.vendorId, kit.productId));
    }
    return Error(Fault::NoPermission,
        QStringLiteral("%1 may not be opened by this user although %2 is installed: it lets in whoever sits at the "
                       "machine, from the next plugging in; over SSH it does not")
            .arg(kit.node, rule))
        .withRemedy(chmodCommand(kit.node));
}

Error serialPermissionFault(const QString &detail, const QString &node, std::uint16_t vendorId, std::uint16_t productId)
{
    // A rule holds over replugging; where there can be none, or it does not reach this user, the rights are given once.
    const bool ruleHelps = vendorId != 0 && installedRule(vendorId, productId).isEmpty();
    return Error(Fault::NoPermission, detail)
        .withRemedy(ruleHelps ? usbRuleCommand(vendorId, productId) : chmodCommand(node));
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
