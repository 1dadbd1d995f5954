// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/common/byte_view.h"
#include "profiles/common/result.h"
#include "profiles/firmware/mcuboot_version.h"

#include <QList>

#include <optional>

namespace profiles {

/// TLV types of an MCUboot image (bootutil/image.h).
enum class McubootTlvType : quint16 {
    KeyHash = 0x01,
    PublicKey = 0x02,
    Sha256 = 0x10,
    Sha384 = 0x11,
    Sha512 = 0x12,
    Rsa2048Pss = 0x20,
    Ecdsa = 0x22,
    Rsa3072Pss = 0x23,
    Ed25519 = 0x24,
    PureSignature = 0x25,
    Dependency = 0x40,
    SecurityCounter = 0x50,
};

struct McubootTlv {
    quint16 type = 0;
    bool isProtected = false; ///< covered by the hash
    QByteArray value;
    [[nodiscard]] bool is(McubootTlvType other) const { return type == static_cast<quint16>(other); }
};

enum class HashAlgorithm : std::uint8_t { Sha256, Sha384, Sha512 };

/// One MCUboot image as its file describes itself. Sizes in bytes.
struct McubootImage {
    static constexpr quint32 kFlagAes128 = 0x4, kFlagAes256 = 0x8, kFlagNonBootable = 0x10, kFlagRamLoad = 0x20,
                             kFlagRomFixed = 0x100, kFlagsCompressed = 0xE00;

    bool bigEndian = false; ///< imgtool -e big
    quint32 loadAddress = 0, imageSize = 0, flags = 0;
    quint16 headerSize = 0, protectedSize = 0;
    McubootVersion version;
    QList<McubootTlv> tlvs;
    qint64 fileSize = 0;
    qint64 endOffset = 0;    ///< one past the last TLV
    bool hasTrailer = false; ///< the file is padded to the slot and carries MCUboot's trailer magic at its end
    bool tailErased = false; ///< what follows the TLVs is only FF (or nothing does)

    /// Header, payload and protected TLVs: what the hash covers.
    [[nodiscard]] qint64 hashedSize() const { return qint64(headerSize) + imageSize + protectedSize; }
    [[nodiscard]] const McubootTlv *find(McubootTlvType type) const; ///< first of it, or null
    [[nodiscard]] const McubootTlv *hashTlv() const;
    [[nodiscard]] std::optional<HashAlgorithm> hashAlgorithm() const;
    /// The image hash as stored: how SMP names this image. Empty when there is none.
    [[nodiscard]] QByteArray hash() const;
    [[nodiscard]] std::optional<quint32> securityCounter() const;
    [[nodiscard]] bool encrypted() const { return (flags & (kFlagAes128 | kFlagAes256)) != 0; }
};

/// Largest file that is looked at.
inline constexpr qint64 kMaxImageFile = qint64(16) << 20;

/// Parses header and TLVs; does not verify anything. BadFile with the part at fault, and with what the file is instead
/// when it is a known other kind (zip, Intel HEX, ELF).
[[nodiscard]] Result<McubootImage> parseMcubootImage(ByteView file);

/// Hash over hashedSize() bytes of the file with this algorithm. The file must be the one the image was parsed from.
[[nodiscard]] QByteArray computeImageHash(ByteView file, const McubootImage &image, HashAlgorithm algorithm);

} // namespace profiles
