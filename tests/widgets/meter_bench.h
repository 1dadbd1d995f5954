// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panel_bench.h"

#include "widgets/common/segmented.h"
#include "widgets/meter/meter_bar.h"

#include <QPushButton>

namespace test_kit {

/// The bar of a power meter over the virtual kit's PPK2, alone or beside the kit.
struct MeterBench {
    explicit MeterBench(const QStringList &options = {})
        : process(QStringList{QStringLiteral("--ppk2"), QStringLiteral("pty:") + path()} + options)
    {
    }
    ~MeterBench()
    {
        bar.setKit(nullptr);
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open(bool besideTheKit = true)
    {
        if (!process.start())
            return false;
        device_link::DeviceUrl meter;
        meter.scheme = device_link::DeviceUrl::Scheme::Serial;
        meter.address = path();
        meter.role = device_link::PortRole::Meter;
        QList<device_link::DeviceUrl> ports{meter};
        if (besideTheKit)
            ports.prepend(process.serialUrl(device_link::PortRole::Kit));
        return open(ports, {}) && QTest::qWaitFor([this] { return bar.isNeeded(); }, kSlow);
    }
    /// Waits for the session, not for a meter in it.
    [[nodiscard]] bool open(const QList<device_link::DeviceUrl> &ports, const device_link::KitSession::Options &options)
    {
        kit = std::make_shared<widgets::KitContext>(device_link::KitSession::create(ports, options));
        kit->open();
        bar.setKit(kit);
        return QTest::qWaitFor([this] { return connected(); }, kSlow);
    }
    [[nodiscard]] bool connected() const { return kit->session()->state() == device_link::SessionState::Connected; }
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("meter")); }
    [[nodiscard]] std::shared_ptr<device_link::PowerMeter> meter() const { return kit->session()->powerMeter(); }
    [[nodiscard]] device_link::PowerMeter::Settings settings() const { return meter()->settings(); }
    template <typename Widget>
    [[nodiscard]] Widget *part(const char *name) const
    {
        return bar.findChild<Widget *>(QLatin1String(name));
    }
    void click(const char *name) const { part<QPushButton>(name)->click(); }
    /// The meter cuts the board off its own supply: that is asked.
    void toSource() const
    {
        choose(1);
        click("meterYes");
    }
    void choose(int mode) const { Q_EMIT bar.findChild<widgets::Segmented *>()->chosen(mode); }

    QTemporaryDir folder;
    VirtualKit process;
    std::shared_ptr<widgets::KitContext> kit;
    widgets::MeterBar bar;
};

} // namespace test_kit
