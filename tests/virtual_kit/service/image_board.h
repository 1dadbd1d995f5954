// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_board.h"

using framing::SmpOp;

inline constexpr const char *kNew = "ecdsa-1.3.0-protected.bin";
inline constexpr const char *kOther = "ed25519-1.2.3.bin";

/// What an SMP tool does with the image group.
struct ImageBoard : SmpBoard {
    using SmpBoard::SmpBoard;

    QCborMap first(const QByteArray &file, qsizetype chunk = 512, QCborMap extra = {})
    {
        QCborMap body = cbor({{"off", 0}, {"len", file.size()}, {"sha", sha256Of(file)}, {"data", file.first(chunk)}});
        for (const auto &[key, value] : extra)
            body.insert(key, value);
        return ask(SmpOp::Write, 1, 1, body);
    }
    QCborMap next(const QByteArray &file, qint64 offset, qsizetype chunk = 512)
    {
        return ask(SmpOp::Write, 1, 1, cbor({{"off", offset}, {"data", file.mid(offset, chunk)}}));
    }
    /// The rest of an upload from offset; the last answer.
    QCborMap rest(const QByteArray &file, qint64 offset)
    {
        QCborMap answer;
        while (offset < file.size()) {
            answer = next(file, offset);
            const qint64 wanted = answer.value(QLatin1String("off")).toInteger(-1);
            if (wanted <= offset)
                return answer;
            offset = wanted;
        }
        return answer;
    }
    QCborMap upload(const QByteArray &file)
    {
        const QCborMap answer = first(file);
        return answer.contains(QLatin1String("match")) ? answer
                                                       : rest(file, answer.value(QLatin1String("off")).toInteger());
    }
    QCborMap state(const QByteArray &hash, bool confirm, std::uint8_t version = 1)
    {
        QCborMap body = cbor({{"confirm", confirm}});
        if (!hash.isEmpty())
            body.insert(QLatin1String("hash"), hash);
        return ask(SmpOp::Write, 1, 0, body, version);
    }
    QCborMap slot(int index)
    {
        for (const QCborValue &image : ask(SmpOp::Read, 1, 0).value(QLatin1String("images")).toArray()) {
            if (image.toMap().value(QLatin1String("slot")).toInteger() == index)
                return image.toMap();
        }
        return {};
    }
    /// The flags of a slot that are true, as mcumgr prints them.
    QString flags(int index)
    {
        QStringList out;
        const QCborMap image = slot(index);
        for (const char *flag : {"bootable", "pending", "confirmed", "active", "permanent"}) {
            if (image.value(QLatin1String(flag)).toBool())
                out.append(QLatin1String(flag));
        }
        return out.join(QLatin1Char(' '));
    }
    QString version(int index) { return slot(index).value(QLatin1String("version")).toString(); }
    QByteArray hash(int index) { return slot(index).value(QLatin1String("hash")).toByteArray(); }
    void reboot()
    {
        ask(SmpOp::Write, 0, 5);
        advance(virtual_kit::kSecond);
        advance(lastBoot.duration);
    }
};

inline QCborMap offset(qint64 at) { return cbor({{"off", at}}); }
inline QCborMap finished(qint64 at, bool match = true) { return cbor({{"off", at}, {"match", match}}); }
