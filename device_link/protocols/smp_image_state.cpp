// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/smp_firmware_target.h"

namespace device_link {

namespace {

constexpr qsizetype kMaxImages = 64;

Result<FirmwareSlot> parseSlot(const QCborMap &map)
{
    CborReader reader(map, QStringLiteral("image state"));
    FirmwareSlot slot;
    slot.image = int(reader.optionalU("image", 255).value_or(0));
    slot.slot = int(reader.u("slot", 255));
    slot.version = reader.optionalText("version");
    if (reader.has("hash"))
        slot.hash = reader.bytes("hash");
    // A server built for a small image leaves out what is false.
    slot.bootable = reader.optionalFlag("bootable", false);
    slot.pending = reader.optionalFlag("pending", false);
    slot.confirmed = reader.optionalFlag("confirmed", false);
    slot.active = reader.optionalFlag("active", false);
    slot.permanent = reader.optionalFlag("permanent", false);
    if (reader.failed())
        return tl::unexpected(reader.error());
    return slot;
}

} // namespace

Result<QList<FirmwareSlot>> parseImageState(const QCborMap &body)
{
    CborReader reader(body, QStringLiteral("image state"));
    const QCborArray images = reader.array("images");
    if (reader.failed())
        return tl::unexpected(reader.error());
    if (images.size() > kMaxImages)
        return fail(Fault::BadReply, QStringLiteral("image state: %1 images").arg(images.size()));
    QList<FirmwareSlot> list;
    for (const QCborValue &value : images) {
        const Result<FirmwareSlot> slot = parseSlot(value.toMap());
        if (!slot)
            return tl::unexpected(slot.error());
        list.append(*slot);
    }
    return list;
}

} // namespace device_link
