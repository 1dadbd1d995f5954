// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <optional>

namespace widgets {

class KitContext;

/// What "now" is on the time axis of a kit: kit->model<AxisClock>(). The only one who moves the kit's window along, so
/// that panels with samples and panels with events agree: the newest sample while samples come, else the kit's clock.
/// Never backwards within a boot: events overtake samples on the wire, and a stream may end and begin again.
class AxisClock : public QObject
{
    Q_OBJECT
public:
    explicit AxisClock(KitContext *kit);

    /// Nanoseconds of the kit's clock. Stands still while the kit is away.
    [[nodiscard]] std::int64_t nowNs();
    /// Tells the kit's window, which moves when it follows: with the samples, without them every other second and when
    /// there are news.
    void follow();
    /// Something happened that plots show.
    void news() { m_news = true; }
    /// The axis only goes on by its long steps: nothing else is drawn anew.
    [[nodiscard]] bool isQuiet() const { return m_quiet; }

private:
    [[nodiscard]] std::optional<std::int64_t> sourceNs(std::uint32_t boot) const;

    KitContext *m_kit; ///< the parent
    std::uint32_t m_boot = 0;
    std::int64_t m_nowNs = 0;
    std::int64_t m_toldNs = 0; ///< to the window
    bool m_news = false;
    bool m_quiet = false;
};

} // namespace widgets
