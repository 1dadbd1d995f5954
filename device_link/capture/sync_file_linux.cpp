// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync_file.h"

#include <cerrno>

#include <unistd.h>

namespace device_link {

bool syncToDisk(int fileDescriptor) { return ::fdatasync(fileDescriptor) == 0 || errno == EINVAL || errno == EROFS; }

} // namespace device_link
