// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_traffic_writer.h"

#include "widgets/kit/kit_context.h"

#include <QTemporaryDir>
#include <QTest>

namespace test_kit {

/// A recording that is open in the window.
struct RecordingBench {
    ~RecordingBench()
    {
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool write(const recording_example::Traffic &traffic)
    {
        return recording_example::write(path(), traffic);
    }
    /// Begins to open it.
    void open()
    {
        kit = std::make_shared<widgets::KitContext>(
            device_link::KitSession::create({*device_link::parseDeviceUrl(QStringLiteral("file:") + path())}));
        kit->open();
    }
    [[nodiscard]] bool connected() const { return kit->session()->state() == device_link::SessionState::Connected; }
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("a run.aer")); }

    QTemporaryDir folder;
    std::shared_ptr<widgets::KitContext> kit;
};

} // namespace test_kit
