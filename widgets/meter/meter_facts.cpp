// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/meter/meter_facts.h"

#include "device_link/transports/serial_discovery.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"

#include <QFileInfo>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

using device_link::PowerMeter;

namespace {

constexpr int kTickMs = 1000;

/// A meter does not state its serial number; the USB device that its port belongs to has one.
QString usbSerialOf(const device_link::KitSession &session)
{
    for (const device_link::DeviceUrl &url : session.ports()) {
        if (url.role != device_link::PortRole::Meter || url.scheme != device_link::DeviceUrl::Scheme::Serial)
            continue;
        const QString node = QFileInfo(url.address).canonicalFilePath();
        for (const device_link::SerialPortEntry &entry : device_link::discoverSerialPorts()) {
            if (entry.path == node)
                return entry.serialNumber;
        }
    }
    return {};
}

} // namespace

MeterFacts::MeterFacts(QWidget *parent)
    : QWidget(parent)
    , m_about(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_stream(new TextLabel(TextRole::Caption, Tone::Text3, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (TextLabel *label : {m_about, m_stream}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
}

void MeterFacts::setKit(std::shared_ptr<KitContext> kit)
{
    m_kit = std::move(kit);
    const bool there = m_kit && m_kit->session()->powerMeter();
    m_serial = there ? usbSerialOf(*m_kit->session()) : QString();
    if (there)
        m_tick.start();
    else
        m_tick.stop();
    refresh();
}

void MeterFacts::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QString MeterFacts::text() const { return m_about->text() + u'\n' + m_stream->text(); }

QString MeterFacts::aboutText() const
{
    const PowerMeter::About about = m_kit->session()->powerMeter()->about();
    QStringList words{QStringLiteral("PPK2")};
    if (about.hardware > 0)
        words.append(tr("hardware %1").arg(about.hardware));
    words.append(m_serial.isEmpty() ? tr("it states no serial number") : tr("serial number %1").arg(m_serial));
    words.append(about.calibrated ? tr("it states that it is calibrated")
                                  : tr("it states that it is not calibrated; the factors that it has are used"));
    words.append(tr("the voltage is as set, not measured"));
    return words.join(QStringLiteral(" · "));
}

QString MeterFacts::streamText() const
{
    const auto store = m_kit->store();
    if (!store)
        return {};
    const auto lost = static_cast<qint64>(store->lostSamples());
    QStringList words{lost == 0
            ? tr("No sample lost of %1").arg(integer(static_cast<qint64>(store->received())))
            : tr("%1 samples lost, %2 received").arg(integer(lost), integer(static_cast<qint64>(store->received())))};
    // A counter of 6 bits is blind to 64 samples lost at once; the two clocks are not.
    const std::optional<double> drift = m_kit->session()->powerMeter()->driftPpm();
    if (!m_kit->measuring())
        words.append(tr("losses are looked for while it measures"));
    else if (!drift)
        words.append(tr("losses are looked for by its counter; the check against this computer's clock is not ready"));
    else
        words.append((*drift < 0 ? tr("checked by its counter and by the clock: the meter's is fast by %1")
                                 : tr("checked by its counter and by the clock: the meter's is slow by %1"))
                         .arg(widgets::text({fixed(std::abs(*drift), 0), QStringLiteral("ppm")})));
    return words.join(QStringLiteral(" · "));
}

void MeterFacts::refresh()
{
    const bool there = m_kit && m_kit->session()->powerMeter();
    const auto set = [](TextLabel *label, const QString &words) {
        if (label->text() != words)
            label->setText(words);
        label->setVisible(!words.isEmpty());
    };
    set(m_about, there ? aboutText() : QString());
    set(m_stream, there ? streamText() : QString());
}

} // namespace widgets
