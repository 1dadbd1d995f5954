// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_discovery.h"

namespace device_link {

namespace {

Error ambiguous(const QString &serialNumber, const QList<UsbKit> &kits)
{
    QStringList places;
    for (const UsbKit &kit : kits)
        places.append(QStringLiteral("at ") + kit.place);
    const QString last = places.takeLast();
    const QString count = kits.size() == 2 ? QStringLiteral("two") : QString::number(kits.size());
    return Error(Fault::BadArgument,
        QStringLiteral("%1 kits have the serial number %2: %3 and %4; name one, such as usb:%2,place=%5")
            .arg(count, serialNumber, places.join(QStringLiteral(", ")), last, kits.first().place));
}

} // namespace

Result<UsbKit> findUsbKit(const QString &serialNumber, const QString &place)
{
    QList<UsbKit> found;
    for (const UsbKit &kit : discoverUsbKits()) {
        if (kit.serialNumber == serialNumber && (place.isEmpty() || kit.place == place))
            found.append(kit);
    }
    if (found.size() == 1)
        return found.first();
    if (!found.isEmpty())
        return tl::unexpected(ambiguous(serialNumber, found));
    const QString where = place.isEmpty() ? QString() : QStringLiteral(" at ") + place;
    return fail(
        Fault::NotFound, QStringLiteral("no kit with serial number %1 is plugged in%2").arg(serialNumber, where));
}

DeviceUrl usbKitUrl(const UsbKit &kit, const QList<UsbKit> &kits)
{
    DeviceUrl url;
    url.scheme = DeviceUrl::Scheme::Usb;
    url.address = kit.serialNumber;
    url.wholeKit = true;
    if (std::ranges::count(kits, kit.serialNumber, &UsbKit::serialNumber) > 1)
        url.place = kit.place;
    return url;
}

} // namespace device_link
