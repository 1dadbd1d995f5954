// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QCoroTask>
#include <QString>

#include <memory>

namespace app {

class MainWindow;
class TourRecord;

/// Visits each panel in light, dark and Chinese, saves DIR/<panel>-light.png and so on, and prints their paths. The
/// look is put back afterwards. BadFile when a picture cannot be written. The window must outlive the task.
[[nodiscard]] QCoro::Task<device_link::Result<void>> takeScreenshots(
    MainWindow *window, QString folder, std::shared_ptr<TourRecord> record);

/// The window as it stands, in the same looks: DIR/<name>-light.png and so on.
[[nodiscard]] QCoro::Task<device_link::Result<void>> takePictures(
    MainWindow *window, QString folder, QString name, std::shared_ptr<TourRecord> record);

} // namespace app
