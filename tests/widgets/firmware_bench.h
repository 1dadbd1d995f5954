// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit_fixture.h"

#include "widgets/firmware/check_row.h"
#include "widgets/firmware/firmware_panel.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/firmware/image_card.h"
#include "widgets/firmware/push_card.h"
#include "widgets/firmware/push_outcome_view.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/fault_text.h"

#include <QCryptographicHash>
#include <QPushButton>
#include <QtEndian>

namespace test_firmware {

using namespace widgets;
using device_link::PortRole;
using profiles::ImageCheckId;

inline constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time

inline QString fixture(const char *name) { return QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name); }

inline void put32(QByteArray &bytes, qsizetype at, quint32 value) { qToLittleEndian(value, bytes.data() + at); }
inline void put16(QByteArray &bytes, qsizetype at, quint16 value) { qToLittleEndian(value, bytes.data() + at); }

/// An unsigned image of this many bytes of payload: long enough to be interrupted.
inline QByteArray longImage(quint32 payload)
{
    constexpr quint16 kHeader = 0x200;
    QByteArray image(kHeader, '\0');
    put32(image, 0, 0x96f3b83d);
    put16(image, 8, kHeader);
    put32(image, 12, payload);
    image[20] = 9;
    for (quint32 i = 0; i < payload; ++i)
        image.append(static_cast<char>(i * 7));
    const QByteArray hash = QCryptographicHash::hash(image, QCryptographicHash::Sha256);
    QByteArray tlvs(8, '\0');
    put16(tlvs, 0, 0x6907);
    put16(tlvs, 2, static_cast<quint16>(8 + hash.size()));
    put16(tlvs, 4, 0x10);
    put16(tlvs, 6, static_cast<quint16>(hash.size()));
    return image + tlvs + hash;
}

/// A kit process, its models and the panel before the user.
struct Bench {
    explicit Bench(QStringList options = {QStringLiteral("--speed"), QStringLiteral("5")})
        : process(std::move(options))
    {
    }
    ~Bench()
    {
        panel.setKit(nullptr);
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open(PortRole role = PortRole::Kit)
    {
        if (!process.start())
            return false;
        kit = std::make_shared<KitContext>(device_link::KitSession::create({process.serialUrl(role)}));
        panel.setKit(kit);
        panel.resize(1336, 822);
        panel.show();
        kit->open();
        work = panel.work();
        return QTest::qWaitFor([this] { return work->state().has_value(); }, kSlow);
    }
    [[nodiscard]] bool openFile(const QString &path)
    {
        return panel.openFile(path)
            && QTest::qWaitFor([this] { return !work->file()->reading() && work->file()->result(); }, kSlow);
    }
    template <typename Widget = QPushButton>
    [[nodiscard]] Widget *find(const char *name) const
    {
        auto *found = panel.findChild<Widget *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void click(const char *name) const { QTest::mouseClick(find(name), Qt::LeftButton); }
    /// On a busy machine the kit may have seemed silent for a moment; then its slots are read again.
    [[nodiscard]] bool waitSendable() const
    {
        return QTest::qWaitFor([this] { return find("sendImage")->isEnabled(); }, kSlow);
    }
    [[nodiscard]] bool waitEnd()
    {
        return QTest::qWaitFor([this] { return work->busy() == FirmwareWork::Busy::No; }, kSlow);
    }
    [[nodiscard]] const CheckRow *row(ImageCheckId id) const
    {
        for (const CheckRow *row : panel.imageCard()->rows()) {
            if (row->check().id == id)
                return row;
        }
        return nullptr;
    }
    /// What the end of the push was, for a failing test.
    [[nodiscard]] QByteArray story() const
    {
        const auto &end = work->end();
        const bool failed = end && end->error;
        return outcome().toUtf8() + ' ' + (failed ? faultDetails(*end->error).toUtf8() : QByteArray());
    }
    [[nodiscard]] QString outcome() const { return panel.pushCard()->outcome()->title(); }

    test_kit::VirtualKit process;
    std::shared_ptr<KitContext> kit;
    FirmwarePanel panel;
    FirmwareWork *work = nullptr;
};

/// The same with a big image on disk and a line slow enough to interrupt its upload.
struct LongPush : Bench {
    LongPush()
        : Bench({QStringLiteral("--pace"), QStringLiteral("400000")})
    {
    }
    [[nodiscard]] bool begin(PortRole role = PortRole::Kit)
    {
        const QString path = folder.filePath(QStringLiteral("long.bin"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(longImage(200'000)) < 0)
            return false;
        file.close();
        if (!open(role) || !openFile(path))
            return false;
        if (!waitSendable())
            return false;
        click("sendImage");
        return QTest::qWaitFor(
            [this] { return work->run().upload().done > 0 && !work->run().upload().erasing; }, kSlow);
    }
    QTemporaryDir folder;
};

} // namespace test_firmware
