// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/kit_finder.h"

#include "workbench/kit_log.h"
#include "workbench/logging.h"
#include "workbench/usb_place.h"

#include "device_link/transports/usb/usb_discovery.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"

#include <algorithm>

namespace app {

using device_link::SessionState;
using device_link::UsbKit;
using widgets::KitContext;

KitFinder::KitFinder(widgets::KitListModel *kits, Memory memory, QObject *parent)
    : QObject(parent)
    , m_kits(kits)
    , m_memory(std::move(memory))
{
    for (const Kit &kit : m_kits->kits()) {
        m_unnamed.insert(kit.get());
        watch(kit);
    }
    connect(m_kits, &widgets::KitListModel::renamed, this, [this](const Kit &kit) {
        KitMemory kept = m_memory.load(kit->serialOrPorts());
        kept.alias = kit->givenName();
        m_memory.save(kit->serialOrPorts(), kept);
    });
    connect(&m_usb, &device_link::UsbWatch::changed, this, &KitFinder::refresh);
}

KitFinder::~KitFinder() = default;

void KitFinder::refresh()
{
    dropLeft();
    for (const UsbKit &usb : m_usb.kits())
        found(usb);
}

KitFinder::Kit KitFinder::known(const UsbKit &usb) const
{
    const auto &kits = m_kits->kits();
    const auto isIt = [&usb](const Kit &kit) {
        const QString place = usbPlaceOf(*kit->session());
        return (kit->usbSerial() == usb.serialNumber || kit->session()->identity().serial == usb.serialNumber)
            && (place.isEmpty() || place == usb.place);
    };
    const auto at = std::ranges::find_if(kits, isIt);
    return at == kits.end() ? nullptr : *at;
}

void KitFinder::found(const UsbKit &usb)
{
    const Kit kit = known(usb);
    if (!kit)
        return add(usb);
    const SessionState state = kit->session()->state();
    if (kit->wanted() && (state == SessionState::Failed || state == SessionState::Closed))
        kit->open(); // it could not be reached before
}

void KitFinder::add(const UsbKit &usb)
{
    const device_link::DeviceUrl url = device_link::usbKitUrl(usb, m_usb.kits());
    const auto kit = std::make_shared<KitContext>(device_link::KitSession::create({url}));
    kit->introduce(url.place.isEmpty() ? usb.product : QString(usb.product + u" · " + url.place), usb.serialNumber);
    const KitMemory memory = m_memory.load(usb.serialNumber);
    kit->setAlias(memory.alias);
    keepLog(kit.get());
    m_ours.insert(kit.get());
    m_kits->add(kit);
    watch(kit);
    logInfo(QStringLiteral("%1: plugged in at %2").arg(usb.serialNumber, usb.place));
    // Which of several with one serial number was connected before is not known.
    if (memory.connect && url.place.isEmpty())
        kit->open();
}

/// A kit that the serial number alone names is not, once a second one with it is plugged in: both are listed anew.
bool KitFinder::isThere(const KitContext &kit) const
{
    const QString place = usbPlaceOf(*kit.session());
    return std::ranges::any_of(m_usb.kits(), [&](const UsbKit &usb) {
        return usb.serialNumber == kit.usbSerial()
            && (place.isEmpty() ? device_link::usbKitUrl(usb, m_usb.kits()).place.isEmpty() : place == usb.place);
    });
}

/// A kit that once answered stays: what it measured is on screen, and the link joins up when it is back.
void KitFinder::dropLeft()
{
    const auto kits = m_kits->kits();
    for (const Kit &kit : kits) {
        const bool answered = kit->session()->identity() != device_link::KitIdentity();
        if (!m_ours.contains(kit.get()) || answered || isThere(*kit))
            continue;
        logInfo(QStringLiteral("%1: no longer plugged in under this name").arg(kit->usbSerial()));
        m_ours.remove(kit.get());
        m_unnamed.remove(kit.get());
        kit->disconnect(this);
        kit->close();
        m_kits->remove(kit);
    }
}

void KitFinder::watch(const Kit &kit)
{
    connect(kit.get(), &KitContext::stateChanged, this, [this, watched = kit.get()] { look(watched); });
}

/// Remembers who was connected, and gives back the name that was given to it.
void KitFinder::look(KitContext *kit)
{
    const QString serial = kit->session()->identity().serial;
    if (serial.isEmpty() || kit->session()->state() == SessionState::Connecting)
        return;
    KitMemory memory = m_memory.load(serial);
    if (m_unnamed.remove(kit) && kit->givenName().isEmpty() && !memory.alias.isEmpty())
        kit->setAlias(memory.alias);
    const bool connect = kit->wanted() && !kit->usbSerial().isEmpty();
    if (kit->usbSerial().isEmpty() || memory.connect == connect)
        return;
    memory.connect = connect;
    m_memory.save(serial, memory);
}

} // namespace app
