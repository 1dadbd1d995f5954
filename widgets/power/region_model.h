// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace widgets {

class KitContext;

/// A stretch of the kit's time axis that is to be measured: nanoseconds of the kit's clock, end above begin.
struct TimeRegion {
    std::int64_t beginNs = 0, endNs = 0;
    [[nodiscard]] std::int64_t lengthNs() const { return endNs - beginNs; }
    friend bool operator==(const TimeRegion &, const TimeRegion &) = default;
};

/// The regions of a kit's time axis, the same in every panel: kit->model<RegionModel>(). Today it holds one, the
/// selected; views ask by row, so that it can hold several. A restart of the kit begins its clock anew and ends them.
class RegionModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { BeginRole = Qt::UserRole, EndRole };     ///< qlonglong, ns of kit time
    static constexpr std::int64_t kMinLengthNs = 10'000; ///< 10 µs: one sample at 100 kS/s

    explicit RegionModel(QObject *parent = nullptr);
    explicit RegionModel(KitContext *kit);

    [[nodiscard]] std::optional<TimeRegion> selected() const;
    /// Makes the region or moves it; edges in any order. Stays at or after 0.
    void select(std::int64_t oneNs, std::int64_t otherNs);
    void removeSelected();
    /// Takes back the last removal; false when there is none.
    bool restore();
    /// "A", "B", ...
    [[nodiscard]] static QString letter(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void changed(); ///< a region came, moved or went

private:
    void forget();

    std::vector<TimeRegion> m_regions;
    std::optional<TimeRegion> m_removed;
};

} // namespace widgets
