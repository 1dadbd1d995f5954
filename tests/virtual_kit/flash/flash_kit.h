// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/flash/flash_bank.h"

#include <QFile>

#include <algorithm>

/// The sample images of tests/fixtures/mcuboot.
inline framing::Bytes fixtureImage(const char *name)
{
    QFile file(QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing fixture %s", name);
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

inline constexpr const char *kNewImage = "ecdsa-1.3.0-protected.bin";

/// A kit's flash with a short factory image 1.0.0, and a way to go through its life.
struct FlashKit {
    virtual_kit::Simulation simulation;
    virtual_kit::FlashBank flash{
        simulation, virtual_kit::FlashBankConfig{{1, 0, 0, 0}, 6000, virtual_kit::defaultTrustedKeys()}};

    virtual_kit::BootReport boot()
    {
        const virtual_kit::BootReport report = flash.boot();
        simulation.advanceTo(simulation.now() + report.duration);
        return report;
    }
    void put(const framing::Bytes &image) { flash.cells().load(virtual_kit::kSlotSize, image); }
    [[nodiscard]] std::string versionIn(int slot) const
    {
        const virtual_kit::SlotState state = flash.slotState(slot);
        return state.present ? state.version.text() : std::string();
    }
};

inline bool hasLine(const virtual_kit::BootReport &report, const char *text)
{
    return std::any_of(report.lines.begin(), report.lines.end(),
        [text](const virtual_kit::BootLine &line) { return line.text.find(text) != std::string::npos; });
}
