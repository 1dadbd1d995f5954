// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

namespace profiles {

using device_link::Error;
using device_link::fail;
using device_link::Fault;
using device_link::RefusalCode;
using device_link::Result;

} // namespace profiles
