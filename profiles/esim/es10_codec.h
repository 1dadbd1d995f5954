// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// ES10 commands of GSMA SGP.22 v2.5 §5.7 as pure encode and decode functions. A decode function takes the data of the
// whole response without the status word. Unknown objects inside are tolerated, malformed ones are BadReply, a result
// code other than 0 is Refused with RefusalCode::Space::Es10, group = the function's tag.

#include "profiles/esim/es10_card.h"
#include "profiles/esim/es10_notifications.h"
#include "profiles/esim/es10_profiles.h"
#include "profiles/esim/es10_result.h"
