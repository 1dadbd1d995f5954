// SPDX-License-Identifier: GPL-3.0-or-later
// The upload command of SmpImageGroup: Zephyr's session, resume and wrong-offset rules.
#include "smp_cbor.h"
#include "smp_image_errors.h"
#include "smp_image_group.h"

#include "virtual_kit/flash/image_trailer.h"
#include "virtual_kit/flash/image_verifier.h"
#include "virtual_kit/flash/mcuboot_image.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace virtual_kit {

namespace {

constexpr int kUploadSlot = 1;
constexpr qsizetype kShaSize = 32;

framing::ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// The build number does not count, as in Zephyr's default configuration.
bool isNewer(const ImageVersion &a, const ImageVersion &b)
{
    return std::tie(a.major, a.minor, a.revision) > std::tie(b.major, b.minor, b.revision);
}

} // namespace

SmpRc translateImageError(std::uint16_t rc)
{
    switch (rc) {
    case kImageNoFreeSlot:
    case kImageCurrentIsNewer:
    case kImageAlreadyPending: return SmpRc::BadState;
    case kImageInvalidSlot:
    case kImageInvalidOffset:
    case kImageInvalidLength:
    case kImageInvalidHeader:
    case kImageInvalidHash: return SmpRc::BadArgument;
    default: return SmpRc::Unknown;
    }
}

void SmpImageGroup::upload(const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    Upload upload;
    (void)fields.unsignedInt("image"); // there is one image: any number means it
    upload.offset = fields.unsignedInt("off");
    upload.length = fields.unsignedInt("len");
    upload.data = fields.bytes("data").value_or(QByteArray());
    upload.sha = fields.bytes("sha").value_or(QByteArray());
    upload.upgradeOnly = fields.boolean("upgrade").value_or(false);
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    if (!upload.offset)
        return reply.sendGroupError(kImageInvalidOffset, QStringLiteral("header malformed"));
    if (*upload.offset == 0)
        return startUpload(upload, reply);
    // A wrong offset is no error: the data is dropped and the answer says what is wanted.
    if (*upload.offset != m_session.offset)
        return sendOffset(reply);
    if (static_cast<std::size_t>(upload.data.size()) > m_session.size - m_session.offset) {
        m_session = {};
        return reply.sendGroupError(kImageDataOverrun, QStringLiteral("data overrun"));
    }
    writeChunk(upload.data, reply);
}

std::optional<std::uint16_t> SmpImageGroup::refusal(const Upload &upload, QString &reason) const
{
    const auto refuse = [&reason](std::uint16_t rc, const char *text) {
        reason = QLatin1String(text);
        return rc;
    };
    const std::size_t size = upload.length.value_or(0);
    if (slotInUse(kUploadSlot))
        return refuse(kImageNoFreeSlot, "no slot");
    if (size > m_flash.maxImageSize())
        return refuse(kImageTooLarge, "img too large");
    if (upload.upgradeOnly) {
        const SlotState running = m_flash.slotState(0);
        const auto header = parseMcubootHeader(viewOf(upload.data));
        if (!running.present || !header)
            return refuse(kImageVersionGetFailed, "");
        if (!isNewer(header->version, running.version))
            return refuse(kImageCurrentIsNewer, "downgrade");
    }
    if (static_cast<std::size_t>(upload.data.size()) > size)
        return refuse(kImageDataOverrun, "data overrun");
    return std::nullopt;
}

void SmpImageGroup::startUpload(const Upload &upload, const SmpReply &reply)
{
    const auto fail = [this, &reply](std::uint16_t rc, const QString &reason) {
        m_session = {};
        reply.sendGroupError(rc, reason);
    };
    if (static_cast<std::size_t>(upload.data.size()) < kImageHeaderSize)
        return fail(kImageInvalidHeader, QStringLiteral("header malformed"));
    if (!upload.length)
        return fail(kImageInvalidLength, QStringLiteral("header malformed"));
    if (!parseMcubootHeader(viewOf(upload.data)))
        return fail(kImageInvalidMagic, QStringLiteral("magic mismatch"));
    if (upload.sha.size() > kShaSize)
        return fail(kImageInvalidHash, {});
    // The same sha again: the client lost the thread, and goes on where the server is.
    if (m_session.open && !upload.sha.isEmpty() && upload.sha == m_session.sha)
        return sendOffset(reply);
    QString reason;
    if (const auto rc = refusal(upload, reason))
        return fail(*rc, reason);

    m_session = {true, static_cast<std::size_t>(*upload.length), 0, upload.sha};
    if (slotHoldsFile()) {
        // This very file is in the slot already: done before it began.
        m_session.offset = m_session.size;
        sendOffset(reply, true);
        m_session = {};
        return;
    }
    if (m_flash.isErased(kUploadSlot))
        return writeChunk(upload.data, reply);
    eraseForUpload(upload.data, reply);
}

void SmpImageGroup::eraseForUpload(const QByteArray &firstData, const SmpReply &reply)
{
    const auto failed = [this, reply] {
        m_session = {};
        reply.sendGroupError(kImageEraseFailed, QStringLiteral("fa erase fail"));
    };
    const std::size_t trailer = m_flash.slotSize() - ImageTrailer::kSize;
    // The sectors the image will fill, then the trailer's.
    m_flash.erase(kUploadSlot, 0, m_session.size, [this, reply, firstData, trailer, failed](bool imageErased) {
        if (!imageErased)
            return failed();
        m_flash.erase(kUploadSlot, trailer, ImageTrailer::kSize, [this, reply, firstData, failed](bool trailerErased) {
            if (!trailerErased)
                return failed();
            writeChunk(firstData, reply);
        });
    });
}

void SmpImageGroup::writeChunk(const QByteArray &data, const SmpReply &reply)
{
    if (data.isEmpty())
        return sendOffset(reply);
    const framing::ByteView view = viewOf(data);
    const auto written = [this, reply, size = view.size()](bool ok) {
        if (!ok) {
            m_session = {};
            return reply.sendGroupError(kImageWriteFailed, QStringLiteral("fa write fail"));
        }
        m_session.offset += size;
        if (m_session.offset < m_session.size)
            return sendOffset(reply);
        sendOffset(reply, slotHoldsFile());
        m_session = {};
    };
    m_flash.write(kUploadSlot, m_session.offset, framing::Bytes(view.begin(), view.end()), written);
}

void SmpImageGroup::sendOffset(const SmpReply &reply, std::optional<bool> match) const
{
    QCborMap body{{QLatin1String("off"), static_cast<qint64>(m_session.offset)}};
    if (match)
        body.insert(QLatin1String("match"), *match);
    reply.send(body);
}

bool SmpImageGroup::slotHoldsFile() const
{
    // Only a whole SHA-256 can be compared; shorter ones just name the upload.
    if (m_session.sha.size() != kShaSize)
        return false;
    const framing::Bytes hash = sha256(m_flash.read(kUploadSlot, 0, m_session.size));
    const framing::ByteView told = viewOf(m_session.sha);
    return std::equal(hash.begin(), hash.end(), told.begin(), told.end());
}

} // namespace virtual_kit
