// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>

namespace widgets {

/// The stretch of kit time that the plots of a kit show, shared by all of them. Follows the newest sample or holds.
class TimeWindow : public QObject
{
    Q_OBJECT
public:
    static constexpr std::int64_t kMinSpanNs = 100'000;                        ///< 100 µs
    static constexpr std::int64_t kMaxSpanNs = 366 * 24 * 3'600'000'000'000LL; ///< one year
    static constexpr std::int64_t kDefaultSpanNs = 20'000'000'000LL;

    using QObject::QObject;

    [[nodiscard]] std::int64_t beginNs() const { return m_endNs - m_spanNs; }
    [[nodiscard]] std::int64_t endNs() const { return m_endNs; }
    [[nodiscard]] std::int64_t spanNs() const { return m_spanNs; }
    [[nodiscard]] bool following() const { return m_following; }

    void setFollowing(bool following);
    /// Another width; keeps the right end when following, else the middle.
    void setSpan(std::int64_t spanNs);
    /// Holds and shows this.
    void setRange(std::int64_t beginNs, std::int64_t endNs);
    /// Holds and shows all of this: a little more, because plots move by whole pixels.
    void showAll(std::int64_t beginNs, std::int64_t endNs);
    /// Wheel: factor below 1 zooms in about the kit time; when following the right end stays.
    void zoom(double factor, std::int64_t aboutNs);
    /// Drag or arrows: holds and moves.
    void pan(std::int64_t deltaNs);
    /// The newest kit time; moves the window when it follows.
    void advance(std::int64_t latestNs);
    [[nodiscard]] std::int64_t latestNs() const { return m_latestNs; }

Q_SIGNALS:
    void changed();
    void followingChanged();

private:
    void set(std::int64_t endNs, std::int64_t spanNs);

    std::int64_t m_endNs = kDefaultSpanNs;
    std::int64_t m_spanNs = kDefaultSpanNs;
    std::int64_t m_latestNs = 0;
    bool m_following = true;
};

} // namespace widgets
