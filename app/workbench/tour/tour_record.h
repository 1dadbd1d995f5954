// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/session/kit_identity.h"

#include <QJsonArray>
#include <QJsonObject>

namespace widgets {
class TourStep;
} // namespace widgets

namespace app {

/// What an unattended run did: one object per step with its result, time and figures.
class TourRecord
{
public:
    void add(const widgets::TourStep &step); ///< which has settled
    void addFailure(const QString &step, const device_link::Error &error);
    void setKit(const device_link::KitIdentity &identity);
    void addScreenshot(const QString &path) { m_screenshots.append(path); }
    [[nodiscard]] bool allWell() const { return !m_anyFailed; }
    /// Writes it as JSON; false, and a line on stderr, when it cannot.
    [[nodiscard]] bool write(const QString &path) const;

private:
    void append(QJsonObject step, const QString &result);

    QJsonArray m_steps;
    QJsonObject m_kit;
    QJsonArray m_screenshots;
    bool m_anyFailed = false;
};

} // namespace app
