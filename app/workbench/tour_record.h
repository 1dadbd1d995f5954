// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

namespace app {

/// What an unattended run did: one object per step with its result, time and figures.
class TourRecord
{
public:
    void begin(const QString &step); ///< also ends the one before
    /// Figures of the present step.
    void note(const QString &key, const QJsonValue &value);
    void succeeded();
    void skipped(const QString &why);
    void failed(const device_link::Error &error);

    void setKit(const QJsonObject &kit) { m_kit = kit; }
    void addScreenshot(const QString &path) { m_screenshots.append(path); }
    [[nodiscard]] bool allWell() const { return !m_anyFailed; }
    [[nodiscard]] QJsonObject toJson() const;

private:
    void end(const QString &result);

    QJsonArray m_steps;
    QJsonObject m_step;
    QJsonObject m_kit;
    QJsonArray m_screenshots;
    QElapsedTimer m_timer;
    bool m_anyFailed = false;
};

} // namespace app
