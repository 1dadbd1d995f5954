// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_image_group.h"

#include "smp_cbor.h"
#include "smp_image_errors.h"

#include <QCborArray>

#include <algorithm>

namespace virtual_kit {

namespace {

using framing::SmpOp;

constexpr std::uint8_t kState = 0;
constexpr std::uint8_t kUpload = 1;
constexpr std::uint8_t kErase = 5;
constexpr std::uint8_t kSlotInfo = 6;

constexpr int kUploadSlot = 1;

QByteArray toByteArray(const framing::Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

QCborMap encodeSlot(int slot, const SlotState &state)
{
    return {
        {QLatin1String("slot"), slot},
        {QLatin1String("version"), QString::fromStdString(state.version.text())},
        {QLatin1String("hash"), toByteArray(state.hash)},
        {QLatin1String("bootable"), state.bootable},
        {QLatin1String("pending"), state.pending},
        {QLatin1String("confirmed"), state.confirmed},
        {QLatin1String("active"), state.active},
        {QLatin1String("permanent"), state.permanent},
    };
}

} // namespace

SmpImageGroup::SmpImageGroup(FlashBank &flash)
    : m_flash(flash)
{
}

SmpGroup SmpImageGroup::group()
{
    return {1, "img mgmt", kSlotInfo + 1,
        [this](const SmpRequest &request, const SmpReply &reply) { handle(request, reply); }, translateImageError};
}

void SmpImageGroup::handle(const SmpRequest &request, const SmpReply &reply)
{
    if (request.is(SmpOp::Read, kState))
        readState(reply);
    else if (request.is(SmpOp::Write, kState))
        writeState(request, reply);
    else if (request.is(SmpOp::Write, kUpload))
        upload(request, reply);
    else if (request.is(SmpOp::Write, kErase))
        eraseSlot(request, reply);
    else if (request.is(SmpOp::Read, kSlotInfo))
        slotInfo(reply);
    else
        reply.sendNotSupported();
}

void SmpImageGroup::readState(const SmpReply &reply) const
{
    QCborArray images;
    for (int slot = 0; slot < static_cast<int>(kSlotCount); ++slot) {
        const SlotState state = m_flash.slotState(slot);
        if (state.present)
            images.append(encodeSlot(slot, state));
    }
    reply.send({{QLatin1String("images"), images}, {QLatin1String("splitStatus"), 0}});
}

void SmpImageGroup::writeState(const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    const QByteArray hash = fields.bytes("hash").value_or(QByteArray());
    const bool confirm = fields.boolean("confirm").value_or(false);
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    if (hash.isEmpty()) {
        if (!confirm)
            return reply.sendGroupError(kImageInvalidHash); // a test without a hash means nothing
        return setNextBoot(0, true, reply);
    }
    if (hash.size() != 32 && hash.size() != 64)
        return reply.sendGroupError(kImageInvalidHash);
    for (int slot = 0; slot < static_cast<int>(kSlotCount); ++slot) {
        if (m_flash.slotState(slot).present && toByteArray(m_flash.slotState(slot).hash) == hash)
            return setNextBoot(slot, confirm, reply);
    }
    reply.sendGroupError(kImageHashNotFound);
}

void SmpImageGroup::setNextBoot(int slot, bool confirm, const SmpReply &reply)
{
    const bool active = slot == 0;
    if (active && !confirm)
        return reply.sendGroupError(kImageTestOfActiveDenied);
    switch (m_flash.nextSwap()) {
    case SwapKind::Test: // slot 1 waits for its trial: only the same again is no contradiction
        return !confirm ? readState(reply) : reply.sendGroupError(kImageAlreadyPending);
    case SwapKind::Permanent: return confirm && !active ? readState(reply) : reply.sendGroupError(kImageAlreadyPending);
    case SwapKind::Revert: // slot 0 is on trial, slot 1 is what the next boot goes back to
        if (!confirm)
            return reply.sendGroupError(kImageAlreadyPending);
        if (active && !m_flash.confirmRunning())
            return reply.sendGroupError(kImageInvalidVectorTable);
        return readState(reply);
    case SwapKind::None: return active ? readState(reply) : requestSwap(confirm, reply);
    }
}

void SmpImageGroup::requestSwap(bool permanent, const SmpReply &reply)
{
    if (m_flash.requestSwap(permanent))
        return readState(reply);
    // A damaged trailer cannot be written over; the slot is erased so that a later update can succeed.
    m_flash.erase(kUploadSlot, 0, m_flash.slotSize(), [reply](bool) { reply.sendGroupError(kImageInvalidMagic); });
}

bool SmpImageGroup::slotInUse(int slot) const { return slot == 0 || m_flash.nextSwap() != SwapKind::None; }

void SmpImageGroup::eraseSlot(const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    const std::uint64_t slot = fields.unsignedInt("slot").value_or(kUploadSlot);
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    if (slot >= kSlotCount)
        return reply.sendGroupError(kImageInvalidSlot);
    const int index = static_cast<int>(slot);
    // Something that is no image may be erased even when its trailer asks for a swap.
    if (index == 0 || (m_flash.slotState(index).present && slotInUse(index)))
        return reply.sendGroupError(kImageNoFreeSlot);
    m_session = {};
    if (m_flash.isErased(index))
        return reply.sendOk();
    m_flash.erase(index, 0, m_flash.slotSize(),
        [reply](bool ok) { ok ? reply.sendOk() : reply.sendGroupError(kImageEraseFailed); });
}

void SmpImageGroup::slotInfo(const SmpReply &reply) const
{
    const auto size = static_cast<qint64>(m_flash.slotSize());
    const QCborMap running{{QLatin1String("slot"), 0}, {QLatin1String("size"), size}};
    const QCborMap spare{
        {QLatin1String("slot"), 1}, {QLatin1String("size"), size}, {QLatin1String("upload_image_id"), 0}};
    const QCborMap image{
        {QLatin1String("image"), 0},
        {QLatin1String("slots"), QCborArray{running, spare}},
        {QLatin1String("max_image_size"), static_cast<qint64>(m_flash.maxImageSize())},
    };
    reply.send({{QLatin1String("images"), QCborArray{image}}});
}

} // namespace virtual_kit
